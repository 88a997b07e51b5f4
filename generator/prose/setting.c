/* The words around a typed figure: which of them belong to it, and how near the names of indicators
 * stand in them.
 *
 *   …全面推进。|上半年全县门诊61102人次，|住院报销| 5038人次 |（含特病），…。
 *    far          in the sentence          the clause           behind      */
#include "prose/matcher.h"

#include <math.h>
#include <string.h>

/* Weights of nearness, found on the clauses of tests/unit/prose. */
static const float in_clause = 1.0F, behind = 0.7F, behind_alone = 1.0F, in_sentence = 0.6F,
                   per_clause = 0.1F, in_sentence_least = 0.3F, before_sentence = 0.2F,
                   whole_name = 0.9F, shared = 0.8F;

static bool ends_sentence(uint32_t code_point) {
    return code_point == 0x3002 || code_point == 0xFF1B || code_point == ';' ||
           code_point == 0xFF01 || code_point == 0xFF1F || code_point == '\n';
}

static bool ends_clause(uint32_t code_point) {
    return code_point == 0xFF0C || code_point == ',' || code_point == 0xFF1A || code_point == ':' ||
           code_point == 0xFF08 || code_point == 0xFF09 || code_point == '(' || code_point == ')';
}

/* The bracket after the figure it explains: 重度（8例） keeps the word before it. */
static bool opens_bracket(uint32_t code_point) {
    return code_point == 0xFF08 || code_point == '(';
}

/* A sentence without an end is taken to start so many characters before the figure. */
enum { SENTENCE_MOST = 300, LIST_MOST = 40 };

static size_t sentence_start(const struct chars *chars, size_t at) {
    size_t least = at > SENTENCE_MOST ? at - SENTENCE_MOST : 0;
    while (at > least && !ends_sentence(chars->at[at - 1])) at--;
    return at;
}

static bool follows_respectively(const struct passage *passage, size_t from, size_t to) {
    static const char *const words[] = {"分别", NULL};
    for (size_t i = from; i < to; i++)
        if (prose_follows_any(&passage->chars, i, words)) return true;
    return false;
}

/* Only a comma, 、 or 和 stands between two figures of a list. */
static bool continues_list(const struct passage *passage, size_t stand) {
    size_t from = passage->stands[stand].to, to = passage->stands[stand + 1].from;
    static const char *const marks[] = {"、", "，", "和", "与", "及", "以及", NULL};
    if (passage->stands[stand + 1].typed == NULL || to < from || to - from > 2 || to == from)
        return false;
    return prose_follows_any(&passage->chars, from, marks);
}

/* First stand of the list in which `stand` is; itself if it is in none. */
static size_t list_start(const struct passage *passage, size_t stand) {
    size_t least = stand > LIST_MOST ? stand - LIST_MOST : 0;
    while (stand > least && continues_list(passage, stand - 1)) stand--;
    return stand;
}

struct setting prose_set(const struct passage *passage, size_t stand) {
    const struct chars *chars = &passage->chars;
    const struct stand *self = &passage->stands[stand];
    struct setting setting = {.previous = passage->stand_count};
    setting.sentence_from = sentence_start(chars, self->from);
    setting.sentence_to = self->to;
    size_t most = self->to + SENTENCE_MOST < chars->count ? self->to + SENTENCE_MOST : chars->count;
    while (setting.sentence_to < most && !ends_sentence(chars->at[setting.sentence_to]))
        setting.sentence_to++;
    setting.clause_from = setting.sentence_from;
    if (stand > 0 && passage->stands[stand - 1].to > setting.sentence_from) {
        setting.previous = stand - 1;
        setting.clause_from = passage->stands[stand - 1].to;
    }
    for (size_t i = self->from; i > setting.clause_from; i--) {
        if (!ends_clause(chars->at[i - 1])) continue;
        if (i == self->from && opens_bracket(chars->at[i - 1])) continue;
        setting.clause_from = i;
        break;
    }
    setting.after_to = self->to;
    size_t next = stand + 1 < passage->stand_count ? passage->stands[stand + 1].from : chars->count;
    if (next > setting.sentence_to) next = setting.sentence_to;
    while (setting.after_to < next && !ends_clause(chars->at[setting.after_to]) &&
           !ends_sentence(chars->at[setting.after_to]) && chars->at[setting.after_to] != 0x3001)
        setting.after_to++;
    size_t first = list_start(passage, stand);
    setting.listed =
        follows_respectively(passage, setting.sentence_from, passage->stands[first].from);
    return setting;
}

/* ---- nearness of every character of the neighbourhood */

struct field {
    size_t from, to;
    float *near; /* near[i - from] */
};

static void put(struct field *field, size_t from, size_t to, float near) {
    for (size_t i = from < field->from ? field->from : from; i < to && i < field->to; i++)
        field->near[i - field->from] = near;
}

/* Words with a Han character in them stand in [from, to). */
static bool has_words(const struct chars *chars, size_t from, size_t to) {
    static const char *const light[] = {"共", "计", "对", "向", "将", "有", "达",
                                        "到", "为", "和", "及", "的", "、", NULL};
    for (size_t i = from; i < to; i++)
        if (text_is_han(chars->at[i]) && !prose_follows_any(chars, i, light)) return true;
    return false;
}

static void spread(struct field *field, const struct passage *passage, const struct stand *self,
                   const struct setting *setting) {
    const struct chars *chars = &passage->chars;
    put(field, field->from, setting->sentence_from, before_sentence);
    float near = in_sentence;
    for (size_t i = setting->clause_from; i > setting->sentence_from; i--) {
        if (i < setting->clause_from && ends_clause(chars->at[i - 1]) && near > in_sentence_least)
            near -= per_clause;
        put(field, i - 1, i, near);
    }
    put(field, setting->clause_from, self->from, in_clause);
    put(field, self->number_to, self->to, in_clause);
    bool alone = !has_words(chars, setting->clause_from, self->from);
    put(field, self->to, setting->after_to, alone ? behind_alone : behind);
}

/* 高血压、糖尿病患者规范管理率分别为75.2%、73.1%: the n-th figure has the n-th name, and all share
 * the first's beginning and the last's end. */
static bool spread_list(struct field *field, const struct passage *passage, size_t stand,
                        const struct setting *setting) {
    const struct chars *chars = &passage->chars;
    size_t first = list_start(passage, stand), last = stand, parts = 1;
    while (last + 1 < passage->stand_count && last - first < LIST_MOST &&
           continues_list(passage, last))
        last++;
    size_t count = last - first + 1, to = passage->stands[first].from, from = to;
    for (; from > setting->sentence_from && !prose_follows(chars, from, "分别"); from--) {
    }
    to = from;
    static const char *const joints[] = {"、", "和", "及", "与", "，", NULL};
    for (; from > setting->sentence_from && parts <= count; from--) {
        if (!prose_precedes_any(chars, from, joints)) continue;
        if (parts == count) break;
        parts++;
    }
    if (parts != count || count < 2) return false;
    put(field, setting->sentence_from, from, in_sentence_least);
    size_t part = 0, wanted = stand - first;
    for (size_t i = from; i < to; i++) {
        if (prose_follows_any(chars, i, joints)) part++;
        bool is_shared = part == 0 || part + 1 == count;
        put(field, i, i + 1, part == wanted ? in_clause : is_shared ? shared : 0.1F);
    }
    return true;
}

/* First hit at or behind a character. */
static size_t first_hit(const struct passage *passage, size_t at) {
    size_t from = 0, to = passage->hit_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (passage->hits[middle].at < at)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static void score_entries(struct prose_matcher *matcher, const struct passage *passage,
                          const struct field *field, float own) {
    const struct name_index *names = &matcher->names;
    memset(matcher->part_near, 0, names->part_count * sizeof(float));
    memset(matcher->entry_all, 0, names->entry_count * sizeof(float));
    memset(matcher->entry_near, 0, names->entry_count * sizeof(float));
    for (size_t i = first_hit(passage, field->from); i < passage->hit_count; i++) {
        size_t at = passage->hits[i].at;
        if (at >= field->to) break;
        const struct name_part *part = &names->parts[passage->hits[i].part];
        float near = field->near[at - field->from],
              *best = &matcher->part_near[passage->hits[i].part];
        if (near <= *best) continue;
        matcher->entry_all[part->entry] += (near - *best) * part->weight;
        if (near >= own && *best < own) matcher->entry_near[part->entry] += part->weight;
        *best = near;
    }
}

/* In a list every name counts by how much of it stands in the figure's own part. */
static void favour_own_part(struct prose_matcher *matcher) {
    float most = 0;
    for (size_t i = 0; i < matcher->names.entry_count; i++)
        if (matcher->entry_near[i] > most) most = matcher->entry_near[i];
    for (size_t i = 0; i < matcher->names.entry_count && most > 0; i++)
        matcher->entry_all[i] *= cbrtf(matcher->entry_near[i] / most);
}

void prose_score_names(struct prose_matcher *matcher, const struct passage *passage, size_t stand,
                       const struct setting *setting) {
    struct field field = {.from = setting->sentence_from, .near = matcher->near};
    if (field.from > 0) field.from = sentence_start(&passage->chars, field.from - 1);
    field.to = setting->sentence_to < field.from + FIELD_MOST ? setting->sentence_to
                                                              : field.from + FIELD_MOST;
    memset(matcher->near, 0, sizeof matcher->near);
    spread(&field, passage, &passage->stands[stand], setting);
    bool list = setting->listed && spread_list(&field, passage, stand, setting);
    score_entries(matcher, passage, &field, list ? in_clause : behind);
    if (list) favour_own_part(matcher);
    memset(matcher->subject_all, 0, matcher->subject_count * sizeof(float));
    memset(matcher->subject_near, 0, matcher->subject_count * sizeof(float));
    for (size_t i = 0; i < matcher->names.entry_count; i++) {
        uint32_t subject = matcher->names.entry_subject[i];
        if (matcher->entry_all[i] > matcher->subject_all[subject])
            matcher->subject_all[subject] = matcher->entry_all[i];
        if (matcher->entry_near[i] > matcher->subject_near[subject])
            matcher->subject_near[subject] = matcher->entry_near[i];
    }
}

void prose_mark_names(struct prose_matcher *matcher, const struct passage *passage,
                      const struct setting *setting) {
    memset(matcher->named, 0, sizeof matcher->named);
    for (size_t i = first_hit(passage, setting->clause_from); i < passage->hit_count; i++) {
        size_t at = passage->hits[i].at - setting->sentence_from;
        if (passage->hits[i].at >= setting->sentence_to || at + 1 >= FIELD_MOST) break;
        const struct name_part *part = &matcher->names.parts[passage->hits[i].part];
        if (matcher->entry_near[part->entry] >= whole_name)
            matcher->named[at] = matcher->named[at + 1] = true;
    }
}
