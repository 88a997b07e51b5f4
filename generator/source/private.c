/* The private-use area of GBK: characters that Unicode took up later.
 *
 * GB 18030-2000 (and GBK in Windows) gave U+E766 to U+E864 to characters of its own; the editions
 * of 2005 and 2022 moved them to their Unicode characters (GB 18030-2022, Annex D). */
#include "source/encoding.h"

struct private_range {
    uint32_t first;
    size_t count;
    const uint32_t *meaning;
};

/* 0xA6D9 to 0xA6DF, 0xA6EC, 0xA6ED, 0xA6F3: marks of vertical setting */
static const uint32_t vertical_marks[] = {0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14,
                                          0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19};
/* 0xA8BC, 0xA8BF: letters of pinyin, ḿ and ǹ */
static const uint32_t pinyin[] = {0x1E3F, 0x01F9};
/* 0xA989 to 0xA995: ideographic variation and description */
static const uint32_t description[] = {0x303E, 0x2FF0, 0x2FF1, 0x2FF2, 0x2FF3, 0x2FF4, 0x2FF5,
                                       0x2FF6, 0x2FF7, 0x2FF8, 0x2FF9, 0x2FFA, 0x2FFB};
/* 0xFE50 to 0xFEA0: components and characters */
static const uint32_t components[] = {
    0x2E81, 0x20087, 0x20089, 0x200CC, 0x2E84,  0x3473, 0x3447, 0x2E88, 0x2E8B,  0x9FB4,
    0x359E, 0x361A,  0x360E,  0x2E8C,  0x2E97,  0x396E, 0x3918, 0x9FB5, 0x39CF,  0x39DF,
    0x3A73, 0x39D0,  0x9FB6,  0x9FB7,  0x3B4E,  0x3C6E, 0x3CE0, 0x2EA7, 0x215D7, 0x9FB8,
    0x2EAA, 0x4056,  0x415F,  0x2EAE,  0x4337,  0x2EB3, 0x2EB6, 0x2EB7, 0x2298F, 0x43B1,
    0x43AC, 0x2EBB,  0x43DD,  0x44D6,  0x4661,  0x464C, 0x9FB9, 0x4723, 0x4729,  0x477C,
    0x478D, 0x2ECA,  0x4947,  0x497A,  0x497D,  0x4982, 0x4983, 0x4985, 0x4986,  0x499F,
    0x499B, 0x49B7,  0x49B6,  0x9FBA,  0x241FE, 0x4CA3, 0x4C9F, 0x4CA0, 0x4CA1,  0x4C77,
    0x4CA2, 0x4D13,  0x4D14,  0x4D15,  0x4D16,  0x4D17, 0x4D18, 0x4D19, 0x4DAE,  0x9FBB};
/* 0xA2E3: the euro sign */
static const uint32_t euro[] = {0x20AC};

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
static const struct private_range ranges[] = {
    {0xE76C, COUNT_OF(euro), euro},
    {0xE78D, COUNT_OF(vertical_marks), vertical_marks},
    {0xE7C7, COUNT_OF(pinyin), pinyin},
    {0xE7E7, COUNT_OF(description), description},
    {0xE815, COUNT_OF(components), components},
};

bool source_is_private(uint32_t code_point) {
    return code_point >= 0xE000 && code_point <= 0xF8FF;
}

uint32_t source_private_meaning(uint32_t code_point) {
    for (size_t i = 0; i < COUNT_OF(ranges); i++) {
        const struct private_range *range = &ranges[i];
        if (code_point >= range->first && code_point - range->first < range->count)
            return range->meaning[code_point - range->first];
    }
    return 0;
}
