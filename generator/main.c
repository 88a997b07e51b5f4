/* zongjie: typesets Chinese work reports from data and templates.
 *
 * Chooses the language of the messages, then hands over to a command. */
#include <fcntl.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/path.h"
#include "command/command.h"

/* The first of the locale variables that is set, or NULL; *by_list if only LANGUAGE is. */
static const char *wanted_language(bool *by_list) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"};
    enum { NAMES = sizeof names / sizeof *names };
    for (size_t i = 0; i < NAMES; i++) {
        const char *value = getenv(names[i]);
        *by_list = i == NAMES - 1;
        if (value && *value) return value;
    }
    return NULL;
}

/* gettext wants a locale that the machine has, and a bare machine has no Chinese one.  C.UTF-8 is
 * always there; in it, LANGUAGE chooses the catalogue.  All our input and output is UTF-8, whatever
 * the locale says. */
static void choose_language(void) {
    bool by_list;
    const char *wanted = wanted_language(&by_list);
    setlocale(LC_CTYPE, "C.UTF-8");
    if (!wanted || (!by_list && setlocale(LC_MESSAGES, ""))) return;
    setlocale(LC_MESSAGES, "C.UTF-8");
    setenv("LANGUAGE", wanted, 0);
}

/* The catalogues lie beside the program in a checkout.  The dot asks for a folder: /usr/bin/locale
 * is a program. */
static void open_catalogue(void) {
    struct arena *arena = arena_new();
    const char *beside = path_beside(arena, "locale/.");
    bindtextdomain("zongjie", beside ? beside : ZONGJIE_LOCALE);
    bind_textdomain_codeset("zongjie", "UTF-8");
    textdomain("zongjie");
    arena_free(arena);
}

/* A file opened in the place of a closed standard stream would receive what is printed. */
static void fill_streams(void) {
    int handle;
    do handle = open("/dev/null", O_RDWR);
    while (handle >= 0 && handle <= STDERR_FILENO);
    if (handle >= 0) close(handle);
}

int main(int count, char **arguments) {
    fill_streams();
    choose_language();
    open_catalogue();
    return command_main(count, arguments);
}
