/* UTF-8 and the UTF-16 of ODBC's wide calls. */
#include "source/odbc.h"

SQLWCHAR *odbc_wide_long(struct text text, SQLINTEGER *length, struct arena *arena) {
    SQLWCHAR *wide = arena_take_array(arena, text.length + 1, sizeof *wide);
    const char *at = text.at, *end = text.at + text.length;
    SQLINTEGER count = 0;
    while (at < end) {
        uint32_t c = text_next(&at, end);
        if (c >= 0x10000) {
            wide[count++] = (SQLWCHAR)(0xD800 + ((c - 0x10000) >> 10));
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        wide[count++] = (SQLWCHAR)c;
    }
    wide[count] = 0;
    *length = count;
    return wide;
}

struct odbc_wide odbc_wide(struct text text, struct arena *arena) {
    SQLINTEGER length;
    struct odbc_wide wide = {odbc_wide_long(text_slice(text, 0, 32766), &length, arena), 0};
    wide.length = (SQLSMALLINT)length;
    return wide;
}

bool odbc_narrow(const SQLWCHAR *at, size_t length, struct buffer *out) {
    bool whole = true;
    for (size_t i = 0; i < length; i++) {
        uint32_t c = at[i];
        bool high = c >= 0xD800 && c < 0xDC00, low = c >= 0xDC00 && c < 0xE000;
        if (high && i + 1 < length && at[i + 1] >= 0xDC00 && at[i + 1] < 0xE000) {
            c = 0x10000 + ((c - 0xD800) << 10) + (at[++i] - 0xDC00u);
        } else if (high || low) {
            whole = false;
            c = 0xFFFD;
        }
        buffer_add_code_point(out, c);
    }
    return whole;
}
