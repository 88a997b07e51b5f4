/* The problems that checks find, by the codes of their messages. */
#include "wording/problem.h"

#include "wording/words.h"

struct text wording_problem(enum diag_code code, enum wording_script script) {
    static const struct {
        enum diag_code code;
        enum word word;
    } problems[] = {
        {DIAG_M301, WORD_PROBLEM_SUM},           {DIAG_M302, WORD_PROBLEM_RATE},
        {DIAG_M303, WORD_PROBLEM_AT_MOST},       {DIAG_M304, WORD_PROBLEM_EQUAL},
        {DIAG_M305, WORD_PROBLEM_COUNT},         {DIAG_M312, WORD_PROBLEM_RELATION},
        {DIAG_M313, WORD_PROBLEM_DENOMINATOR},   {DIAG_M314, WORD_PROBLEM_PRICE},
        {DIAG_M315, WORD_PROBLEM_STOCK},         {DIAG_M316, WORD_PROBLEM_OPENING},
        {DIAG_M317, WORD_PROBLEM_PART},          {DIAG_M318, WORD_PROBLEM_PARTS},
        {DIAG_M319, WORD_PROBLEM_SENSE},         {DIAG_M320, WORD_PROBLEM_TWICE},
        {DIAG_M321, WORD_PROBLEM_IMPLAUSIBLE},   {DIAG_M322, WORD_PROBLEM_PROMISE},
        {DIAG_M323, WORD_PROBLEM_WEIGHTS},       {DIAG_M324, WORD_PROBLEM_BANDS},
        {DIAG_M325, WORD_PROBLEM_DATES},         {DIAG_M326, WORD_PROBLEM_SAME},
        {DIAG_M327, WORD_PROBLEM_MISSING},       {DIAG_M328, WORD_PROBLEM_SHARE},
        {DIAG_M201, WORD_PROBLEM_JUMP},          {DIAG_M202, WORD_PROBLEM_AGAIN},
        {DIAG_M203, WORD_PROBLEM_FELL},          {DIAG_M204, WORD_PROBLEM_RATE_RANGE},
        {DIAG_M205, WORD_PROBLEM_PART_OF_WHOLE}, {DIAG_M206, WORD_PROBLEM_NEGATIVE},
        {DIAG_M207, WORD_PROBLEM_CHILDREN},      {DIAG_M208, WORD_PROBLEM_ALIKE},
    };
    for (size_t i = 0; i < sizeof problems / sizeof *problems; i++)
        if (problems[i].code == code) return word_text(problems[i].word, script);
    return TEXT("");
}
