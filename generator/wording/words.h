/* The table of words (words.def) by script, and sentences made of them. */
#ifndef WORDING_WORDS_H
#define WORDING_WORDS_H

#include "wording/wording.h"

enum word {
#define WORD(id, simplified, traditional) WORD_##id,
#include "wording/words.def"
#undef WORD
    WORDS
};

/** The word in the script. */
struct text word_text(enum word word, enum wording_script script);
/** The digit 0 to 9 as 零 … 九, or as 零 … 玖. */
struct text word_digit(int digit, bool capital, enum wording_script script);

/** A sentence under way. */
struct speech {
    struct arena *arena;
    enum wording_script script;
    struct buffer out;
};
struct speech speech_new(struct arena *arena, enum wording_script script);
void speech_add(struct speech *speech, enum word word);
void speech_add_text(struct speech *speech, struct text text);
/** The word with its {} filled in from the left; as many as it has (assert). */
void speech_fill(struct speech *speech, enum word word, struct text first, struct text second);
void speech_fill_one(struct speech *speech, enum word word, struct text text);
struct text speech_text(const struct speech *speech);
/** The word alone, filled in. */
struct text word_filled(struct arena *arena, enum wording_script script, enum word word,
                        struct text text);

#endif
