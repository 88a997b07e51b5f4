/* What a paragraph's text asks of its setting before any glyph is chosen: full-width digits and
 * letters become half-width, and text in Traditional Chinese keeps the marks of its own. */
#include "typeset/inner.h"

enum { LOOKED_AT_MOST = 400, WIDE_TO_HALF = 0xFEE0 };

/* Frequent characters that only one of the two scripts has. */
static const char traditional[] =
    "們個這來時為說對發學經過動與關現點開實體問題種應總務業產機從進還後當會國長無見間幾區標準報"
    "劃財農資醫療藥條際設計環優質導處據專項議級論統續達運選較驗縣門車東語號"
    "約軍頭張陳楊馬黃許華話讀寫書樣萬億兩廳園團聽習戰斷舊樹橋歷屬歲師愛親觀覺視訪備衛藝風飛單雙稱種穩";
static const char simplified[] =
    "们个这来时为说对发学经过动与关现点开实体问题种应总务业产机从进还后当会国长无见间几区标准报"
    "划财农资医疗药条际设计环优质导处据专项议级论统续达运选较验县门车东语号"
    "约军头张陈杨马黄许华话读写书样万亿两厅园团听习战断旧树桥历属岁师爱亲观觉视访备卫艺风飞单双称种稳";

static bool is_in(uint32_t code, const char *set, size_t size) {
    char bytes[4];
    struct text character = {bytes, text_encode(code, bytes)};
    return text_find((struct text){set, size - 1}, character) != SIZE_MAX;
}

bool script_is_traditional(const struct typeset_paragraph *paragraph) {
    size_t looked = 0, votes = 0;
    for (size_t i = 0; i < paragraph->count && looked < LOOKED_AT_MOST; i++) {
        const char *at = paragraph->runs[i].text.at, *end = at + paragraph->runs[i].text.length;
        for (; at < end && looked < LOOKED_AT_MOST; looked++) {
            uint32_t code = text_next(&at, end);
            if (!text_is_han(code)) continue;
            if (is_in(code, simplified, sizeof simplified)) return false;
            votes += is_in(code, traditional, sizeof traditional);
        }
    }
    return votes > 0;
}

uint32_t script_half_width(uint32_t code) {
    bool letter = (code >= 0xFF10 && code <= 0xFF19) || (code >= 0xFF21 && code <= 0xFF3A) ||
                  (code >= 0xFF41 && code <= 0xFF5A);
    return letter ? code - WIDE_TO_HALF : code;
}
