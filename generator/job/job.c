/* Reading job.xml: every element is taken and judged, so that one run lists all faults. */
#include "job/job.h"

#include <string.h>
#include <unistd.h>

#include "base/path.h"
#include "job/inner.h"

struct text job_content(struct job_reading *reading, const xml_node *node, struct origin *origin) {
    struct text all = xml_content(node, reading->arena), trimmed = text_trim(all);
    const xml_node *text = xml_first(node);
    *origin = xml_origin(node);
    if (trimmed.length) *origin = xml_text_origin(text, (size_t)(trimmed.at - all.at));
    return trimmed;
}

bool job_check_version(struct job_reading *reading, const xml_node *root) {
    struct text version = xml_attribute(root, "version");
    if (text_is(version, "1")) return true;
    diags_add(reading->diags, DIAG_J103, xml_attribute_origin(root, "version", 0), "%.*s",
              TEXT_ARGS(version));
    diags_hint(reading->diags, N_("this program knows version 1"));
    return false;
}

bool job_read_period(struct job_reading *reading, struct text text, struct origin origin,
                     struct period *period) {
    if (period_read(text, period)) return true;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J104, origin, "%.*s", TEXT_ARGS(text));
    diags_hint(reading->diags, N_("periods are written 2026H1, 2026, 2026Q2, 2026-05 or "
                                  "2026-01..2026-05"));
    return false;
}

/* ---- one function an element ---- */

static void take_template(struct job_reading *reading, const xml_node *node) {
    reading->job->template_path = job_find_file(reading, node, "file", "templates");
    reading->job->template_origin = xml_attribute_origin(node, "file", 0);
}

static void take_style(struct job_reading *reading, const xml_node *node) {
    struct job *job = reading->job;
    job->page_number = xml_attribute(node, "page-number");
    job->duplex = xml_attribute(node, "duplex");
    if (!xml_has(node, "file")) return;
    job->style_path = job_find_file(reading, node, "file", "templates/styles");
    job->style_origin = xml_attribute_origin(node, "file", 0);
}

static void take_period(struct job_reading *reading, const xml_node *node) {
    struct job *job = reading->job;
    struct text text = job_content(reading, node, &job->period_origin);
    if (!job_read_period(reading, text, job->period_origin, &job->period)) return;
    if (period_has_dates(job->period)) return;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J104, job->period_origin,
              N_("%.*s has no place in the calendar"), TEXT_ARGS(text));
    diags_hint(reading->diags, N_("a report is about a half, year, quarter, month or days, such "
                                  "as 2026H1"));
}

static void take_date(struct job_reading *reading, const xml_node *node) {
    struct origin origin;
    struct text text = job_content(reading, node, &origin);
    reading->job->date = text;
    if (xml_is_date(text)) return;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J105, origin, "%.*s", TEXT_ARGS(text));
    diags_hint(reading->diags, N_("write a day of the calendar such as 2026-07-05"));
}

static void take_units(struct job_reading *reading, const xml_node *node) {
    struct job *job = reading->job;
    job->units = xml_attribute(node, "of");
    job->tree = xml_attribute(node, "tree");
    job->compare = xml_attribute(node, "compare");
    job->units_origin = xml_attribute_origin(node, "of", 0);
}

static void take_checks(struct job_reading *reading, const xml_node *node) {
    struct job *job = reading->job;
    job->mark_errors = text_is(xml_attribute(node, "on-error"), "mark");
    job->checks_path = job_find_file(reading, node, "file", NULL);
    if (job->checks_path) job_read_checks(reading, xml_attribute_origin(node, "file", 0));
}

static void take_scoring(struct job_reading *reading, const xml_node *node) {
    struct job *job = reading->job;
    struct job_scheme scheme = {job_find_file(reading, node, "file", NULL),
                                xml_attribute_origin(node, "file", 0)};
    ARENA_GROW(reading->arena, job->schemes, job->scheme_count, reading->scheme_room);
    job->schemes[job->scheme_count++] = scheme;
}

static void take_clean(struct job_reading *reading, const xml_node *node) {
    reading->job->clean_mode = xml_attribute(node, "mode");
    reading->job->clean_pinyin = xml_attribute(node, "pinyin");
}

/* {job}, {unit} and {period} are the only names that an output's name may hold. */
static void check_output_name(struct job_reading *reading, const xml_node *node) {
    struct text name = xml_attribute(node, "name"), left = name;
    for (size_t at; (at = text_find(left, TEXT("{"))) != SIZE_MAX;) {
        left = text_slice(left, at, left.length);
        size_t end = text_find(left, TEXT("}"));
        struct text word = text_slice(left, 1, end);
        size_t offset = (size_t)(left.at - name.at);
        left = text_slice(left, 1, left.length);
        if (end != SIZE_MAX &&
            (text_is(word, "job") || text_is(word, "unit") || text_is(word, "period")))
            continue;
        reading->failed = true;
        diags_add(reading->diags, DIAG_J108, xml_attribute_origin(node, "name", offset), "%.*s",
                  TEXT_ARGS(name));
        diags_hint(reading->diags, N_("a name may hold {job}, {unit} and {period}"));
    }
}

static void check_inside(struct job_reading *reading, const xml_node *node, const char *attribute) {
    struct text path = xml_attribute(node, attribute);
    if (path_is_inside(path)) return;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J102, xml_attribute_origin(node, attribute, 0), "%.*s",
              TEXT_ARGS(path));
    diags_hint(reading->diags, N_("use -o on the command line to write elsewhere"));
}

static void take_output(struct job_reading *reading, const xml_node *node) {
    struct job *job = reading->job;
    check_inside(reading, node, "folder");
    check_inside(reading, node, "name");
    check_output_name(reading, node);
    struct text folder = xml_attribute(node, "folder"), name = xml_attribute(node, "name");
    if (folder.length) job->output_folder = folder;
    if (name.length) job->output_name = name;
}

static void take_set(struct job_reading *reading, const xml_node *node) {
    struct job *job = reading->job;
    struct job_set set = {xml_attribute(node, "name"), xml_attribute(node, "value")};
    for (size_t i = 0; i < job->set_count; i++) {
        if (!text_equal(job->sets[i].name, set.name)) continue;
        reading->failed = true;
        diags_add(reading->diags, DIAG_J107, xml_attribute_origin(node, "name", 0),
                  "<set name=\"%.*s\">", TEXT_ARGS(set.name));
    }
    ARENA_GROW(reading->arena, job->sets, job->set_count, reading->set_room);
    job->sets[job->set_count++] = set;
}

static const struct kind {
    const char *name;
    bool once, needed;
    void (*take)(struct job_reading *reading, const xml_node *node);
    const char *example;
} kinds[] = {
    {"template", true, true, take_template, "<template file=\"report.xml\"/>"},
    {"style", true, false, take_style, NULL},
    {"period", true, true, take_period, "<period>2026H1</period>"},
    {"date", true, false, take_date, NULL},
    {"units", true, false, take_units, NULL},
    {"source", false, true, job_take_source, "<source table=\"metrics\" file=\"metrics.csv\"/>"},
    {"checks", true, false, take_checks, NULL},
    {"scoring", false, false, take_scoring, NULL},
    {"clean", true, false, take_clean, NULL},
    {"output", true, false, take_output, NULL},
    {"set", false, false, take_set, NULL},
};

static void take_kind(struct job_reading *reading, const xml_node *root, const struct kind *kind) {
    size_t count = 0;
    for (const xml_node *node = xml_first_element(root); node; node = xml_next_element(node)) {
        if (!xml_is(node, kind->name)) continue;
        if (!count++ || !kind->once) {
            kind->take(reading, node);
            continue;
        }
        reading->failed = true;
        diags_add(reading->diags, DIAG_J107, xml_origin(node), "<%s>", kind->name);
    }
    if (count || !kind->needed) return;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J101, xml_origin(root), "<%s>", kind->name);
    diags_hint(reading->diags, N_("write %s"), kind->example);
}

/* ---- the whole ---- */

/* job.xml is named after its folder, any other file after itself. */
static struct text default_name(struct arena *arena, const char *path, const char *folder) {
    if (strcmp(path_name(path), "job.xml") != 0) return text_of(path_stem(arena, path));
    char here[4096];
    if (strcmp(folder, ".") == 0 && getcwd(here, sizeof here)) folder = here;
    struct text name = text_copy(arena, text_of(path_name(folder)));
    size_t bad;
    bool fit = name.length && !text_is(name, ".") && !text_is(name, "..");
    return fit && text_is_utf8(name, &bad) ? name : TEXT("job");
}

static void take_name(struct job_reading *reading, const xml_node *root) {
    struct job *job = reading->job;
    job->name = xml_attribute(root, "name");
    if (!job->name.length) {
        job->name = default_name(reading->arena, job->path, job->folder);
    } else if (text_find(job->name, TEXT("/")) != SIZE_MAX) {
        reading->failed = true;
        diags_add(reading->diags, DIAG_J108, xml_attribute_origin(root, "name", 0), "%.*s",
                  TEXT_ARGS(job->name));
    }
}

static void find_official_style(struct job_reading *reading, const xml_node *root) {
    struct job *job = reading->job;
    if (job->style_path || reading->failed) return;
    job->style_path = path_data(reading->arena, "templates/styles/official.xml");
    if (job->style_path) return;
    reading->failed = true;
    diags_add(reading->diags, DIAG_J106, xml_origin(root), "%s", "templates/styles/official.xml");
    diags_hint(reading->diags, N_("the program's own files are not where they were installed; "
                                  "ZONGJIE_DATA may say where they are"));
}

struct job *job_read(const char *path, const struct job_allowed *allowed, struct arena *arena,
                     struct diags *diags) {
    struct job *job = ARENA_NEW(arena, struct job);
    struct job_reading reading = {.arena = arena, .diags = diags, .job = job, .allowed = allowed};
    job->path = arena_printf(arena, "%s", path);
    job->folder = path_folder(arena, path);
    job->output_folder = TEXT("out");
    job->output_name = TEXT("{job}-{unit}-{period}");
    xml_node *root = job_read_xml(&reading, path, ORIGIN_NONE);
    if (!root || !xml_check(root, &job_language, arena, diags) ||
        !job_check_version(&reading, root))
        return NULL;
    take_name(&reading, root);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) take_kind(&reading, root, &kinds[i]);
    find_official_style(&reading, root);
    job->files = (const struct file *const *)reading.files;
    job->file_count = reading.file_count;
    return reading.failed ? NULL : job;
}
