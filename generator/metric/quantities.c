/* Cells that hold a quantity: read in the measure of their row, faults said so that they can be
 * mended. */
#include <string.h>

#include "metric/inner.h"

/* What a cell is read with dies with its batch; a number that does not fit inline is kept. */
static struct number keep_number(struct metric_builder *builder, struct number number) {
    return number.big ? number_add(builder->arena, number, number_from_integer(0)) : number;
}

/* Digits with commas or blanks between, and nothing else. */
static bool is_parted(struct text text) {
    bool parted = false;
    for (size_t i = 0; i < text.length; i++) {
        char c = text.at[i];
        parted = parted || c == ',' || c == ' ';
        if (!strchr("0123456789,. +-", c)) return false;
    }
    return parted;
}

static bool report_quantity(struct metric_builder *builder, size_t rule, enum quantity_fit fit,
                            struct text unit, struct measure measure) {
    struct origin origin = metric_cell_origin(builder, rule);
    struct text text = metric_cell_text(builder, rule);
    switch (fit) {
    case QUANTITY_FITS: return true;
    case QUANTITY_UNREADABLE:
        diags_add(builder->diags, DIAG_D110, origin, "%.*s", TEXT_ARGS(text));
        diags_hint(
            builder->diags,
            is_parted(text)
                ? N_("commas part a number by threes (1,234,567), and no blank stands in it; "
                     "two numbers stand in two cells")
                : N_("write the number alone, its unit of measure in the column measure, a "
                     "grade or ratio in the column text, and leave the cell empty if there "
                     "is no value"));
        break;
    case QUANTITY_IN_OTHER_MEASURE:
        diags_add(builder->diags, DIAG_D129, origin, N_("%.*s, expected: %.*s"), TEXT_ARGS(text),
                  TEXT_ARGS(measure.name));
        diags_hint(builder->diags, N_("write the number in %.*s, or correct the unit of measure"),
                   TEXT_ARGS(measure.name));
        break;
    case QUANTITY_SCALED_TWICE:
        diags_add(builder->diags, DIAG_D130, origin, N_("%.*s, in a row in %.*s"), TEXT_ARGS(text),
                  TEXT_ARGS(measure.name));
        diags_hint(builder->diags,
                   N_("write the number without %.*s if it is in %.*s, else with its whole unit, "
                      "such as %.*s%.*s"),
                   TEXT_ARGS(unit), TEXT_ARGS(measure.name), TEXT_ARGS(text),
                   TEXT_ARGS(measure.base));
        break;
    }
    return false;
}

bool metric_read_quantity(struct metric_builder *builder, size_t rule, struct measure *measure,
                          struct quantity *out) {
    struct text text = metric_cell_text(builder, rule), unit;
    *out = (struct quantity){.state = QUANTITY_MISSING};
    if (!text.length) return true;
    /* Nearly every cell is a plain number. */
    if (number_read(builder->cells, text, &out->value)) {
        out->state = QUANTITY_KNOWN;
        out->value = keep_number(builder, out->value);
        return true;
    }
    bool had = measure->name.length;
    enum quantity_fit fit = quantity_read_in(builder->cells, text, measure, out, &unit);
    if (!had && measure->name.length)
        *measure = builder->store->measures[metric_intern_measure(builder, measure->name)];
    out->value = keep_number(builder, out->value);
    out->upper = keep_number(builder, out->upper);
    out->text = metric_keep_text(builder, out->text);
    return report_quantity(builder, rule, fit, unit, *measure);
}
