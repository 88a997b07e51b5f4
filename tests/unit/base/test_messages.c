/* Messages in the user's language: the Chinese catalogue is whole, and a diagnostic prints in it.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"

static const char *const english[] = {
#define DIAG(code, level, text) text,
#include "base/diag_list.h"
#undef DIAG
};

/* Compiles the catalogue into a folder of its own and makes it that of this process, as main() does
 * on a machine without a Chinese locale. */
static void open_catalogue(char *folder) {
    char command[512];
    cr_assert_not_null(mkdtemp(folder));
    snprintf(command, sizeof command,
             "mkdir -p %s/zh_CN/LC_MESSAGES && msgfmt --check -o %s/zh_CN/LC_MESSAGES/zongjie.mo "
             "generator/po/zh_CN.po",
             folder, folder);
    cr_assert_eq(system(command), 0, "msgfmt refuses the catalogue");
    setenv("LANGUAGE", "zh_CN", 1);
    cr_assert_not_null(setlocale(LC_ALL, "C.UTF-8"));
    bindtextdomain("zongjie", folder);
    bind_textdomain_codeset("zongjie", "UTF-8");
    textdomain("zongjie");
}

static void remove_catalogue(const char *folder) {
    static const char *const parts[] = {"/zh_CN/LC_MESSAGES/zongjie.mo", "/zh_CN/LC_MESSAGES",
                                        "/zh_CN", ""};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        char path[256];
        snprintf(path, sizeof path, "%s%s", folder, parts[i]);
        cr_assert_eq(remove(path), 0, "%s", path);
    }
}

static bool has_han(const char *words) {
    struct text text = text_of(words);
    const char *at = text.at, *end = at + text.length;
    while (at < end) {
        uint32_t c = text_next(&at, end);
        if (c >= 0x4E00 && c <= 0x9FFF) return true;
    }
    return false;
}

static char *print_one(struct arena *arena) {
    struct diags *diags = diags_new(arena);
    struct file file = {.name = "metrics.csv", .bytes = TEXT("code,value\na,十二\n")};
    diags_add(diags, DIAG_D110, (struct origin){&file, 13}, "%s", "十二");
    diags_hint(diags, "did you mean %s?", "12");
    return diag_print(diags_at(diags, 0), false, arena);
}

Test(messages, catalogue_has_every_diagnostic) {
    char folder[] = "/tmp/zongjie-messages-XXXXXX";
    open_catalogue(folder);
    for (int code = 0; code < DIAG_CODES; code++)
        cr_expect(has_han(diag_text((enum diag_code)code)), "%s: \"%s\" has no Chinese",
                  diag_name((enum diag_code)code), english[code]);
    remove_catalogue(folder);
}

Test(messages, catalogue_has_every_sentence) {
    cr_assert_eq(system("sh generator/po/update --check"), 0,
                 "run generator/po/update and translate what it lists");
}

Test(messages, diagnostic_prints_in_chinese) {
    char folder[] = "/tmp/zongjie-messages-XXXXXX";
    open_catalogue(folder);
    struct arena *arena = arena_new();
    cr_expect_str_eq(print_one(arena), "metrics.csv:2:3: 错误：不是数字：十二 [D110]\n"
                                       "    提示：是不是“12”？");
    cr_expect(has_han(diag_system_words(ENOSPC)), "%s", diag_system_words(ENOSPC));
    arena_free(arena);
    remove_catalogue(folder);
}

Test(messages, locale_c_keeps_english) {
    char folder[] = "/tmp/zongjie-messages-XXXXXX";
    open_catalogue(folder);
    setlocale(LC_MESSAGES, "C");
    struct arena *arena = arena_new();
    cr_expect_str_eq(print_one(arena), "metrics.csv:2:3: error: not a number: 十二 [D110]\n"
                                       "    hint: did you mean 12?");
    cr_expect_str_eq(diag_system_words(ENOENT), "No such file or directory");
    arena_free(arena);
    remove_catalogue(folder);
}
