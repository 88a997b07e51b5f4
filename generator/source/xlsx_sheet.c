/* The cells of a sheet, as its part is read: nothing but the row under way is kept besides what
 * goes into the grid. */
#include <libintl.h>
#include <string.h>

#include "source/area.h"
#include "source/xlsx.h"

enum cell_type {
    CELL_NUMBER,
    CELL_SHARED,
    CELL_STRING,
    CELL_INLINE,
    CELL_BOOLEAN,
    CELL_ERROR,
    CELL_DATE
};

struct sheet_reader {
    struct ooxml_reader reader;
    struct xlsx *xlsx;
    struct grid *grid;
    struct buffer raw;         /* of the <v> or <t> under way */
    struct buffer inline_text; /* of an inline string */
    bool gathering, keep_blanks;
    size_t phonetic;
    bool in_row, in_cell;
    size_t row, column; /* under way; the column counts from 1, 0 before the first */
    enum cell_type type;
    size_t style;
    bool has_formula, has_value;
    struct sheet_area *merged;
    size_t merged_count, merged_room;
};

/* ---- beginnings ---- */

static void hide_columns(struct sheet_reader *own, const struct ooxml_attributes *attributes) {
    size_t first, last;
    if (ooxml_is_true(ooxml_attribute(attributes, "hidden")) &&
        ooxml_number(ooxml_attribute(attributes, "min"), SHEET_COLUMNS_MOST, &first) &&
        ooxml_number(ooxml_attribute(attributes, "max"), SHEET_COLUMNS_MOST, &last) && first)
        grid_hide_columns(own->grid, first - 1, last - 1);
}

static void begin_row(struct sheet_reader *own, const struct ooxml_attributes *attributes) {
    struct text number = ooxml_attribute(attributes, "r");
    size_t row = own->row + 1;
    own->column = 0;
    bool good = !number.length || ooxml_number(number, SHEET_ROWS_MOST, &row);
    own->in_row = good && grid_begin_row(own->grid, row,
                                         ooxml_is_true(ooxml_attribute(attributes, "hidden")));
    if (!own->in_row) ooxml_damaged(&own->reader, gettext("its rows are not in order"));
    own->row = row;
}

static bool read_type(struct text name, enum cell_type *type) {
    static const char *const names[] = {"n", "s", "str", "inlineStr", "b", "e", "d"};
    *type = CELL_NUMBER;
    if (!name.length) return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!text_is(name, names[i])) continue;
        *type = (enum cell_type)i;
        return true;
    }
    return false;
}

static void begin_cell(struct sheet_reader *own, const struct ooxml_attributes *attributes) {
    struct text place = ooxml_attribute(attributes, "r"), style = ooxml_attribute(attributes, "s");
    size_t row = own->row, column = own->column;
    bool good = !place.length || area_read_cell(place, &row, &column);
    own->style = 0;
    own->has_formula = own->has_value = false;
    own->raw.length = own->inline_text.length = 0;
    if (!good || row != own->row || column >= SHEET_COLUMNS_MOST)
        ooxml_damaged(&own->reader, gettext("a cell is not in its row"));
    else if ((style.length && !ooxml_number(style, SIZE_MAX / 16, &own->style)) ||
             !read_type(ooxml_attribute(attributes, "t"), &own->type))
        ooxml_damaged(&own->reader, gettext("a cell is of an unknown kind"));
    own->column = column + 1;
    own->in_cell = true;
}

static void gather(struct sheet_reader *own, bool keep_blanks) {
    own->gathering = true;
    own->keep_blanks = keep_blanks;
    own->raw.length = 0;
}

static void add_merged(struct sheet_reader *own, const struct ooxml_attributes *attributes) {
    struct arena *arena = own->xlsx->book.arena;
    struct sheet_area area;
    if (!area_read(ooxml_attribute(attributes, "ref"), &area) ||
        own->merged_count == BOOK_MERGED_MOST) {
        ooxml_damaged(&own->reader, gettext("it merges cells that are none, or too many"));
        return;
    }
    ARENA_GROW(arena, own->merged, own->merged_count, own->merged_room);
    own->merged[own->merged_count++] = area;
}

static void start_in_cell(struct sheet_reader *own, const char *name,
                          const struct ooxml_attributes *attributes) {
    if (strcmp(name, "v") == 0) {
        own->has_value = true;
        gather(own, true);
    } else if (strcmp(name, "f") == 0) {
        own->has_formula = true;
    } else if (strcmp(name, "t") == 0) {
        gather(own, ooxml_keeps_blanks(attributes));
    } else if (strcmp(name, "rPh") == 0) {
        own->phonetic = 1;
    }
}

static void start_in_sheet(struct ooxml_reader *reader, const char *name,
                           const struct ooxml_attributes *attributes) {
    struct sheet_reader *own = (struct sheet_reader *)reader;
    if (own->phonetic)
        own->phonetic++;
    else if (own->in_cell)
        start_in_cell(own, name, attributes);
    else if (own->in_row && strcmp(name, "c") == 0)
        begin_cell(own, attributes);
    else if (strcmp(name, "row") == 0)
        begin_row(own, attributes);
    else if (strcmp(name, "col") == 0)
        hide_columns(own, attributes);
    else if (strcmp(name, "mergeCell") == 0)
        add_merged(own, attributes);
}

/* ---- ends ---- */

static struct text raw_text(const struct sheet_reader *own) {
    return own->raw.length ? buffer_text(&own->raw) : TEXT("");
}

static void add_shared(struct sheet_reader *own, size_t column) {
    struct xlsx *xlsx = own->xlsx;
    size_t index;
    if (!ooxml_number(text_trim(raw_text(own)), BOOK_STRINGS_MOST, &index) ||
        index >= xlsx->string_count)
        ooxml_damaged(&own->reader, gettext("a cell refers to a text that is not there"));
    else
        grid_add_text(own->grid, column, xlsx->strings[index]);
}

/* "2026-05-31T14:30:00.000Z" in the form of the cell's format, as far as it says more. */
static struct text date_text(struct sheet_reader *own, struct text iso) {
    struct book *book = &own->xlsx->book;
    enum format_kind kind =
        own->style < book->format_count ? book->formats[own->style].kind : FORMAT_NUMBER;
    struct text time = iso, date = TEXT("");
    if (text_find(iso, TEXT("T")) != SIZE_MAX) text_cut(&time, 'T', &date);
    if (text_find(iso, TEXT("-")) != SIZE_MAX && !date.length) {
        date = iso;
        time = TEXT("");
    }
    time = text_slice(time, 0, strlen("00:00:00"));
    bool only_date = !time.length || (text_is(time, "00:00:00") && kind != FORMAT_DATE_TIME);
    if (kind == FORMAT_MONTH) return text_copy(book->arena, text_slice(date, 0, strlen("2026-05")));
    if (kind == FORMAT_YEAR) return text_copy(book->arena, text_slice(date, 0, strlen("2026")));
    if (kind == FORMAT_DATE || only_date) return text_copy(book->arena, date);
    if (kind == FORMAT_TIME || !date.length) return text_copy(book->arena, time);
    return text_of(arena_printf(book->arena, "%.*s %.*s", TEXT_ARGS(date), TEXT_ARGS(time)));
}

static struct text string_text(struct sheet_reader *own) {
    struct buffer text = buffer_new(own->xlsx->book.arena);
    ooxml_add_text(&text, raw_text(own), true);
    return buffer_text(&text);
}

static void add_cell(struct sheet_reader *own, size_t column) {
    struct grid *grid = own->grid;
    struct text raw = own->type == CELL_STRING ? raw_text(own) : text_trim(raw_text(own));
    if (own->type == CELL_INLINE) {
        if (own->inline_text.length)
            grid_add_text(grid, column,
                          text_copy(own->xlsx->book.arena, buffer_text(&own->inline_text)));
        return;
    }
    if (!raw.length) {
        if (own->has_formula && !(own->type == CELL_STRING && own->has_value))
            grid_add_no_result(grid, column);
        return;
    }
    switch (own->type) {
    case CELL_SHARED: add_shared(own, column); break;
    case CELL_STRING: grid_add_text(grid, column, string_text(own)); break;
    case CELL_BOOLEAN:
        grid_add_text(grid, column, ooxml_is_true(raw) ? TEXT("TRUE") : TEXT("FALSE"));
        break;
    case CELL_ERROR: grid_add_error(grid, column, raw); break;
    case CELL_DATE: grid_add_text(grid, column, date_text(own, raw)); break;
    case CELL_INLINE: break;
    case CELL_NUMBER:
        if (!grid_add_decimal(grid, column, raw, own->style))
            ooxml_damaged(&own->reader, gettext("a cell holds a number that is none"));
        break;
    }
}

static void end_cell(struct sheet_reader *own) {
    own->in_cell = false;
    if (grid_wants(own->grid, own->column - 1)) add_cell(own, own->column - 1);
}

static void end_row(struct sheet_reader *own) {
    own->in_row = false;
    if (!grid_end_row(own->grid) || diags_full(own->xlsx->book.diags))
        ooxml_stop(&own->reader, false);
}

static void end_in_sheet(struct ooxml_reader *reader, const char *name) {
    struct sheet_reader *own = (struct sheet_reader *)reader;
    if (own->phonetic) {
        own->phonetic--;
    } else if (own->in_cell) {
        own->gathering = false;
        if (strcmp(name, "c") == 0)
            end_cell(own);
        else if (strcmp(name, "t") == 0 && own->inline_text.length <= SOURCE_CELL_BYTES_MOST)
            ooxml_add_text(&own->inline_text, raw_text(own), own->keep_blanks);
    } else if (own->in_row && strcmp(name, "row") == 0) {
        end_row(own);
    }
}

static void take_text(struct ooxml_reader *reader, struct text text) {
    struct sheet_reader *own = (struct sheet_reader *)reader;
    if (own->gathering && !own->phonetic) buffer_add_text(&own->raw, text);
}

/* ---- reading ---- */

struct ooxml_reader *xlsx_sheet_reader(struct xlsx *xlsx, struct grid *grid) {
    struct sheet_reader *own = ARENA_NEW(xlsx->book.arena, struct sheet_reader);
    own->reader = (struct ooxml_reader){start_in_sheet, end_in_sheet, take_text, NULL};
    own->xlsx = xlsx;
    own->grid = grid;
    own->raw = buffer_new(xlsx->book.arena);
    own->inline_text = buffer_new(xlsx->book.arena);
    return &own->reader;
}

bool xlsx_finish_sheet(struct ooxml_reader *reader) {
    struct sheet_reader *own = (struct sheet_reader *)reader;
    return grid_finish(own->grid, own->merged, own->merged_count);
}

struct sheet *xlsx_read_sheet(struct xlsx *xlsx, const struct book_choice *choice, bool *good) {
    struct book *book = &xlsx->book;
    const char *part = book->tabs[choice->tab].part;
    struct grid *grid = grid_new(book, choice);
    struct ooxml_reader *reader = xlsx_sheet_reader(xlsx, grid);
    bool found = false;
    if (!part || !ooxml_read(xlsx->zip, part, reader, &found, book->diags)) {
        if (!found)
            zip_add_damage(book->diags, sheet_origin(book->file, choice->tab, 0, 0), ZIP_WORKBOOK,
                           gettext("the part that holds its cells is missing"));
        return NULL;
    }
    if (!xlsx_finish_sheet(reader)) return NULL;
    *good = !grid->failed;
    return grid->sheet;
}
