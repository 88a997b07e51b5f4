/* One report: slice → checks → document → pages → file.  Read this first: it is the program in
 * brief. */
#include "base/file.h"
#include "base/path.h"
#include "layout/layout.h"
#include "output/output.h"
#include "report/inner.h"
#include "typeset/typeset.h"
#include "wording/wording.h"

/* A sink that takes every page and keeps none: `check` lays out, so that missing characters are
 * found. */
static bool drop_begin(void *self, const struct page_about *about) {
    (void)self, (void)about;
    return true;
}
static bool drop_page(void *self, const struct page *page) {
    (void)self, (void)page;
    return true;
}
static bool drop_end(void *self, const struct page_bookmark *bookmarks, size_t count) {
    (void)self, (void)bookmarks, (void)count;
    return true;
}
static void drop_abandon(void *self) {
    (void)self;
}

static bool write_document(const struct document *document, const char *path, struct arena *arena,
                           struct diags *diags) {
    struct text xml = document_write(document, arena);
    struct file_out out;
    if (!file_out_open(&out, arena, path, diags)) return false;
    fwrite(xml.at, 1, xml.length, out.stream);
    return file_out_commit(&out, diags);
}

/* Where a tree goes once it is there. */
struct target {
    struct text format;
    const char *path; /* NULL: nothing is written */
    struct font_set *fonts;
    const struct style *style;
    const struct trace_about *traced; /* NULL: no lines of figures are wanted */
    struct buffer *trace;
};

static bool put_pages(const struct document *document, const struct target *target,
                      struct arena *arena, struct diags *diags, int *pages) {
    struct page_sink sink = {NULL, drop_begin, drop_page, drop_end, drop_abandon};
    if (target->path &&
        !output_open(target->format, target->path, target->fonts, arena, diags, &sink))
        return false;
    if (target->traced) sink = trace_sink(target->traced, document, sink, arena, target->trace);
    struct typeset *typeset = typeset_new(target->fonts, arena, diags);
    struct layout_result result = {0};
    bool done = layout_run(document, target->style, typeset, &sink, arena, diags, &result);
    if (pages) *pages = result.pages;
    return done;
}

static struct clean_options cleaning(const struct job *job) {
    return (struct clean_options){.mode = text_is(job->clean_mode, "off")      ? CLEAN_OFF
                                          : text_is(job->clean_mode, "report") ? CLEAN_REPORT
                                                                               : CLEAN_ON,
                                  .pinyin = text_is(job->clean_pinyin, "keep") ? CLEAN_KEEP
                                                                               : CLEAN_STRIP};
}

static struct document *evaluate(const struct report_run *run, const struct slice *slice,
                                 struct arena *arena, struct diags *diags) {
    struct template_constant *constants =
        arena_take_array(arena, run->job->set_count + 1, sizeof *constants);
    for (size_t i = 0; i < run->job->set_count; i++)
        constants[i] = (struct template_constant){run->job->sets[i].name, run->job->sets[i].value};
    struct template_run about = {.slice = slice,
                                 .date = run->date,
                                 .constants = constants,
                                 .constant_count = run->job->set_count,
                                 .clean = cleaning(run->job),
                                 .mark = run->job->mark_errors,
                                 .checks = run->checks,
                                 .scores = run->scores,
                                 .trace = run->options->trace};
    return template_evaluate(run->template, &about, arena, diags);
}

/* What the checks found; errors stop the report unless the job says print-and-mark. */
static bool tell_checks(const struct report_run *run, const struct slice *slice,
                        struct diags *diags) {
    size_t errors = metric_checks_tell(run->checks, slice->unit, diags);
    for (size_t i = 0; i < slice->compared_count; i++) {
        const struct unit *unit = slice->compared[i];
        const struct check_finding *finding =
            unit == slice->unit ? NULL : metric_checks_error(run->checks, unit);
        if (!finding) continue;
        errors++;
        diags_add_level(diags, DIAG_B210, run->job->mark_errors ? DIAG_WARNING : DIAG_ERROR,
                        finding->origin, "%.*s (%.*s)", TEXT_ARGS(unit->code),
                        TEXT_ARGS(unit->name));
    }
    return errors == 0 || run->job->mark_errors;
}

/* Formats that are one file a page, ending in -001. */
static bool is_by_page(struct text format) {
    return text_is(format, "png") || text_is(format, "svg");
}

static size_t count_errors(const struct diags *diags) {
    return diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FATAL);
}

static bool make(const struct report_run *run, const struct unit *unit, enum report_depth depth,
                 struct arena *arena, struct diags *diags, struct report_made *made) {
    struct slice *slice =
        metric_slice(run->store, unit, run->period, run->job->compare, run->job->tree, arena);
    if (!report_check_faults(slice, diags)) return false;
    bool sound = tell_checks(run, slice, diags);
    size_t before = count_errors(diags);
    struct document *document = evaluate(run, slice, arena, diags);
    if (!document) return false;
    document_number(document, run->style->numbering, wording_ordinal);
    report_settle_rounding(run, document, arena, diags);
    report_check_agreement(document, arena, diags);
    report_check_windows(document, arena, diags);
    bool as_tree = text_is(run->options->format, "document");
    /* Formats of one file a page add its number themselves. */
    char *path = arena_printf(arena, "%s.%s", report_path(run, unit, arena),
                              as_tree ? "document.xml" : output_extension(run->options->format));
    sound = sound && count_errors(diags) == before;
    bool write = depth == REPORT_DRAW && sound;
    if (as_tree) return write ? write_document(document, path, arena, diags) : sound;
    struct trace_about traced = {run, unit, report_output(run, unit, 1, arena)};
    struct target target = {run->options->format, write ? path : NULL,          run->fonts,
                            run->style,           made->trace ? &traced : NULL, made->trace};
    return put_pages(document, &target, arena, diags, &made->pages) && sound;
}

bool report_make(const struct report_run *run, const struct unit *unit, enum report_depth depth,
                 struct diags *diags, struct report_made *made) {
    struct arena *arena = arena_new();
    struct report_made own = {0};
    if (!made) made = &own;
    size_t lines = made->trace ? made->trace->length : 0;
    made->pages = 0;
    bool done = report_check_output(run, unit, diags) && make(run, unit, depth, arena, diags, made);
    if (!done && made->trace) made->trace->length = lines;
    arena_free(arena);
    return done;
}

/* The style that a document names, else the official one. */
static struct style *style_of(const struct document *document, const char *document_path,
                              struct arena *arena, struct diags *diags) {
    struct text name = node_attribute(document->root, "style");
    if (!name.length) name = TEXT("official.xml");
    char *beside = path_join(arena, path_folder(arena, document_path), name);
    if (path_exists(beside)) return style_read(beside, arena, diags);
    char *shipped = path_data(arena, arena_printf(arena, "templates/styles/%.*s%s", TEXT_ARGS(name),
                                                  text_ends(name, TEXT(".xml")) ? "" : ".xml"));
    if (shipped) return style_read(shipped, arena, diags);
    diags_add(diags, DIAG_B205, document->style_origin, "%.*s", TEXT_ARGS(name));
    diags_hint(diags, "styles that ship: official, modern; or a file beside the document");
    return NULL;
}

bool report_render(const char *document_path, const struct report_options *options,
                   struct arena *arena, struct diags *diags, char **out_path, int *pages) {
    enum { DOCUMENT_BYTES_MOST = 64 * 1024 * 1024 };
    const struct file *file =
        file_read(arena, document_path, DOCUMENT_BYTES_MOST, ORIGIN_NONE, diags);
    struct document *document = file ? document_read(file, arena, diags) : NULL;
    if (!document) return false;
    struct style *style = style_of(document, document_path, arena, diags);
    struct font_set *fonts = font_open(arena, diags);
    if (!style || !fonts) return false;
    document_number(document, style->numbering, wording_ordinal);
    report_settle_rounding(NULL, document, arena, diags);
    const char *folder = options->folder ? options->folder : path_folder(arena, document_path);
    bool as_tree = text_is(options->format, "document");
    char *path = path_join(
        arena, folder,
        text_of(arena_printf(arena, "%s.%s", path_stem(arena, document_path),
                             as_tree ? "document.xml" : output_extension(options->format))));
    if (!report_check_rendered(path, document_path, options, diags)) return false;
    *out_path = path; /* from here on the document is sound, and what fails is the setting */
    if (as_tree) return write_document(document, *out_path, arena, diags);
    struct target target = {options->format, *out_path, fonts, style, NULL, NULL};
    bool done = put_pages(document, &target, arena, diags, pages);
    if (is_by_page(options->format))
        *out_path =
            path_join(arena, folder,
                      text_of(arena_printf(arena, "%s-001.%s", path_stem(arena, document_path),
                                           output_extension(options->format))));
    return done;
}
