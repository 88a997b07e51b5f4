/* Typed figures against the data: agrees, contradicts or unknown.
 *
 * For each figure all subjects are scored by the nearness of their names.  The best expectation
 * that says the same number and the best-named one that should say it but does not are weighed
 * against one another: a name far away with an equal number gives way to a strong name with another
 * number. */
#include "prose/matcher.h"

#include <string.h>

/* Thresholds, found on the clauses of tests/unit/prose. */
static const double strong = 0.62, surely = 0.8, faint = 0.12, weak = 0.3, inherited = 0.9,
                    own_name = 0.5, rival = 0.92, yields = 0.65, yields_to_full = 0.78, far = 1e-6;

struct candidate {
    const struct expectation *expectation; /* NULL: none */
    double score;
    bool loosely; /* equal only by the qualifier */
};

/* One passage under way. */
struct matching {
    struct prose_matcher *matcher;
    struct passage *passage;
    struct arena *arena;
    uint32_t *subject_of; /* for each stand: what it was found to speak of */
    bool *is_base;        /* and whether it gave last year's value: 由94.1%提高到… */
    struct finding *findings;
    size_t count;
};

/* One figure under way. */
struct question {
    const struct stand *stand;
    size_t index;
    struct setting setting;
    struct wanted wanted;
    const struct expectations *from;
    bool of_other_unit; /* the sentence names a unit that is not the report's */
};

/* The measure of 3 in 分别为3、5家 is that of the next figure. */
static void lend_measures(struct passage *passage) {
    for (size_t i = passage->stand_count; i-- > 1;) {
        struct stand *self = &passage->stands[i - 1], *next = &passage->stands[i];
        if (self->typed == NULL || next->typed == NULL) continue;
        if (self->typed->measure.kind != MEASURE_NONE || next->from - self->to > 1) continue;
        uint32_t mark = prose_at(&passage->chars, self->to);
        if (mark == 0x3001 || mark == 0x548C) self->typed->measure = next->typed->measure;
    }
}

/* The compared unit that the sentence names before the figure; NULL if none. */
static const struct expectations *find_other_unit(struct matching *matching,
                                                  const struct question *question) {
    struct prose_matcher *matcher = matching->matcher;
    const struct chars *chars = &matching->passage->chars;
    for (size_t i = question->stand->from; i > question->setting.sentence_from + 1; i--) {
        uint64_t pair = prose_pair(chars->at[i - 2], chars->at[i - 1]);
        size_t from = 0, to = matcher->unit_name_count;
        while (from < to) {
            size_t middle = from + (to - from) / 2;
            if (matcher->unit_names[middle].pair < pair)
                from = middle + 1;
            else
                to = middle;
        }
        for (; from < matcher->unit_name_count && matcher->unit_names[from].pair == pair; from++) {
            const struct unit_name *name = &matcher->unit_names[from];
            if (!text_starts(prose_between(chars, i - 2, question->stand->from), name->name))
                continue;
            struct expectations **other = &matcher->others[name->index];
            if (*other == NULL)
                *other = prose_expect(matcher, matcher->slice->compared[name->index]);
            return *other;
        }
    }
    return NULL;
}

/* How much of any name stands in the figure's own clause. */
static float nearest_name(const struct prose_matcher *matcher) {
    float best = 0;
    for (size_t i = 0; i < matcher->subject_count; i++)
        if (matcher->subject_near[i] > best) best = matcher->subject_near[i];
    return best;
}

/* A change, completion, base or target without a name of its own belongs to the figure before it.
 */
static void inherit_subject(struct matching *matching, const struct question *question) {
    struct prose_matcher *matcher = matching->matcher;
    if (question->setting.previous >= matching->passage->stand_count) return;
    uint32_t subject = matching->subject_of[question->setting.previous];
    if (subject == SUBJECT_NONE) return;
    bool derived = question->wanted.kind != EXPECT_VALUE && question->wanted.kind != EXPECT_OTHER;
    derived = derived || matching->is_base[question->setting.previous];
    float best = nearest_name(matcher);
    double own = matcher->subject_all[subject];
    double given = best >= own_name ? 0.4 : derived ? inherited : 0.5;
    if (given > own) matcher->subject_all[subject] = (float)given;
}

static double score(const struct question *question, const struct prose_matcher *matcher,
                    const struct expectation *expectation) {
    double name = matcher->subject_all[expectation->subject];
    return name * prose_kind_likeness(&question->wanted, expectation) *
           prose_measure_likeness(question->stand->plain, expectation->plain);
}

/* Digits that tell one number from another: 61102 has five, 4000 one. */
static int telling_digits(struct arena *arena, const struct typed *typed) {
    struct text text =
        number_print(arena, number_absolute(arena, typed->quantity.value), -1, NUMBER_HALF_AWAY);
    int digits = 0, zeros = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] == '.') continue;
        if (text.at[i] == '0') {
            zeros += digits > 0;
            continue;
        }
        digits += 1 + zeros;
        zeros = 0;
    }
    return digits;
}

/* Best expectation that says the typed number. */
static struct candidate find_equal(struct matching *matching, const struct question *question) {
    struct candidate best = {0};
    for (size_t i = 0; i < question->from->count; i++) {
        const struct expectation *expectation = &question->from->at[i];
        if (prose_measure_likeness(question->stand->plain, expectation->plain) <= 0) continue;
        if (prose_kind_likeness(&question->wanted, expectation) <= 0) continue;
        double points = score(question, matching->matcher, expectation) + far;
        bool count = matching->matcher->subjects[expectation->subject].count;
        if (points <= best.score || (count && points < weak)) continue;
        double worth =
            prose_agreement(question->stand, &question->wanted, expectation, matching->arena);
        if (points * worth > best.score)
            best = (struct candidate){expectation, points * worth, worth < 1};
    }
    return best;
}

static bool may_contradict(const struct matching *matching, const struct question *question,
                           const struct expectation *expectation) {
    const struct prose_matcher *matcher = matching->matcher;
    if (matcher->subjects[expectation->subject].indicator == NULL) return false;
    if (expectation->kind != question->wanted.kind) return false;
    bool change = expectation->kind == EXPECT_RATE || expectation->kind == EXPECT_AMOUNT ||
                  expectation->kind == EXPECT_TIMES;
    if (change && expectation->against != question->wanted.against) return false;
    return prose_measure_likeness(question->stand->plain, expectation->plain) >= 0.8;
}

/* Best-named expectation of the wanted kind that says another number, and the best of another
 * subject behind it. */
static struct candidate find_rival(struct matching *matching, const struct question *question,
                                   double *second) {
    struct candidate best = {0};
    *second = 0;
    for (size_t i = 0; i < question->from->count; i++) {
        const struct expectation *expectation = &question->from->at[i];
        if (!may_contradict(matching, question, expectation)) continue;
        double points = score(question, matching->matcher, expectation);
        bool same = best.expectation != NULL && best.expectation->subject == expectation->subject;
        if (points > best.score) {
            if (best.expectation != NULL && !same) *second = best.score;
            best = (struct candidate){expectation, points, false};
        } else if (!same && points > *second) {
            *second = points;
        }
    }
    return best;
}

/* Does another name of the dictionary stand nearer than the rival's, although it has no such
 * number? */
static bool named_better(const struct matching *matching, uint32_t subject) {
    const struct prose_matcher *matcher = matching->matcher;
    for (size_t i = 0; i < matcher->subject_count; i++)
        if (matcher->subject_all[i] > matcher->subject_all[subject] * 1.02F &&
            matcher->subject_near[i] >= matcher->subject_near[subject] &&
            matcher->subject_near[i] > 0.4F)
            return true;
    return false;
}

/* 新增, 人均 and the like in the words before the figure must be in the indicator's name too. */
static bool frame_fits(const struct matching *matching, const struct question *question,
                       uint32_t subject) {
    if (!question->wanted.framed) return true;
    return matching->matcher->subject_near[subject] >= 0.85F;
}

/* Last year's number, or the target, where this period's should stand. */
static bool is_confused(const struct question *question, const struct expectation *meant,
                        const struct expectation *equal) {
    if (question->wanted.kind != EXPECT_VALUE || equal->subject != meant->subject) return false;
    return equal->kind == EXPECT_BASE || equal->kind == EXPECT_TARGET ||
           equal->kind == EXPECT_OTHER;
}

/* 全年 and 增加 leave open whether the target or the change is meant, or the value after all. */
static bool is_other_reading(const struct question *question, const struct candidate *equal,
                             const struct candidate *meant) {
    if (question->wanted.sure || question->wanted.kind == EXPECT_VALUE) return false;
    if (equal->expectation->subject != meant->expectation->subject || equal->loosely) return false;
    return equal->expectation->kind == EXPECT_VALUE || equal->expectation->kind == EXPECT_OTHER;
}

/* Is an equal number well enough named to stand against the one that the words ask for? */
static bool holds_against(const struct question *question, const struct candidate *equal,
                          const struct candidate *meant) {
    if (equal->expectation == NULL || is_confused(question, meant->expectation, equal->expectation))
        return false;
    return is_other_reading(question, equal, meant) ||
           equal->score >= (meant->score >= surely ? yields_to_full : yields) * meant->score;
}

static bool contradicts(const struct matching *matching, const struct question *question,
                        const struct candidate *meant, double second,
                        const struct candidate *equal) {
    if (meant->expectation == NULL || meant->score < strong) return false;
    if (holds_against(question, equal, meant)) return false;
    if (second > rival * meant->score && meant->score < surely) return false;
    uint32_t subject = meant->expectation->subject;
    if (named_better(matching, subject) || !frame_fits(matching, question, subject)) return false;
    return !prose_other_period(matching->passage, question->index, &question->setting,
                               meant->expectation->figure->period);
}

/* An equal number whose name is far counts when it could hardly be equal by chance. */
static bool agrees(const struct matching *matching, const struct question *question,
                   const struct candidate *equal) {
    if (equal->expectation == NULL) return false;
    int digits = telling_digits(matching->arena, question->stand->typed);
    double least = digits >= 4 ? 0 : digits == 3 ? faint / 2 : digits == 2 ? faint : weak * 0.7;
    return equal->score >= least;
}

static void settle(struct matching *matching, const struct question *question,
                   enum agreement agreement, const struct expectation *expectation) {
    struct finding *finding = &matching->findings[matching->count++];
    *finding = (struct finding){.typed = *question->stand->typed, .agreement = agreement};
    if (expectation == NULL) return;
    bool change = expectation->kind == EXPECT_RATE || expectation->kind == EXPECT_AMOUNT ||
                  expectation->kind == EXPECT_TIMES || expectation->kind == EXPECT_PROGRESS;
    finding->direction = change ? question->wanted.sign : 0;
    finding->indicator = matching->matcher->subjects[expectation->subject].indicator;
    finding->data = *expectation->figure;
    finding->data.quantity = expectation->quantity;
    finding->data.measure = expectation->measure;
    finding->expression =
        prose_expression(matching->matcher, question->from, expectation, matching->arena);
    matching->subject_of[question->index] = expectation->subject;
    matching->is_base[question->index] = expectation->kind == EXPECT_BASE;
}

/* A figure without a verdict still tells what the next change is the change of. */
static void note_subject(struct matching *matching, const struct question *question,
                         const struct candidate *named) {
    if (named->expectation != NULL && named->score >= own_name)
        matching->subject_of[question->index] = named->expectation->subject;
    else if (question->setting.previous < matching->passage->stand_count)
        matching->subject_of[question->index] = matching->subject_of[question->setting.previous];
}

/* Numbers that others give: 占报销人次的87.2%; 查出224条，整改223条，整改率99.6%; A、B、C三项工作.
 */
static bool is_computed(const struct matching *matching, const struct question *question) {
    return prose_is_enumeration(matching->passage, question->index, &question->setting) ||
           prose_follows_from(matching->matcher, matching->passage, question->index,
                              &question->setting, matching->arena) ||
           prose_is_share(matching->matcher, question->from, question->stand, &question->wanted,
                          matching->arena);
}

/* In a sentence that names another unit the figure may still be the report's own. */
static struct candidate find_own_equal(struct matching *matching, const struct question *question,
                                       struct candidate equal) {
    if (!question->of_other_unit || equal.expectation != NULL) return equal;
    struct question own = *question;
    own.from = &matching->matcher->own;
    return find_equal(matching, &own);
}

static void answer(struct matching *matching, struct question *question) {
    prose_score_names(matching->matcher, matching->passage, question->index, &question->setting);
    prose_mark_names(matching->matcher, matching->passage, &question->setting);
    question->wanted =
        prose_want(matching->matcher, matching->passage, question->index, &question->setting);
    inherit_subject(matching, question);
    double second;
    struct candidate named = find_rival(matching, question, &second);
    struct candidate equal = find_own_equal(matching, question, find_equal(matching, question));
    bool is_equal =
        named.expectation != NULL &&
        prose_agreement(question->stand, &question->wanted, named.expectation, matching->arena) > 0;
    if (is_equal && named.score >= strong) equal = named;
    bool computed = nearest_name(matching->matcher) < own_name && is_computed(matching, question);
    if (!is_equal && !computed && contradicts(matching, question, &named, second, &equal)) {
        settle(matching, question, CONTRADICTS, named.expectation);
        return;
    }
    if (agrees(matching, question, &equal)) {
        settle(matching, question, AGREES, equal.expectation);
        return;
    }
    computed = computed || is_computed(matching, question);
    settle(matching, question, computed ? AGREES : UNKNOWN_FIGURE, NULL);
    note_subject(matching, question, &named);
    if (named.expectation != NULL && named.score >= weak)
        matching->findings[matching->count - 1].expression =
            prose_expression(matching->matcher, question->from, named.expectation, matching->arena);
}

size_t prose_match_passage(struct prose_matcher *matcher, struct passage *passage,
                           struct arena *arena, struct finding **out) {
    struct matching matching = {.matcher = matcher, .passage = passage, .arena = arena};
    matching.findings = arena_take_array(arena, passage->stand_count + 1, sizeof(struct finding));
    matching.is_base = arena_take_array(arena, passage->stand_count + 1, sizeof(bool));
    matching.subject_of = arena_take_array(arena, passage->stand_count + 1, sizeof(uint32_t));
    lend_measures(passage);
    prose_find_hits(matcher, passage, arena);
    for (size_t i = 0; i < passage->stand_count; i++) {
        struct question question = {.stand = &passage->stands[i], .index = i};
        matching.subject_of[i] = question.stand->bound;
        if (question.stand->typed == NULL) continue;
        question.setting = prose_set(passage, i);
        passage->stands[i].plain = prose_plain_measure(question.stand->typed->measure);
        question.from = find_other_unit(&matching, &question);
        question.of_other_unit = question.from != NULL;
        if (!question.of_other_unit) question.from = &matcher->own;
        answer(&matching, &question);
    }
    *out = matching.findings;
    return matching.count;
}
