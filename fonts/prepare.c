/* Prepares the fonts, once, at build time: prepare-fonts SOURCES OUT DATA
 *
 * Takes the source faces below SOURCES (as fetch.sh leaves them) and the character list in DATA
 * (tgh8105.txt); writes each face into OUT, cut to the working repertoire, desubroutinised and
 * without hints, and all other Han of the fallback face as the rare font: slices of 2,000
 * characters with an index.  Same sources, same bytes.  Why: a font without subroutines halves the
 * time of Cairo and divides the size of small PDFs by four; a complete 25 MB font costs 42 MiB. */
#include <errno.h>
#include <hb-subset.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TABLE_CHARACTERS = 8105, SLICE_CHARACTERS = 2000, SLICES_MOST = 64, JOBS_MOST = 8 };

struct source {
    const char *from; /* file name, found in one of the folders below */
    unsigned index;   /* face in a collection */
    const char *to;
    bool big5; /* Traditional Chinese too */
};

static const struct source sources[] = {
    {"NotoSerifCJK-Regular.ttc", 2, "NotoSerifSC-Regular.otf",
     true}, /* also cut into the rare font */
    {"NotoSerifCJK-Bold.ttc", 2, "NotoSerifSC-Bold.otf", true},
    {"NotoSansCJK-Bold.ttc", 2, "NotoSansSC-Bold.otf", true},
    {"FandolFang-Regular.otf", 0, "FandolFang-Regular.otf", false},
    {"FandolKai-Regular.otf", 0, "FandolKai-Regular.otf", false},
};
enum { SOURCES = sizeof sources / sizeof *sources };

static const char *const folders[] = {
    "usr/share/fonts/opentype/noto",
    "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
};

static void fail(const char *what, const char *why) {
    fprintf(stderr, "prepare-fonts: error: %s: %s\n", what, why);
    exit(1);
}

/* ---- the working repertoire ---- */

/* Blocks taken whole, as far as the face has them. */
static const hb_codepoint_t blocks[][2] = {
    {0x0020, 0x007E}, {0x00A0, 0x024F}, /* ASCII, Latin-1, Latin Extended (pinyin tones) */
    {0x02B0, 0x036F},                   /* modifiers, combining marks */
    {0x0370, 0x045F},                   /* Greek, Cyrillic */
    {0x1E00, 0x1EFF}, {0x2000, 0x206F}, /* Latin with marks, general punctuation */
    {0x2070, 0x20BF},                   /* superscripts, subscripts, currencies */
    {0x2100, 0x218F},                   /* ℃ № ™, number forms, Roman numerals */
    {0x2190, 0x22FF},                   /* arrows, mathematics */
    {0x2300, 0x23FF}, {0x2460, 0x24FF}, /* technical, enclosed ①–⑳ ⑴ ⒈ */
    {0x2500, 0x27BF},                   /* boxes, shapes □ ■ ○ ● ★, ✓ */
    {0x2E3A, 0x2E3B},                   /* two-em and three-em dash */
    {0x3000, 0x30FF}, {0x3100, 0x312F}, /* CJK punctuation, kana, bopomofo */
    {0x3200, 0x33FF},                   /* ㈠ ㊣ ㎡ ㎏ */
    {0xFE10, 0xFE6F}, {0xFF00, 0xFFEF}, /* CJK forms, full-width forms */
};

/* All characters of a two-byte set, as iconv knows it. */
static bool add_charset(hb_set_t *set, const char *name, unsigned last_lead) {
    iconv_t convert = iconv_open("UTF-32LE", name);
    if (convert == (iconv_t)-1) {
        fprintf(stderr, "prepare-fonts: error: iconv does not know %s: %s\n", name,
                strerror(errno));
        return false;
    }
    for (unsigned lead = 0xA1; lead <= last_lead; lead++)
        for (unsigned trail = 0x40; trail <= 0xFE; trail++) {
            char in[2] = {(char)lead, (char)trail};
            unsigned char out[8];
            char *from = in, *to = (char *)out;
            size_t left = sizeof in, room = sizeof out;
            iconv(convert, NULL, NULL, NULL, NULL);
            if (iconv(convert, &from, &left, &to, &room) == (size_t)-1 || room != 4) continue;
            hb_set_add(set, out[0] | (unsigned)out[1] << 8 | (unsigned)out[2] << 16);
        }
    iconv_close(convert);
    return true;
}

/* Code points of one UTF-8 line; false if it is not UTF-8. */
static bool add_line(hb_set_t *set, const char *line) {
    const unsigned char *at = (const unsigned char *)line;
    while (*at && *at != '\n') {
        int more = *at < 0x80 ? 0 : *at >= 0xF0 ? 3 : *at >= 0xE0 ? 2 : 1;
        hb_codepoint_t c = more ? *at & (0x3Fu >> more) : *at;
        at++;
        for (; more > 0; more--, at++) {
            if ((*at & 0xC0) != 0x80) return false;
            c = c << 6 | (*at & 0x3Fu);
        }
        hb_set_add(set, c);
    }
    return true;
}

/* The 8,105 characters of 通用规范汉字表; lines with # are comments. */
static bool add_table(hb_set_t *set, const char *data) {
    char path[4096], line[1024];
    snprintf(path, sizeof path, "%s/tgh8105.txt", data);
    FILE *stream = fopen(path, "r");
    hb_set_t *table = hb_set_create();
    bool read = stream != NULL;
    while (read && fgets(line, sizeof line, stream))
        if (line[0] != '#') read = add_line(table, line);
    if (stream) fclose(stream);
    bool whole = read && hb_set_get_population(table) == TABLE_CHARACTERS;
    if (!whole)
        fprintf(stderr, "prepare-fonts: error: %s: not the %d characters\n", path,
                TABLE_CHARACTERS);
    hb_set_union(set, table);
    hb_set_destroy(table);
    return whole;
}

static hb_set_t *repertoire(const char *data, bool big5) {
    hb_set_t *set = hb_set_create();
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        hb_set_add_range(set, blocks[i][0], blocks[i][1]);
    if (!add_charset(set, "GB2312", 0xF7)) exit(1);
    if (big5 && !add_charset(set, "BIG5", 0xF9)) exit(1);
    if (!add_table(set, data)) exit(1);
    return set;
}

/* ---- one face ---- */

static hb_face_t *open_source(const char *root, const struct source *source) {
    char path[4096];
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s/%s/%s", root, folders[i], source->from);
        if (access(path, R_OK) != 0) continue;
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
        if (!blob) fail(path, strerror(errno));
        hb_face_t *face = hb_face_create(blob, source->index);
        hb_blob_destroy(blob);
        if (hb_face_get_glyph_count(face) == 0) fail(path, "not a font");
        return face;
    }
    fail(source->from, "not found; run: sh fonts/fetch.sh SOURCES");
    return NULL;
}

/* Vertical metrics are never used; the signature no longer holds for a changed font. */
static void drop_tables(hb_subset_input_t *input) {
    static const char *const tags[] = {"vhea", "vmtx", "VORG", "BASE", "DSIG"};
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        hb_set_add(dropped, hb_tag_from_string(tags[i], 4));
}

/* Only what shaping of horizontal text needs: composed marks, joined dashes, half-width marks. */
static void keep_features(hb_subset_input_t *input) {
    static const char *const tags[] = {"ccmp", "mark", "mkmk", "halt"};
    hb_set_t *kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    hb_set_clear(kept);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        hb_set_add(kept, hb_tag_from_string(tags[i], 4));
}

/* Name, version and licence stay in the prepared copy (the OFL and the GPL ask for it). */
static void keep_names(hb_subset_input_t *input) {
    hb_set_add_range(hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID), 0, 14);
}

static void write_whole(const char *path, const void *bytes, size_t length) {
    char part[4200];
    snprintf(part, sizeof part, "%s.part", path);
    FILE *stream = fopen(part, "wb");
    if (!stream) fail(part, strerror(errno));
    bool written = fwrite(bytes, 1, length, stream) == length;
    if (fclose(stream) != 0 || !written || rename(part, path) != 0) {
        int error = errno;
        remove(part);
        fail(path, strerror(error));
    }
}

static void write_subset(hb_face_t *face, const hb_set_t *wanted, const char *path) {
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input) fail(path, "out of memory");
    hb_set_union(hb_subset_input_unicode_set(input), wanted);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    drop_tables(input);
    keep_features(input);
    keep_names(input);
    hb_face_t *cut = hb_subset_or_fail(face, input);
    if (!cut) fail(path, "the subsetter refused the font");
    hb_blob_t *blob = hb_face_reference_blob(cut);
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(blob, &length);
    write_whole(path, bytes, length);
    hb_blob_destroy(blob);
    hb_face_destroy(cut);
    hb_subset_input_destroy(input);
}

/* ---- the rare font ---- */

static bool is_han(hb_codepoint_t c) {
    return (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0x31C0 && c <= 0x31EF) ||
           (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

/* Han of the face that the working repertoire leaves out. */
static hb_set_t *rare_set(hb_face_t *face, const hb_set_t *working) {
    hb_set_t *all = hb_set_create(), *rare = hb_set_create();
    hb_face_collect_unicodes(face, all);
    hb_codepoint_t c = HB_SET_VALUE_INVALID;
    while (hb_set_next(all, &c))
        if (is_han(c) && !hb_set_has(working, c)) hb_set_add(rare, c);
    hb_set_destroy(all);
    return rare;
}

/* ---- the work ---- */

/* A piece of work for one process. */
struct job {
    const struct source *source;
    hb_set_t *wanted;
    char to[64];
};

/* Cuts the rare set into slices; writes the index: file, first, last code point, count. */
static size_t add_slices(struct job *jobs, const hb_set_t *rare, const char *out) {
    size_t count = 0, length = 0;
    char index[SLICES_MOST * 64], path[4096];
    hb_codepoint_t c = HB_SET_VALUE_INVALID;
    bool more = hb_set_next(rare, &c);
    while (more) {
        if (count == SLICES_MOST) fail("rare font", "too many slices");
        struct job *job = &jobs[count++];
        job->source = &sources[0];
        job->wanted = hb_set_create();
        hb_codepoint_t first = c, last = c;
        for (unsigned n = 0; more && n < SLICE_CHARACTERS; n++) {
            hb_set_add(job->wanted, last = c);
            more = hb_set_next(rare, &c);
        }
        snprintf(job->to, sizeof job->to, "rare-%02zu.otf", count);
        length += (size_t)snprintf(index + length, sizeof index - length, "%s %04X %04X %u\n",
                                   job->to, first, last, hb_set_get_population(job->wanted));
    }
    snprintf(path, sizeof path, "%s/rare.txt", out);
    write_whole(path, index, length);
    return count;
}

static void run_job(const struct job *job, const char *root, const char *out) {
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", out, job->to);
    hb_face_t *face = open_source(root, job->source);
    write_subset(face, job->wanted, path);
    hb_face_destroy(face);
}

static void wait_one(bool *failed) {
    int status = 0;
    if (wait(&status) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) *failed = true;
}

/* One process a job, as many at a time as there are processors. */
static bool run_jobs(const struct job *jobs, size_t count, const char *root, const char *out) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    long most = processors < 1 ? 1 : processors > JOBS_MOST ? JOBS_MOST : processors, running = 0;
    bool failed = false;
    for (size_t i = 0; i < count; i++) {
        if (running == most) wait_one(&failed), running--;
        pid_t child = fork();
        if (child < 0) fail("fork", strerror(errno));
        if (child == 0) {
            run_job(&jobs[i], root, out);
            _exit(0);
        }
        running++;
    }
    while (running-- > 0) wait_one(&failed);
    return !failed;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: prepare-fonts SOURCES OUT DATA\n");
        return 2;
    }
    const char *root = argv[1], *out = argv[2];
    hb_set_t *plain = repertoire(argv[3], false), *full = repertoire(argv[3], true);
    static struct job jobs[SOURCES + SLICES_MOST];
    size_t count = 0;
    for (; count < SOURCES; count++) {
        jobs[count].source = &sources[count];
        jobs[count].wanted = sources[count].big5 ? full : plain;
        snprintf(jobs[count].to, sizeof jobs[count].to, "%s", sources[count].to);
    }
    hb_face_t *face = open_source(root, &sources[0]);
    hb_set_t *rare = rare_set(face, full);
    hb_face_destroy(face);
    count += add_slices(jobs + count, rare, out);
    if (!run_jobs(jobs, count, root, out)) return 1;
    printf("prepared %d faces and %zu slices of the rare font (%u characters)\n", (int)SOURCES,
           count - SOURCES, hb_set_get_population(rare));
    for (size_t i = SOURCES; i < count; i++) hb_set_destroy(jobs[i].wanted);
    hb_set_destroy(rare);
    hb_set_destroy(plain);
    hb_set_destroy(full);
    return 0;
}
