/* From a paragraph to lines: number, title and text of each.
 *
 * A heading is known by its style, else by its number. */
#include <string.h>

#include "source/docx.h"

enum { FREE_MOST = 60 };

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
        line->listed = line->number.length;
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

void docx_add_lines(struct docx_outline *outline, const struct docx *docx,
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
