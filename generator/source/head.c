/* Around the table of a form: what the rows above its headings say, and where its foot begins. */
#include "source/form.h"
#include "source/layout.h"

/* ---- above ---- */

/* Several labels may stand in one cell, parted by wide gaps; those in 表　　号： part nothing. */
static bool cut_piece(struct text *rest, struct text *piece) {
    *rest = text_trim(*rest);
    if (!rest->length) return false;
    const char *at = rest->at, *end = rest->at + rest->length, *gap = end;
    size_t blanks = 0, letters = 0;
    while (at < end) {
        const char *from = at;
        uint32_t c = text_next(&at, end);
        if (text_is_blank(c)) {
            if (!blanks) gap = from;
            blanks += c == '\n' ? 2 : 1;
            continue;
        }
        if (blanks >= 2 && letters >= 2) {
            *piece = (struct text){rest->at, (size_t)(gap - rest->at)};
            *rest = (struct text){from, (size_t)(end - from)};
            return true;
        }
        letters = blanks ? 1 : letters + 1;
        blanks = 0;
    }
    *piece = *rest;
    *rest = TEXT("");
    return true;
}

bool sheet_is_head_line(const struct sheet *sheet, size_t row) {
    for (size_t c = 0; c < sheet->rows[row].count; c++) {
        struct text rest = sheet_own_text(sheet, row, c), piece, value;
        while (cut_piece(&rest, &piece))
            if (form_read_label(piece, &value) != FORM_NO_LABEL) return true;
    }
    return false;
}

static struct text next_value(const struct sheet *sheet, size_t row, size_t column,
                              struct origin *origin) {
    for (size_t c = column + 1; c < sheet->rows[row].count; c++) {
        struct text text = sheet_own_text(sheet, row, c), ignored;
        if (!text.length) continue;
        if (form_read_label(text, &ignored) != FORM_NO_LABEL) break;
        *origin = sheet_place(sheet, row, c);
        return text;
    }
    return TEXT("");
}

static void keep_fact(struct sheet_fact *fact, struct text text, struct origin origin) {
    if (!fact->text.length && text.length) *fact = (struct sheet_fact){text, origin};
}

static void read_piece(const struct sheet *sheet, size_t row, size_t column, struct text piece,
                       struct arena *arena, struct sheet_head *head) {
    struct text value;
    struct origin origin = sheet_place(sheet, row, column);
    enum form_label label = form_read_label(piece, &value);
    struct form_when when;
    if (label != FORM_NO_LABEL && !value.length) value = next_value(sheet, row, column, &origin);
    switch (label) {
    case FORM_NUMBER: keep_fact(&head->number, value, origin); break;
    case FORM_ORGAN: keep_fact(&head->organ, value, origin); break;
    case FORM_UNIT: keep_fact(&head->unit, value, origin); break;
    case FORM_PERIOD: keep_fact(&head->period, value, origin); break;
    case FORM_MEASURE: /* 单位 may also be who fills the form */
        keep_fact(form_is_measure(value) ? &head->measure : &head->unit, value, origin);
        break;
    case FORM_OTHER: break;
    case FORM_NO_LABEL:
        if (form_read_heading_when(piece, arena, &when) && when.kind == FORM_WHEN_PERIOD)
            keep_fact(&head->period, piece, origin);
        break;
    }
}

void sheet_read_head(const struct sheet *sheet, size_t first, struct arena *arena,
                     struct sheet_head *head) {
    for (size_t row = 0; row < first; row++)
        for (size_t c = 0; c < sheet->rows[row].count; c++) {
            struct text rest = sheet_own_text(sheet, row, c), piece;
            while (cut_piece(&rest, &piece)) read_piece(sheet, row, c, piece, arena, head);
        }
}

/* ---- below ---- */

/* 填表人：李四 anywhere in the row; 注：… only where it stands (nearly) alone. */
static bool is_foot(const struct sheet *sheet, size_t row, size_t width) {
    bool note;
    for (size_t c = 0; c < sheet->rows[row].count; c++) {
        if (!form_is_foot(sheet_own_text(sheet, row, c), &note)) continue;
        if (!note || (width > 1 && sheet_count_own(sheet, row) <= (width > 2 ? 2 : 1))) return true;
    }
    return false;
}

static bool is_data(const struct sheet *sheet, size_t row, size_t width, struct arena *arena) {
    size_t numbers = 0, own = sheet_count_own(sheet, row);
    for (size_t c = 0; c < sheet->rows[row].count; c++)
        numbers += sheet_own_text(sheet, row, c).length &&
                   form_is_number(sheet_own_text(sheet, row, c), arena);
    return own >= 2 && own * 2 >= width && numbers > 0;
}

size_t sheet_find_end(const struct sheet *sheet, size_t from, size_t width, struct arena *arena,
                      struct diags *diags) {
    size_t end = from;
    while (end < sheet->row_count && !is_foot(sheet, end, width)) end++;
    if (end < sheet->row_count)
        diags_add(diags, DIAG_D202, sheet_place(sheet, end, 0),
                  N_("foot of the table, from row %zu"), sheet->rows[end].number);
    for (size_t row = end; row < sheet->row_count; row++) {
        if (is_foot(sheet, row, width) || !is_data(sheet, row, width, arena)) continue;
        diags_add(diags, DIAG_D204, sheet_place(sheet, row, 0),
                  N_("row %zu; the foot begins in row %zu"), sheet->rows[row].number,
                  sheet->rows[end].number);
        diags_hint(diags, N_("move the row above the foot, or the note below all rows of data"));
        break;
    }
    return end;
}
