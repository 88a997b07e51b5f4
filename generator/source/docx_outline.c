/* From paragraphs to lines: the document's title, headings, text, signature and date.
 *
 * A heading is known by its style, else by its number.  A centred line in the middle behind which
 * 一、 begins anew is the title of a part (上半年工作总结, 下半年工作计划 in one file). */
#include <string.h>

#include "source/docx.h"

enum { FREE_MOST = 60, SIGNATURE_MOST = 30, DATE_MOST = 20, END_LINES = 3, LEVEL_MOST = 9 };

/* ---- one line */

static bool ends_sentence(struct text text) {
    static const char *const ends[] = {"。", "；", "，", "：", "！", "？", ";", ":"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (text_ends(text, text_of(ends[i]))) return true;
    return false;
}

static struct docx_line *add_line(struct docx_outline *outline, struct arena *arena) {
    ARENA_GROW(arena, outline->at, outline->count, outline->room);
    struct docx_line *line = &outline->at[outline->count++];
    *line = (struct docx_line){.kind = DOCX_LINE_TEXT};
    line->number = line->title = line->body = line->whole = TEXT("");
    return line;
}

/* By its style: all of it is the title, unless a title is run in. */
static void read_styled(struct docx_line *line, struct text text, struct docx_mark mark,
                        int level) {
    line->kind = DOCX_LINE_HEADING;
    line->styled = true;
    line->level = level;
    line->value = mark.value;
    bool split = ends_sentence(text) || text_find(text, TEXT("。")) != SIZE_MAX;
    if (split && docx_split_title(text, 1, &line->title, &line->body)) return;
    line->title = text;
    line->body = TEXT("");
}

/* By its number; `level` is that of the mark until parts are known. */
static void read_numbered(struct docx_line *line, struct text text, struct docx_mark mark) {
    line->level = mark.level;
    line->value = mark.value;
    if (docx_split_title(text, mark.level, &line->title, &line->body)) {
        line->kind = DOCX_LINE_HEADING;
    } else {
        line->title = TEXT("");
        line->body = text;
    }
}

static void read_line(struct docx_line *line, struct text text, struct text label,
                      const struct docx_look *look, struct arena *arena) {
    struct docx_mark mark = {0};
    line->whole = label.length
                      ? text_of(arena_printf(arena, "%.*s%.*s", TEXT_ARGS(label), TEXT_ARGS(text)))
                      : text;
    bool made = label.length && docx_find_mark(label, &mark);
    bool typed = !label.length && docx_find_mark(text, &mark);
    line->number = text_trim(typed ? text_slice(text, 0, mark.mark_length) : label);
    struct text rest = typed ? text_slice(text, mark.length, text.length) : text;
    line->right = look->align == DOCX_END;
    line->free = look->align != DOCX_START && !look->level && !line->number.length &&
                 text_characters(text) <= FREE_MOST && !ends_sentence(text);
    line->body = text;
    if (look->role == DOCX_TITLE)
        line->kind = DOCX_LINE_TITLE;
    else if (look->level && rest.length)
        read_styled(line, rest, mark, look->level);
    else if ((made || typed) && rest.length)
        read_numbered(line, rest, mark);
    else {
        line->body = line->whole;
        line->number = TEXT("");
    }
}

/* A line broken by hand is a paragraph of its own where a sentence has ended before it or a number
 * begins it: text pasted from the web has such breaks instead of paragraphs. */
static size_t find_line_end(struct text text, size_t from) {
    struct docx_mark mark;
    for (size_t at = from; at < text.length; at++) {
        if (text.at[at] != '\n') continue;
        struct text before = text_trim(text_slice(text, from, at));
        struct text behind = text_trim(text_slice(text, at + 1, text.length));
        if (ends_sentence(before) || docx_find_mark(behind, &mark)) return at;
    }
    return text.length;
}

static void read_paragraph(struct docx_outline *outline, const struct docx *docx,
                           const struct docx_paragraph *paragraph, struct arena *arena) {
    struct text text = paragraph->text, label = paragraph->label;
    size_t from = 0;
    do {
        size_t to = find_line_end(text, from);
        struct text piece = text_trim(text_slice(text, from, to));
        from = to + 1;
        if (!piece.length && !label.length) continue;
        struct docx_line *line = add_line(outline, arena);
        line->origin = docx_origin(docx, paragraph->number);
        read_line(line, piece, label, &paragraph->look, arena);
        label = TEXT("");
    } while (from < text.length);
}

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

/* ---- levels and order */

static void settle_levels(struct docx_outline *outline, bool parts) {
    outline->chapter = parts ? 2 : 1;
    for (size_t i = 0; i < outline->count; i++) {
        struct docx_line *line = &outline->at[i];
        if (line->level && !line->styled && !parts) line->level--;
        if (line->level < 0) line->level = 0;
        if (line->kind != DOCX_LINE_HEADING) continue;
        if (!outline->top || line->level < outline->top) outline->top = line->level;
    }
}

/* Numbers seen last, by level. */
struct order {
    int values[LEVEL_MOST + 1];
    struct text numbers[LEVEL_MOST + 1];
};

static void check_order(struct order *order, const struct docx_line *line, int chapter,
                        struct diags *diags) {
    int level = line->level, before = order->values[level];
    bool again = line->value == 1 && before && level <= chapter + 1;
    if (line->value != before + 1 && (line->value != 1 || again)) {
        if (before)
            diags_add(diags, DIAG_D186, line->origin, N_("%.*s comes after %.*s"),
                      TEXT_ARGS(line->number), TEXT_ARGS(order->numbers[level]));
        else
            diags_add(diags, DIAG_D186, line->origin, N_("%.*s comes first"),
                      TEXT_ARGS(line->number));
        diags_hint(diags, N_("a heading may have been lost, or its number is typed wrong"));
    }
    order->values[level] = line->value;
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
            read_paragraph(&outline, docx, paragraph, arena);
    }
    take_heading_as_title(&outline, take_title(&outline));
    settle_levels(&outline, find_parts(&outline));
    take_end(&outline);
    check_numbers(&outline, diags);
    return outline;
}
