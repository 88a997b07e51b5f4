/* References to cells, read by hand. */
#include "source/area.h"

#include <string.h>

const struct sheet_area area_all = {1, SHEET_ROWS_MOST, 0, SHEET_COLUMNS_MOST - 1};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Letters of a column and digits of a row, either of which may lack (*row 0, *column
 * SHEET_COLUMNS_MOST). */
static bool read_corner(struct text text, size_t *row, size_t *column) {
    const char *at = text.at, *end = text.at + text.length;
    size_t letters = 0, number = 0;
    if (at < end && *at == '$') at++;
    for (; at < end && is_letter(*at); at++) {
        letters = letters * 26 + (size_t)((*at | 32) - 'a') + 1;
        if (letters > SHEET_COLUMNS_MOST) return false;
    }
    if (at < end && *at == '$' && letters) at++;
    const char *digits = at;
    for (; at < end && is_digit(*at); at++) {
        number = number * 10 + (size_t)(*at - '0');
        if (number > SHEET_ROWS_MOST) return false;
    }
    if (at < end || (at > digits && !number) || (!letters && !number)) return false;
    *row = number;
    *column = letters ? letters - 1 : SHEET_COLUMNS_MOST;
    return true;
}

bool area_read_cell(struct text text, size_t *row, size_t *column) {
    return read_corner(text, row, column) && *row && *column < SHEET_COLUMNS_MOST;
}

static void order(size_t *first, size_t *last) {
    if (*first <= *last) return;
    size_t other = *first;
    *first = *last;
    *last = other;
}

bool area_read(struct text text, struct sheet_area *area) {
    struct text rest = text, from;
    bool several = text_cut(&rest, ':', &from) && from.length < text.length;
    struct text to = several ? rest : from;
    if (!read_corner(from, &area->first_row, &area->first_column) ||
        !read_corner(to, &area->last_row, &area->last_column))
        return false;
    bool rows = area->first_row && area->last_row;
    bool columns =
        area->first_column < SHEET_COLUMNS_MOST && area->last_column < SHEET_COLUMNS_MOST;
    if (!several && !(rows && columns)) return false;
    if (!rows && (area->first_row || area->last_row)) return false;
    if (!columns &&
        (area->first_column < SHEET_COLUMNS_MOST || area->last_column < SHEET_COLUMNS_MOST))
        return false;
    if (!rows) {
        area->first_row = 1;
        area->last_row = SHEET_ROWS_MOST;
    }
    if (!columns) {
        area->first_column = 0;
        area->last_column = SHEET_COLUMNS_MOST - 1;
    }
    order(&area->first_row, &area->last_row);
    order(&area->first_column, &area->last_column);
    return true;
}

/* 'It''s Q2'!A1 */
static struct text cut_quoted(struct arena *arena, struct text *text) {
    struct buffer name = buffer_new(arena);
    for (size_t i = 1; i < text->length; i++) {
        if (text->at[i] == '\'') {
            i++;
            if (i >= text->length || text->at[i] != '\'') {
                if (i >= text->length || text->at[i] != '!') return TEXT("");
                *text = text_slice(*text, i + 1, text->length);
                return buffer_text(&name);
            }
        }
        buffer_add(&name, text->at + i, 1);
    }
    return TEXT("");
}

struct text area_cut_sheet(struct arena *arena, struct text *text) {
    if (text->length && text->at[0] == '\'') return cut_quoted(arena, text);
    size_t mark = text_find(*text, TEXT("!"));
    if (mark >= text->length) return TEXT("");
    struct text name = text_slice(*text, 0, mark);
    *text = text_slice(*text, mark + 1, text->length);
    return name;
}

bool area_holds(const struct sheet_area *area, size_t row, size_t column) {
    return row >= area->first_row && row <= area->last_row && column >= area->first_column &&
           column <= area->last_column;
}

struct text area_refer(struct arena *arena, struct text sheet, const struct sheet_area *area) {
    struct buffer out = buffer_new(arena);
    buffer_add(&out, "'", 1);
    for (size_t i = 0; i < sheet.length; i++)
        buffer_add(&out, sheet.at[i] == '\'' ? "''" : sheet.at + i, sheet.at[i] == '\'' ? 2 : 1);
    buffer_printf(&out, "'!%s", area_print(arena, area));
    return buffer_text(&out);
}

char *area_print(struct arena *arena, const struct sheet_area *area) {
    return arena_printf(arena, "%s%zu:%s%zu", sheet_column_name(arena, area->first_column),
                        area->first_row, sheet_column_name(arena, area->last_column),
                        area->last_row);
}
