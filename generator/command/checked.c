/* See checked.h.  The report is kept in memory until all jobs are read, then written whole. */
#include "command/checked.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/path.h"
#include "command/returned.h"

#define _(sentence) gettext(sentence)

struct checked {
    struct arena *arena;
    const char *report, *folder;
    bool json;
    FILE *stream; /* what will be the report */
    char *bytes;
    size_t length, count;
};

static bool ends_in(const char *path, const char *end) {
    size_t length = strlen(path), of_end = strlen(end);
    return length > of_end && strcmp(path + length - of_end, end) == 0;
}

bool checked_write_is(const char *path) {
    return ends_in(path, ".json") || ends_in(path, ".txt");
}

struct checked *checked_new(const char *report, const char *folder, struct arena *arena) {
    struct checked *checked = ARENA_NEW(arena, struct checked);
    *checked = (struct checked){.arena = arena, .report = report, .folder = folder};
    if (!report) return checked;
    checked->json = ends_in(report, ".json");
    checked->stream = open_memstream(&checked->bytes, &checked->length);
    return checked;
}

/* ---- JSON */

static const char *verdict_name(const struct check_finding *finding) {
    if (finding->waiver) return "waived";
    switch (finding->verdict) {
    case CHECK_HOLDS: return "holds";
    case CHECK_FAILS: return "fails";
    case CHECK_UNJUDGED: return "unjudged";
    }
    return "";
}

static void write_member(FILE *out, const char *name, struct text value) {
    if (!value.length) return;
    fprintf(out, ", \"%s\": ", name);
    json_write(value, out);
}

static void write_object(struct checked *checked, const struct report_run *run,
                         const struct check_finding *finding) {
    static const char *const levels[] = {"note", "warning", "error", "fatal"};
    FILE *out = checked->stream;
    struct arena *arena = arena_new();
    fputs(checked->count++ ? ",\n    {\"job\": " : "\n    {\"job\": ", out);
    json_write(text_of(run->job->path), out);
    write_member(out, "unit", finding->unit->code);
    write_member(out, "unit_name", finding->unit->name);
    write_member(out, "period", period_code(arena, finding->period));
    write_member(out, "check", finding->check);
    write_member(out, "kind", finding->kind);
    fprintf(out, ", \"generic\": %s", finding->generic ? "true" : "false");
    write_member(out, "declared", text_of(origin_print(finding->declared, arena)));
    write_member(out, "verdict", text_of(verdict_name(finding)));
    write_member(out, "level", text_of(levels[finding->level]));
    if (finding->verdict != CHECK_HOLDS)
        write_member(out, "code", text_of(diag_name(finding->code)));
    write_member(out, "indicator", finding->indicator);
    write_member(out, "name", finding->name);
    if (finding->verdict != CHECK_UNJUDGED)
        write_member(out, "place", text_of(origin_print(finding->origin, arena)));
    write_member(out, "stated", text_of(finding->stated));
    write_member(out, "recomputed", text_of(finding->expected));
    write_member(out, "difference", text_of(finding->difference));
    write_member(out, "tolerance", text_of(finding->tolerance));
    write_member(out, "working", text_of(finding->working));
    write_member(out, "message", text_of(finding->detail));
    write_member(out, "words", finding->words);
    if (finding->waiver) {
        write_member(out, "reason", finding->waiver->reason);
        write_member(out, "waived_at", text_of(origin_print(finding->waiver->origin, arena)));
    }
    fputc('}', out);
    arena_free(arena);
}

/* ---- text */

/* What a job's checks came to. */
struct tally {
    size_t by_level[DIAG_FATAL + 1], waived, unjudged;
};

static struct tally count_verdicts(const struct check_results *results) {
    struct tally tally = {0};
    for (size_t i = 0; i < results->count; i++) {
        const struct check_finding *finding = &results->findings[i];
        if (finding->waiver)
            tally.waived++;
        else if (finding->verdict == CHECK_UNJUDGED)
            tally.unjudged++;
        else if (finding->verdict == CHECK_FAILS)
            tally.by_level[finding->level]++;
    }
    return tally;
}

static const char *verdict_words(const struct check_finding *finding) {
    if (finding->waiver) return _("waived");
    if (finding->verdict == CHECK_HOLDS) return _("holds");
    if (finding->verdict == CHECK_UNJUDGED) return _("not judged");
    return finding->level >= DIAG_ERROR     ? _("error")
           : finding->level == DIAG_WARNING ? _("warning")
                                            : _("note");
}

static void write_numbers(FILE *out, const struct check_finding *finding) {
    const struct {
        const char *name, *value;
    } numbers[] = {{_("stated"), finding->stated},
                   {_("recomputed"), finding->expected},
                   {_("worked out from"), finding->working},
                   {_("difference"), finding->difference},
                   {_("tolerance"), finding->tolerance}};
    bool any = false;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (!*numbers[i].value) continue;
        fprintf(out, any ? "; %s %s" : "      %s %s", numbers[i].name, numbers[i].value);
        any = true;
    }
    if (any) fputc('\n', out);
}

static void write_finding(FILE *out, const struct check_finding *finding, struct arena *arena) {
    struct text check = finding->check.length ? finding->check : finding->kind;
    fprintf(out, "  [%s] %.*s", verdict_words(finding), TEXT_ARGS(check));
    if (finding->name.length) fprintf(out, "  %.*s", TEXT_ARGS(finding->name));
    fprintf(out, "  %s\n", origin_print(finding->origin, arena));
    if (finding->verdict != CHECK_HOLDS)
        fprintf(out, "      %s: %s [%s]\n", diag_text(finding->code), finding->detail,
                diag_name(finding->code));
    if (finding->verdict != CHECK_UNJUDGED) write_numbers(out, finding);
    if (finding->words.length && finding->verdict == CHECK_FAILS)
        fprintf(out, "      %.*s\n", TEXT_ARGS(finding->words));
    if (finding->waiver) {
        fprintf(out, _("      reason: %.*s (%s)"), TEXT_ARGS(finding->waiver->reason),
                origin_print(finding->waiver->origin, arena));
        fputc('\n', out);
    }
}

static void write_text(struct checked *checked, const struct report_run *run) {
    const struct check_results *results = run->checks;
    struct tally tally = count_verdicts(results);
    struct arena *arena = arena_new();
    FILE *out = checked->stream;
    if (checked->count++) fputc('\n', out);
    fprintf(out, _("Check report: %s, %.*s"), run->job->path,
            TEXT_ARGS(period_code(arena, run->period)));
    fputc('\n', out);
    fprintf(out, _("held %zu, errors %zu, warnings %zu, notes %zu, waived %zu, not judged %zu"),
            results->held, tally.by_level[DIAG_ERROR], tally.by_level[DIAG_WARNING],
            tally.by_level[DIAG_NOTE], tally.waived, tally.unjudged);
    fputc('\n', out);
    for (size_t i = 0; i < results->count; i++) {
        const struct check_finding *finding = &results->findings[i];
        const struct unit *unit = finding->unit;
        if (i == 0 || results->findings[i - 1].unit != unit)
            fprintf(out, "\n%.*s (%.*s)\n", TEXT_ARGS(unit->name), TEXT_ARGS(unit->code));
        write_finding(out, finding, arena);
    }
    arena_free(arena);
}

/* ---- both */

bool checked_add(struct checked *checked, const struct report_run *run, struct diags *diags) {
    if (!run->checks) return true;
    for (size_t i = 0; checked->stream && checked->json && i < run->checks->count; i++)
        write_object(checked, run, &run->checks->findings[i]);
    if (checked->stream && !checked->json) write_text(checked, run);
    return !checked->folder || returned_write(run, checked->folder, diags);
}

bool checked_finish(struct checked *checked) {
    if (!checked->report) return true;
    struct diags *diags = diags_new(checked->arena);
    struct file_out out;
    bool done = checked->stream && fclose(checked->stream) == 0;
    if (done && file_out_open(&out, checked->arena, checked->report, diags)) {
        if (checked->json)
            fprintf(out.stream, "{\n  \"zongjie\": \"%s\",\n  \"checks\": [", ZONGJIE_VERSION);
        fwrite(checked->bytes, 1, checked->length, out.stream);
        if (checked->json) fputs("\n  ]\n}\n", out.stream);
        done = file_out_commit(&out, diags);
    } else {
        done = false;
    }
    free(checked->bytes);
    diags_print(diags, DIAG_NOTE, stderr);
    return done;
}
