/* Shared by the tests of document/: an arena with its diagnostics, and short ways to build and
 * read. */
#ifndef TEST_DOCUMENT_HELPER_H
#define TEST_DOCUMENT_HELPER_H

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "document/document.h"

struct bench {
    struct arena *arena;
    struct diags *diags;
};

static inline struct bench bench_new(void) {
    struct arena *arena = arena_new();
    return (struct bench){arena, diags_new(arena)};
}

static inline struct document *bench_read(struct bench b, const char *xml) {
    return document_read(file_from_text(b.arena, "d.xml", text_of(xml)), b.arena, b.diags);
}

/* A document whose root element holds `inside`. */
static inline struct document *bench_read_inside(struct bench b, const char *inside) {
    return bench_read(
        b,
        arena_printf(b.arena, "<document xmlns=\"urn:zongjie:document:1\">%s</document>", inside));
}

static inline bool bench_has(struct bench b, enum diag_code code) {
    for (size_t i = 0; i < diags_size(b.diags); i++)
        if (diags_at(b.diags, i)->code == code) return true;
    return false;
}

/* All diagnostics as text, for the message of a failed test. */
static inline const char *bench_say(struct bench b) {
    struct buffer out = buffer_new(b.arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(b.diags); i++)
        buffer_printf(&out, "%s\n", diag_print(diags_at(b.diags, i), false, b.arena));
    return out.length > 0 ? out.at : "";
}

static inline const char *as_c(struct bench b, struct text text) {
    return arena_copy(b.arena, text.at ? text.at : "", text.length);
}

#endif
