/* Where the title of a numbered paragraph ends.
 *
 * Official documents write （一）加强监管 on a line of its own, or run it in:
 * （一）加强监管。坚持…, （一）工作目标：到年底…  A numbered sentence (1.年底前完成县医院迁建。)
 * has no title. */
#include <string.h>

#include "source/docx.h"

enum {
    LINE_MOST = 40,     /* characters of a title on a line of its own */
    RUN_IN_MOST = 30,   /* of one that is run in, 一、 and （一） */
    LIST_MOST = 20,     /* of one that is run in, 1. and （1） */
    COLON_MOST = 15,    /* of one before a colon */
    SENTENCE_MOST = 20, /* of one that ends in 。 and has no text behind it */
    LIST_LEVEL = 4,     /* 1. */
};

/* Offset of the first of the marks, and its length; the text's length if there is none. */
static size_t find_first(struct text text, const char *const *marks, size_t *length) {
    size_t best = text.length;
    *length = 0;
    for (; *marks; marks++) {
        size_t at = text_find(text, text_of(*marks));
        if (at == SIZE_MAX || at >= best) continue;
        best = at;
        *length = strlen(*marks);
    }
    return best;
}

static bool has_any(struct text text, const char *const *marks) {
    size_t length;
    return find_first(text, marks, &length) < text.length;
}

static bool has_digit(struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if ((text.at[i] >= '0' && text.at[i] <= '9') || text.at[i] == '%') return true;
    return false;
}

static const char *const stops[] = {"。", "！", "？", "；", NULL};
static const char *const pauses[] = {"，", ",", "；", ";", "、", NULL};
static const char *const colons[] = {"：", ":", NULL};

static bool take(struct text text, size_t at, size_t mark, struct text *title, struct text *body) {
    *title = text_trim(text_slice(text, 0, at));
    *body = text_trim(text_slice(text, at + mark, text.length));
    return title->length > 0;
}

/* 工作目标：到年底… */
static bool split_at_colon(struct text text, struct text *title, struct text *body) {
    size_t mark, at = find_first(text, colons, &mark);
    struct text before = text_slice(text, 0, at);
    if (at == text.length || text_characters(before) > COLON_MOST) return false;
    if (has_any(before, pauses) || has_any(before, stops)) return false;
    return take(text, at, mark, title, body);
}

bool docx_sentence_title(struct text text, struct text *title) {
    size_t mark, at = find_first(text, stops, &mark);
    *title = text_slice(text, 0, at);
    return mark && at + mark == text.length && text_ends(text, TEXT("。")) &&
           text_characters(*title) <= SENTENCE_MOST && !has_any(*title, pauses);
}

bool docx_split_title(struct text text, int mark_level, struct text *title, struct text *body) {
    if (split_at_colon(text, title, body)) return true;
    size_t mark, at = find_first(text, stops, &mark);
    struct text before = text_slice(text, 0, at);
    size_t characters = text_characters(before);
    if (at == text.length) {
        bool sentence = text_ends(text, TEXT("，")) || text_ends(text, TEXT(";"));
        return characters <= LINE_MOST && !sentence && take(text, at, 0, title, body);
    }
    bool list = mark_level >= LIST_LEVEL;
    if (text_starts(text_slice(text, at, text.length), TEXT("；"))) return false;
    if (at + mark == text.length)
        return !list && docx_sentence_title(text, title) && take(text, at, mark, title, body);
    if (list && has_digit(before)) return false;
    return characters <= (size_t)(list ? LIST_MOST : RUN_IN_MOST) &&
           take(text, at, mark, title, body);
}
