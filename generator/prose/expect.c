/* What the figures of a report may say: of every indicator of a unit its value, the values of other
 * periods, bases, targets, changes, completion and progress; of items their amounts; and how many
 * units and items there are.
 *
 * Made once a report from the slice, and once for each other unit that a text names. */
#include "prose/matcher.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct listing {
    struct prose_matcher *matcher;
    struct expectations *out;
    uint32_t subject;
};

static void add_number(struct listing *listing, enum expect kind, struct quantity quantity,
                       struct measure measure, const struct figure *figure) {
    struct expectations *out = listing->out;
    if (quantity.state != QUANTITY_KNOWN) return;
    ARENA_GROW(listing->matcher->arena, out->at, out->count, out->room);
    struct plain_measure plain = prose_plain_measure(measure);
    out->at[out->count++] = (struct expectation){.subject = listing->subject,
                                                 .kind = kind,
                                                 .quantity = quantity,
                                                 .measure = measure,
                                                 .plain = plain,
                                                 .size = fabs(number_to_double(quantity.value)) *
                                                         pow(10, plain.power10),
                                                 .figure = figure};
}

static const struct figure *keep(struct listing *listing, struct figure figure) {
    struct figure *kept = ARENA_NEW(listing->matcher->arena, struct figure);
    *kept = figure;
    return kept;
}

static bool is_known(const struct figure *figure) {
    return figure->quantity.state == QUANTITY_KNOWN;
}

static const struct figure *add_figure(struct listing *listing, enum expect kind,
                                       struct figure figure) {
    if (!is_known(&figure)) return NULL;
    const struct figure *kept = keep(listing, figure);
    add_number(listing, kind, kept->quantity, kept->measure, kept);
    return kept;
}

static struct quantity exactly(struct number number) {
    return (struct quantity){.state = QUANTITY_KNOWN, .value = number};
}

static void add_change(struct listing *listing, struct metric_ask ask, enum change_against against,
                       const struct figure *now) {
    struct arena *arena = listing->matcher->arena;
    struct change change = metric_change(listing->matcher->slice, ask, against, arena);
    size_t first = listing->out->count;
    bool amount = change.state == CHANGE_KNOWN || change.state == CHANGE_BASE_ZERO ||
                  change.state == CHANGE_BASE_NEGATIVE;
    bool rate = measure_is_rate(now->measure);
    struct measure points = now->measure;
    if (now->measure.kind == MEASURE_PERCENT) points = measure_read(TEXT("个百分点"));
    if (now->measure.kind == MEASURE_PERMILLE) points = measure_read(TEXT("个千分点"));
    if (amount && (!change.given || rate))
        add_number(listing, EXPECT_AMOUNT, exactly(change.amount), points, now);
    if (change.state == CHANGE_KNOWN && (!change.given || !rate)) {
        struct number percent = number_shift(arena, change.rate, 2);
        struct number times = number_add(arena, change.rate, number_from_integer(1));
        add_number(listing, EXPECT_RATE, exactly(percent), measure_read(TEXT("%")), now);
        add_number(listing, EXPECT_TIMES, exactly(change.rate), measure_read(TEXT("倍")), now);
        add_number(listing, EXPECT_VALUE, exactly(times), measure_read(TEXT("倍")), now);
    }
    for (size_t i = first; i < listing->out->count; i++) listing->out->at[i].against = against;
}

static void add_completion(struct listing *listing, struct metric_ask ask,
                           const struct figure *now) {
    struct arena *arena = listing->matcher->arena;
    struct completion completion = metric_completion(listing->matcher->slice, ask, arena);
    if (completion.state != COMPLETION_KNOWN) return;
    struct number ahead = number_subtract(arena, completion.rate, completion.progress);
    add_number(listing, EXPECT_COMPLETION, exactly(number_shift(arena, completion.rate, 2)),
               measure_read(TEXT("%")), now);
    struct number target =
        number_shift(arena, completion.target.quantity.value,
                     completion.target.measure.power10 - completion.value.measure.power10);
    struct number gap = number_subtract(arena, target, completion.value.quantity.value);
    if (number_sign(gap) > 0)
        add_number(listing, EXPECT_GAP, exactly(gap), completion.value.measure, now);
    add_number(listing, EXPECT_PROGRESS, exactly(number_shift(arena, ahead, 2)),
               measure_read(TEXT("个百分点")), now);
}

/* Did the lookup give this row's number before, as value, base or target? */
static bool is_listed(const struct listing *listing, struct origin origin) {
    const struct expectations *out = listing->out;
    for (size_t i = out->start[listing->subject]; i < out->count; i++) {
        struct origin other = out->at[i].figure->origin;
        if (origin.file != NULL && other.file == origin.file && other.offset == origin.offset)
            return true;
    }
    return false;
}

/* Values and targets of other periods than those that the lookup gives. */
static void add_row(struct listing *listing, const struct observation *row) {
    struct figure figure = {.quantity = row->value,
                            .measure = row->measure,
                            .decimals = -1,
                            .indicator = row->indicator->code,
                            .name = row->indicator->name,
                            .unit = row->unit->code,
                            .period = row->period,
                            .origin = row->origin};
    if (!is_listed(listing, row->origin)) add_figure(listing, EXPECT_OTHER, figure);
    figure.quantity = row->target;
    figure.origin = row->target_origin;
    if (period_has_dates(row->target_period)) figure.period = row->target_period;
    if (!is_listed(listing, row->target_origin)) add_figure(listing, EXPECT_TARGET, figure);
}

/* An indicator with a value at one odd period alone (2005-12..2006-05): prose can only mean that.
 */
static void promote_single(struct listing *listing) {
    struct expectations *out = listing->out;
    struct expectation *single = NULL;
    for (size_t i = out->start[listing->subject]; i < out->count; i++) {
        if (out->at[i].kind == EXPECT_TARGET) continue;
        if (out->at[i].kind != EXPECT_OTHER || single != NULL) return;
        single = &out->at[i];
    }
    if (single == NULL) return;
    single->kind = EXPECT_VALUE;
    single->dated = true;
}

static void add_indicator(struct listing *listing, const struct indicator *indicator,
                          const struct unit *unit) {
    const struct slice *slice = listing->matcher->slice;
    struct arena *arena = listing->matcher->arena;
    struct metric_ask ask = {.indicator = indicator, .unit = unit};
    const struct figure *now = add_figure(listing, EXPECT_VALUE, metric_value(slice, ask, arena));
    add_figure(listing, EXPECT_TARGET, metric_target(slice, ask, arena));
    static const enum change_against all[] = {CHANGE_LAST_YEAR, CHANGE_PREVIOUS, CHANGE_YEAR_START};
    for (size_t i = 0; now != NULL && i < sizeof all / sizeof *all; i++) {
        enum change_against against = all[i];
        struct figure base = metric_base(slice, ask, against, arena);
        if (add_figure(listing, EXPECT_BASE, base) != NULL)
            listing->out->at[listing->out->count - 1].against = against;
        add_change(listing, ask, against, now);
    }
    if (now != NULL) add_completion(listing, ask, now);
}

/* Items agree with what is typed of them, but a title is too long a name to contradict. */
static void add_item(struct listing *listing, const struct item *item) {
    struct figure figure = {.quantity = item->amount,
                            .measure = item->measure,
                            .decimals = -1,
                            .name = item->title,
                            .period = item->period,
                            .origin = item->origin};
    add_figure(listing, EXPECT_VALUE, figure);
    figure.quantity = item->target;
    if (item->indicator != NULL) figure.measure = item->indicator->measure;
    if (item->measure.name.length > 0) figure.measure = item->measure;
    add_figure(listing, EXPECT_TARGET, figure);
}

static void add_count(struct listing *listing, size_t count) {
    struct figure figure = {.quantity = exactly(number_from_integer((int64_t)count)),
                            .measure = measure_read(TEXT("个")),
                            .decimals = 0,
                            .name = listing->matcher->subjects[listing->subject].name,
                            .unit = listing->matcher->slice->unit->code,
                            .period = listing->matcher->slice->period};
    add_figure(listing, EXPECT_VALUE, figure);
}

static uint32_t add_subject(struct prose_matcher *matcher, const struct indicator *indicator,
                            struct text name) {
    ARENA_GROW(matcher->arena, matcher->subjects, matcher->subject_count, matcher->subject_room);
    matcher->subjects[matcher->subject_count] =
        (struct subject){.indicator = indicator, .name = name};
    return (uint32_t)matcher->subject_count++;
}

static void add_count_subject(struct prose_matcher *matcher, struct text name) {
    uint32_t subject = add_subject(matcher, NULL, name);
    matcher->subjects[subject].count = true;
}

/* Units compared, without the report's own. */
static size_t count_compared(const struct slice *slice) {
    size_t count = 0;
    for (size_t i = 0; i < slice->compared_count; i++) count += slice->compared[i] != slice->unit;
    return count;
}

/* What the names of all of them end with: 卫生院. */
static struct text common_end(const struct slice *slice) {
    struct text end = TEXT("");
    size_t seen = 0;
    for (size_t i = 0; i < slice->compared_count; i++) {
        struct text name = slice->compared[i]->name;
        if (slice->compared[i] == slice->unit) continue;
        if (seen++ == 0) end = name;
        while (!text_ends(name, end)) {
            const char *at = end.at;
            text_next(&at, end.at + end.length);
            end = text_slice(end, (size_t)(at - end.at), end.length);
        }
    }
    return end;
}

static void list_slice(struct prose_matcher *matcher) {
    const struct slice *slice = matcher->slice;
    size_t indicators = metric_indicator_count(slice->store);
    for (size_t i = 0; i < indicators; i++) {
        const struct indicator *indicator = metric_indicator_at(slice->store, i);
        add_subject(matcher, indicator, indicator->name);
    }
    add_count_subject(matcher, common_end(slice));
    for (size_t i = 0; i < slice->item_count; i++)
        add_subject(matcher, NULL, slice->items[i]->title);
    for (size_t i = 0; i < slice->last_plan_count; i++)
        add_subject(matcher, NULL, slice->last_plan[i]->title);
    for (size_t i = 0; i < slice->item_count; i++)
        if (i == 0 || !text_equal(slice->items[i]->section, slice->items[i - 1]->section))
            add_count_subject(matcher, slice->items[i]->section);
}

static size_t section_size(const struct slice *slice, struct text section) {
    size_t size = 0;
    for (size_t i = 0; i < slice->item_count; i++)
        size += text_equal(slice->items[i]->section, section);
    return size;
}

/* Expectations of a subject that is no indicator; they follow list_slice(). */
static void add_other_subject(struct listing *listing, size_t place) {
    const struct slice *slice = listing->matcher->slice;
    if (place == 0) {
        if (count_compared(slice) > 1) add_count(listing, count_compared(slice));
        return;
    }
    if (--place < slice->item_count) {
        add_item(listing, slice->items[place]);
    } else if ((place -= slice->item_count) < slice->last_plan_count) {
        add_item(listing, slice->last_plan[place]);
    } else {
        struct text section = listing->matcher->subjects[listing->subject].name;
        add_count(listing, section_size(slice, section));
    }
}

struct expectations *prose_expect(struct prose_matcher *matcher, const struct unit *unit) {
    const struct slice *slice = matcher->slice;
    struct expectations *out = ARENA_NEW(matcher->arena, struct expectations);
    struct listing listing = {matcher, out, 0};
    size_t indicators = metric_indicator_count(slice->store);
    out->unit = unit;
    out->start = arena_take_array(matcher->arena, matcher->subject_count + 1, sizeof *out->start);
    for (size_t i = 0; i < matcher->subject_count; i++) {
        listing.subject = (uint32_t)i;
        out->start[i] = (uint32_t)out->count;
        if (i >= indicators) {
            if (unit == slice->unit) add_other_subject(&listing, i - indicators);
            continue;
        }
        const struct indicator *indicator = matcher->subjects[i].indicator;
        add_indicator(&listing, indicator, unit);
        size_t rows;
        const struct observation *row =
            metric_observations(slice->store, unit, indicator, matcher->arena, &rows);
        for (size_t k = 0; k < rows; k++) add_row(&listing, &row[k]);
        promote_single(&listing);
    }
    out->start[matcher->subject_count] = (uint32_t)out->count;
    return out;
}

uint32_t prose_subject_of(const struct prose_matcher *matcher, const struct indicator *indicator) {
    if (indicator == NULL) return SUBJECT_NONE;
    if (indicator->order < matcher->subject_count &&
        matcher->subjects[indicator->order].indicator == indicator)
        return (uint32_t)indicator->order;
    for (size_t i = 0; i < matcher->subject_count; i++)
        if (matcher->subjects[i].indicator == indicator) return (uint32_t)i;
    return SUBJECT_NONE;
}

/* Words that the data count in, for numbers of rare things: 兆伏安. */
static void list_measures(struct prose_matcher *matcher) {
    size_t count = metric_indicator_count(matcher->slice->store);
    matcher->measures.at = arena_take_array(matcher->arena, count + 1, sizeof(struct text));
    for (size_t i = 0; i < count; i++) {
        struct measure measure = metric_indicator_at(matcher->slice->store, i)->measure;
        bool seen = measure.kind != MEASURE_COUNT || measure.base.length == 0;
        for (size_t other = 0; other < matcher->measures.count && !seen; other++)
            seen = text_equal(matcher->measures.at[other], measure.base);
        if (!seen) matcher->measures.at[matcher->measures.count++] = measure.base;
    }
}

static int compare_unit_names(const void *a, const void *b) {
    const struct unit_name *left = a, *right = b;
    if (left->pair != right->pair) return left->pair < right->pair ? -1 : 1;
    return text_compare(left->name, right->name);
}

static void add_unit_name(struct prose_matcher *matcher, size_t index, struct text name) {
    if (text_characters(name) < 2) return;
    const char *at = name.at, *end = name.at + name.length;
    uint32_t first = text_next(&at, end), second = text_next(&at, end);
    matcher->unit_names[matcher->unit_name_count++] =
        (struct unit_name){prose_pair(first, second), name, index};
}

static void list_units(struct prose_matcher *matcher) {
    const struct slice *slice = matcher->slice;
    size_t room = 0;
    for (size_t i = 0; i < slice->compared_count; i++)
        room += 2 + slice->compared[i]->aliases.count;
    matcher->unit_names = arena_take_array(matcher->arena, room + 1, sizeof *matcher->unit_names);
    matcher->others = arena_take_array(matcher->arena, slice->compared_count + 1, sizeof(void *));
    for (size_t i = 0; i < slice->compared_count; i++) {
        const struct unit *unit = slice->compared[i];
        if (unit == slice->unit) continue;
        add_unit_name(matcher, i, unit->name);
        add_unit_name(matcher, i, unit->short_name);
        for (size_t alias = 0; alias < unit->aliases.count; alias++)
            add_unit_name(matcher, i, unit->aliases.at[alias]);
    }
    if (matcher->unit_name_count > 0)
        qsort(matcher->unit_names, matcher->unit_name_count, sizeof *matcher->unit_names,
              compare_unit_names);
}

struct prose_matcher *prose_matcher_new(const struct slice *slice, struct arena *arena) {
    struct prose_matcher *matcher = ARENA_NEW(arena, struct prose_matcher);
    matcher->slice = slice;
    matcher->arena = arena;
    list_measures(matcher);
    return matcher;
}

void prose_prepare(struct prose_matcher *matcher) {
    if (matcher->ready) return;
    list_slice(matcher);
    list_units(matcher);
    prose_add_names(matcher);
    matcher->own = *prose_expect(matcher, matcher->slice->unit);
    matcher->ready = true;
}
