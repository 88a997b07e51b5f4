/* The matcher's inside: what typed figures are compared with, and how near a name stands.
 *
 *   subject       an indicator, an item, or a count of units: what can be named in prose
 *   expectation   a number that a subject may print: value, base, target, change, completion …
 *   name index    pairs of characters of all names → subject, weighted by how rare they are
 *   passage       one paragraph under way: characters, figures, bound names */
#ifndef PROSE_MATCHER_H
#define PROSE_MATCHER_H

#include "prose/inner.h"

enum expect {
    EXPECT_VALUE,
    EXPECT_OTHER, /* the value at another period */
    EXPECT_BASE,
    EXPECT_TARGET,
    EXPECT_RATE,   /* change in per cent */
    EXPECT_TIMES,  /* change in 倍 */
    EXPECT_AMOUNT, /* change in the measure, of rates in points */
    EXPECT_COMPLETION,
    EXPECT_PROGRESS,
    EXPECT_GAP, /* what the value lacks to the target */
    EXPECT_SHARE,
};

struct subject {
    const struct indicator *indicator; /* NULL: an item or a count; they never contradict */
    struct text name;
    bool count; /* of units or of the items of a section: small numbers, so only when named */
};

/** A measure brought to its plainest base: 毫升 is 升 × 10^-3. */
struct plain_measure {
    struct text base;
    int power10;
    unsigned families;
};
struct plain_measure prose_plain_measure(struct measure measure);
/** 1 the same, less for words that count the same things (人 and 名), 0 unlike. */
double prose_measure_likeness(struct plain_measure a, struct plain_measure b);

struct expectation {
    uint32_t subject;
    enum expect kind;
    enum change_against against; /* of a change or base */
    bool dated;                  /* a value that is only found when its period is named */
    struct quantity quantity;
    struct measure measure;
    struct plain_measure plain;
    double size;                 /* |value| in the plain base, to sift */
    const struct figure *figure; /* period, unit and origin; the number itself for values */
};

/** Of one unit; those of subject s are at[start[s]] up to at[start[s + 1]]. */
struct expectations {
    const struct unit *unit;
    struct expectation *at;
    uint32_t *start;
    size_t count, room;
};

struct name_part {
    uint64_t pair; /* two code points */
    uint32_t entry;
    float weight; /* of the entry's whole of 1 */
};

struct name_index {
    struct name_part *parts; /* by pair */
    size_t part_count, part_room;
    uint32_t *entry_subject; /* a subject has an entry for each of its names */
    struct text *entry_text;
    size_t entry_count, entry_room;
};

struct unit_name {
    uint64_t pair; /* the first two code points */
    struct text name;
    size_t index; /* among the compared */
};

/* Characters around one figure that are looked at. */
enum { FIELD_MOST = 1600 };

struct prose_matcher {
    const struct slice *slice;
    struct arena *arena; /* of the report: lasts as long as the matcher */
    bool ready;          /* all below but the measures is made when the first figure is met */
    struct subject *subjects;
    size_t subject_count, subject_room;
    struct name_index names;
    struct expectations own;
    struct expectations **others; /* of compared units, NULL until first named */
    struct unit_name *unit_names; /* by pair */
    size_t unit_name_count;
    struct text_list measures; /* words that the data count in, scale words cut off */
    uint32_t *all_subjects;    /* indexed by the indicator's order in the store */
    /* scratch */
    float *part_near, *entry_all, *entry_near; /* best nearness of each part; sums of each entry */
    float *subject_all, *subject_near;
    float near[FIELD_MOST]; /* of the characters around the figure */
    bool named[FIELD_MOST]; /* from the sentence's start: is the character part of a name? */
};

/** Lists what the figures of the slice may say, once. */
void prose_prepare(struct prose_matcher *matcher);
void prose_add_names(struct prose_matcher *matcher);
uint64_t prose_pair(uint32_t first, uint32_t second);
/** First part of the index with that pair; part_count if none. */
size_t prose_find_parts(const struct name_index *names, uint64_t pair);

/** Everything that the unit's figures may print. */
struct expectations *prose_expect(struct prose_matcher *matcher, const struct unit *unit);
uint32_t prose_subject_of(const struct prose_matcher *matcher, const struct indicator *indicator);

/** A typed figure or a bound name in its place: characters [from, to), the numeral ends at
 * number_to. */
struct stand {
    size_t from, to, number_to;
    struct typed *typed; /* NULL: bound */
    uint32_t bound;      /* its subject, or SUBJECT_NONE */
    int decimals;        /* as typed */
    struct plain_measure plain;
};
#define SUBJECT_NONE UINT32_MAX

struct passage {
    struct chars chars;
    size_t *source; /* byte of the paragraph for each character */
    struct typed *typed;
    size_t typed_count;
    struct stand *stands; /* in order; figures and bound names */
    size_t stand_count;
    struct hit *hits; /* name parts found, by place */
    size_t hit_count;
};

/** A pair of the text that belongs to a name. */
struct hit {
    uint32_t at, part;
};

void prose_find_hits(const struct prose_matcher *matcher, struct passage *passage,
                     struct arena *arena);

/** The words around one figure. */
struct setting {
    size_t sentence_from, sentence_to; /* between 。；！？ */
    size_t clause_from; /* after the last comma or figure: the words that belong to it */
    size_t after_to;    /* end of the words behind it */
    size_t previous;    /* stand before it in the sentence, or stand_count */
    bool listed;        /* one of several behind 分别 */
};
struct setting prose_set(const struct passage *passage, size_t stand);
/** Scores all subjects by how much of their names stands how near: matcher->subject_all (0..1, the
 * whole neighbourhood) and subject_near (the figure's own clause only). */
void prose_score_names(struct prose_matcher *matcher, const struct passage *passage, size_t stand,
                       const struct setting *setting);

/** Marks in matcher->named the characters of names that stand whole before the figure. */
void prose_mark_names(struct prose_matcher *matcher, const struct passage *passage,
                      const struct setting *setting);

/** What kind of number the words before a figure ask for; words that are part of a name (增加值,
 * 占比) ask for nothing. */
struct wanted {
    enum expect kind;
    int sign;                    /* of a change: -1, 1, 0 when not said */
    enum change_against against; /* 同比, 环比, 较年初 */
    bool gap;                    /* 还差 */
    bool sure;                   /* the wording leaves no other reading */
    bool
        framed; /* 其中, 人均, 新增 …: may speak of something that only sounds like the indicator */
};
struct wanted prose_want(const struct prose_matcher *matcher, const struct passage *passage,
                         size_t stand, const struct setting *setting);
/** How well an expectation of this kind answers what is wanted: 1 to 0.3; 0 not at all. */
double prose_kind_likeness(const struct wanted *wanted, const struct expectation *expectation);
/** True if the sentence speaks of a year or month that is not the figure's own. */
bool prose_other_period(const struct passage *passage, size_t stand, const struct setting *setting,
                        struct period period);

/** Does the typed figure say what is expected, at its own precision?  1 yes, 0 no, less than 1 if
 * only its qualifier makes it so (4000多 for 4321). */
double prose_agreement(const struct stand *stand, const struct wanted *wanted,
                       const struct expectation *expectation, struct arena *arena);
/** Are two ratios the same, whichever colon they are written with? */
bool prose_same_ratio(struct text a, struct text b);

/** True if a typed percentage is the quotient of two figures before it in the sentence, or another
 * figure the sum or difference of those right before it. */
bool prose_follows_from(const struct prose_matcher *matcher, const struct passage *passage,
                        size_t stand, const struct setting *setting, struct arena *arena);
/** True if the number counts the list that stands before it: A、B、C三项工作. */
bool prose_is_enumeration(const struct passage *passage, size_t stand,
                          const struct setting *setting);
/** True if a typed share (占…) is that of a named indicator in a larger one of the same measure. */
bool prose_is_share(const struct prose_matcher *matcher, const struct expectations *from,
                    const struct stand *stand, const struct wanted *wanted, struct arena *arena);
/** How the expected number is bound: "blood.donors|change". */
struct text prose_expression(const struct prose_matcher *matcher, const struct expectations *from,
                             const struct expectation *expectation, struct arena *arena);

/** Matches all typed figures of a passage. */
size_t prose_match_passage(struct prose_matcher *matcher, struct passage *passage,
                           struct arena *arena, struct finding **out);

#endif
