/* The checks file: declared checks, levels of the generic ones, and waivers, each as written. */
#include "job/inner.h"

static bool is_common(struct text name) {
    static const char *const common[] = {"name", "level", "text", "period", "units"};
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (text_is(name, common[i])) return true;
    return false;
}

/* Blanks and ； separate names. */
static bool names_something(struct text value) {
    for (const char *at = value.at, *end = value.at + value.length; at < end;) {
        uint32_t c = text_next(&at, end);
        if (!text_is_blank(c) && c != 0xFF1B) return true;
    }
    return false;
}

/* J109 for one that is empty: it would name nothing. */
static void take_attributes(struct job_reading *reading, const xml_node *node,
                            struct job_check *check) {
    size_t count = xml_attribute_count(node);
    check->attributes = arena_take_array(reading->arena, count, sizeof *check->attributes);
    for (size_t i = 0; i < count; i++) {
        struct xml_attribute attribute = xml_attribute_at(node, i);
        if (is_common(attribute.name)) continue;
        const char *name = arena_printf(reading->arena, "%.*s", TEXT_ARGS(attribute.name));
        struct origin origin = xml_attribute_origin(node, name, 0);
        check->attributes[check->attribute_count++] =
            (struct job_attribute){attribute.name, attribute.value, origin};
        if (names_something(attribute.value)) continue;
        reading->failed = true;
        diags_add(reading->diags, DIAG_J109, origin, "%s=\"\"", name);
    }
}

static struct job_check take_check(struct job_reading *reading, const xml_node *node) {
    struct job_check check = {.kind = xml_name(node),
                              .name = xml_attribute(node, "name"),
                              .level = xml_attribute(node, "level"),
                              .text = xml_attribute(node, "text"),
                              .period = xml_attribute(node, "period"),
                              .units = xml_attribute(node, "units"),
                              .origin = xml_origin(node),
                              .level_origin = xml_attribute_origin(node, "level", 0),
                              .period_origin = xml_attribute_origin(node, "period", 0),
                              .units_origin = xml_attribute_origin(node, "units", 0)};
    struct period ignored;
    take_attributes(reading, node, &check);
    if (check.period.length) job_read_period(reading, check.period, check.period_origin, &ignored);
    if (xml_is(node, "relation")) check.content = job_content(reading, node, &check.content_origin);
    return check;
}

static struct job_waiver take_waiver(struct job_reading *reading, const xml_node *node) {
    struct job_waiver waiver = {.check = xml_attribute(node, "check"),
                                .unit = xml_attribute(node, "unit"),
                                .period = xml_attribute(node, "period"),
                                .of = xml_attribute(node, "of"),
                                .reason = text_trim(xml_attribute(node, "reason")),
                                .origin = xml_origin(node)};
    if (waiver.reason.length) return waiver;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J119, xml_attribute_origin(node, "reason", 0), "%.*s",
              TEXT_ARGS(waiver.check));
    diags_hint(reading->diags,
               N_("say why the figures may stand: the reason is printed in the check report"));
    return waiver;
}

struct rooms {
    size_t checks, waivers, generics;
};

static void take(struct job_reading *reading, const xml_node *node, struct rooms *rooms) {
    struct job *job = reading->job;
    if (xml_is(node, "waive")) {
        ARENA_GROW(reading->arena, job->waivers, job->waiver_count, rooms->waivers);
        job->waivers[job->waiver_count++] = take_waiver(reading, node);
    } else if (xml_is(node, "generic")) {
        ARENA_GROW(reading->arena, job->generics, job->generic_count, rooms->generics);
        job->generics[job->generic_count++] =
            (struct job_generic){xml_attribute(node, "check"), xml_attribute(node, "level"),
                                 xml_attribute_origin(node, "check", 0)};
    } else {
        ARENA_GROW(reading->arena, job->checks, job->check_count, rooms->checks);
        job->checks[job->check_count++] = take_check(reading, node);
    }
}

void job_read_checks(struct job_reading *reading, struct origin asked_from) {
    struct job *job = reading->job;
    xml_node *root = job_read_xml(reading, job->checks_path, asked_from);
    if (!root || !xml_check(root, &checks_language, reading->arena, reading->diags) ||
        !job_check_version(reading, root)) {
        reading->failed = true;
        return;
    }
    struct rooms rooms = {0};
    for (const xml_node *node = xml_first_element(root); node; node = xml_next_element(node))
        take(reading, node, &rooms);
}
