/* Checks of items: their number, and the order of dates. */
#include "metric/check_inner.h"

/* ---- the stated number of items is their number */

struct count_data {
    struct check_members of;
    struct text section;
};

bool check_compile_count(struct check_compiler *compiler, struct check *check) {
    struct count_data *data = ARENA_NEW(compiler->arena, struct count_data);
    data->section = text_trim(check_attribute(compiler, "section")->value);
    check->data = data;
    return check_read_members(compiler, "of", 1, 1, &data->of);
}

void check_judge_count(struct check_judging *judging) {
    const struct count_data *data = judging->check->data;
    struct check_value of;
    if (!check_value(judging, data->of.at, &of)) return;
    const struct slice *slice = check_slice(judging);
    int64_t count = 0;
    for (size_t i = 0; i < slice->item_count; i++)
        count += text_equal(slice->items[i]->section, data->section);
    struct number found = number_from_integer(count);
    bool holds = number_compare(of.value, found) == 0;
    if (check_passes(judging, holds)) return;
    struct check_said said = check_say_numbers(judging, &of, found, number_from_integer(0), "");
    said.tolerance = "";
    if (holds)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M305, &said, N_("%.*s: stated %s, %lld items in %.*s"),
                   TEXT_ARGS(of.figure.name), said.stated, (long long)count,
                   TEXT_ARGS(data->section));
}

/* ---- dates: windows of figures, and deadlines of items in their order */

struct dates_data {
    struct check_members of;
    struct text section;
    struct period after, within; /* undated: not asked */
    bool contiguous;
};

static bool read_date(struct check_compiler *compiler, const char *name, struct period *out) {
    const struct check_attribute *attribute = check_attribute(compiler, name);
    *out = (struct period){.kind = PERIOD_UNDATED};
    if (!attribute) return true;
    if (period_read(attribute->value, out) && period_has_dates(*out)) return true;
    diags_add(compiler->diags, DIAG_M107, attribute->origin, "%.*s", TEXT_ARGS(attribute->value));
    return false;
}

bool check_compile_dates(struct check_compiler *compiler, struct check *check) {
    struct dates_data *data = ARENA_NEW(compiler->arena, struct dates_data);
    const struct check_attribute *section = check_attribute(compiler, "section");
    const struct check_attribute *contiguous = check_attribute(compiler, "contiguous");
    check->data = data;
    if (section) data->section = text_trim(section->value);
    data->contiguous = contiguous && text_is(contiguous->value, "yes");
    bool good = check_read_members(compiler, "of", 0, CHECK_MEMBERS_MOST, &data->of);
    good = read_date(compiler, "after", &data->after) && good;
    good = read_date(compiler, "within", &data->within) && good;
    bool asks = period_has_dates(data->after) || period_has_dates(data->within);
    if (good && !data->section.length && !(data->of.count && asks)) {
        CHECK_REFUSE(compiler, check->origin,
                     N_("name items by section, or figures by of and a date by after or within"));
        return false;
    }
    return good;
}

/* Days from the last day of `a` to the last day of `b`; negative if `b` ends earlier. */
static int days_after(struct period a, struct period b) {
    struct period span = {.kind = PERIOD_DAYS,
                          .from_year = a.to_year,
                          .from_month = a.to_month,
                          .from_day = a.to_day,
                          .to_year = b.to_year,
                          .to_month = b.to_month,
                          .to_day = b.to_day};
    int days = period_days(span);
    return days > 0 ? days - 1 : -1;
}

static void judge_window(struct check_judging *judging, const struct check_member *member) {
    const struct dates_data *data = judging->check->data;
    struct figure figure = check_figure(judging, member);
    if (figure.quantity.state == QUANTITY_MISSING || !period_has_dates(figure.period)) {
        CHECK_LEAVE(judging, N_("%.*s has no value with a date"), TEXT_ARGS(figure.name));
        return;
    }
    bool after = !period_has_dates(data->after) || days_after(data->after, figure.period) > 0;
    bool within = !period_has_dates(data->within) || period_contains(data->within, figure.period);
    if (check_passes(judging, after && within)) return;
    struct check_said said = check_say(judging, &figure);
    struct text window = period_code(judging->arena, figure.period);
    struct text bound = after ? data->within.text : data->after.text;
    said.stated = arena_printf(judging->arena, "%.*s", TEXT_ARGS(window));
    if (after && within)
        check_hold(judging, &said);
    else
        CHECK_FIND(judging, DIAG_M325, &said,
                   after ? N_("%.*s is of %.*s, not within %.*s")
                         : N_("%.*s is of %.*s, which does not end after %.*s"),
                   TEXT_ARGS(figure.name), TEXT_ARGS(window), TEXT_ARGS(bound));
}

/* Consecutive phases: in order, and without a day between if that is asked. */
static void judge_phases(struct check_judging *judging, const struct item *first,
                         struct period before, const struct item *second, struct period next) {
    const struct dates_data *data = judging->check->data;
    struct period span = before;
    span.kind = PERIOD_DAYS;
    span.to_year = next.to_year;
    span.to_month = next.to_month;
    span.to_day = next.to_day;
    int days = period_days(span), gap = days - period_days(before) - period_days(next);
    bool ordered = period_compare(before, next) <= 0 && days_after(before, next) >= 0;
    bool holds = ordered && (!data->contiguous || gap == 0);
    if (check_passes(judging, holds)) return;
    struct figure about = {.name = second->title.length ? second->title : second->section,
                           .indicator = second->code,
                           .period = second->period,
                           .origin = second->origin};
    struct check_said said = check_say(judging, &about);
    said.stated = arena_printf(judging->arena, "%.*s", TEXT_ARGS(second->deadline));
    said.working = arena_printf(judging->scratch, "%.*s", TEXT_ARGS(first->deadline));
    if (holds)
        check_hold(judging, &said);
    else if (!ordered)
        CHECK_FIND(judging, DIAG_M325, &said, N_("%.*s comes before %.*s, the item above it"),
                   TEXT_ARGS(second->deadline), TEXT_ARGS(first->deadline));
    else
        CHECK_FIND(judging, DIAG_M325, &said,
                   gap > 0 ? N_("%.*s does not follow on %.*s; days between them: %d")
                           : N_("%.*s does not follow on %.*s; days that they share: %d"),
                   TEXT_ARGS(second->deadline), TEXT_ARGS(first->deadline), gap > 0 ? gap : -gap);
}

static void judge_section(struct check_judging *judging) {
    const struct dates_data *data = judging->check->data;
    const struct slice *slice = check_slice(judging);
    const struct item *last = NULL;
    struct period before = {.kind = PERIOD_UNDATED};
    for (size_t i = 0; i < slice->item_count; i++) {
        const struct item *item = slice->items[i];
        struct period period;
        if (!text_equal(item->section, data->section) || !item->deadline.length) continue;
        if (!period_read(item->deadline, &period) || !period_has_dates(period)) {
            CHECK_LEAVE(judging, N_("%.*s is no date that can be compared"),
                        TEXT_ARGS(item->deadline));
            return;
        }
        if (last) judge_phases(judging, last, before, item, period);
        last = item;
        before = period;
    }
    if (!last) CHECK_LEAVE(judging, N_("no item of %.*s has a deadline"), TEXT_ARGS(data->section));
}

void check_judge_dates(struct check_judging *judging) {
    const struct dates_data *data = judging->check->data;
    for (size_t i = 0; i < data->of.count; i++) judge_window(judging, &data->of.at[i]);
    if (data->section.length) judge_section(judging);
}
