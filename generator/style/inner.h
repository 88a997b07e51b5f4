/* Shared inside style/: a style while it is read, and names of roles, classes and alignments. */
#ifndef STYLE_INNER_H
#define STYLE_INNER_H

#include "style/style.h"

enum { STYLE_EXTENDS_MOST = 8 };

struct style_reading {
    struct arena *arena;
    struct diags *diags;
    struct style *style;
    const struct file **files;
    size_t file_count, file_room;
};

#define STYLE_ROLE_CHOICES        "fangsong|kai|hei|song|xiaobiaosong"
#define STYLE_ALIGN_CHOICES       "justify|left|centre|right"
#define STYLE_NUMBER_CHOICES      "outside|centre|none"
#define STYLE_PROHIBITION_CHOICES "none|basic|gb|strict"
#define STYLE_PUNCTUATION_CHOICES "gb|kaiming|none"
#define STYLE_START_CHOICES       "full|half"
#define STYLE_FIT_CHOICES         "total|first"
#define STYLE_CLASS_CHOICES                                                                        \
    "title|subtitle|heading-1|heading-2|heading-3|heading-4|body|table-caption|table-unit|"        \
    "table-head|table-cell|table-note|chart-caption|chart-label|chart-note|contents-title|"        \
    "contents-1|contents-2|signature|page-number|page-header"

/** Place of a name in "a|b|c"; it must be there (the element table has been checked). */
size_t style_choice(const char *choices, struct text name);
/** Applies the elements of one file to the style. */
void style_apply(struct style_reading *reading, const xml_node *root);
/** Works out what follows from the rest, and checks that it fits together. */
bool style_finish(struct style_reading *reading, struct origin origin);

#endif
