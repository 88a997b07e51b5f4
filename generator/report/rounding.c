/* Parts of a table that no longer add up to their total once each is rounded.
 *
 * Which figures are parts and which their total is known from a row of role total (合计, above or
 * below its parts), from the job's checks of kind sum, or because shares of one whole make 100 %.
 * A row is taken for a total only where the exact numbers do add up, as far as the data were
 * rounded themselves: an average, or a wrong sum, is none.
 *
 * rounding="note", as usual: the note of the statistics bureau is added below the table.
 * rounding="largest-remainder": each part is rounded down, and those that lose most get one unit of
 * the last place each, until the parts make the printed total.  rounding="none": left as it is. */
#include <stdlib.h>

#include "report/inner.h"
#include "report/sums.h"
#include "wording/words.h"

struct settling {
    struct arena *arena;
    struct diags *diags;
    struct node *table;
    bool spread; /* largest-remainder */
    bool noted;
};

/* ---- the note */

static enum wording_script script_of(const struct node *node) {
    return node_is_traditional(node) ? WORDING_TRADITIONAL : WORDING_SIMPLIFIED;
}

static bool ends_sentence(struct text text) {
    return text_ends(text, TEXT("。")) || text_ends(text, TEXT("；"));
}

static void add_note(struct settling *settling, const struct sum *sum, bool wanted) {
    enum wording_script script = script_of(settling->table);
    struct text note = node_attribute(settling->table, "note");
    struct text usual = word_text(WORD_ROUNDING_NOTE, script);
    if (settling->noted) return;
    settling->noted = true;
    if (text_find(note, word_text(WORD_ROUNDING, script)) != SIZE_MAX) return; /* said by hand */
    if (note.length > 0)
        usual = text_of(arena_printf(settling->arena, "%.*s%s%.*s", TEXT_ARGS(note),
                                     ends_sentence(note) ? "" : "。", TEXT_ARGS(usual)));
    node_set(settling->arena, settling->table, "note", usual);
    const struct node *first = sum->parts[0].node;
    struct text total = sum->total ? sum->total->node->text : TEXT("100%");
    diags_add(settling->diags, wanted ? DIAG_R105 : DIAG_R106, settling->table->origin,
              N_("%s: %zu parts beside %.*s"), place_print(first, settling->arena), sum->count,
              TEXT_ARGS(total));
    if (wanted)
        diags_hint(settling->diags,
                   N_("rounding=\"largest-remainder\" on the table makes them add up, "
                      "rounding=\"none\" leaves them as they are"));
}

/* ---- largest remainder */

struct share {
    const struct shown *part;
    struct number floor, rest; /* in units of the last place */
    bool up;
};

static int by_rest(const void *a, const void *b) {
    const struct share *one = a, *two = b;
    int by = number_compare(two->rest, one->rest);
    return by != 0 ? by : (one->part > two->part) - (one->part < two->part);
}

static struct number floor_of(struct arena *arena, struct number number) {
    struct number whole = number_round(arena, number, 0, NUMBER_HALF_AWAY);
    if (number_compare(whole, number) > 0)
        whole = number_subtract(arena, whole, number_from_integer(1));
    return whole;
}

/* All on one scale with one number of decimals, none rounded for another sum before. */
static bool is_even(const struct sum *sum) {
    const struct shown *first = &sum->parts[0];
    const struct measure *measure = &first->node->figure->measure;
    for (size_t i = 0; i < sum->count; i++) {
        const struct shown *part = &sum->parts[i];
        if (part->decimals != first->decimals || part->worded ||
            part->node->figure->measure.power10 != measure->power10 ||
            (part->node->figure->lineage && part->node->figure->lineage->evened))
            return false;
    }
    return !sum->total || sum->total->node->figure->measure.power10 == measure->power10;
}

static struct text group_digits(struct arena *arena, struct text digits) {
    struct buffer out = buffer_new(arena);
    size_t point = text_find(digits, TEXT(".")), sign = text_starts(digits, TEXT("-"));
    size_t end = point == SIZE_MAX ? digits.length : point;
    for (size_t i = 0; i < digits.length; i++) {
        if (i > sign && i < end && (end - i) % 3 == 0) buffer_add(&out, ",", 1);
        buffer_add(&out, digits.at + i, 1);
    }
    return buffer_text(&out);
}

/* The same print with another number in it. */
static void print_share(struct arena *arena, const struct share *share) {
    const struct shown *part = share->part;
    struct node *node = (struct node *)part->node;
    struct number units = share->floor;
    if (share->up) units = number_add(arena, units, number_from_integer(1));
    struct number value = number_shift(arena, units, -part->decimals);
    if (number_compare(value, part->value) == 0) return;
    struct text digits = number_print(arena, value, part->decimals, NUMBER_HALF_AWAY);
    if (part->grouped) digits = group_digits(arena, digits);
    struct text before = text_slice(node->text, 0, part->from);
    struct text after = text_slice(node->text, part->to, node->text.length);
    node->text = text_of(arena_printf(arena, "%.*s%.*s%.*s", TEXT_ARGS(before), TEXT_ARGS(digits),
                                      TEXT_ARGS(after)));
    struct figure *figure = ARENA_NEW(arena, struct figure);
    struct lineage *lineage = ARENA_NEW(arena, struct lineage);
    *figure = *node->figure;
    if (figure->lineage) *lineage = *figure->lineage;
    lineage->evened = true;
    figure->lineage = lineage;
    node->figure = figure;
}

/* False, and nothing changed, if it cannot be done with at most one unit for each. */
static bool spread(const struct settling *settling, const struct sum *sum) {
    struct arena *arena = settling->arena;
    if (!is_even(sum)) return false;
    struct share *shares = arena_take_array(arena, sum->count, sizeof *shares);
    int decimals = sum->parts[0].decimals;
    struct number left = number_shift(arena, sum_printed_total(sum, arena), decimals);
    for (size_t i = 0; i < sum->count; i++) {
        struct number units =
            number_shift(arena, sum->parts[i].node->figure->quantity.value, decimals);
        shares[i] = (struct share){.part = &sum->parts[i], .floor = floor_of(arena, units)};
        shares[i].rest = number_subtract(arena, units, shares[i].floor);
        left = number_subtract(arena, left, shares[i].floor);
    }
    bool possible = number_is_integer(left) && number_sign(left) >= 0 &&
                    number_compare(left, number_from_integer((int64_t)sum->count)) <= 0;
    if (!possible) return false;
    size_t ups = (size_t)number_to_double(left);
    qsort(shares, sum->count, sizeof *shares, by_rest);
    for (size_t i = 0; i < ups; i++)
        if (number_sign(shares[i].rest) == 0) return false; /* what is exact stays exact */
    for (size_t i = 0; i < ups; i++) shares[i].up = true;
    for (size_t i = 0; i < sum->count; i++) print_share(arena, &shares[i]);
    return true;
}

static void settle(struct settling *settling, struct sum *sum) {
    if (!sum_refresh(sum, settling->arena) || sum_adds_up(sum, settling->arena)) return;
    if (!settling->spread)
        add_note(settling, sum, true);
    else if (!spread(settling, sum))
        add_note(settling, sum, false);
}

void report_settle_rounding(const struct report_run *run, struct document *document,
                            struct arena *arena, struct diags *diags) {
    for (struct node *node = document->root; node;
         node = (struct node *)node_following(node, document->root)) {
        if (node->kind != NODE_TABLE || node_is_set(node, "rounding", "none")) continue;
        struct settling settling = {.arena = arena, .diags = diags, .table = node};
        settling.spread = node_is_set(node, "rounding", "largest-remainder");
        struct sum_list sums = sums_of_table(run, node, arena);
        for (size_t i = 0; i < sums.count; i++) settle(&settling, &sums.at[i]);
    }
}
