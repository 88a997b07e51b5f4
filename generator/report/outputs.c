/* Where reports are written, and what may not be written over: another report, an input, anything
 * outside the folder. */
#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "output/output.h"
#include "report/inner.h"

/* {job} {unit} {period} in the name of an output. */
static struct text fill_name(const struct report_run *run, const struct unit *unit,
                             struct arena *arena) {
    struct text pattern = run->job->output_name;
    if (!pattern.length) pattern = TEXT("{job}-{unit}-{period}");
    struct {
        struct text key, value;
    } words[] = {{TEXT("{job}"), run->job->name},
                 {TEXT("{unit}"), unit->code},
                 {TEXT("{period}"), period_code(arena, run->period)}};
    struct buffer out = buffer_new(arena);
    for (size_t at = 0; at < pattern.length;) {
        size_t step = 1;
        struct text rest = text_slice(pattern, at, pattern.length), put = text_slice(rest, 0, 1);
        for (size_t i = 0; i < 3; i++) {
            if (!text_starts(rest, words[i].key)) continue;
            put = words[i].value;
            step = words[i].key.length;
        }
        buffer_add_text(&out, put);
        at += step;
    }
    return buffer_text(&out);
}

static const char *find_folder(const struct report_run *run, struct arena *arena) {
    struct text folder = run->job->output_folder;
    if (run->options->folder) return run->options->folder;
    return path_join(arena, run->job->folder, folder.length ? folder : TEXT("out"));
}

char *report_path(const struct report_run *run, const struct unit *unit, struct arena *arena) {
    return path_join(arena, find_folder(run, arena), fill_name(run, unit, arena));
}

char *report_output(const struct report_run *run, const struct unit *unit, int page,
                    struct arena *arena) {
    struct text format = run->options->format;
    char *path = report_path(run, unit, arena);
    if (text_is(format, "document")) return arena_printf(arena, "%s.document.xml", path);
    if (text_is(format, "png") || text_is(format, "svg"))
        return arena_printf(arena, "%s-%03d.%s", path, page, output_extension(format));
    return arena_printf(arena, "%s.%s", path, output_extension(format));
}

/* ---- what may not be written ---- */

/* Longer parts leave no room for what is added to a file under way. */
enum { PART_BYTES_MOST = 200 };

static bool is_fit(struct text code, struct text name) {
    if (text_find(code, TEXT("/")) != SIZE_MAX || !path_is_inside(name)) return false;
    for (size_t i = 0; i < name.length; i++)
        if ((unsigned char)name.at[i] < 0x20 || name.at[i] == 0x7F) return false;
    struct text part;
    while (text_cut(&name, '/', &part))
        if (!part.length || part.length > PART_BYTES_MOST) return false;
    return true;
}

static void report_input(const char *output, struct diags *diags) {
    diags_add(diags, DIAG_B209, ORIGIN_NONE, "%s", output);
    diags_hint(diags, N_("use -o on the command line to write elsewhere"));
}

bool report_check_output(const struct report_run *run, const struct unit *unit,
                         struct diags *diags) {
    struct arena *arena = arena_new();
    bool fit = is_fit(unit->code, fill_name(run, unit, arena)), free = true;
    if (!fit) {
        diags_add(diags, DIAG_J108, unit->origin, "%.*s", TEXT_ARGS(unit->code));
        diags_hint(diags, N_("a file name has no / and no control character, and at most %d bytes"),
                   PART_BYTES_MOST);
    }
    const char *output = report_output(run, unit, 1, arena);
    for (size_t i = 0; fit && i < run->file_count && free; i++)
        free = !file_is_same(output, run->files[i]->name);
    if (!free) report_input(output, diags);
    arena_free(arena);
    return fit && free;
}

/* Absolute, without "." and empty parts. */
static const char *plain_path(const char *path, struct arena *arena) {
    char here[4096];
    if (!getcwd(here, sizeof here)) here[0] = '\0';
    struct text rest = text_of(*path == '/' ? path : arena_printf(arena, "%s/%s", here, path));
    struct text part;
    struct buffer out = buffer_new(arena);
    while (text_cut(&rest, '/', &part))
        if (part.length && !text_is(part, ".")) buffer_printf(&out, "/%.*s", TEXT_ARGS(part));
    return out.length ? out.at : "/";
}

/* False if the file was claimed already.  A folder has many spellings but one number; it has none
 * before it is made. */
static bool claim(struct report_claims *claims, const char *folder, struct text name) {
    struct arena *arena = claims->arena;
    struct stat about;
    const char *path = plain_path(*folder ? folder : ".", arena);
    char *key = arena_printf(arena, "%s/%.*s", path, TEXT_ARGS(name));
    bool fresh = !map_set(claims->paths, text_of(key), claims);
    if (stat(path, &about) != 0) return fresh;
    key = arena_printf(arena, "%ju:%ju/%.*s", (uintmax_t)about.st_dev, (uintmax_t)about.st_ino,
                       TEXT_ARGS(name));
    return !map_set(claims->paths, text_of(key), claims) && fresh;
}

bool report_claim_outputs(const struct report_run *run, struct diags *diags) {
    struct report_claims own = {run->arena, map_new(run->arena)};
    struct report_claims *claims = run->options->claims ? run->options->claims : &own;
    const char *folder = find_folder(run, run->arena);
    struct origin place = {run->job->file_count ? run->job->files[0] : NULL, ORIGIN_WHOLE_FILE};
    bool free = true;
    for (size_t i = 0; i < run->unit_count && !diags_full(diags); i++) {
        if (claim(claims, folder, fill_name(run, run->units[i], run->arena))) continue;
        free = false;
        diags_add(diags, DIAG_B208, place, "%s", report_output(run, run->units[i], 1, run->arena));
        diags_hint(diags, N_("write {unit} into the name of <output>, or give the jobs names or "
                             "folders of their own"));
    }
    return free;
}

bool report_check_rendered(const char *output, const char *document,
                           const struct report_options *options, struct diags *diags) {
    if (file_is_same(output, document)) {
        report_input(output, diags);
        return false;
    }
    if (!options->claims) return true;
    const char *folder = path_folder(options->claims->arena, output);
    if (claim(options->claims, folder, text_of(path_name(output)))) return true;
    diags_add(diags, DIAG_B208, ORIGIN_NONE, "%s", output);
    return false;
}
