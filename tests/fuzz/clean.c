/* Fuzz target: the cleaning of what people wrote.  The first byte chooses mode and pinyin.
 *
 * Cleaned text is UTF-8, its way back leads into the original, and cleaning it once more changes
 * nothing. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "prose/clean.h"

static void need(bool holds, const char *what) {
    if (holds) return;
    fprintf(stderr, "does not hold: %s\n", what);
    abort();
}

static void check(const struct cleaned *cleaned, struct text original) {
    size_t bad;
    need(text_is_utf8(cleaned->text, &bad), "cleaned text is UTF-8");
    for (size_t i = 0; cleaned->from && i <= cleaned->text.length; i++)
        need(cleaned->from[i] <= original.length, "places lie in the original");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t bad;
    if (size < 1) return 0;
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena), *again_diags = diags_new(arena);
    /* A copy of just this length, so that a byte read beyond it is seen. */
    struct text text = {(const char *)data + 1, size - 1};
    char *copy = malloc(text.length ? text.length : 1);
    if (!copy) abort();
    if (text.length) memcpy(copy, text.at, text.length);
    text.at = copy;
    bool has_nul = text.length && memchr(text.at, 0, text.length); /* no reader lets it through */
    if (!has_nul && text_is_utf8(text, &bad)) {
        struct clean_options options = {(enum clean_mode)(data[0] % 3),
                                        (enum clean_pinyin)(data[0] / 4 % 2)};
        const struct file *file = file_from_text(arena, "text", text);
        struct cleaned once = prose_clean(text, (struct origin){file, 0}, &options, arena, diags);
        check(&once, text);
        if (options.mode != CLEAN_ON)
            need(text_equal(once.text, text), "nothing is changed that is only reported");
        struct cleaned twice = prose_clean(once.text, once.origin, &options, arena, again_diags);
        check(&twice, once.text);
        if (!text_equal(once.text, twice.text))
            fprintf(stderr, "once:  %.*s\ntwice: %.*s\n", TEXT_ARGS(once.text),
                    TEXT_ARGS(twice.text));
        need(text_equal(once.text, twice.text), "cleaning cleaned text changes nothing");
        for (size_t i = 0; i < diags_size(diags); i++) diag_print(diags_at(diags, i), true, arena);
        for (size_t i = 0; i < diags_size(again_diags); i++)
            diag_print(diags_at(again_diags, i), true, arena);
    }
    free(copy);
    arena_free(arena);
    return 0;
}
