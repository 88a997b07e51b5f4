/* The functions of XPath 1.0 that expressions may call, and how each stands to counting. */
#include "xml/inner.h"

static const struct path_function functions[] = {
    {"position", 0, 0, PATH_COUNTING, NULL},
    {"last", 0, 0, PATH_COUNTING, NULL},
    {"count", 1, 1, PATH_COUNTING, NULL},
    {"string-length", 0, 1, PATH_COUNTING, NULL},
    {"local-name", 0, 1, PATH_PLAIN, NULL},
    {"name", 0, 1, PATH_PLAIN, NULL},
    {"string", 0, 1, PATH_PLAIN, NULL},
    {"concat", 2, 1000, PATH_PLAIN, NULL},
    {"starts-with", 2, 2, PATH_PLAIN, NULL},
    {"contains", 2, 2, PATH_PLAIN, NULL},
    {"substring-before", 2, 2, PATH_PLAIN, NULL},
    {"substring-after", 2, 2, PATH_PLAIN, NULL},
    {"substring", 2, 3, PATH_PLAIN, NULL},
    {"normalize-space", 0, 1, PATH_PLAIN, NULL},
    {"translate", 3, 3, PATH_PLAIN, NULL},
    {"boolean", 1, 1, PATH_PLAIN, NULL},
    {"not", 1, 1, PATH_PLAIN, NULL},
    {"true", 0, 0, PATH_PLAIN, NULL},
    {"false", 0, 0, PATH_PLAIN, NULL},
    {"lang", 1, 1, PATH_PLAIN, NULL},
    {"sum", 1, 1, PATH_COMPUTING,
     N_("declare a <sum> or <rate> in the checks file, or derive an indicator in the dictionary")},
    {"number", 0, 1, PATH_COMPUTING,
     N_("compare texts as they are, or figures with is=, above= and below=")},
    {"round", 1, 1, PATH_COMPUTING, N_("use decimals= on the figure")},
    {"floor", 1, 1, PATH_COMPUTING, N_("use decimals= on the figure")},
    {"ceiling", 1, 1, PATH_COMPUTING, N_("use decimals= on the figure")},
};

const struct path_function *xml_path_function(struct text name) {
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (text_is(name, functions[i].name)) return &functions[i];
    return NULL;
}

const char *xml_path_function_names(struct arena *arena) {
    struct buffer names = buffer_new(arena);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        buffer_printf(&names, "%s|", functions[i].name);
    return names.at;
}
