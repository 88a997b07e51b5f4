/* Values of a result: exact numbers and texts as text, binary numbers by their shortest decimal,
 * days in the form of ISO 8601. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "source/decimal.h"
#include "source/odbc.h"

enum { CHUNK_UNITS = 4096 };

static bool is_type_name(SQLHSTMT statement, SQLUSMALLINT column, const char *name) {
    SQLWCHAR wide[64] = {0};
    SQLSMALLINT bytes = 0;
    SQLRETURN code =
        SQLColAttributeW(statement, column, SQL_DESC_TYPE_NAME, wide, sizeof wide, &bytes, NULL);
    if (!SQL_SUCCEEDED(code)) return false;
    size_t i = 0;
    for (; name[i]; i++) {
        SQLWCHAR c = wide[i];
        if (c >= 'A' && c <= 'Z') c = (SQLWCHAR)(c - 'A' + 'a');
        if (c != (SQLWCHAR)name[i]) return false;
    }
    return wide[i] == 0;
}

enum odbc_kind odbc_kind_of(SQLHSTMT statement, SQLUSMALLINT column, SQLSMALLINT type) {
    switch (type) {
    case SQL_DECIMAL:
    case SQL_NUMERIC:
    case SQL_TINYINT:
    case SQL_SMALLINT:
    case SQL_INTEGER:
    case SQL_BIGINT: return ODBC_EXACT;
    case SQL_FLOAT:
    case SQL_DOUBLE: return ODBC_DOUBLE;
    case SQL_REAL: return ODBC_FLOAT;
    case SQL_BIT: return ODBC_BIT;
    case SQL_TYPE_DATE: return ODBC_DATE;
    case SQL_TYPE_TIME: return ODBC_TIME;
    case SQL_TYPE_TIMESTAMP: return ODBC_TIMESTAMP;
    case SQL_BINARY:
    case SQL_VARBINARY:
    case SQL_LONGVARBINARY: return ODBC_BINARY;
    default:
        return is_type_name(statement, column, "bool") || is_type_name(statement, column, "boolean")
                   ? ODBC_BOOLEAN_TEXT
                   : ODBC_TEXT;
    }
}

/* Fetches a value of fixed size.  False if the driver failed; *null if there is none. */
static bool get(SQLHSTMT statement, size_t index, SQLSMALLINT type, void *value, SQLLEN size,
                bool *null) {
    SQLLEN length = 0;
    SQLRETURN code = SQLGetData(statement, (SQLUSMALLINT)(index + 1), type, value, size, &length);
    *null = length == SQL_NULL_DATA;
    return SQL_SUCCEEDED(code);
}

static void put_number(struct database_rows *rows, size_t index, double value) {
    char decimal[SOURCE_DECIMAL_BYTES];
    if (source_shortest_decimal(value, decimal))
        database_cell(rows, index, text_of(decimal), true);
    else
        database_refuse_cell(rows, index, N_("%.*s: no finite number"));
}

static bool take_double(struct database_rows *rows, SQLHSTMT statement, size_t index) {
    SQLDOUBLE value = 0;
    bool null;
    if (!get(statement, index, SQL_C_DOUBLE, &value, sizeof value, &null)) return false;
    if (!null) put_number(rows, index, value);
    return true;
}

/* The shortest decimal that gives the number in single precision: 0.1, not 0.100000001490116. */
static bool take_float(struct database_rows *rows, SQLHSTMT statement, size_t index) {
    SQLREAL value = 0;
    bool null;
    char text[32];
    if (!get(statement, index, SQL_C_FLOAT, &value, sizeof value, &null)) return false;
    if (null) return true;
    for (int digits = 1; digits <= 9; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, (double)value);
        if (strtof(text, NULL) == value) break;
    }
    put_number(rows, index, strtod(text, NULL));
    return true;
}

static bool take_bit(struct database_rows *rows, SQLHSTMT statement, size_t index) {
    unsigned char value = 0;
    bool null;
    if (!get(statement, index, SQL_C_BIT, &value, sizeof value, &null)) return false;
    if (!null) database_cell(rows, index, value ? TEXT("true") : TEXT("false"), false);
    return true;
}

static bool take_date(struct database_rows *rows, SQLHSTMT statement, size_t index) {
    SQL_DATE_STRUCT day = {0};
    bool null;
    char text[32];
    if (!get(statement, index, SQL_C_TYPE_DATE, &day, sizeof day, &null)) return false;
    snprintf(text, sizeof text, "%04d-%02u-%02u", day.year, (unsigned)day.month, (unsigned)day.day);
    if (!null) database_cell(rows, index, text_of(text), false);
    return true;
}

static bool take_time(struct database_rows *rows, SQLHSTMT statement, size_t index) {
    SQL_TIME_STRUCT time = {0};
    bool null;
    char text[32];
    if (!get(statement, index, SQL_C_TYPE_TIME, &time, sizeof time, &null)) return false;
    snprintf(text, sizeof text, "%02u:%02u:%02u", (unsigned)time.hour, (unsigned)time.minute,
             (unsigned)time.second);
    if (!null) database_cell(rows, index, text_of(text), false);
    return true;
}

static bool take_timestamp(struct database_rows *rows, SQLHSTMT statement, size_t index) {
    SQL_TIMESTAMP_STRUCT at = {0};
    bool null;
    char text[64];
    if (!get(statement, index, SQL_C_TYPE_TIMESTAMP, &at, sizeof at, &null)) return false;
    if (null) return true;
    int length =
        snprintf(text, sizeof text, "%04d-%02u-%02u %02u:%02u:%02u", at.year, (unsigned)at.month,
                 (unsigned)at.day, (unsigned)at.hour, (unsigned)at.minute, (unsigned)at.second);
    if (at.fraction) /* nanoseconds */
        length += snprintf(text + length, sizeof text - (size_t)length, ".%09lu",
                           (unsigned long)at.fraction);
    while (at.fraction && text[length - 1] == '0') text[--length] = '\0';
    database_cell(rows, index, text_of(text), false);
    return true;
}

static bool take_binary(struct database_rows *rows, SQLHSTMT statement, size_t index) {
    char first;
    bool null;
    if (!get(statement, index, SQL_C_BINARY, &first, 0, &null)) return false;
    if (!null) database_refuse_cell(rows, index, N_("%.*s: binary data"));
    return true;
}

/* ---- texts, in pieces ---- */

/* Adds the whole value to `units`, or as much as is needed to see that it is too long. */
static bool get_text(SQLHSTMT statement, size_t index, struct buffer *units, bool *null) {
    SQLWCHAR chunk[CHUNK_UNITS];
    *null = false;
    while (units->length <= SOURCE_CELL_BYTES_MOST * sizeof *chunk) {
        SQLLEN bytes = 0;
        SQLRETURN code = SQLGetData(statement, (SQLUSMALLINT)(index + 1), SQL_C_WCHAR, chunk,
                                    sizeof chunk, &bytes);
        if (code == SQL_NO_DATA) return true;
        if (!SQL_SUCCEEDED(code)) return false;
        *null = bytes == SQL_NULL_DATA;
        if (*null) return true;
        size_t room = sizeof chunk - sizeof *chunk;
        bool more = bytes == SQL_NO_TOTAL || (size_t)bytes > room;
        buffer_add(units, (const char *)chunk, more ? room : (size_t)bytes);
        if (!more) return true;
    }
    return true;
}

/* ".5" and "-.5", as some databases write them. */
static struct text with_zero(struct text number, struct arena *arena) {
    bool negative = text_starts(number, TEXT("-"));
    struct text digits = text_slice(number, negative, number.length);
    if (!text_starts(digits, TEXT("."))) return number;
    return text_of(arena_printf(arena, negative ? "-0%.*s" : "0%.*s", TEXT_ARGS(digits)));
}

static struct text word_of(struct text value) {
    bool yes = text_is(value, "1") || text_is(value, "t") || text_is(value, "true") ||
               text_is(value, "-1");
    bool no = text_is(value, "0") || text_is(value, "f") || text_is(value, "false");
    return yes ? TEXT("true") : no ? TEXT("false") : value;
}

static bool take_text(struct database_rows *rows, SQLHSTMT statement, size_t index,
                      enum odbc_kind kind, struct arena *scratch) {
    struct buffer units = buffer_new(scratch), out = buffer_new(scratch);
    bool null;
    if (!get_text(statement, index, &units, &null)) return false;
    if (null) return true;
    buffer_add(&out, "", 0);
    SQLWCHAR *wide = arena_take(scratch, units.length + sizeof *wide);
    if (units.length) memcpy(wide, units.at, units.length);
    if (!odbc_narrow(wide, units.length / sizeof *wide, &out)) {
        database_refuse_cell(rows, index, N_("%.*s: a text with half a character"));
        return true;
    }
    struct text text = buffer_text(&out);
    if (kind == ODBC_EXACT) text = with_zero(text_trim(text), scratch);
    if (kind == ODBC_BOOLEAN_TEXT) text = word_of(text);
    database_cell(rows, index, text, false);
    return true;
}

bool odbc_take_cell(struct database_rows *rows, SQLHSTMT statement, size_t index,
                    enum odbc_kind kind, struct arena *scratch) {
    switch (kind) {
    case ODBC_TEXT:
    case ODBC_EXACT:
    case ODBC_BOOLEAN_TEXT: return take_text(rows, statement, index, kind, scratch);
    case ODBC_DOUBLE: return take_double(rows, statement, index);
    case ODBC_FLOAT: return take_float(rows, statement, index);
    case ODBC_BIT: return take_bit(rows, statement, index);
    case ODBC_DATE: return take_date(rows, statement, index);
    case ODBC_TIME: return take_time(rows, statement, index);
    case ODBC_TIMESTAMP: return take_timestamp(rows, statement, index);
    case ODBC_BINARY: return take_binary(rows, statement, index);
    }
    return false;
}
