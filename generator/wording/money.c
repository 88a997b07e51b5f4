/* Money in words, as on cheques and contracts.
 *
 * Source: 支付结算办法 (银发〔1997〕393号), annex 1, items 2 to 4: 整 after 元, none needed after
 * 角, none after 分; one 零 for zeros inside (¥6,007.14 → 陆仟零柒元壹角肆分), 零 before 角 where
 * 元 is 0 (¥1,680.32 → 壹仟陆佰捌拾元零叁角贰分), 零 before 分 where 角 is 0 (¥325.04 →
 * 叁佰贰拾伍元零肆分). */
#include "wording/inner.h"
#include "wording/statements.h"

static bool can_be_written(const struct figure *figure) {
    return figure_is_known(figure) && text_is(figure->measure.base, "元") &&
           figure->quantity.qualifier == QUALIFIER_EXACT;
}

static void add_yuan(struct speech *out, struct text yuan) {
    speech_add_text(out, wording_chinese_integer(out->arena, yuan, true, out->script));
    speech_add(out, WORD_YUAN);
}

/* Two digits after the point. */
static void add_cents(struct speech *out, bool has_yuan, bool yuan_ends_in_zero, int jiao,
                      int fen) {
    if (has_yuan && (jiao ? yuan_ends_in_zero : fen > 0))
        speech_add_text(out, word_digit(0, true, out->script));
    if (jiao) {
        speech_add_text(out, word_digit(jiao, true, out->script));
        speech_add(out, WORD_JIAO);
    }
    if (fen) {
        speech_add_text(out, word_digit(fen, true, out->script));
        speech_add(out, WORD_FEN);
    }
}

struct text wording_money(struct arena *arena, const struct figure *figure, bool renminbi,
                          enum wording_money_end end, enum wording_script script) {
    if (!can_be_written(figure)) return word_text(WORD_NOTHING, script);
    struct number amount = number_shift(arena, figure->quantity.value, figure->measure.power10);
    struct text digits = number_print(arena, number_absolute(arena, amount), 2, NUMBER_HALF_AWAY);
    struct text yuan = text_slice(digits, 0, digits.length - 3);
    int jiao = digits.at[digits.length - 2] - '0', fen = digits.at[digits.length - 1] - '0';
    bool has_yuan = !text_is(yuan, "0"), whole = !jiao && !fen;
    struct speech out = speech_new(arena, script);
    if (renminbi) speech_add(&out, WORD_RENMINBI);
    if (number_sign(amount) < 0 && (has_yuan || !whole)) speech_add(&out, WORD_MINUS);
    if (has_yuan || whole) add_yuan(&out, yuan);
    add_cents(&out, has_yuan, yuan.at[yuan.length - 1] == '0', jiao, fen);
    if (whole)
        speech_add(&out, end == WORDING_MONEY_ZHENG ? WORD_MONEY_WHOLE : WORD_MONEY_WHOLE_OTHER);
    return speech_text(&out);
}
