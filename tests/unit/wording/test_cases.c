/* The table of cases.tsv: one sentence a row, extended without C.  Here are only its columns, its
 * arguments and which function says each kind of row. */
#include "cases.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

enum { CASES_LEAST = 250 };

static const char *const columns[] = {"id",        "kind",     "value",  "base",
                                      "measure",   "nature",   "better", "period",
                                      "arguments", "expected", "source"};

static bool read_row(struct case_row *row, struct text line) {
    struct text *const cells[] = {&row->id,        &row->kind,     &row->value,  &row->base,
                                  &row->measure,   &row->nature,   &row->better, &row->period,
                                  &row->arguments, &row->expected, &row->source};
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        if (!text_cut(&line, '\t', cells[i])) return false;
    return line.length == 0;
}

static void check_head(struct text line) {
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        struct text name;
        cr_assert(text_cut(&line, '\t', &name) && text_is(name, columns[i]),
                  "cases.tsv: column %zu is %s", i + 1, columns[i]);
    }
}

static bool seen_before(const struct text *ids, size_t count, struct text id) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(ids[i], id)) return true;
    return false;
}

static void check_row(struct case_row *row, size_t number) {
    struct text said = case_say(row);
    cr_expect(row->source.length > 0, "cases.tsv:%zu: no source of the rule", number);
    cr_expect(!case_unused_argument(row), "cases.tsv:%zu: argument that %.*s does not read", number,
              TEXT_ARGS(row->kind));
    cr_expect(text_equal(said, row->expected), "cases.tsv:%zu: %.*s: said %.*s, wanted %.*s",
              number, TEXT_ARGS(row->id), TEXT_ARGS(said), TEXT_ARGS(row->expected));
}

Test(wording_cases, table) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    const struct file *file =
        file_read(arena, "tests/unit/wording/cases.tsv", 1 << 20, ORIGIN_NONE, diags);
    cr_assert_not_null(file);
    struct text rest = file->bytes, line;
    struct text *ids = NULL;
    size_t count = 0, room = 0, number = 0;
    while (text_cut(&rest, '\n', &line)) {
        number++;
        if (number == 1) check_head(line);
        if (number == 1 || line.length == 0 || text_starts(line, TEXT("#"))) continue;
        struct case_row row = {.arena = arena, .line = number};
        cr_assert(read_row(&row, line), "cases.tsv:%zu: not %zu columns parted by tabs", number,
                  COUNT_OF(columns));
        cr_expect(!seen_before(ids, count, row.id), "cases.tsv:%zu: id given twice", number);
        ARENA_GROW(arena, ids, count, room);
        ids[count++] = row.id;
        check_row(&row, number);
    }
    cr_expect(count >= CASES_LEAST, "only %zu cases", count);
    cr_expect(case_every_kind_was_said(), "a kind without a case");
    arena_free(arena);
}
