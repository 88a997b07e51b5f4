/* Written paragraphs: kept word for word, with the place of their first character. */
#include "metric/inner.h"

enum { COLUMN_UNIT, COLUMN_PERIOD, COLUMN_SECTION, COLUMN_ORDER, COLUMN_PARAGRAPH, COLUMN_COUNT };
static const struct column_rule rules[COLUMN_COUNT] = {
    [COLUMN_UNIT] = {"unit", NULL, false},          [COLUMN_PERIOD] = {"period", NULL, false},
    [COLUMN_SECTION] = {"section", NULL, true},     [COLUMN_ORDER] = {"order", NULL, false},
    [COLUMN_PARAGRAPH] = {"paragraph", NULL, true},
};

static void read_row(struct builder *builder) {
    struct written written = {.unit = metric_read_row_unit(builder, COLUMN_UNIT),
                              .order = metric_cell_text(builder, COLUMN_ORDER),
                              .paragraph = metric_cell_raw(builder, COLUMN_PARAGRAPH),
                              .origin = metric_cell_origin(builder, COLUMN_PARAGRAPH)};
    struct text paragraph;
    bool good = metric_need_cell(builder, COLUMN_SECTION, "section", &written.section);
    good = metric_need_cell(builder, COLUMN_PARAGRAPH, "paragraph", &paragraph) && good;
    good = metric_read_row_period(builder, COLUMN_PERIOD, &written.period) && good;
    if (good && written.unit) builder->store->texts[builder->store->text_count++] = written;
}

void metric_read_texts(struct builder *builder, const struct table *table) {
    if (!metric_start_table(builder, table, rules, COLUMN_COUNT)) return;
    metric_read_rows(builder, read_row);
}
