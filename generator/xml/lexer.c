/* Names and symbols of an XPath expression, taken one after the other. */
#include "xml/lexer.h"

#include <libintl.h>
#include <string.h>

void xml_lex_blanks(struct lexer *lexer) {
    while (lexer->at < lexer->end && xml_is_blank(*lexer->at)) lexer->at++;
}

/* Only the first fault is kept: after it the reading only runs out. */
void xml_lex_fault(struct lexer *lexer, const char *at, bool computing, const char *detail,
                   const char *hint) {
    if (lexer->fault.found) return;
    lexer->fault = (struct path_fault){true, computing, (size_t)(at - lexer->all.at), detail, hint};
}

void xml_lex_unexpected(struct lexer *lexer) {
    if (lexer->at >= lexer->end) {
        xml_lex_fault(lexer, lexer->end, false, gettext("the expression ends too early"), NULL);
        return;
    }
    const char *next = lexer->at;
    text_next(&next, lexer->end);
    xml_lex_fault(
        lexer, lexer->at, false,
        arena_printf(lexer->arena, gettext("unexpected %.*s"), (int)(next - lexer->at), lexer->at),
        NULL);
}

static bool is_name_start(uint32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c >= 0xC0 && !text_is_blank(c) && !(c >= 0x2010 && c <= 0x206F) &&
            !(c >= 0x3001 && c <= 0x3004) && !(c >= 0x3008 && c <= 0x3020) &&
            !(c >= 0xFF01 && c <= 0xFF60));
}

static bool is_name_part(uint32_t c) {
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == 0xB7;
}

/* The name at the cursor, without moving; empty if there is none. */
struct text xml_lex_name(const struct lexer *lexer) {
    const char *at = lexer->at;
    if (at >= lexer->end || !is_name_start(text_next(&at, lexer->end)))
        return (struct text){lexer->at, 0};
    while (at < lexer->end) {
        const char *next = at;
        if (!is_name_part(text_next(&next, lexer->end))) break;
        at = next;
    }
    return (struct text){lexer->at, (size_t)(at - lexer->at)};
}

bool xml_lex_stands(const struct lexer *lexer, const char *what) {
    size_t length = strlen(what);
    return (size_t)(lexer->end - lexer->at) >= length && memcmp(lexer->at, what, length) == 0;
}

/* Takes a symbol if it stands at the cursor. */
bool xml_lex_take(struct lexer *lexer, const char *symbol) {
    xml_lex_blanks(lexer);
    if (lexer->fault.found || !xml_lex_stands(lexer, symbol)) return false;
    lexer->at += strlen(symbol);
    return true;
}

void xml_lex_need(struct lexer *lexer, const char *symbol) {
    if (!xml_lex_take(lexer, symbol)) xml_lex_unexpected(lexer);
}

/* Takes an operator that is written as a word. */
bool xml_lex_take_word(struct lexer *lexer, const char *word) {
    xml_lex_blanks(lexer);
    if (lexer->fault.found || !text_is(xml_lex_name(lexer), word)) return false;
    lexer->at += strlen(word);
    return true;
}

/* libxml2 complains about characters that XML forbids past every handler. */
void xml_lex_check(struct lexer *lexer) {
    for (const char *at = lexer->at; at < lexer->end;) {
        const char *here = at;
        uint32_t c = text_next(&at, lexer->end);
        if ((c >= 0x20 || xml_is_blank((char)c)) && c != 0xFFFE && c != 0xFFFF) continue;
        xml_lex_fault(lexer, here, false,
                      arena_printf(lexer->arena, gettext("character U+%04X"), (unsigned)c), NULL);
    }
}
