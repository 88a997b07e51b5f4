/* Reading what follows from the total: grades, prerequisites, vetoes, ranks, decision tables. */
#include <stdlib.h>

#include "scoring/inner.h"

static void fail(struct reading *reading, const xml_node *node, enum diag_code code,
                 const char *attribute, struct text what) {
    reading->failed = true;
    FAULT_OF(reading->diags, node, attribute, code, "%.*s", TEXT_ARGS(what));
}

static struct amount amount_of(struct reading *reading, const xml_node *node,
                               const char *attribute) {
    struct amount amount;
    if (!scoring_take_amount(node, attribute, &amount, reading->arena, reading->diags))
        reading->failed = true;
    return amount;
}

/* ---- grades: contiguous bands, the lower bound included */

static void take_grade(struct reading *reading, const xml_node *node) {
    struct scheme *scheme = reading->scheme;
    struct grade grade = {.node = node,
                          .name = text_trim(xml_attribute(node, "name")),
                          .from = amount_of(reading, node, "from"),
                          .to = amount_of(reading, node, "to")};
    for (size_t i = 0; i < scheme->grade_count; i++)
        if (text_equal(scheme->grades[i].name, grade.name))
            fail(reading, node, DIAG_K103, "name", grade.name);
    ARENA_GROW(reading->arena, scheme->grades, scheme->grade_count, scheme->grade_room);
    scheme->grades[scheme->grade_count++] = grade;
}

/* Best first; without a lower bound last. */
static int compare_grades(const void *left, const void *right) {
    const struct grade *a = left, *b = right;
    if (!a->from.set || !b->from.set) return a->from.set ? -1 : b->from.set;
    return -number_compare(a->from.number, b->from.number);
}

static void check_bands(struct reading *reading) {
    struct scheme *scheme = reading->scheme;
    struct grade *grades = scheme->grades;
    size_t count = scheme->grade_count;
    if (!count || reading->failed) return;
    qsort(grades, count, sizeof *grades, compare_grades);
    for (size_t i = 0; i < count; i++) {
        bool last = i + 1 == count, good = grades[i].from.set != last;
        if (good && i && grades[i].from.set)
            good = number_compare(grades[i].from.number, grades[i - 1].from.number) < 0;
        if (!good) {
            fail(reading, grades[i].node, DIAG_K103, "from", grades[i].name);
            diags_hint(
                reading->diags,
                N_("each grade has its own lower bound from=\"…\", which belongs to it; only "
                   "the lowest has none"));
        }
        if (!grades[i].to.set) continue;
        if (i && number_compare(grades[i].to.number, grades[i - 1].from.number) == 0) continue;
        fail(reading, grades[i].node, DIAG_K103, "to", grades[i].name);
        if (i)
            diags_hint(reading->diags,
                       N_("the next better grade %.*s begins elsewhere; leave to= "
                          "out, it follows from the bounds"),
                       TEXT_ARGS(grades[i - 1].name));
        else
            diags_hint(reading->diags, N_("the best grade is open above: leave to= out"));
    }
}

static size_t find_grade(struct reading *reading, const xml_node *node, struct text name) {
    const struct scheme *scheme = reading->scheme;
    struct buffer names = buffer_new(reading->arena);
    for (size_t i = 0; i < scheme->grade_count; i++) {
        if (text_equal(scheme->grades[i].name, name)) return i;
        buffer_printf(&names, i ? ", %.*s" : "%.*s", TEXT_ARGS(scheme->grades[i].name));
    }
    fail(reading, node, DIAG_K109, "grade", name);
    if (names.length) diags_hint(reading->diags, N_("grades of the scheme: %s"), names.at);
    return 0;
}

/* ---- conditions */

static bool is_lenient(const xml_node *node) {
    return text_is(xml_attribute(node, "missing"), "zero");
}

static void take_prerequisite(struct reading *reading, const xml_node *node) {
    struct scheme *scheme = reading->scheme;
    struct condition condition = {.node = node,
                                  .of = scoring_take_value(node, "of", NULL),
                                  .is = text_trim(xml_attribute(node, "is")),
                                  .least = amount_of(reading, node, "at-least"),
                                  .most = amount_of(reading, node, "at-most"),
                                  .missing_is_zero = is_lenient(node),
                                  .reason = text_trim(xml_attribute(node, "name"))};
    condition.grade = find_grade(reading, node, text_trim(xml_attribute(node, "grade")));
    bool bounds = condition.is.length || condition.least.set || condition.most.set;
    bool when = xml_has(node, "when");
    if (value_is_set(&condition.of) != bounds || when == bounds) {
        fail(reading, node, DIAG_K104, "", xml_attribute(node, "grade"));
        diags_hint(reading->diags, N_("write of=\"…\" with is=, at-least= or at-most=, or "
                                      "when=\"…\" alone"));
    } else if (scheme->grade_count && condition.grade + 1 == scheme->grade_count) {
        fail(reading, node, DIAG_K104, "grade", xml_attribute(node, "grade"));
        diags_hint(reading->diags, N_("there is no grade below the lowest to fall to"));
    }
    ARENA_GROW(reading->arena, scheme->prerequisites, scheme->prerequisite_count,
               scheme->prerequisite_room);
    scheme->prerequisites[scheme->prerequisite_count++] = condition;
}

static void take_veto(struct reading *reading, const xml_node *node) {
    struct scheme *scheme = reading->scheme;
    struct condition veto = {.node = node,
                             .missing_is_zero = is_lenient(node),
                             .reason = text_trim(xml_attribute(node, "reason"))};
    veto.grade = find_grade(reading, node, text_trim(xml_attribute(node, "grade")));
    ARENA_GROW(reading->arena, scheme->vetoes, scheme->veto_count, scheme->veto_room);
    scheme->vetoes[scheme->veto_count++] = veto;
}

/* ---- ranks */

static void take_rank(struct reading *reading, const xml_node *node) {
    struct scheme *scheme = reading->scheme;
    struct text among = xml_attribute(node, "among"), vetoed = xml_attribute(node, "vetoed");
    struct ranking ranking = {.node = node,
                              .code = xml_attribute(node, "code"),
                              .name = text_trim(xml_attribute(node, "name")),
                              .tree = xml_attribute(node, "tree"),
                              .among = text_is(among, "siblings") ? AMONG_SIBLINGS
                                       : text_is(among, "level")  ? AMONG_LEVEL
                                                                  : AMONG_ALL,
                              .ties = text_is(xml_attribute(node, "ties"), "dense") ? TIES_DENSE
                                                                                    : TIES_SAME,
                              .vetoed = text_is(vetoed, "last")  ? VETOED_LAST
                                        : text_is(vetoed, "out") ? VETOED_OUT
                                                                 : VETOED_IN};
    if (!ranking.code.length) ranking.code = TEXT("rank");
    if (!ranking.name.length) ranking.name = TEXT("名次");
    scoring_check_code(reading, node, ranking.code);
    ARENA_GROW(reading->arena, scheme->rankings, scheme->ranking_count, scheme->ranking_room);
    scheme->rankings[scheme->ranking_count++] = ranking;
}

/* ---- decision tables */

/* "3" or "1..3". */
static void take_ranks(struct reading *reading, const xml_node *node, struct decision_row *row) {
    struct text text = text_trim(xml_attribute(node, "rank"));
    if (!text.length) return;
    size_t dots = text_find(text, TEXT(".."));
    struct number from, to;
    bool good = number_read(reading->arena, text_slice(text, 0, dots), &from);
    to = from;
    if (good && dots != SIZE_MAX)
        good = number_read(reading->arena, text_slice(text, dots + 2, text.length), &to);
    struct number one = number_from_integer(1), most = number_from_integer(1000000);
    good = good && number_is_integer(from) && number_is_integer(to) &&
           number_compare(from, one) >= 0 && number_compare(to, from) >= 0 &&
           number_compare(to, most) <= 0;
    if (!good) {
        fail(reading, node, DIAG_K108, "rank", text);
        diags_hint(reading->diags, N_("ranks are written 1 or 1..3"));
        return;
    }
    row->rank_from = (int)number_to_double(from);
    row->rank_to = (int)number_to_double(to);
}

static bool has_condition(const struct decision_row *row) {
    static const char *const conditions[] = {"grade", "rank", "from", "to", "when"};
    bool has = xml_first_element(row->node);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        has = has || xml_has(row->node, conditions[i]);
    return has;
}

static void take_row(struct reading *reading, struct decision *decision, const xml_node *node) {
    struct decision_row row = {.node = node,
                               .outcome = text_trim(xml_attribute(node, "outcome")),
                               .grades = text_trim(xml_attribute(node, "grade")),
                               .from = amount_of(reading, node, "from"),
                               .to = amount_of(reading, node, "to"),
                               .amount_text = text_trim(xml_attribute(node, "amount"))};
    struct text rest = row.grades, word;
    while (text_cut_word(&rest, &word)) find_grade(reading, node, word);
    take_ranks(reading, node, &row);
    decision->has_amounts = decision->has_amounts || row.amount_text.length;
    ARENA_GROW(reading->arena, decision->rows, decision->row_count, decision->row_room);
    decision->rows[decision->row_count++] = row;
}

/* The last row, and only it, holds for all the rest. */
static void check_rows(struct reading *reading, const struct decision *decision) {
    for (size_t i = 0; i + 1 < decision->row_count; i++) {
        if (has_condition(&decision->rows[i])) continue;
        fail(reading, decision->rows[i].node, DIAG_K110, "outcome", decision->rows[i].outcome);
        diags_hint(reading->diags, N_("a row without a condition holds always: the rows below it "
                                      "are never reached"));
    }
    if (decision->row_count && !has_condition(&decision->rows[decision->row_count - 1])) return;
    fail(reading, decision->node, DIAG_K110, "code", decision->name);
    diags_hint(reading->diags, N_("end the table with a row without a condition, for all the "
                                  "rest: <row outcome=\"…\"/>"));
}

static void take_decision(struct reading *reading, const xml_node *node) {
    struct scheme *scheme = reading->scheme;
    struct decision decision = {.node = node,
                                .code = xml_attribute(node, "code"),
                                .name = text_trim(xml_attribute(node, "name")),
                                .measure = measure_read(xml_attribute(node, "measure"))};
    scoring_check_code(reading, node, decision.code);
    for (const xml_node *row = xml_first_element(node); row; row = xml_next_element(row)) {
        if (decision.row_count == SCORING_LINES_MOST) {
            fail(reading, row, DIAG_K114, "", decision.code);
            break;
        }
        take_row(reading, &decision, row);
    }
    check_rows(reading, &decision);
    if (decision.has_amounts && !decision.measure.name.length) {
        fail(reading, node, DIAG_K104, "", decision.name);
        diags_hint(reading->diags, N_("say in which measure the amounts are: measure=\"元\""));
    }
    ARENA_GROW(reading->arena, scheme->decisions, scheme->decision_count, scheme->decision_room);
    scheme->decisions[scheme->decision_count++] = decision;
}

void scoring_read_verdicts(struct reading *reading) {
    static const struct {
        const char *name;
        void (*take)(struct reading *reading, const xml_node *node);
    } kinds[] = {{"grade", take_grade},
                 {"prerequisite", take_prerequisite},
                 {"veto", take_veto},
                 {"rank", take_rank},
                 {"decision", take_decision}};
    const xml_node *root = reading->scheme->root;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t count = 0;
        for (const xml_node *node = xml_first_element(root); node; node = xml_next_element(node)) {
            if (!xml_is(node, kinds[i].name)) continue;
            if (count++ < SCORING_LINES_MOST)
                kinds[i].take(reading, node);
            else if (count == SCORING_LINES_MOST + 1)
                fail(reading, node, DIAG_K114, "", text_of(kinds[i].name));
        }
        if (i == 0) check_bands(reading);
    }
}
