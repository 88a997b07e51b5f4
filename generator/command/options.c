/* Options that several commands share, from one table. */
#include <getopt.h>
#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/checked.h"
#include "command/command.h"
#include "output/output.h"

#define _(sentence) gettext(sentence)

static const struct option names[] = {
    {"output", required_argument, NULL, 'o'},  {"jobs", required_argument, NULL, 'j'},
    {"unit", required_argument, NULL, 'u'},    {"period", required_argument, NULL, 'p'},
    {"format", required_argument, NULL, 'f'},  {"force", no_argument, NULL, 'F'},
    {"strict", no_argument, NULL, 's'},        {"shard", required_argument, NULL, 'I'},
    {"report", required_argument, NULL, 'R'},  {"report-dir", required_argument, NULL, 'D'},
    {"summary", required_argument, NULL, 'S'}, {"quiet", no_argument, NULL, 'q'},
    {"verbose", no_argument, NULL, 'v'},       {"trace", required_argument, NULL, 'T'},
    {"allow", required_argument, NULL, 'A'},   {NULL, 0, NULL, 0},
};

static bool refuse(const char *format, const char *what) {
    fputs(_("zongjie: "), stderr);
    fprintf(stderr, format, what);
    fputc('\n', stderr);
    return false;
}

static bool refuse_empty(const char *option) {
    return refuse(_("option '%s' wants a value"), option);
}

static bool read_count(const char *text, size_t most, size_t *out) {
    char *end;
    if (*text < '0' || *text > '9') return false;
    unsigned long value = strtoul(text, &end, 10);
    *out = value;
    return *end == '\0' && value >= 1 && value <= most;
}

static bool read_shard(const char *text, struct command_options *options) {
    char part[32];
    const char *slash = strchr(text, '/');
    if (!slash || (size_t)(slash - text) >= sizeof part) return false;
    memcpy(part, text, (size_t)(slash - text));
    part[slash - text] = '\0';
    return read_count(slash + 1, 100000, &options->shards) &&
           read_count(part, options->shards, &options->shard);
}

static bool take_allowed(const char *folder, struct command_options *options) {
    struct job_allowed *allowed = &options->report.allowed;
    struct stat about;
    if (stat(folder, &about) != 0 || !S_ISDIR(about.st_mode))
        return refuse(_("--allow wants a folder that is there, not '%s'"), folder);
    options->allowed[allowed->count++] = folder;
    return true;
}

static bool take_option(int letter, const char *value, struct command_options *options) {
    size_t number;
    switch (letter) {
    case 'o': options->report.folder = value; return *value || refuse_empty("-o");
    case 'j':
        if (!read_count(value, 256, &number))
            return refuse(_("-j wants a number of workers from 1 to 256, not '%s'"), value);
        options->workers = (int)number;
        return true;
    case 'u':
        if (options->report.unit_count == COMMAND_LIST_MOST)
            return refuse(_("too many --unit, the first that is too many: '%s'"), value);
        options->units[options->report.unit_count++] = text_of(value);
        return true;
    case 'p': options->report.period = text_of(value); return *value || refuse_empty("--period");
    case 'f':
        options->report.format = text_of(value);
        if (output_is_format(options->report.format) || strcmp(value, "document") == 0) return true;
        return refuse(_("no format '%s'; there are pdf, png, svg, text, document, pages"), value);
    case 'A': return take_allowed(value, options);
    case 'F': options->force = true; return true;
    case 's': options->strict = true; return true;
    case 'I':
        if (read_shard(value, options)) return true;
        return refuse(_("--shard wants I/N with 1 <= I <= N, not '%s'"), value);
    case 'R':
        options->check_report = value;
        return checked_write_is(value) ||
               refuse(_("--report wants a file that ends in .json or .txt, not '%s'"), value);
    case 'D': options->check_folder = value; return *value || refuse_empty("--report-dir");
    case 'S': options->summary = value; return *value || refuse_empty("--summary");
    case 'T':
        options->trace = value;
        options->report.trace = true;
        return *value || refuse_empty("--trace");
    case 'q': options->quiet = true; return true;
    case 'v': options->verbose = true; return true;
    }
    return false;
}

/* An option as it was typed.  getopt moves operands behind the options, so the word is not where it
 * was: a known long option has a place in the table; a wrong one has just been passed; of a cluster
 * such as -qx only the letter is known. */
static const char *option_word(char **arguments, int letter, int index, struct arena *arena) {
    bool known = false; /* a long option that was given a value it does not take */
    for (int i = 0; names[i].name; i++) known = known || names[i].val == optopt;
    if (index >= 0) return arena_printf(arena, "--%s", names[index].name);
    if (letter == '?' && optopt && !known) return arena_printf(arena, "-%c", optopt);
    if (letter == '?' || letter == ':') return arguments[optind - 1];
    return arena_printf(arena, "-%c", letter);
}

bool command_parse(int count, char **arguments, const char *taken, struct arena *arena,
                   struct command_options *options) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    *options = (struct command_options){.workers = cores > 0 ? (int)cores : 1};
    options->report.format = TEXT("pdf");
    options->units = arena_take_array(arena, (size_t)count + 1, sizeof *options->units);
    options->report.units = options->units;
    options->allowed = arena_take_array(arena, (size_t)count + 1, sizeof *options->allowed);
    options->report.allowed.folders = options->allowed;
    opterr = 0;
    optind = 0; /* starts anew, whatever was parsed before */
    for (;;) {
        int index = -1;
        int letter = getopt_long(count, arguments, ":o:j:qv", names, &index);
        if (letter == -1) break;
        const char *word = option_word(arguments, letter, index, arena);
        if (letter == ':') return refuse(_("option '%s' wants a value"), word);
        if (letter == '?' && strncmp(word, "--", 2) == 0 && optopt)
            return refuse(_("option '%s' takes no value"), word);
        if (letter == '?') return refuse(_("no option '%s'"), word);
        if (!strchr(taken, letter)) return refuse(_("this command takes no '%s'"), word);
        if (!take_option(letter, optarg, options)) return false;
    }
    options->files = arguments + optind;
    options->file_count = count - optind;
    return true;
}
