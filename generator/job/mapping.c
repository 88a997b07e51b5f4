/* <column>, <columns> and <returns> of a source: taken into what source/ follows. */
#include "job/inner.h"

static void add_constant(struct job_reading *reading, struct source_column *column, size_t *room,
                         struct source_constant constant) {
    ARENA_GROW(reading->arena, column->constants, column->constant_count, *room);
    column->constants[column->constant_count++] = constant;
}

static void check_when(struct job_reading *reading, struct text value, struct origin origin) {
    struct form_when ignored;
    if (form_read_when(value, &ignored)) return;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J150, origin, "%.*s", TEXT_ARGS(value));
    diags_hint(reading->diags, N_("write a period such as 2025H1, -1y for the same period of last "
                                  "year, -1 for the period before, or year for the whole year"));
}

/* Attributes that say what a figure is, and the columns that they fill. */
static void take_constants(struct job_reading *reading, const xml_node *node,
                           struct source_column *column) {
    static const struct {
        const char *attribute, *column;
        bool when;
    } known[] = {
        {"code", "code", false},
        {"indicator", "code", false},
        {"name", "name", false},
        {"section", "section", false},
        {"period", "period", true},
        {"standing", "standing", false},
        {"measure", "measure", false},
        {"basis", "basis", false},
        {"qualifier", "qualifier", false},
        {"target-period", "target_period", true},
        {"target-qualifier", "target_qualifier", false},
    };
    size_t room = 0;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        struct text value = text_trim(xml_attribute(node, known[i].attribute));
        if (!value.length) continue;
        struct origin origin = xml_attribute_origin(node, known[i].attribute, 0);
        if (known[i].when) check_when(reading, value, origin);
        add_constant(reading, column, &room,
                     (struct source_constant){text_of(known[i].column), value, origin});
    }
}

/* ---- code lists ---- */

static void add_code(struct job_reading *reading, struct source_column *column, size_t *room,
                     struct source_code code) {
    ARENA_GROW(reading->arena, column->codes, column->code_count, *room);
    for (size_t i = 0; i < column->code_count; i++) {
        if (!text_equal(column->codes[i].of, code.of)) continue;
        reading->failed = true;
        diags_add(reading->diags, DIAG_D213, code.origin,
                  N_("\"%.*s\" is there twice, first at %s"), TEXT_ARGS(code.of),
                  origin_print(column->codes[i].origin, reading->arena));
    }
    column->codes[column->code_count++] = code;
}

/* A table with the columns "of" and "is". */
static void take_code_file(struct job_reading *reading, const xml_node *node,
                           struct source_column *column, size_t *room) {
    if (!xml_has(node, "codes")) return;
    struct source_spec spec = {.path = job_find_file(reading, node, "codes", NULL),
                               .table = TEXT("codes"),
                               .origin = xml_attribute_origin(node, "codes", 0)};
    struct table *table = spec.path ? source_read(&spec, reading->arena, reading->diags) : NULL;
    if (!table) {
        reading->failed = true;
        return;
    }
    ARENA_GROW(reading->arena, reading->files, reading->file_count, reading->file_room);
    reading->files[reading->file_count++] = table->file;
    if (table_find_column(table, "of") == TABLE_NO_COLUMN ||
        table_find_column(table, "is") == TABLE_NO_COLUMN) {
        reading->failed = true;
        diags_add(reading->diags, DIAG_D213, table->columns[0].origin, "%s", spec.path);
        diags_hint(reading->diags,
                   N_("a code list has two columns: of, what stands in the data, and "
                      "is, what is meant"));
        return;
    }
    for (size_t row = 0; row < table->row_count; row++)
        add_code(reading, column, room,
                 (struct source_code){table_text(table, row, "of"), table_text(table, row, "is"),
                                      table_origin(table, row, "of")});
}

static void take_codes(struct job_reading *reading, const xml_node *node,
                       struct source_column *column) {
    size_t room = 0;
    for (const xml_node *child = xml_first_element(node); child; child = xml_next_element(child))
        if (xml_is(child, "code"))
            add_code(reading, column, &room,
                     (struct source_code){text_trim(xml_attribute(child, "of")),
                                          text_trim(xml_attribute(child, "is")),
                                          xml_attribute_origin(child, "of", 0)});
    take_code_file(reading, node, column, &room);
}

/* ---- columns ---- */

#define HEADING_PARTS "indicator|code|name|period|unit|section|standing|-"

static void check_heading_as(struct job_reading *reading, const struct source_column *column) {
    struct text rest = column->heading_as, part, known, name;
    if (!rest.length) return;
    while (text_cut(&rest, '/', &part)) {
        bool good = false;
        for (known = TEXT(HEADING_PARTS); text_cut(&known, '|', &name);)
            good = good || text_equal(part, name);
        if (good) continue;
        reading->failed = true;
        diags_add(reading->diags, DIAG_J151, column->heading_as_origin, "\"%.*s\"",
                  TEXT_ARGS(part));
        diags_hint(reading->diags, N_("a part of a heading is indicator, code, name, period, unit, "
                                      "section or standing; - for one that means nothing"));
    }
}

static void take_column(struct job_reading *reading, const xml_node *node,
                        struct source_mapping *mapping) {
    bool range = xml_is(node, "columns");
    const char *first = range ? "from" : "of";
    struct source_column column = {.of = text_trim(xml_attribute(node, first)),
                                   .to = text_trim(xml_attribute(node, "to")),
                                   .as = text_trim(xml_attribute(node, "as")),
                                   .heading_as = text_trim(xml_attribute(node, "heading-as")),
                                   .drop = text_is(xml_attribute(node, "drop"), "yes"),
                                   .keeps_others = text_is(xml_attribute(node, "others"), "keep"),
                                   .missing = xml_attribute(node, "missing"),
                                   .not_applicable = xml_attribute(node, "not-applicable"),
                                   .origin = xml_origin(node),
                                   .of_origin = xml_attribute_origin(node, first, 0),
                                   .to_origin = xml_attribute_origin(node, "to", 0),
                                   .heading_as_origin =
                                       xml_attribute_origin(node, "heading-as", 0)};
    check_heading_as(reading, &column);
    take_constants(reading, node, &column);
    take_codes(reading, node, &column);
    ARENA_GROW(reading->arena, mapping->columns, mapping->count, mapping->room);
    mapping->columns[mapping->count++] = column;
}

/* ---- returns ---- */

static bool is_place(struct text from, const char *const *words) {
    for (; *words; words++)
        if (text_is(from, *words)) return true;
    size_t row, column;
    return text_starts(from, TEXT("cell:")) &&
           source_read_cell_name(text_slice(from, 5, from.length), &row, &column);
}

static void check_place(struct job_reading *reading, const xml_node *node, const char *attribute,
                        const char *const *words) {
    struct text from = xml_attribute(node, attribute);
    if (!from.length || is_place(from, words)) return;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J152, xml_attribute_origin(node, attribute, 0), "%.*s",
              TEXT_ARGS(from));
    diags_hint(reading->diags, N_("write cell:B3 for a cell, or %s"),
               words[2] ? "head, sheet, file" : "head");
}

static void take_returns(struct job_reading *reading, const xml_node *node,
                         struct source_spec *spec) {
    static const char *const unit_words[] = {"head", "sheet", "file", NULL};
    static const char *const period_words[] = {"head", NULL, NULL};
    struct source_returns *returns = ARENA_NEW(reading->arena, struct source_returns);
    *returns =
        (struct source_returns){.root = reading->job->folder,
                                .pattern = text_trim(xml_attribute(node, "pattern")),
                                .unit_from = xml_attribute(node, "unit-from"),
                                .period_from = xml_attribute(node, "period-from"),
                                .form_number = text_trim(xml_attribute(node, "form-number")),
                                .organ = text_trim(xml_attribute(node, "organ")),
                                .expected = text_trim(xml_attribute(node, "expected")),
                                .due = xml_attribute(node, "due"),
                                .returned = xml_attribute(node, "returned"),
                                .marks = text_is(xml_attribute(node, "on-error"), "mark"),
                                .origin = xml_origin(node),
                                .unit_origin = xml_attribute_origin(node, "unit-from", 0),
                                .period_origin = xml_attribute_origin(node, "period-from", 0),
                                .expected_origin = xml_attribute_origin(node, "expected", 0)};
    check_place(reading, node, "unit-from", unit_words);
    check_place(reading, node, "period-from", period_words);
    if (xml_has(node, "form")) returns->form_path = job_find_file(reading, node, "form", NULL);
    spec->returns = returns;
}

void job_take_mapping(struct job_reading *reading, const xml_node *node, struct source_spec *spec) {
    struct source_mapping *mapping = ARENA_NEW(reading->arena, struct source_mapping);
    for (const xml_node *child = xml_first_element(node); child; child = xml_next_element(child)) {
        if (xml_is(child, "column") || xml_is(child, "columns"))
            take_column(reading, child, mapping);
        if (xml_is(child, "returns")) take_returns(reading, child, spec);
    }
    if (mapping->count) spec->mapping = mapping;
    bool folder = text_is(spec->kind, "returns");
    if (folder == (spec->returns != NULL)) return;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J153, spec->origin, "%s", "");
    diags_hint(reading->diags, N_("a folder of workbooks has kind=\"returns\" and holds <returns "
                                  "unit-from=\"…\"/>"));
}
