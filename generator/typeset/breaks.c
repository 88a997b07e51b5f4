/* Where a line may end: CLREQ's prohibitions at the level of the style, Latin words, URLs.
 *
 * UAX #14 is of no use here: it forbids breaks beside “ ”, and lets · — ～ start a line. */
#include "typeset/inner.h"

void break_raise(struct atoms *atoms, size_t place, enum break_level level) {
    if (place == 0 || place >= atoms->count) return;
    if (atoms->at[place].level < level) atoms->at[place].level = (uint8_t)level;
}

void break_cost(struct atoms *atoms, size_t place, unsigned penalty) {
    if (place == 0 || place >= atoms->count) return;
    if (atoms->at[place].penalty < penalty) atoms->at[place].penalty = (uint16_t)penalty;
}

static bool is_no_start(enum char_class kind, enum style_prohibition level) {
    if (level == STYLE_PROHIBIT_NONE) return false;
    if (kind == CLASS_SLASH) return level >= STYLE_PROHIBIT_GB;
    return kind == CLASS_CLOSE || kind == CLASS_PAUSE || kind == CLASS_STOP ||
           kind == CLASS_MIDDLE || kind == CLASS_RANGE || kind == CLASS_POINT ||
           kind == CLASS_SUFFIX;
}

static bool is_no_end(enum char_class kind, enum style_prohibition level) {
    if (level == STYLE_PROHIBIT_NONE) return false;
    if (kind == CLASS_SLASH) return level >= STYLE_PROHIBIT_GB;
    return kind == CLASS_OPEN || kind == CLASS_PREFIX;
}

/* Inside a word or a number nothing breaks; beside one, signs cling to it. */
static bool is_inside_word(const struct atom *before, const struct atom *after) {
    if (!class_is_word(before->kind) || !class_is_word(after->kind)) return false;
    return before->kind != CLASS_POINT || after->kind == CLASS_DIGIT ||
           after->kind == CLASS_LATIN || after->kind == CLASS_SIGN;
}

static enum break_level level_between(const struct atom *before, const struct atom *after,
                                      enum style_prohibition level) {
    if (after->kind == CLASS_SPACE) return BREAK_NEVER; /* spaces hang at the line's end */
    if (before->kind == CLASS_HARD_SPACE || after->kind == CLASS_HARD_SPACE) return BREAK_WORD;
    if (is_inside_word(before, after)) return BREAK_WORD;
    if (is_no_start(after->kind, level) || is_no_end(before->kind, level)) return BREAK_RULE;
    return BREAK_FREE;
}

/* —— and …… are never parted; of longer rows every second place may break.  A single dash never
 * starts a line; a pair may, but at the strict level. */
static void break_rows(struct atoms *atoms) {
    enum style_prohibition level = atoms->composition->prohibition;
    for (size_t i = 0; i < atoms->count; i++) {
        enum char_class kind = atoms->at[i].kind;
        if (kind != CLASS_DASH && kind != CLASS_ELLIPSIS) continue;
        size_t end = i + 1;
        while (end < atoms->count && atoms->at[end].kind == kind) end++;
        for (size_t k = i + 1; k < end; k += 2) break_raise(atoms, k, BREAK_NEVER);
        bool is_pair = end - i >= 2 || atoms->at[i].code >= 0x2E3A;
        if (level == STYLE_PROHIBIT_STRICT || (!is_pair && level != STYLE_PROHIBIT_NONE))
            break_raise(atoms, i, BREAK_RULE);
        else if (is_pair)
            break_cost(atoms, i, 100);
        i = end - 1;
    }
}

static bool is_web_word(const struct atoms *atoms, size_t from, size_t end) {
    unsigned slashes = 0, letters = 0;
    for (size_t i = from; i < end; i++) {
        uint32_t code = atoms->at[i].code;
        if (code == ':' && i + 2 < end && atoms->at[i + 1].code == '/' &&
            atoms->at[i + 2].code == '/')
            return true;
        slashes += code == '/';
        letters += atoms->at[i].kind == CLASS_LATIN;
    }
    return slashes >= 2 && letters >= 8;
}

/* An address may break after / ? & = - _ but not between the two slashes, and not at its very end.
 */
static void break_web_word(struct atoms *atoms, size_t from, size_t end) {
    for (size_t i = from + 1; i < end; i++) {
        uint32_t before = atoms->at[i - 1].code, code = atoms->at[i].code;
        if (code == '.' && i + 1 < end) {
            atoms->at[i].level = BREAK_FREE;
            break_cost(atoms, i, 300);
        }
        bool after = before == '/' || before == '?' || before == '&' || before == '=' ||
                     before == '-' || before == '_';
        if (!after || code == '/') continue;
        atoms->at[i].level = BREAK_FREE;
        break_cost(atoms, i, before == '/' ? 80 : 160);
    }
}

/* well-known may break after its hyphen; COVID-19, A-1 and GB/T may not. */
static void break_hyphens(struct atoms *atoms, size_t from, size_t end) {
    for (size_t i = from + 2; i + 1 < end; i++) {
        if (atoms->at[i].code != '-' && atoms->at[i].code != 0x2010) continue;
        bool letters = i + 2 < end;
        for (size_t k = i - 2; letters && k <= i + 2; k++)
            letters = k == i || (atoms->at[k].code >= 'a' && atoms->at[k].code <= 'z');
        if (!letters) continue;
        atoms->at[i + 1].level = BREAK_FREE;
        break_cost(atoms, i + 1, 60);
    }
}

static void break_words(struct atoms *atoms) {
    for (size_t i = 0, end; i < atoms->count; i = end) {
        for (end = i; end < atoms->count && class_is_word(atoms->at[end].kind); end++) continue;
        if (end == i) {
            end++;
        } else if (is_web_word(atoms, i, end)) {
            break_web_word(atoms, i, end);
        } else {
            break_hyphens(atoms, i, end);
        }
    }
}

void breaks_find(struct atoms *atoms) {
    for (size_t i = 1; i < atoms->count; i++)
        atoms->at[i].level = (uint8_t)level_between(&atoms->at[i - 1], &atoms->at[i],
                                                    atoms->composition->prohibition);
    break_rows(atoms);
    break_words(atoms);
    glue_find(atoms);
    for (size_t i = 1; i < atoms->count; i++) { /* what the text itself says comes last */
        if (atoms->at[i].joint == JOINT_BREAK) atoms->at[i].level = BREAK_FREE;
        if (atoms->at[i].joint == JOINT_GLUE) break_raise(atoms, i, BREAK_WORD);
    }
}
