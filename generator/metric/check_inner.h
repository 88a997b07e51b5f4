/* Inside the checks: what their kinds share; for check*.c only. */
#ifndef METRIC_CHECK_INNER_H
#define METRIC_CHECK_INNER_H

#include "metric/check.h"
#include "metric/formula.h"
#include "metric/inner.h"

enum { CHECK_MEMBERS_MOST = 500, CHECK_FINDINGS_MOST = 200000 };

/* A figure that a check names: `code`, `unit:code`, `code@2025H1`, `target(code)`. */
struct check_member {
    struct text written;
    struct origin origin;
    const struct indicator *indicator;
    const struct unit *unit; /* NULL: the one that is judged */
    struct period period;    /* if `dated`; else the check's */
    bool dated, target;
};
struct check_members {
    struct check_member *at;
    size_t count;
};

struct check;
struct check_compiler {
    const struct store *store;
    const struct check_declaration *from;
    struct arena *arena;
    struct diags *diags;
};
struct check_judging;

/* One kind of declared check. */
struct check_kind {
    const char *name;
    enum diag_level level; /* unless the author says another */
    /** Resolves what the declaration names into check->data; false with diagnostics. */
    bool (*compile)(struct check_compiler *compiler, struct check *check);
    void (*judge)(struct check_judging *judging);
};
extern const struct check_kind check_kinds[]; /* ends with a NULL name */

struct check {
    const struct check_kind *kind; /* NULL: a generic one */
    const char *generic;           /* its name */
    struct text name;
    enum diag_level level;
    struct period period; /* if `dated`; else the report's */
    bool dated, everywhere;
    const struct unit **units; /* named ones */
    size_t unit_count;
    struct text words; /* the author's; may be empty */
    struct origin origin;
    void *data;
};

/* One check, one unit. */
struct check_judging {
    const struct check *check;
    const struct store *store;
    const struct unit *unit;
    struct period period;
    const struct slice *slice;     /* with the unit's items; made when first asked for */
    struct arena *scratch, *arena; /* the unit's; the results' */
    struct diags *diags;           /* the one finding under way */
    struct check_collector *results;
    bool keep_held;
};

/* A member's value.  Numbers are in the base of its measure (%: a fraction). */
struct check_value {
    const struct check_member *member;
    struct figure figure;
    struct number value, half; /* half a unit of the last place */
    bool counted;              /* a whole count: nothing was rounded */
};

/* What a finding says beside its sentence. */
struct check_said {
    struct text indicator, name;
    struct period period;
    struct origin origin;
    const char *stated, *expected, *difference, *tolerance, *working;
};

/* ---- members (check_member.c) */

/** The members that an attribute names.  False with M101 to M104, M107, M311 if fewer than `least`
 * or more than `most`. */
bool check_read_members(struct check_compiler *compiler, const char *attribute, size_t least,
                        size_t most, struct check_members *out);
const struct check_attribute *check_attribute(const struct check_compiler *compiler,
                                              const char *name);
/** measures="any": 1946名 may be compared with 1946户. */
bool check_any_measures(const struct check_compiler *compiler);
/** A number from an attribute, `fallback` without it.  False with M311. */
bool check_read_number(struct check_compiler *compiler, const char *name, struct number fallback,
                       struct number *out);
/** False with M311 if a member cannot be added to or compared with `of`, unless measures="any". */
bool check_are_alike(struct check_compiler *compiler, const struct check_member *of,
                     const struct check_members *with);
struct figure check_figure(const struct check_judging *judging, const struct check_member *member);
/** False, with the check unjudged, if it is unknown or no exact number. */
bool check_value(struct check_judging *judging, const struct check_member *member,
                 struct check_value *out);
struct check_value *check_values(struct check_judging *judging,
                                 const struct check_members *members);
/** The same, of one window all of them unless they name periods of their own. */
bool check_same_window(struct check_judging *judging, const struct check_value *of,
                       const struct check_value *with, size_t count);
void check_set_value(struct check_judging *judging, struct figure figure, struct check_value *out);

/* ---- words (check_member.c) */

int check_places(struct number number);
/** A number in base, said in a measure; at most about `places` decimals if it has no end. */
const char *check_print(struct check_judging *judging, struct number number, struct measure measure,
                        int places);
/** As it was given: "224处". */
const char *check_print_value(struct check_judging *judging, const struct check_value *value);
const char *check_print_origin(struct check_judging *judging, struct origin origin);
const char *check_print_origins(struct check_judging *judging, const struct check_value *values,
                                size_t count);
struct check_said check_say(struct check_judging *judging, const struct figure *figure);
/** Stated, expected, difference and tolerance in the measure of the value. */
struct check_said check_say_numbers(struct check_judging *judging, const struct check_value *of,
                                    struct number expected, struct number tolerance,
                                    const char *working);

/* ---- arithmetic */

struct number check_larger(struct number a, struct number b);
bool check_agrees(struct check_judging *judging, struct number a, struct number b,
                  struct number tolerance);
/** Half a unit of the last place of a quotient or product, carried from its operands. */
struct number check_carry(struct check_judging *judging, const struct check_value *a,
                          const struct check_value *b, struct number result, bool quotient);

/* ---- findings (check_results.c) */

struct check_collector {
    struct arena *arena;
    struct check_finding *at;
    size_t count, room, held, dropped; /* dropped: beyond CHECK_FINDINGS_MOST */
    const struct check_waiver *waivers;
    size_t waiver_count;
    const struct period *waiver_periods;
    const struct unit *const *waiver_units;
    bool *waiver_used;
};
/** True if the check holds and that need not be kept. */
bool check_passes(struct check_judging *judging, bool holds);
void check_hold(struct check_judging *judging, const struct check_said *said);
void check_take(struct check_judging *judging, const struct check_said *said,
                enum check_verdict verdict);

/** A failed check, with its sentence. */
#define CHECK_FIND(judging, code, said, ...)                                                       \
    do {                                                                                           \
        diags_clear((judging)->diags);                                                             \
        diags_add_level((judging)->diags, (code), (judging)->check->level, (said)->origin,         \
                        __VA_ARGS__);                                                              \
        check_take((judging), (said), CHECK_FAILS);                                                \
    } while (0)
/** Not judged, and why. */
#define CHECK_LEAVE(judging, ...)                                                                  \
    do {                                                                                           \
        struct check_said nothing_said = {.origin = (judging)->check->origin,                      \
                                          .period = (judging)->period};                            \
        diags_clear((judging)->diags);                                                             \
        diags_add((judging)->diags, DIAG_M310, (judging)->check->origin, __VA_ARGS__);             \
        check_take((judging), &nothing_said, CHECK_UNJUDGED);                                      \
    } while (0)
/** The declaration cannot be used. */
#define CHECK_REFUSE(compiler, where, ...)                                                         \
    diags_add((compiler)->diags, DIAG_M311, (where), __VA_ARGS__)

/* ---- kinds, by family */

bool check_compile_sum(struct check_compiler *compiler, struct check *check);
void check_judge_sum(struct check_judging *judging);
bool check_compile_rate(struct check_compiler *compiler, struct check *check);
void check_judge_rate(struct check_judging *judging);
bool check_compile_price(struct check_compiler *compiler, struct check *check);
void check_judge_price(struct check_judging *judging);
bool check_compile_pair(struct check_compiler *compiler, struct check *check);
void check_judge_at_most(struct check_judging *judging);
void check_judge_equal(struct check_judging *judging);
bool check_compile_share(struct check_compiler *compiler, struct check *check);
void check_judge_share(struct check_judging *judging);
bool check_compile_weights(struct check_compiler *compiler, struct check *check);
void check_judge_weights(struct check_judging *judging);
bool check_compile_stock(struct check_compiler *compiler, struct check *check);
void check_judge_stock(struct check_judging *judging);
bool check_compile_part(struct check_compiler *compiler, struct check *check);
void check_judge_part(struct check_judging *judging);
bool check_compile_relation(struct check_compiler *compiler, struct check *check);
void check_judge_relation(struct check_judging *judging);
bool check_compile_denominator(struct check_compiler *compiler, struct check *check);
void check_judge_denominator(struct check_judging *judging);
bool check_compile_sense(struct check_compiler *compiler, struct check *check);
void check_judge_sense(struct check_judging *judging);
bool check_compile_twice(struct check_compiler *compiler, struct check *check);
void check_judge_twice(struct check_judging *judging);
bool check_compile_promise(struct check_compiler *compiler, struct check *check);
void check_judge_promise(struct check_judging *judging);
bool check_compile_range(struct check_compiler *compiler, struct check *check);
void check_judge_range(struct check_judging *judging);
bool check_compile_bands(struct check_compiler *compiler, struct check *check);
void check_judge_bands(struct check_judging *judging);
bool check_compile_count(struct check_compiler *compiler, struct check *check);
void check_judge_count(struct check_judging *judging);
bool check_compile_dates(struct check_compiler *compiler, struct check *check);
void check_judge_dates(struct check_judging *judging);
bool check_compile_same(struct check_compiler *compiler, struct check *check);
void check_judge_same(struct check_judging *judging);
bool check_compile_complete(struct check_compiler *compiler, struct check *check);
void check_judge_complete(struct check_judging *judging);
/** A slice of the unit with its items. */
const struct slice *check_slice(struct check_judging *judging);

/* ---- generic checks: each walks columns of all units (check_generic.c has the list) */

struct generic_run {
    const struct store *store;
    struct period period, last_year, previous;
    bool has_last_year, has_previous;
    struct check_judging judging; /* unit and period are set for each finding */
    uint32_t *parent;             /* of each unit in the first tree; UINT32_MAX: none */
    /* Units below unit u: child[first_child[u]] up to child[first_child[u + 1]]; those without a
     * parent come last, as if below unit number unit_count. */
    uint32_t *first_child, *child;
};
struct generic_kind {
    const char *name;
    enum diag_level level;
    void (*run)(struct generic_run *run);
};
extern const struct generic_kind generic_kinds[]; /* ends with a NULL name */
enum { GENERIC_KINDS_MOST = 16 };
const struct generic_kind *generic_find(struct text name);
void generic_judge(struct generic_run *run, const struct check *const *checks);

void generic_jump(struct generic_run *run);
void generic_again(struct generic_run *run);
void generic_fell(struct generic_run *run);
void generic_rate(struct generic_run *run);
void generic_whole(struct generic_run *run);
void generic_negative(struct generic_run *run);
void generic_children(struct generic_run *run);
void generic_alike(struct generic_run *run);

/** Best row of each unit of a column: rows[unit] or NULL. */
void generic_rows(const struct generic_run *run, size_t column, const struct row **rows);
/** Index of the column of exactly this period; SIZE_MAX if there is none. */
size_t generic_column(const struct generic_run *run, size_t indicator, struct period period);
/** Is the row a number, exact, given by somebody (not derived or rolled up)? */
bool generic_is_given(const struct store *store, const struct row *row);
/** Value in base as a double, for ratios. */
double generic_size(const struct store *store, const struct row *row);
const char *generic_print(struct generic_run *run, const struct row *row);
struct check_said generic_say(struct generic_run *run, size_t indicator, const struct row *row);
/** Do the columns of this period concern the report? */
bool generic_concerns(const struct generic_run *run, size_t column);

/** False if the check is no sum, or its members are of other units or periods. */
bool check_sum_of(const struct check *check, struct arena *arena, struct check_sum *out);

#endif
