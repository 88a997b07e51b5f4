/* The cursor of the guard: names and symbols of an XPath expression, and the first fault found. */
#ifndef XML_LEXER_H
#define XML_LEXER_H

#include "xml/inner.h"

struct lexer {
    struct text all;
    const char *at, *end;
    struct arena *arena;
    struct path_fault fault;
    int depth;
};

/** Passes over blanks. */
void xml_lex_blanks(struct lexer *lexer);
/** Keeps a fault at a byte of the expression.  Only the first counts: after it the reading runs
 * out. */
void xml_lex_fault(struct lexer *lexer, const char *at, bool computing, const char *detail,
                   const char *hint);
/** What stands at the cursor is out of place. */
void xml_lex_unexpected(struct lexer *lexer);
/** Faults characters that XML forbids. */
void xml_lex_check(struct lexer *lexer);
/** The name at the cursor, without moving; empty if there is none. */
struct text xml_lex_name(const struct lexer *lexer);
bool xml_lex_stands(const struct lexer *lexer, const char *symbol);
/** Takes a symbol, or an operator that is written as a word, if it stands at the cursor. */
bool xml_lex_take(struct lexer *lexer, const char *symbol);
bool xml_lex_take_word(struct lexer *lexer, const char *word);
/** Takes a symbol, or faults what stands there. */
void xml_lex_need(struct lexer *lexer, const char *symbol);

#endif
