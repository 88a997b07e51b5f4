/* A stamp file: "zongjie-stamp 2 HASH warnings pages size language hash\n", then the messages of
 * that build, packed; size is that of the output, the last hash that of all else. */
#include "batch/stamp.h"

#include <inttypes.h>
#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "batch/inner.h"

struct hash {
    uint64_t one, two;
};

enum { MIX_BYTES = 4 * 1024 * 1024 };

/* Two independent chains, the second salted by length, make 128 bits.  A long file is let go of as
 * it is read through; `file` NULL: a text in memory. */
static void mix_bytes(struct hash *hash, struct text text, const struct file *file) {
    char length[24];
    snprintf(length, sizeof length, "%zu:", text.length);
    hash->one = hash_text(text_of(length), hash->one);
    hash->two ^= 0x9E3779B97F4A7C15u;
    for (size_t from = 0; from < text.length; from += MIX_BYTES) {
        struct text part = text_slice(text, from, from + MIX_BYTES);
        hash->one = hash_text(part, hash->one);
        hash->two = hash_text(part, hash->two);
        if (file) file_let_go(file, from, from + part.length);
    }
    hash->two = hash_text(text_of(length), hash->two);
}

static void mix(struct hash *hash, struct text text) {
    mix_bytes(hash, text, NULL);
}

static char *print_hash(const struct hash *hash, struct arena *arena) {
    return arena_printf(arena, "%016" PRIx64 "%016" PRIx64, hash->one, hash->two);
}

char *stamp_of_run(const struct report_run *run, struct arena *arena) {
    struct hash hash = {0, 0};
    mix(&hash, TEXT(ZONGJIE_VERSION));
    for (size_t i = 0; i < run->file_count; i++) {
        mix(&hash, text_of(run->files[i]->name));
        mix_bytes(&hash, run->files[i]->bytes, run->files[i]);
        mix(&hash, run->files[i]->fingerprint);
    }
    mix(&hash, text_of(arena_printf(arena, "%016" PRIx64, font_fingerprint(run->fonts))));
    mix(&hash, period_code(arena, run->period));
    mix(&hash, run->date);
    mix(&hash, run->options->format);
    return print_hash(&hash, arena);
}

char *stamp_of_unit(const char *run_stamp, const struct unit *unit, struct arena *arena) {
    struct hash hash = {0, 0};
    mix(&hash, text_of(run_stamp));
    mix(&hash, unit->code);
    return print_hash(&hash, arena);
}

static char *stamp_path(const char *output, struct arena *arena) {
    return arena_printf(arena, "%s/.zongjie/%s.stamp", path_folder(arena, output),
                        path_name(output));
}

/* Stored messages are in one language. */
static const char *language(void) {
    return gettext("warning");
}

static long long size_of(const char *output) {
    struct stat about;
    return stat(output, &about) == 0 ? (long long)about.st_size : -1;
}

static char *print_head(const char *stamp, const struct batch_result *result, struct arena *arena) {
    char *head = arena_printf(arena, "zongjie-stamp 2 %s %zu %d %lld %s", stamp, result->warnings,
                              result->pages, size_of(result->path),
                              result->records.length ? language() : "-");
    uint64_t hash = hash_text(result->records, hash_text(text_of(head), 0));
    return arena_printf(arena, "%s %016" PRIx64, head, hash);
}

static bool pages_are_there(const struct report_run *run, const struct batch_result *result,
                            struct arena *arena) {
    for (int page = 1; page <= result->pages; page++)
        if (!path_exists(report_output(run, result->unit, page, arena))) return false;
    return true;
}

/* What the stamp would be if it held what it says is compared with what it is: any damage shows. */
static bool read_stamp(struct text bytes, const char *stamp, struct batch_result *result,
                       struct arena *arena) {
    struct text head;
    if (!text_cut(&bytes, '\n', &head)) return false;
    char *start = arena_printf(arena, "zongjie-stamp 2 %s ", stamp), *end;
    if (!text_starts(head, text_of(start))) return false;
    char *numbers = arena_copy(arena, head.at, head.length) + strlen(start);
    result->warnings = strtoul(numbers, &end, 10);
    result->pages = (int)strtol(end, &end, 10);
    result->records = text_copy(arena, bytes);
    return text_is(head, print_head(stamp, result, arena)) && messages_are_sound(result->records);
}

bool stamp_matches(const struct report_run *run, const char *stamp, struct batch_result *result,
                   struct arena *arena) {
    enum { STAMP_BYTES_MOST = 4 * 1024 * 1024 };
    char *path = stamp_path(result->path, arena);
    if (!path_exists(result->path) || !path_exists(path)) return false;
    struct diags *unheard = diags_new(arena);
    const struct file *file = file_read(arena, path, STAMP_BYTES_MOST, ORIGIN_NONE, unheard);
    struct batch_result stored = *result;
    if (!file || !read_stamp(file->bytes, stamp, &stored, arena) ||
        !pages_are_there(run, &stored, arena))
        return false;
    *result = stored;
    return true;
}

void stamp_remove(const char *output, struct arena *arena) {
    unlink(stamp_path(output, arena));
}

void stamp_write(const char *stamp, const struct batch_result *result, struct arena *arena) {
    struct diags *unheard = diags_new(arena);
    struct file_out out;
    if (!file_out_open(&out, arena, stamp_path(result->path, arena), unheard)) return;
    fprintf(out.stream, "%s\n", print_head(stamp, result, arena));
    if (result->records.length) fwrite(result->records.at, 1, result->records.length, out.stream);
    file_out_commit(&out, unheard);
}
