/* Words by script, and sentences made of them. */
#include "wording/words.h"

#include <assert.h>

static const struct text words[][WORDS] = {
    [WORDING_SIMPLIFIED] =
        {
#define WORD(id, simplified, traditional) [WORD_##id] = TEXT_INIT(simplified),
#include "wording/words.def"
#undef WORD
        },
    [WORDING_TRADITIONAL] =
        {
#define WORD(id, simplified, traditional) [WORD_##id] = TEXT_INIT(traditional),
#include "wording/words.def"
#undef WORD
        },
};

struct text word_text(enum word word, enum wording_script script) {
    return words[script][word];
}

struct text word_digit(int digit, bool capital, enum wording_script script) {
    assert(digit >= 0 && digit <= 9);
    return word_text((enum word)((int)(capital ? WORD_CAPITAL_0 : WORD_DIGIT_0) + digit), script);
}

struct speech speech_new(struct arena *arena, enum wording_script script) {
    return (struct speech){.arena = arena, .script = script, .out = buffer_new(arena)};
}

void speech_add_text(struct speech *speech, struct text text) {
    buffer_add_text(&speech->out, text);
}

void speech_add(struct speech *speech, enum word word) {
    speech_add_text(speech, word_text(word, speech->script));
}

/* Adds what stands before the next {} and the text in its place; gives the rest. */
static struct text fill_next(struct speech *speech, struct text pattern, struct text text) {
    size_t at = text_find(pattern, TEXT("{}"));
    assert(at != SIZE_MAX);
    speech_add_text(speech, text_slice(pattern, 0, at));
    speech_add_text(speech, text);
    return text_slice(pattern, at + TEXT("{}").length, pattern.length);
}

void speech_fill(struct speech *speech, enum word word, struct text first, struct text second) {
    struct text rest = fill_next(speech, word_text(word, speech->script), first);
    speech_add_text(speech, fill_next(speech, rest, second));
}

void speech_fill_one(struct speech *speech, enum word word, struct text text) {
    speech_add_text(speech, fill_next(speech, word_text(word, speech->script), text));
}

struct text speech_text(const struct speech *speech) {
    return buffer_text(&speech->out);
}

struct text word_filled(struct arena *arena, enum wording_script script, enum word word,
                        struct text text) {
    struct speech speech = speech_new(arena, script);
    speech_fill_one(&speech, word, text);
    return speech_text(&speech);
}
