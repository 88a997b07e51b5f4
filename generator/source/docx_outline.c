/* What the lines of a document are: its title, parts, headings, text, signature and date.
 *
 * A centred line in the middle behind which
 * 一、 begins anew is the title of a part (上半年工作总结, 下半年工作计划 in one file). */
#include <string.h>

#include "source/docx.h"

enum { SIGNATURE_MOST = 30, DATE_MOST = 20, END_LINES = 3, LEVEL_MOST = 9 };

/* ---- title, parts, end */

/* Free lines at the start are the title. */
static size_t take_title(struct docx_outline *outline) {
    size_t i = 0;
    for (; i < outline->count; i++) {
        struct docx_line *line = &outline->at[i];
        if (line->kind != DOCX_LINE_TITLE && !(line->free && !line->right)) break;
        line->kind = DOCX_LINE_TITLE;
    }
    return i;
}

/* An unnumbered heading that comes first, with none of its level behind it, is the title: then
 * chapters are styled "heading 2". */
static void take_heading_as_title(struct docx_outline *outline, size_t from) {
    if (from == outline->count) return;
    struct docx_line *first = &outline->at[from];
    if (first->kind != DOCX_LINE_HEADING || !first->styled || first->number.length) return;
    bool deeper = false;
    for (size_t i = from + 1; i < outline->count; i++) {
        const struct docx_line *line = &outline->at[i];
        if (line->kind != DOCX_LINE_HEADING) continue;
        if (line->styled && line->level <= first->level) return;
        deeper = true;
    }
    if (!deeper) return;
    for (size_t i = from + 1; i < outline->count; i++)
        if (outline->at[i].styled) outline->at[i].level -= first->level;
    first->kind = DOCX_LINE_TITLE;
}

static bool is_mark(const struct docx_line *line, int level, int value) {
    return line->kind == DOCX_LINE_HEADING && !line->styled && line->level == level &&
           (!value || line->value == value);
}

static void make_part(struct docx_line *line) {
    line->kind = DOCX_LINE_HEADING;
    line->level = 1;
    line->title = line->whole;
    line->body = TEXT("");
}

/* True if the document has parts: 第一部分, or free lines before 一、 that begins anew. */
static bool find_parts(struct docx_outline *outline) {
    struct docx_line *part = NULL, *title = NULL;
    bool numbered = false, any = false;
    for (size_t i = 0; i < outline->count; i++) {
        struct docx_line *line = &outline->at[i];
        if (is_mark(line, 1, 0)) any = true;
        if (line->kind == DOCX_LINE_TITLE && !numbered) title = line;
        if (line->kind == DOCX_LINE_TEXT && line->free && !line->right) part = line;
        if (is_mark(line, 2, 1) && numbered && part) {
            make_part(part);
            if (title) make_part(title);
            title = part = NULL;
            any = true;
        }
        if (line->kind == DOCX_LINE_HEADING) part = NULL;
        numbered = numbered || is_mark(line, 2, 0);
    }
    return any;
}

static bool is_date(struct text text) {
    static const char *const parts[] = {"年", "月", "日", NULL};
    struct text rest = text;
    if (text_characters(text) > DATE_MOST || !text_ends(text, TEXT("日"))) return false;
    for (size_t i = 0; parts[i]; i++) {
        size_t at = text_find(rest, text_of(parts[i]));
        if (at == SIZE_MAX || at == 0 || at > 5 * 3) return false;
        rest = text_slice(rest, at + strlen(parts[i]), rest.length);
    }
    return rest.length == 0;
}

static bool is_signature(const struct docx_line *line) {
    static const char *const marks[] = {"，", "、", "；", "：", "。", "（"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (text_find(line->whole, text_of(marks[i])) != SIZE_MAX) return false;
    return text_characters(line->whole) <= SIGNATURE_MOST;
}

/* Signature and date are the last lines: at the right, or a date and what stands before it. */
static void take_end(struct docx_outline *outline) {
    bool dated = false;
    for (size_t step = 0; step < END_LINES && step < outline->count; step++) {
        struct docx_line *line = &outline->at[outline->count - 1 - step];
        if (line->kind != DOCX_LINE_TEXT || line->level) return;
        bool date = is_date(line->whole);
        if (!date && !(line->right && line->free) && !(dated && is_signature(line))) return;
        if (dated && !line->right) step = END_LINES; /* nothing more but what is at the right */
        dated = date;
        line->kind = DOCX_LINE_END;
    }
}

/* ---- sentences that are titles: 1.完善规划体系。 each with a paragraph below it */

static bool is_plain(const struct docx_outline *outline, size_t i) {
    const struct docx_line *line = &outline->at[i];
    return i < outline->count && line->kind == DOCX_LINE_TEXT && !line->value && !line->listed;
}

/* The line behind the text that follows line i. */
static size_t after_text(const struct docx_outline *outline, size_t i) {
    do i++;
    while (is_plain(outline, i));
    return i;
}

/* Lines from `from` on that count on at one level, each a short sentence with text below it: how
 * many.  *end is the line behind them. */
static size_t count_sentences(const struct docx_outline *outline, size_t from, size_t *end) {
    size_t count = 0, i = from;
    bool all = true;
    const struct docx_line *first = &outline->at[from];
    while (i < outline->count) {
        const struct docx_line *line = &outline->at[i];
        struct text title;
        bool next = line->kind == DOCX_LINE_TEXT && line->level == first->level &&
                    line->value == first->value + (int)count;
        if (!next) break;
        all = all && docx_sentence_title(line->body, &title) && is_plain(outline, i + 1);
        count++;
        i = after_text(outline, i);
    }
    *end = i;
    return all ? count : 0;
}

static void take_sentences(struct docx_outline *outline) {
    for (size_t i = 0; i < outline->count;) {
        struct docx_line *line = &outline->at[i];
        size_t end = i + 1;
        bool numbered = line->kind == DOCX_LINE_TEXT && line->value;
        size_t count = numbered ? count_sentences(outline, i, &end) : 0;
        for (; count > 1 && i < end; i = after_text(outline, i)) {
            line = &outline->at[i];
            line->kind = DOCX_LINE_HEADING;
            (void)docx_sentence_title(line->body, &line->title);
            line->body = TEXT("");
        }
        i = end;
    }
}

/* ---- levels and order */

static void settle_levels(struct docx_outline *outline, bool parts) {
    outline->chapter = parts ? 2 : 1;
    for (size_t i = 0; i < outline->count; i++) {
        struct docx_line *line = &outline->at[i];
        if (line->level && !line->styled && !parts) line->level--;
        if (!line->level) line->value = 0; /* a sentence that begins with 第一章 */
        if (line->kind != DOCX_LINE_HEADING) continue;
        if (!outline->top || line->level < outline->top) outline->top = line->level;
    }
}

/* Numbers seen last, by level: below the same heading, and in all. */
struct order {
    int values[LEVEL_MOST + 1], last[LEVEL_MOST + 1];
    struct text numbers[LEVEL_MOST + 1];
};

static void check_order(struct order *order, const struct docx_line *line, int chapter,
                        struct diags *diags) {
    int level = line->level, before = order->values[level];
    bool again = line->value == 1 && before && level <= chapter + 1;
    /* 1. to 24. may run on through the groups of a document */
    bool runs_on = level > chapter + 1 && line->value == order->last[level] + 1;
    if (line->value != before + 1 && !runs_on && (line->value != 1 || again)) {
        if (before)
            diags_add(diags, DIAG_D186, line->origin, N_("%.*s comes after %.*s"),
                      TEXT_ARGS(line->number), TEXT_ARGS(order->numbers[level]));
        else
            diags_add(diags, DIAG_D186, line->origin, N_("%.*s comes first"),
                      TEXT_ARGS(line->number));
        diags_hint(diags, N_("a heading may have been lost, or its number is typed wrong"));
    }
    order->values[level] = order->last[level] = line->value;
    order->numbers[level] = line->number;
}

static void check_numbers(const struct docx_outline *outline, struct diags *diags) {
    struct order order = {0};
    for (size_t i = 0; i < outline->count; i++) {
        const struct docx_line *line = &outline->at[i];
        if (line->kind == DOCX_LINE_TITLE) order = (struct order){0};
        if (!line->level || line->level > LEVEL_MOST) continue;
        if (line->value)
            check_order(&order, line, outline->chapter, diags);
        else
            order.values[line->level] = 0;
        for (int below = line->level + 1; below <= LEVEL_MOST; below++) order.values[below] = 0;
    }
}

struct docx_outline docx_outline_read(const struct docx *docx, struct arena *arena,
                                      struct diags *diags) {
    struct docx_outline outline = {0};
    for (size_t i = 0; i < docx->body.count; i++) {
        const struct docx_paragraph *paragraph = &docx->body.at[i];
        if (paragraph->look.role == DOCX_CONTENTS) outline.has_contents = true;
        if (paragraph->look.role == DOCX_PLAIN || paragraph->look.role == DOCX_TITLE)
            docx_add_lines(&outline, docx, paragraph, arena);
    }
    take_heading_as_title(&outline, take_title(&outline));
    take_end(&outline);
    take_sentences(&outline);
    settle_levels(&outline, find_parts(&outline));
    check_numbers(&outline, diags);
    return outline;
}
