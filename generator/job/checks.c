/* The checks file: relations that the figures must keep, each turned into one form. */
#include "job/inner.h"

/* ； separates like a blank. */
static struct text with_blanks(struct arena *arena, struct text names) {
    struct buffer out = buffer_new(arena);
    struct text mark = TEXT("；");
    for (size_t at; (at = text_find(names, mark)) != SIZE_MAX;) {
        buffer_printf(&out, "%.*s ", TEXT_ARGS(text_slice(names, 0, at)));
        names = text_slice(names, at + mark.length, names.length);
    }
    buffer_add_text(&out, names);
    return text_trim(buffer_text(&out));
}

/* A name list of a check; J109 if it is empty. */
static struct text take_names(struct job_reading *reading, const xml_node *node,
                              const char *attribute) {
    struct text names = with_blanks(reading->arena, xml_attribute(node, attribute));
    if (names.length) return names;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J109, xml_attribute_origin(node, attribute, 0), "%s=\"\"",
              attribute);
    return names;
}

static struct text take_with(struct job_reading *reading, const xml_node *node) {
    if (xml_is(node, "count")) return take_names(reading, node, "section");
    if (!xml_is(node, "rate")) return take_names(reading, node, "with");
    struct text numerator = take_names(reading, node, "numerator");
    struct text denominator = take_names(reading, node, "denominator");
    return text_of(
        arena_printf(reading->arena, "%.*s %.*s", TEXT_ARGS(numerator), TEXT_ARGS(denominator)));
}

/* The attribute that each name of `with` stands in. */
static void take_places(const xml_node *node, struct job_check *check) {
    bool rate = xml_is(node, "rate");
    const char *first = rate ? "numerator" : xml_is(node, "count") ? "section" : "with";
    check->of_origin = xml_attribute_origin(node, "of", 0);
    check->with_origin[0] = xml_attribute_origin(node, first, 0);
    check->with_origin[1] = xml_attribute_origin(node, rate ? "denominator" : first, 0);
}

static struct job_check take_check(struct job_reading *reading, const xml_node *node) {
    struct job_check check = {.kind = xml_name(node),
                              .level = xml_attribute(node, "level"),
                              .of = take_names(reading, node, "of"),
                              .with = take_with(reading, node),
                              .text = xml_attribute(node, "text"),
                              .period = xml_attribute(node, "period"),
                              .origin = xml_origin(node)};
    take_places(node, &check);
    if (!check.level.length) check.level = TEXT("error");
    struct period ignored;
    if (check.period.length)
        job_read_period(reading, check.period, xml_attribute_origin(node, "period", 0), &ignored);
    return check;
}

void job_read_checks(struct job_reading *reading, struct origin asked_from) {
    struct job *job = reading->job;
    xml_node *root = job_read_xml(reading, job->checks_path, asked_from);
    if (!root || !xml_check(root, &checks_language, reading->arena, reading->diags) ||
        !job_check_version(reading, root)) {
        reading->failed = true;
        return;
    }
    size_t room = 0;
    for (const xml_node *node = xml_first_element(root); node; node = xml_next_element(node)) {
        ARENA_GROW(reading->arena, job->checks, job->check_count, room);
        job->checks[job->check_count++] = take_check(reading, node);
    }
}
