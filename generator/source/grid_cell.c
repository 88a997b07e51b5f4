/* What a stored cell is handed on as: numbers in their format, and faults. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/book.h"
#include "source/decimal.h"

/* Excel and WPS keep 15 digits: what is longer has lost the rest. */
static const double NUMBER_BOUND = 1e15;
enum { DIGITS_MOST = 15 };

static struct format format_at(const struct grid *grid, size_t index) {
    const struct book *book = grid->book;
    return index < book->format_count ? book->formats[index] : (struct format){FORMAT_NUMBER, 0};
}

/* What a faulty cell shows is handed on all the same, for people to see. */
static void refuse(struct grid *grid, size_t column, const char *words) {
    grid_put(grid, column, text_of(arena_printf(grid->book->arena, "%s", words)), false);
    grid->failed = true;
}

/* The decimal in the form of its format. */
static void put_decimal(struct grid *grid, size_t column, struct text decimal,
                        struct format format) {
    struct arena *arena = grid->book->arena;
    decimal = text_copy(arena, decimal);
    if (format.kind == FORMAT_PERCENT)
        decimal = format_percent(arena, decimal);
    else if (format.kind == FORMAT_CODE)
        decimal = format_code(arena, decimal, format.zeros);
    grid_put(grid, column, decimal, true);
}

static void put_date(struct grid *grid, size_t column, double value, enum format_kind kind) {
    struct book *book = grid->book;
    char *text = format_serial(book->arena, value, book->from_1904, kind);
    if (text) {
        grid_put(grid, column, text_of(text), false);
        return;
    }
    char decimal[SOURCE_DECIMAL_BYTES];
    source_shortest_decimal(value, decimal);
    diags_add(book->diags, DIAG_D152, grid_origin(grid, column), N_("the number %.40s"), decimal);
    diags_hint(book->diags, N_("the cell has the format of a date: give it the format \"General\" "
                               "if it is a number, or correct the date"));
    refuse(grid, column, decimal);
}

static void refuse_long(struct grid *grid, size_t column, double value) {
    char words[32];
    snprintf(words, sizeof words, "%.5E", value);
    diags_add(grid->book->diags, DIAG_D147, grid_origin(grid, column), "%s", words);
    diags_hint(grid->book->diags,
               N_("only its first 15 digits are left: give the column the format "
                  "\"Text\", type the codes again, and save"));
    refuse(grid, column, words);
}

static bool is_date(enum format_kind kind) {
    return kind >= FORMAT_DATE;
}

void grid_add_number(struct grid *grid, size_t column, double value, size_t index) {
    struct format format = format_at(grid, index);
    if (!grid_takes(grid, column)) return;
    if (is_date(format.kind)) {
        put_date(grid, column, value, format.kind);
    } else if (fabs(value) >= NUMBER_BOUND) {
        refuse_long(grid, column, value);
    } else {
        char decimal[SOURCE_DECIMAL_BYTES];
        source_shortest_decimal(value, decimal);
        put_decimal(grid, column, text_of(decimal), format);
    }
}

/* "-012.50" → "-12.5", if it is a plain decimal of at most 15 digits before and behind the point
 * together: then it is what source_shortest_decimal() would give.  False for others. */
static bool tidy(struct text raw, char out[DIGITS_MOST + 4], size_t *length) {
    const char *at = raw.at, *end = raw.at + raw.length;
    size_t used = 0, digits = 0;
    if (at < end && *at == '-') {
        out[used++] = '-';
        at++;
    }
    size_t sign = used;
    const char *first = at;
    while (at < end && *at == '0') at++;
    for (; at < end && *at >= '0' && *at <= '9' && digits < DIGITS_MOST; at++, digits++)
        out[used++] = *at;
    if (used == sign) {
        if (at == first) return false;
        out[used++] = '0';
    }
    if (at < end && *at == '.') {
        size_t before = used;
        out[used++] = *at++;
        for (; at < end && *at >= '0' && *at <= '9' && digits < DIGITS_MOST; at++, digits++)
            out[used++] = *at;
        while (used > before && (out[used - 1] == '0' || out[used - 1] == '.')) used--;
    }
    if (used == 2 && out[0] == '-' && out[1] == '0') out[0] = out[--used];
    *length = used;
    return at == end;
}

/* True for what strtod() takes and a file may hold: no names, no hexadecimal. */
static bool is_number(struct text raw) {
    for (size_t i = 0; i < raw.length; i++)
        if (!strchr("0123456789+-.eE", raw.at[i] ? raw.at[i] : 'x')) return false;
    return raw.length > 0;
}

bool grid_add_decimal(struct grid *grid, size_t column, struct text raw, size_t index) {
    struct format format = format_at(grid, index);
    char decimal[DIGITS_MOST + 4];
    size_t length;
    if (!is_date(format.kind) && tidy(raw, decimal, &length)) {
        if (grid_takes(grid, column))
            put_decimal(grid, column, (struct text){decimal, length}, format);
        return true;
    }
    char *end = NULL;
    double value = is_number(raw) ? strtod(raw.at, &end) : NAN;
    if (!isfinite(value) || end != raw.at + raw.length) return false;
    grid_add_number(grid, column, value, index);
    return true;
}

void grid_add_error(struct grid *grid, size_t column, struct text words) {
    if (!grid_takes(grid, column)) return;
    diags_add(grid->book->diags, DIAG_D145, grid_origin(grid, column), "%.*s", TEXT_ARGS(words));
    diags_hint(grid->book->diags,
               N_("correct the formula in Excel or WPS, or empty the cell if there "
                  "is no figure, and save"));
    grid_put(grid, column, text_copy(grid->book->arena, words), false);
    grid->failed = true;
}

void grid_add_no_result(struct grid *grid, size_t column) {
    if (!grid_takes(grid, column)) return;
    diags_add(grid->book->diags, DIAG_D146, grid_origin(grid, column), "%s", "");
    diags_hint(grid->book->diags,
               N_("open the file in Excel or WPS, which works the formulas out, and "
                  "save it"));
    grid->failed = true;
}
