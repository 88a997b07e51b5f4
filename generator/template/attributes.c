/* Compiling what the attributes of single elements ask for: of, unit, period, measure, is, by,
 * columns … */
#include "template/inner.h"

static struct place attribute_place(const struct part *part, const char *attribute) {
    return (struct place){.node = part->node, .attribute = attribute};
}

/* unit= and period= beside of=. */
static bool add_whose(struct compiler *compiler, const struct part *part, struct expression *e) {
    struct text unit = text_trim(part_attribute(part, "unit"));
    struct text period = text_trim(part_attribute(part, "period"));
    if (unit.length > 0 && e->unit.length > 0)
        return compile_fault(compiler, part, DIAG_T207, "unit", "of= already names a unit");
    if (period.length > 0 && e->has_period)
        return compile_fault(compiler, part, DIAG_T207, "period", "of= already names a period");
    if (unit.length > 0) {
        e->unit = unit;
        e->unit_place = attribute_place(part, "unit");
    }
    if (period.length > 0) e->has_period = period_read(period, &e->period);
    if ((unit.length > 0 || period.length > 0) && (e->special || e->variable.length > 0))
        return compile_fault(compiler, part, DIAG_T205, "of", NULL);
    return true;
}

struct expression *compile_of(struct compiler *compiler, struct part *part) {
    struct expression *e =
        compile_expression(compiler, part_attribute(part, "of"), attribute_place(part, "of"));
    if (!e || !add_whose(compiler, part, e)) return NULL;
    return e;
}

/* measure, scale, decimals, bare, chinese, plain. */
static bool add_form(struct compiler *compiler, const struct part *part, struct recipe *recipe) {
    struct text measure = text_trim(part_attribute(part, "measure"));
    struct text scale = text_trim(part_attribute(part, "scale"));
    struct text decimals = text_trim(part_attribute(part, "decimals"));
    if (measure.length > 0 && scale.length > 0)
        return compile_fault(compiler, part, DIAG_T207, "scale", "give measure or scale");
    if (scale.length > 0 && measure_scale_power(scale) < 0)
        return compile_fault(compiler, part, DIAG_T203, "scale", "scales are 万, 亿 and 万亿");
    if (decimals.length > 1 || (decimals.length == 1 && decimals.at[0] > '6'))
        return compile_fault(compiler, part, DIAG_T203, "decimals", "write 0 to 6");
    if (decimals.length == 1) recipe->decimals = decimals.at[0] - '0';
    if (measure.length > 0 || scale.length > 0) {
        recipe->measure = measure.length > 0 ? measure : scale;
        recipe->measure_place = attribute_place(part, measure.length > 0 ? "measure" : "scale");
    }
    bool words = recipe->head == HEAD_CHANGE || recipe->head == HEAD_COMPLETION;
    if (part_is_yes(part, "bare")) *(words ? &recipe->alone : &recipe->bare) = true;
    if (part_is_yes(part, "chinese")) recipe->chinese = true;
    if (part_is_yes(part, "plain")) recipe->plain = true;
    if (part_is_yes(part, "required")) recipe->required = true;
    return true;
}

static void add_change(const struct part *part, struct recipe *recipe) {
    struct text against = part_attribute(part, "against");
    if (text_is(against, "previous")) recipe->against = CHANGE_PREVIOUS;
    if (text_is(against, "year-start")) recipe->against = CHANGE_YEAR_START;
    if (xml_has(part->node, "as")) recipe_read_form(part_attribute(part, "as"), &recipe->form);
    if (text_is(part_attribute(part, "lead"), "no")) recipe->lead = false;
}

static enum head head_of_element(const struct part *part) {
    static const struct {
        const char *element;
        enum head head;
    } heads[] = {{"change", HEAD_CHANGE},     {"completion", HEAD_COMPLETION},
                 {"progress", HEAD_PROGRESS}, {"target", HEAD_TARGET},
                 {"share", HEAD_SHARE},       {"name", HEAD_NAME},
                 {"measure", HEAD_MEASURE}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (xml_is(part->node, heads[i].element)) return heads[i].head;
    return HEAD_VALUE;
}

bool compile_value(struct compiler *compiler, struct part *part) {
    if (!xml_has(part->node, "of")) return false; /* X205 has said so */
    struct expression *e = compile_of(compiler, part);
    if (!e) return false;
    enum head head = head_of_element(part);
    part->of = e;
    if (head != HEAD_VALUE &&
        !recipe_set_head(&e->recipe, head, xml_name(part->node),
                         xml_attribute_origin(part->node, "of", 0), compiler->diags))
        return false;
    if (head == HEAD_SHARE && !recipe_set_whole(&e->recipe, part_attribute(part, "in"),
                                                attribute_place(part, "in"), compiler->diags))
        return false;
    if (head == HEAD_CHANGE) add_change(part, &e->recipe);
    return add_form(compiler, part, &e->recipe);
}

static const char *const is_names[IS_KINDS] = {
    [IS_KNOWN] = "known",     [IS_MISSING] = "missing", [IS_ZERO] = "zero", [IS_UP] = "up",
    [IS_DOWN] = "down",       [IS_LEVEL] = "level",     [IS_MET] = "met",   [IS_UNMET] = "unmet",
    [IS_ON_TIME] = "on-time", [IS_BEHIND] = "behind"};

bool compile_condition(struct compiler *compiler, struct part *part) {
    bool of = xml_has(part->node, "of"), is = xml_has(part->node, "is");
    bool test = xml_has(part->node, "test");
    if (of != is || of == test)
        return compile_fault(compiler, part, DIAG_T207, NULL,
                             "write test=\"…\", or of=\"…\" with is=\"…\"");
    if (test) return part->test != NULL;
    for (int i = 0; i < IS_KINDS; i++)
        if (text_is(part_attribute(part, "is"), is_names[i])) part->is = (enum is)i;
    part->of = compile_of(compiler, part);
    return part->of != NULL;
}

bool compile_for_each(struct compiler *compiler, struct part *part) {
    bool by = xml_has(part->node, "by");
    if (!by && (xml_has(part->node, "above") || xml_has(part->node, "below")))
        return compile_fault(compiler, part, DIAG_T207, NULL,
                             "above and below need by=\"…\", the figure that is compared");
    if (by && xml_has(part->node, "sort"))
        return compile_fault(compiler, part, DIAG_T207, "sort", "sort by a text or by a figure");
    if (!by) return part->select != NULL;
    compiler->loops++; /* "." is the node that is sorted */
    part->by =
        compile_expression(compiler, part_attribute(part, "by"), attribute_place(part, "by"));
    compiler->loops--;
    return part->by && part->select;
}

bool compile_let(struct compiler *compiler, struct part *part) {
    if (!xml_has(part->node, "select")) return true;
    if (xml_first(part->node))
        return compile_fault(compiler, part, DIAG_T207, "select", "give select or content");
    return part->select != NULL;
}

bool compile_in_loop(struct compiler *compiler, struct part *part) {
    if (part->select || compiler->loops > 0) return true;
    return compile_fault(compiler, part, DIAG_T204, NULL, "put it in a <for-each>");
}
