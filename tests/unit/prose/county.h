/* A small county health data set for the tests of matching. */
#ifndef TESTS_PROSE_COUNTY_H
#define TESTS_PROSE_COUNTY_H

#include "prose/prose.h"

struct county {
    struct arena *arena;
    struct diags *diags;
    struct slice *slice;
    struct prose_matcher *matcher;
};

struct county county_new(void);
/** One letter a typed figure: A agrees, C contradicts, U unknown. */
const char *county_judge(struct county *county, const char *text);

#endif
