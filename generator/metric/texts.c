/* Written paragraphs: kept word for word, with the place of their first character. */
#include "metric/inner.h"

enum { COLUMN_UNIT, COLUMN_PERIOD, COLUMN_SECTION, COLUMN_ORDER, COLUMN_PARAGRAPH, COLUMN_COUNT };
static const struct column_rule rules[COLUMN_COUNT] = {
    [COLUMN_UNIT] = {"unit", NULL, false},          [COLUMN_PERIOD] = {"period", NULL, false},
    [COLUMN_SECTION] = {"section", NULL, true},     [COLUMN_ORDER] = {"order", NULL, false},
    [COLUMN_PARAGRAPH] = {"paragraph", NULL, true},
};

static void add_text(struct metric_builder *builder, struct written written) {
    struct store *store = builder->store;
    struct known_text *known = ARENA_NEW(builder->arena, struct known_text);
    *known = (struct known_text){written, (uint32_t)builder->source_count};
    ARENA_GROW(builder->arena, store->texts, store->text_count, store->text_room);
    store->texts[store->text_count++] = known;
}

static void read_row(struct metric_builder *builder) {
    struct written written = {.unit = metric_read_row_unit(builder, COLUMN_UNIT),
                              .origin = metric_cell_origin(builder, COLUMN_PARAGRAPH)};
    struct text section, paragraph;
    uint32_t period;
    bool good = metric_need_cell(builder, COLUMN_SECTION, "section", &section);
    good = metric_need_cell(builder, COLUMN_PARAGRAPH, "paragraph", &paragraph) && good;
    good = metric_read_row_period(builder, COLUMN_PERIOD, &period) && good;
    if (!good || !written.unit) return;
    written.period = builder->store->periods[period].period;
    written.section = metric_keep_text(builder, section);
    written.order = metric_keep_text(builder, metric_cell_text(builder, COLUMN_ORDER));
    written.paragraph = metric_keep_text(builder, metric_cell_raw(builder, COLUMN_PARAGRAPH));
    add_text(builder, written);
}

void metric_take_texts(struct metric_builder *builder) {
    if (metric_start_table(builder, rules, COLUMN_COUNT)) metric_read_rows(builder, read_row);
}

/* ---- a section that several sources write
 *
 * A source that keeps or replaces does so with whole sections: paragraphs of two hands make no
 * text. Without such a rule sources may share a section (one writes paragraphs 1 to 3, another 4 to
 * 6); two texts for one paragraph are an error. */

struct section {
    const struct known_text *first; /* of the source that it is of now */
    uint32_t source;                /* the last that may add to it */
    uint32_t least;                 /* what sources before this one wrote is replaced */
};

static struct text text_key(struct metric_builder *builder, const struct written *written,
                            bool paragraph) {
    struct period_form form = metric_period_form(written->period);
    return text_of(arena_printf(builder->scratch, "%zu %x %x %x %.*s\x1F%.*s", written->unit->order,
                                (unsigned)form.from, (unsigned)form.to, (unsigned)form.hash,
                                TEXT_ARGS(written->section),
                                paragraph ? (int)written->order.length : 0,
                                written->order.length ? written->order.at : ""));
}

/* False if the paragraph is there already. */
static bool settle_paragraph(struct metric_builder *builder, struct map *paragraphs,
                             struct known_text *known) {
    if (!known->written.order.length) return true;
    struct text key = text_key(builder, &known->written, true);
    const struct known_text *before = map_find(paragraphs, key);
    if (!before || before->source == known->source) {
        map_set(paragraphs, key, known);
        return true;
    }
    bool same = text_equal(before->written.paragraph, known->written.paragraph);
    if (metric_judge(builder, known->source, same, before->written.origin, known->written.origin) ==
        VERDICT_SAME)
        return false;
    metric_report_conflict(metric_faults_of(builder, known->written.unit), builder->arena,
                           known->written.section, before->written.origin, known->written.origin);
    return true;
}

static void settle_text(struct metric_builder *builder, struct map *sections,
                        struct map *paragraphs, struct known_text *known) {
    struct text key = text_key(builder, &known->written, false);
    struct section *section = map_find(sections, key);
    if (!section) {
        section = ARENA_NEW(builder->scratch, struct section);
        *section = (struct section){known, known->source, 0};
        map_set(sections, key, section);
    }
    if (section->source == known->source ||
        builder->sources[known->source - 1].conflict == METRIC_CONFLICT_ERROR) {
        section->source = known->source;
        if (!settle_paragraph(builder, paragraphs, known)) known->source = 0;
        return;
    }
    if (metric_judge(builder, known->source, false, section->first->written.origin,
                     known->written.origin) == VERDICT_KEEP) {
        known->source = 0;
        return;
    }
    section->first = known;
    section->source = section->least = known->source;
}

void metric_settle_texts(struct metric_builder *builder) {
    struct store *store = builder->store;
    struct map *sections = map_new(builder->scratch), *paragraphs = map_new(builder->scratch);
    for (size_t i = 0; i < store->text_count; i++)
        settle_text(builder, sections, paragraphs, store->texts[i]);
    size_t kept = 0;
    for (size_t i = 0; i < store->text_count; i++) {
        struct known_text *known = store->texts[i];
        const struct section *section =
            map_find(sections, text_key(builder, &known->written, false));
        if (known->source && known->source >= section->least) store->texts[kept++] = known;
    }
    store->text_count = kept;
}
