/* Writes plain stretches whole and steps aside only for what needs an escape. */
#include "base/json.h"

static void write_escape(unsigned char c, FILE *stream) {
    switch (c) {
    case '"': fputs("\\\"", stream); break;
    case '\\': fputs("\\\\", stream); break;
    case '\n': fputs("\\n", stream); break;
    case '\r': fputs("\\r", stream); break;
    case '\t': fputs("\\t", stream); break;
    default: fprintf(stream, "\\u%04x", c);
    }
}

static void write_valid(struct text text, FILE *stream) {
    size_t from = 0;
    for (size_t i = 0; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
        fwrite(text.at + from, 1, i - from, stream);
        write_escape(c, stream);
        from = i + 1;
    }
    if (from < text.length) fwrite(text.at + from, 1, text.length - from, stream);
}

void json_write_part(struct text text, FILE *stream) {
    size_t bad;
    while (!text_is_utf8(text, &bad)) {
        write_valid(text_slice(text, 0, bad), stream);
        fputs("\xEF\xBF\xBD", stream);
        text = text_slice(text, bad + 1, text.length);
    }
    write_valid(text, stream);
}

void json_write(struct text text, FILE *stream) {
    fputc('"', stream);
    json_write_part(text, stream);
    fputc('"', stream);
}
