/* See checking.h. */
#include "checking.h"

#include <criterion/criterion.h>

#include <string.h>

#include "base/file.h"

/* An element of the simple XML that these tests write: no comments, no entities but &lt;. */
struct element {
    struct check_declaration as;
    struct text check, unit, period, of, reason, level;
};

struct scanner {
    struct world world;
    const struct file *file;
    const char *at, *end;
};

static struct origin place(const struct scanner *scanner, const char *at) {
    return (struct origin){scanner->file, (size_t)(at - scanner->file->bytes.at)};
}

static struct text take_until(struct scanner *scanner, const char *ends) {
    const char *from = scanner->at;
    while (scanner->at < scanner->end && !strchr(ends, *scanner->at)) scanner->at++;
    return (struct text){from, (size_t)(scanner->at - from)};
}

static void take_attribute(struct scanner *scanner, struct element *element) {
    struct text name = take_until(scanner, "=");
    scanner->at += 2; /* =" */
    struct origin origin = place(scanner, scanner->at);
    struct text value = take_until(scanner, "\"");
    scanner->at++;
    struct {
        const char *name;
        struct text *field;
        struct origin *origin;
    } fields[] = {{"name", &element->as.name, NULL},
                  {"level", &element->as.level, &element->as.level_origin},
                  {"text", &element->as.text, NULL},
                  {"period", &element->as.period, &element->as.period_origin},
                  {"units", &element->as.units, &element->as.units_origin}};
    struct check_attribute *to = (struct check_attribute *)element->as.attributes;
    to[element->as.attribute_count++] = (struct check_attribute){name, value, origin};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        if (!text_is(name, fields[i].name)) continue;
        *fields[i].field = value;
        if (fields[i].origin) *fields[i].origin = origin;
    }
}

static struct text find(const struct element *element, const char *name) {
    for (size_t i = 0; i < element->as.attribute_count; i++)
        if (text_is(element->as.attributes[i].name, name)) return element->as.attributes[i].value;
    return TEXT("");
}

static void take_content(struct scanner *scanner, struct element *element) {
    element->as.content_origin = place(scanner, scanner->at);
    struct text raw = take_until(scanner, "<");
    struct buffer out = buffer_new(scanner->world.arena);
    for (size_t at; (at = text_find(raw, TEXT("&lt;"))) != SIZE_MAX;) {
        buffer_add_text(&out, text_slice(raw, 0, at));
        buffer_add(&out, "<", 1);
        raw = text_slice(raw, at + 4, raw.length);
    }
    buffer_add_text(&out, raw);
    element->as.content = buffer_text(&out);
    take_until(scanner, ">");
    scanner->at++;
}

static bool take_element(struct scanner *scanner, struct element *element) {
    enum { ATTRIBUTES_MOST = 12 };
    take_until(scanner, "<");
    if (scanner->at == scanner->end) return false;
    *element = (struct element){.as.origin = place(scanner, scanner->at++)};
    element->as.kind = take_until(scanner, " />");
    element->as.attributes =
        arena_take_array(scanner->world.arena, ATTRIBUTES_MOST, sizeof *element->as.attributes);
    for (;;) {
        while (*scanner->at == ' ') scanner->at++;
        if (*scanner->at == '>' || *scanner->at == '/') break;
        take_attribute(scanner, element);
    }
    bool empty = *scanner->at == '/';
    scanner->at += empty ? 2 : 1;
    if (!empty) take_content(scanner, element);
    return true;
}

const struct check_list *read_checks(struct world world, const char *elements) {
    enum { MOST = 20 };
    struct check_declaration *checks = arena_take_array(world.arena, MOST, sizeof *checks);
    struct check_waiver *waivers = arena_take_array(world.arena, MOST, sizeof *waivers);
    struct check_setting *settings = arena_take_array(world.arena, MOST, sizeof *settings);
    struct check_list *list = ARENA_NEW(world.arena, struct check_list);
    const struct file *file = file_from_text(world.arena, "checks.xml", text_of(elements));
    struct scanner scanner = {world, file, file->bytes.at, file->bytes.at + file->bytes.length};
    struct element element;
    *list = (struct check_list){.declarations = checks, .waivers = waivers, .settings = settings};
    while (take_element(&scanner, &element)) {
        if (text_is(element.as.kind, "waive"))
            waivers[list->waiver_count++] = (struct check_waiver){
                find(&element, "check"), find(&element, "unit"),   find(&element, "period"),
                find(&element, "of"),    find(&element, "reason"), element.as.origin};
        else if (text_is(element.as.kind, "generic"))
            settings[list->setting_count++] = (struct check_setting){
                find(&element, "check"), find(&element, "level"), element.as.origin};
        else
            checks[list->declaration_count++] = element.as;
    }
    return list;
}

const struct check_results *judge(struct world world, const char *elements, const char *unit,
                                  const char *period) {
    struct checks *checks =
        metric_checks_compile(world.store, read_checks(world, elements), world.arena, world.diags);
    if (!checks) return NULL;
    const struct unit **units =
        arena_take_array(world.arena, metric_unit_count(world.store) + 1, sizeof *units);
    struct check_scope scope = {.period = a_period(period), .units = units, .keep_held = true};
    for (size_t i = 0; i < metric_unit_count(world.store); i++) {
        const struct unit *of = metric_unit_at(world.store, i);
        if (!unit || text_is(of->code, unit)) units[scope.unit_count++] = of;
    }
    return metric_checks_judge(checks, &scope, world.arena);
}

static const char *level_name(const struct check_finding *finding) {
    static const char *const names[] = {"note", "warning", "error", "fatal"};
    return finding->waiver ? "waived" : names[finding->level];
}

const char *say_results(struct world world, const struct check_results *results) {
    struct buffer out = buffer_new(world.arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; results && i < results->count; i++) {
        const struct check_finding *finding = &results->findings[i];
        const char *between = i ? " / " : "";
        if (finding->verdict == CHECK_HOLDS)
            buffer_printf(&out, "%sholds", between);
        else
            buffer_printf(&out, "%s%s %s %s: %s", between, diag_name(finding->code),
                          origin_print(finding->origin, world.arena),
                          finding->verdict == CHECK_FAILS ? level_name(finding) : "unjudged",
                          finding->detail);
    }
    for (size_t i = 0; i < diags_size(world.diags); i++) {
        const struct diag *diag = diags_at(world.diags, i);
        buffer_printf(&out, "%s%s %s: %s", out.length ? " / " : "", diag_name(diag->code),
                      origin_print(diag->origin, world.arena), diag->detail);
    }
    return out.at;
}
