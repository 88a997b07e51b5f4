/* Cells of a table, read before it is set: what each column holds, and how much room it asks for.
 *
 * A column's least width is its longest unbreakable piece: numbers and short words stay whole, and
 * heads are parted before brackets and between words of a usual length only. */
#include "layout/table.h"

#include <math.h>

enum {
    ROWS_AT_ONCE = 64,
    NUMBER_TAIL_MOST = 4,
    LEAST_EM = 4,
    WHOLE_WORD = 4,
    WHOLE_HEAD = 5,
    CUTS_MOST = 32
};
/* Air beside numbers, em: digits do not touch a rule. */
static const double number_air_em = 0.4;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Bytes of 预计, which stands before numbers of that standing. */
static size_t standing_length(struct text words) {
    static const enum wording_script scripts[] = {WORDING_SIMPLIFIED, WORDING_TRADITIONAL};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct text expected = word_text(WORD_EXPECTED, scripts[i]);
        if (text_starts(words, expected)) return expected.length;
    }
    return 0;
}

/* Bytes of an optional sign. */
static size_t sign_length(struct text words) {
    static const char *const signs[] = {"-", "+", "−", "±", "－"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_starts(words, text_of(signs[i]))) return text_of(signs[i]).length;
    return 0;
}

/* End of the whole part of the number that the text begins with, 预计 left aside. */
static size_t whole_end(struct text words) {
    size_t at = standing_length(words), end;
    at += sign_length(text_slice(words, at, words.length));
    end = at;
    for (; at < words.length && (is_digit(words.at[at]) || words.at[at] == ','); at++)
        if (is_digit(words.at[at])) end = at + 1;
    return end;
}

size_t ruled_find_point(struct text words) {
    return whole_end(words);
}

/* A number may have a short tail: 12.5%, 4000多人.  A text with digits further on is none. */
enum ruled_content ruled_read_cell(struct text words) {
    size_t at = whole_end(words);
    if (words.length == 0 || text_is(words, "—") || text_is(words, "-") || text_is(words, "/") ||
        text_is(words, "□"))
        return RULED_NOTHING;
    if (at == 0 || !is_digit(words.at[at - 1])) return RULED_WORDS;
    if (at + 1 < words.length && words.at[at] == '.' && is_digit(words.at[at + 1]))
        for (at++; at < words.length && is_digit(words.at[at]);) at++;
    struct text tail = text_slice(words, at, words.length);
    for (size_t i = 0; i < tail.length; i++)
        if (is_digit(tail.at[i])) return RULED_WORDS;
    return text_characters(tail) <= NUMBER_TAIL_MOST ? RULED_NUMBER : RULED_WORDS;
}

double ruled_width_before(const struct typeset_line *line, size_t offset) {
    for (size_t i = 0; i < line->count; i++) {
        const struct page_run *run = &line->runs[i];
        if (offset >= run->text.length) {
            offset -= run->text.length;
            continue;
        }
        for (size_t k = 0, bytes = 0; k < run->count; bytes += run->glyphs[k++].bytes)
            if (bytes >= offset) return run->x_pt + run->glyphs[k].x_pt;
    }
    return line->width_pt;
}

size_t ruled_span(const struct node *cell) {
    struct text span = node_attribute(cell, "span");
    size_t value = 0;
    for (size_t i = 0; i < span.length && is_digit(span.at[i]) && value < 1000; i++)
        value = value * 10 + (size_t)(span.at[i] - '0');
    return value > 0 ? value : 1;
}

/* Longest stretch that is not broken, by a generous estimate: a Latin word, or a number with its
 * unit.  Words of up to four characters stay whole. */
static double least_words_pt(struct text words, double size_pt) {
    double longest = 0, now = 0;
    size_t tail = 0;
    bool number = false;
    if (text_characters(words) <= WHOLE_WORD) return INFINITY;
    for (const char *at = words.at, *end = words.at + words.length; at < end;) {
        uint32_t c = text_next(&at, end);
        bool wide = text_is_wide(c) || text_is_blank(c);
        tail = wide ? tail + 1 : 0;
        if (wide && number && tail <= 2 && text_is_han(c)) {
            now += 1;
        } else {
            now = wide ? 0 : now + 0.6;
            number = !wide && (number || (c >= '0' && c <= '9'));
        }
        longest = fmax(longest, now);
    }
    return fmax(LEAST_EM, longest) * size_pt;
}

/* ---- heads ---- */

/* Where a head may be parted, as x along its single line; the ends are among them. */
struct cuts {
    double from[CUTS_MOST],
        to[CUTS_MOST]; /* of the pieces between, without blank halves of marks */
    size_t count;
};

static bool is_one_of(uint32_t c, const char *set) {
    const char *end = set + text_of(set).length;
    while (set < end)
        if (text_next(&set, end) == c) return true;
    return false;
}

/* Is there a place to part between these two?  `plain`: so many of a run of `run` characters
 * without marks stand before it; a long run is taken in equal parts. */
static bool parts_between(uint32_t before, uint32_t here, size_t plain, size_t run) {
    if (is_one_of(here, "（(")) return true;
    if (is_one_of(before, "、，；）)")) return !is_one_of(here, "、，；）)");
    size_t parts = (run + WHOLE_HEAD - 1) / WHOLE_HEAD;
    return parts > 1 && plain > 0 && plain < run && plain % ((run + parts - 1) / parts) == 0;
}

/* Plain characters that follow one another from `at` on. */
static size_t plain_run(const char *at, const char *end) {
    size_t count = 0;
    while (at < end && !is_one_of(text_next(&at, end), "（()）、，；")) count++;
    return count;
}

static void add_cut(struct cuts *cuts, double x_pt, uint32_t before, uint32_t here, double em) {
    cuts->to[cuts->count - 1] = x_pt - (is_one_of(before, "）、，；") ? 0.5 * em : 0);
    cuts->from[cuts->count++] = x_pt + (here == 0xFF08 ? 0.5 * em : 0);
}

static struct cuts find_cuts(const struct typeset_line *line, struct text words, double em) {
    struct cuts cuts = {.count = 1};
    const char *end = words.at + words.length;
    size_t plain = 0, run = plain_run(words.at, end);
    uint32_t before = 0;
    for (const char *at = words.at; at < end;) {
        const char *start = at;
        uint32_t here = text_next(&at, end);
        if (before && cuts.count < CUTS_MOST && parts_between(before, here, plain, run)) {
            size_t offset = (size_t)(start - words.at);
            add_cut(&cuts, ruled_width_before(line, offset), before, here, em);
        }
        bool mark = is_one_of(here, "（()）、，；");
        plain = mark ? 0 : plain + 1;
        if (mark) run = plain_run(at, end);
        before = here;
    }
    cuts.to[cuts.count - 1] = line->width_pt - (before == 0xFF09 ? 0.5 * em : 0);
    return cuts;
}

/* A head stands well in one short line, or in two that are about equally long. */
static void read_head_words(const struct typeset_line *line, struct text words, double em,
                            struct ruled_column *column) {
    struct cuts cuts = find_cuts(line, words, em);
    double whole = line->width_pt, least = 0, best = whole;
    for (size_t i = 0; i < cuts.count; i++) {
        bool rest = i + 1 == CUTS_MOST; /* of a very long head, not parted any more */
        if (!rest) least = fmax(least, cuts.to[i] - cuts.from[i]);
        if (i > 0) best = fmin(best, fmax(cuts.to[i - 1], cuts.to[cuts.count - 1] - cuts.from[i]));
    }
    column->natural_pt = whole > WHOLE_WORD * em + 0.01 ? best : whole;
    column->least_pt = least;
}

/* ---- columns ---- */

static struct typeset_line set_words(const struct ruled_table *table, const struct node *node,
                                     enum style_class class, struct arena *arena) {
    struct inline_text *text = inline_new(table->layout, arena, class, table->role);
    inline_add_nodes(text, node);
    return inline_line(text);
}

static void read_head(struct ruled_table *table, struct arena *arena) {
    double em = table->layout->style->text[STYLE_TABLE_HEAD].size_pt;
    for (size_t i = 0; i < table->count; i++) {
        struct ruled_column *column = &table->columns[i];
        struct typeset_line line = set_words(table, column->node, STYLE_TABLE_HEAD, arena);
        struct text words = node_text(column->node, arena);
        read_head_words(&line, words, em, column);
        if (words.length > 0) table->headed = true;
    }
}

static void read_number(struct ruled_column *column, const struct typeset_line *line,
                        struct text words, double em) {
    double before = ruled_width_before(line, ruled_find_point(words));
    column->numbers++;
    column->number_pt = fmax(column->number_pt, ruled_width_before(line, words.length));
    column->before_pt = fmax(column->before_pt, before);
    column->after_pt = fmax(column->after_pt, line->width_pt - before);
    column->least_pt = fmax(column->least_pt, line->width_pt);
    column->air_pt = number_air_em * em;
}

static void read_words(struct ruled_column *column, const struct typeset_line *line,
                       struct text words, double em) {
    size_t characters = text_characters(words);
    if (column->words == 0 || characters < column->shortest) column->shortest = characters;
    if (characters > column->longest) column->longest = characters;
    column->words++;
    column->least_pt = fmax(column->least_pt, fmin(line->width_pt, least_words_pt(words, em)));
}

static void read_cell(const struct ruled_table *table, struct ruled_column *column,
                      const struct node *cell, struct arena *arena) {
    enum style_class class = ruled_row_class(ruled_row_kind(cell->parent));
    struct typeset_line line = set_words(table, cell, class, arena);
    struct text words = node_text(cell, arena);
    double em = table->layout->style->text[class].size_pt;
    column->natural_pt = fmax(column->natural_pt, line.width_pt);
    switch (ruled_read_cell(words)) {
    case RULED_NOTHING: break;
    case RULED_NUMBER: read_number(column, &line, words, em); break;
    case RULED_WORDS: read_words(column, &line, words, em); break;
    }
}

/* A cell over several columns asks nothing of any of them; the name of a total does not tell what
 * its column holds. */
static void read_row(const struct ruled_table *table, const struct node *row, struct arena *arena) {
    size_t at = 0;
    for (const struct node *cell = row->first; cell && at < table->count; cell = cell->next) {
        size_t span = ruled_span(cell);
        struct ruled_column *column = &table->columns[at], seen = *column;
        if (span == 1) read_cell(table, column, cell, arena);
        if (ruled_row_kind(row) == RULED_TOTAL && at == 0) {
            column->words = seen.words;
            column->shortest = seen.shortest;
            column->longest = seen.longest;
        }
        at += span;
    }
}

/* A large table is read in parts: nothing of a composed cell is kept but its width. */
void ruled_read_cells(struct ruled_table *table) {
    struct arena *arena = arena_new();
    size_t rows = 0;
    read_head(table, arena);
    for (const struct node *row = table->node->first; row; row = row->next) {
        if (row->kind != NODE_ROW) continue;
        read_row(table, row, arena);
        if (++rows % ROWS_AT_ONCE > 0) continue;
        arena_free(arena);
        arena = arena_new();
    }
    arena_free(arena);
}
