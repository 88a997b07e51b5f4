/* All numbers of a plain text, in order, each with what it is. */
#include "prose/inner.h"

/* Characters with which a numeral can start. */
static bool may_start(uint32_t code_point) {
    static const uint32_t chinese[] = {0x3007, 0x96F6, 0x25CB, 0x4E00, 0x4E8C, 0x4E09,
                                       0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D,
                                       0x5341, 0x767E, 0x5343, 0x4E07, 0x4EBF, 0x4E24};
    if (prose_digit(code_point) >= 0) return true;
    if (code_point < 0x25CB || code_point > 0x96F6) return false;
    for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++)
        if (chinese[i] == code_point) return true;
    return false;
}

/* Where the typed number ends: names and idioms keep to the numeral, dates and the rest take their
 * measure. */
static size_t typed_end(const struct amount *amount, enum typed_kind kind) {
    switch (kind) {
    case TYPED_FIGURE:
    case TYPED_DATE:
    case TYPED_DOCUMENT: return amount->to;
    case TYPED_NAME:
    case TYPED_IDIOM:
    case TYPED_ORDINAL: break;
    }
    return amount->number_to;
}

static struct typed make_typed(const struct chars *chars, const struct amount *amount,
                               enum typed_kind kind, size_t to) {
    struct typed typed = {.kind = kind,
                          .text = prose_between(chars, amount->from, to),
                          .offset = chars->offset[amount->from]};
    if (kind != TYPED_FIGURE) return typed;
    typed.quantity = amount->quantity;
    typed.measure = amount->measure;
    return typed;
}

size_t prose_find_in(const struct chars *chars, const struct text_list *own, struct arena *arena,
                     struct typed **out) {
    struct typed *found = NULL;
    size_t count = 0, room = 0, last_to = 0;
    unsigned char *marks = prose_mark_quotes(chars, arena);
    for (size_t at = 0; at < chars->count;) {
        struct amount amount;
        if (!may_start(chars->at[at]) || !prose_read_amount(chars, at, arena, own, &amount)) {
            at++;
            continue;
        }
        enum typed_kind last = count > 0 ? found[count - 1].kind : TYPED_FIGURE;
        enum typed_kind kind = prose_judge(chars, &amount, marks, last, last_to);
        size_t to = typed_end(&amount, kind);
        if (kind == TYPED_DATE && last == TYPED_DATE && last_to == at && count > 0) {
            size_t start = found[count - 1].offset; /* 2026年6月30日 is one date */
            found[count - 1].text = text_slice(chars->text, start, chars->offset[to]);
        } else {
            ARENA_GROW(arena, found, count, room);
            found[count++] = make_typed(chars, &amount, kind, to);
        }
        at = last_to = to;
    }
    *out = found;
    return count;
}

size_t prose_find_typed(struct text text, struct arena *arena, struct typed **out) {
    struct chars chars = prose_decode(text, arena);
    return prose_find_in(&chars, NULL, arena, out);
}
