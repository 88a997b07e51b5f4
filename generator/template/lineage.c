/* How a printed figure came to be: which quantity it is, and, where the run is traced, the
 * operands and the calculation with their numbers put in.
 *
 * Nothing here changes what is printed. */
#include "template/run.h"

#include <string.h>

/* Names the quantity so that two prints of one and the same have the same name: a base is the value
 * of its own period, words in capital numerals are the value too. */
static struct text function_of(struct run *run, const struct expression *e) {
    const struct recipe *recipe = &e->recipe;
    static const char *const changes[] = {[CHANGE_LAST_YEAR] = "change(last-year)",
                                          [CHANGE_PREVIOUS] = "change(previous)",
                                          [CHANGE_YEAR_START] = "change(year-start)"};
    bool value = recipe->head == HEAD_BASE || recipe->head == HEAD_CAPITAL ||
                 recipe->head == HEAD_FIGURES || recipe->head == HEAD_PARTS;
    if (value) return TEXT("value");
    if (recipe->head == HEAD_OUTCOME) return TEXT("completion");
    if (recipe->head == HEAD_CHANGE) return text_of(changes[recipe->against]);
    if (recipe->head != HEAD_SHARE) return text_of(recipe_head_name(recipe->head));
    const char *colon = recipe->whole_unit.length > 0 ? ":" : "";
    return text_of(arena_printf(run->arena, "share(%.*s%s%.*s)", TEXT_ARGS(recipe->whole_unit),
                                colon, TEXT_ARGS(recipe->whole)));
}

static struct text number_of(struct run *run, const struct figure *figure) {
    return number_print(run->arena, figure->quantity.value, -1, NUMBER_HALF_AWAY);
}

/* The numbers of two figures in the measure of the first, so that they can be reckoned with. */
struct pair {
    struct text first, second;
};

static bool pair_up(struct run *run, const struct figure *a, const struct figure *b,
                    struct pair *out) {
    if (!figure_is_known(a) || !figure_is_known(b)) return false;
    struct figure second = figure_in_measure(run->arena, *b, a->measure);
    *out = (struct pair){number_of(run, a), number_of(run, &second)};
    return true;
}

static void keep_operands(struct run *run, struct lineage *lineage, struct figure a,
                          struct figure b) {
    struct figure *operands = arena_take_array(run->arena, 2, sizeof *operands);
    operands[lineage->operand_count++] = a;
    if (b.indicator.length > 0) operands[lineage->operand_count++] = b;
    lineage->operands = operands;
    lineage->operands_in_all = lineage->operand_count;
}

static void add_number(struct buffer *out, struct text number) {
    bool negative = text_starts(number, TEXT("-"));
    if (negative) buffer_add(out, "(", 1);
    buffer_add_text(out, number);
    if (negative) buffer_add(out, ")", 1);
}

/* The format's a and b become the two numbers. */
static void calculate(struct run *run, struct lineage *lineage, const char *format,
                      const struct pair *pair) {
    struct buffer out = buffer_new(run->arena);
    for (const char *at = format; *at; at++) {
        if (*at == 'a')
            add_number(&out, pair->first);
        else if (*at == 'b')
            add_number(&out, pair->second);
        else
            buffer_add(&out, at, 1);
    }
    lineage->calculation = buffer_text(&out);
}

/* A roll-up over very many units names the first. */
enum { OPERANDS_MOST = 50 };

static void keep_explanation(struct run *run, struct lineage *lineage,
                             const struct metric_explanation *why) {
    static const char *const ways[] = {
        [METRIC_WAY_GIVEN] = "given",       [METRIC_WAY_FORMULA] = "computed",
        [METRIC_WAY_RATE] = "computed",     [METRIC_WAY_ROLLUP] = "rolled-up",
        [METRIC_WAY_RESTATED] = "restated", [METRIC_WAY_SCORED] = "scored"};
    bool of_units = why->way == METRIC_WAY_ROLLUP || why->way == METRIC_WAY_RESTATED;
    size_t count = why->operand_count < OPERANDS_MOST ? why->operand_count : OPERANDS_MOST;
    struct figure *operands = arena_take_array(run->arena, count + 1, sizeof *operands);
    for (size_t i = 0; i < count; i++) operands[i] = why->operands[i].figure;
    lineage->how = ways[why->way];
    lineage->operands = operands;
    lineage->operand_count = count;
    lineage->operands_in_all = why->operand_count;
    lineage->calculation = why->numbers;
    if (of_units && why->operand_count > count)
        lineage->calculation = why->rule; /* the numbers would fill a page */
    else if (of_units)
        lineage->calculation = text_of(
            arena_printf(run->arena, "%.*s(%.*s)", TEXT_ARGS(why->rule), TEXT_ARGS(why->numbers)));
}

/* The value that a figure is, whatever asked for it: a base is the value of its own period. */
static void explain_value(struct run *run, struct metric_ask ask, const struct figure *raw,
                          struct lineage *lineage) {
    struct metric_explanation why;
    struct figure *kept = ARENA_NEW(run->arena, struct figure);
    *kept = *raw;
    lineage->raw = kept;
    lineage->how = raw->quantity.state == QUANTITY_MISSING ? "missing" : "given";
    ask.period = &kept->period;
    if (raw->quantity.state != QUANTITY_MISSING &&
        metric_explain(run->slice, ask, run->arena, &why))
        keep_explanation(run, lineage, &why);
}

static void explain_quantity(struct run *run, const struct expression *e, const struct asked *asked,
                             struct lineage *lineage) {
    struct figure raw = figure_exact(run, e, asked);
    explain_value(run, asked->ask, &raw, lineage);
    if (e->recipe.head != HEAD_TARGET) return;
    lineage->how = raw.quantity.state == QUANTITY_MISSING ? "missing" : "given";
    lineage->operand_count = 0;
    lineage->calculation = TEXT("");
}

/* One of several that are printed together: values of other indicators or units. */
static void explain_listed(struct run *run, const struct figure *printed, struct lineage *lineage) {
    struct metric_ask ask = {.indicator =
                                 metric_find_indicator(run->slice->store, printed->indicator, NULL),
                             .unit = metric_find_unit(run->slice->store, printed->unit),
                             .period = &printed->period};
    if (!ask.indicator || !ask.unit) return;
    struct figure raw = metric_value(run->slice, ask, run->arena);
    explain_value(run, ask, &raw, lineage);
}

static bool is_equal(const struct figure *figure, struct number number) {
    return figure_is_known(figure) && number_compare(figure->quantity.value, number) == 0;
}

static void explain_change(struct run *run, const struct expression *e, const struct asked *asked,
                           const struct figure *printed, struct lineage *lineage) {
    struct change change = metric_change(run->slice, asked->ask, e->recipe.against, run->arena);
    struct arena *arena = run->arena;
    struct pair pair;
    if (change.given) {
        struct observation row;
        struct figure stated = change.now;
        lineage->how = "stated";
        stated.quantity = (struct quantity){.state = QUANTITY_MISSING};
        if (metric_observation(run->slice, asked->ask, &row)) {
            stated.quantity = row.stated_change;
            stated.origin = row.stated_origin;
        }
        stated.measure = printed->measure;
        keep_operands(run, lineage, stated, (struct figure){.decimals = -1});
        return;
    }
    lineage->how = "change";
    keep_operands(run, lineage, change.now, change.base);
    if (!pair_up(run, &change.now, &change.base, &pair)) return;
    bool rated = change.state == CHANGE_KNOWN && printed->measure.kind != change.now.measure.kind;
    struct number one = number_from_integer(1), rate = change.rate;
    if (printed->measure.kind == MEASURE_PERCENT) {
        one = number_from_integer(100);
        rate = number_shift(arena, rate, 2);
    }
    if (rated && is_equal(printed, number_add(arena, rate, one)))
        calculate(run, lineage, "a / b", &pair);
    else if (rated && is_equal(printed, rate))
        calculate(run, lineage, "(a - b) / b", &pair);
    else
        calculate(run, lineage, "a - b", &pair);
}

static void explain_completion(struct run *run, const struct expression *e,
                               const struct asked *asked, struct lineage *lineage) {
    struct completion completion = metric_completion(run->slice, asked->ask, run->arena);
    struct pair pair;
    lineage->how =
        recipe_head_name(e->recipe.head == HEAD_PROGRESS ? HEAD_PROGRESS : HEAD_COMPLETION);
    keep_operands(run, lineage, completion.value, completion.target);
    if (!pair_up(run, &completion.value, &completion.target, &pair)) return;
    calculate(run, lineage, "a / b", &pair);
    if (e->recipe.head != HEAD_PROGRESS) return;
    struct text progress = number_print(run->arena, completion.progress, -1, NUMBER_HALF_AWAY);
    lineage->calculation = text_of(arena_printf(
        run->arena, "%.*s - %.*s", TEXT_ARGS(lineage->calculation), TEXT_ARGS(progress)));
}

static void explain_share(struct run *run, const struct expression *e, const struct asked *asked,
                          struct lineage *lineage) {
    struct metric_ask ask;
    struct pair pair;
    lineage->how = "share";
    if (!figure_ask_whole(run, e, asked, &ask)) return;
    struct figure part = metric_value(run->slice, asked->ask, run->arena);
    struct figure whole = metric_value(run->slice, ask, run->arena);
    keep_operands(run, lineage, part, whole);
    if (pair_up(run, &part, &whole, &pair)) calculate(run, lineage, "a / b", &pair);
}

const struct lineage *lineage_make(struct run *run, const struct expression *e,
                                   const struct asked *asked, const struct figure *printed) {
    struct lineage *lineage = ARENA_NEW(run->arena, struct lineage);
    enum head head = e->recipe.head;
    lineage->function = function_of(run, e);
    lineage->asked_period = e->has_period;
    lineage->asked_measure = e->recipe.measure.length > 0;
    if (!run->in->trace) return lineage;
    lineage->how = recipe_head_name(head);
    if (head == HEAD_VALUE || head == HEAD_BASE || head == HEAD_TARGET || head == HEAD_CAPITAL)
        explain_quantity(run, e, asked, lineage);
    if (head == HEAD_FIGURES || head == HEAD_PARTS) explain_listed(run, printed, lineage);
    if (head == HEAD_CHANGE) explain_change(run, e, asked, printed, lineage);
    if (head == HEAD_COMPLETION || head == HEAD_OUTCOME || head == HEAD_PROGRESS)
        explain_completion(run, e, asked, lineage);
    if (head == HEAD_SHARE) explain_share(run, e, asked, lineage);
    return lineage;
}
