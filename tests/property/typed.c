/* Figures typed by hand into the county sample's text instead of bound ones: no right one is
 * reported, and of six wrong ones at a time every one is, at its place. */
#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"

enum { BOUND_MOST = 400, AT_ONCE = 6 };
static const char *const files[] = {"texts.csv", "items.csv"};
enum { FILES = sizeof files / sizeof *files };

/* A plain {indicator} in one of the files, and how it is printed. */
struct bound {
    size_t file, offset, length; /* braces included */
    char name[64], printed[64];
};

struct county {
    char *texts[FILES];
    struct bound bounds[BOUND_MOST];
    size_t count;
};

static void copy_sample(const char *to) {
    int status;
    capture(&status, "cp -R samples/county-health '%s/%s' && rm -rf '%s/%s/out'", work_folder(), to,
            work_folder(), to);
    cr_assert_eq(status, 0);
}

static void find_bound(struct county *county, size_t file) {
    const char *text = county->texts[file];
    for (const char *at = text; (at = strchr(at, '{')) && county->count < BOUND_MOST; at++) {
        size_t length = strcspn(at, "}") + 1;
        if (length > sizeof county->bounds->name || strcspn(at, "|:@$") < length) continue;
        if (strncmp(at, "{period", 7) == 0 || strncmp(at, "{year", 5) == 0)
            continue; /* no figures */
        struct bound *bound = &county->bounds[county->count++];
        *bound = (struct bound){.file = file, .offset = (size_t)(at - text), .length = length};
        memcpy(bound->name, at + 1, length - 2);
    }
}

/* Has a template of nothing but these figures built as text: a paragraph each. */
static void print_bound(struct county *county) {
    copy_sample("print");
    FILE *template = fopen(work_path("print/report.xml"), "w");
    fputs("<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>x</title>", template);
    for (size_t i = 0; i < county->count; i++)
        fprintf(template, "<p>%zu={%s}</p>\n", i, county->bounds[i].name);
    fputs("</template>\n", template);
    fclose(template);
    int status;
    char *said = capture(&status, "'%s' build -q --format text '%s/print/job.xml' 2>&1", program(),
                         work_folder());
    cr_assert_eq(status, 0, "%s", said);
    char *text = capture(&status, "cat '%s'/print/out/*.txt", work_folder());
    for (char *rest = text, *line; (line = cut_line(&rest));) {
        size_t index;
        int from = 0;
        if (sscanf(line, "%zu=%n", &index, &from) != 1 || from == 0 || index >= county->count)
            continue;
        if (isdigit((unsigned char)line[from]))
            snprintf(county->bounds[index].printed, sizeof county->bounds->printed, "%s",
                     line + from);
    }
}

/* The last digit but that of the measure: 86.42万人次 is no longer 86.45万人次. */
static void spoil(char *printed) {
    char *last = printed;
    for (char *at = printed; isdigit((unsigned char)*at) || *at == '.'; at++)
        if (*at != '.') last = at;
    *last = (char)('0' + (*last - '0' + 3) % 10);
}

/* Line and column of a byte, as messages print them. */
static void print_place(const char *file, const char *text, size_t offset, char *into,
                        size_t room) {
    size_t line = 1, column = 1;
    for (size_t i = 0; i < offset; i++) {
        if (text[i] == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)text[i] & 0xC0) != 0x80) {
            column++;
        }
    }
    snprintf(into, room, "%s:%zu:%zu:", file, line, column);
}

/* Writes both files with the figures [from, to) typed, right or wrong; gives their places, and what
 * `check` says. */
static char *check_typed(const struct county *county, size_t from, size_t to, bool wrong,
                         char (*places)[96]) {
    for (size_t f = 0; f < FILES; f++) {
        char name[64], *text = calloc(1, strlen(county->texts[f]) + (to - from) * 64 + 1);
        size_t at = 0;
        for (size_t i = from; i < to; i++) {
            const struct bound *bound = &county->bounds[i];
            if (bound->file != f || !*bound->printed) continue;
            char typed[64];
            strcpy(typed, bound->printed);
            if (wrong) spoil(typed);
            strncat(text, county->texts[f] + at, bound->offset - at);
            print_place(files[f], text, strlen(text), places[i - from], sizeof *places);
            strcat(text, typed);
            at = bound->offset + bound->length;
        }
        strcat(text, county->texts[f] + at);
        snprintf(name, sizeof name, "typed/%s", files[f]);
        write_file(work_path(name), text);
        free(text);
    }
    return capture(NULL, "cd '%s/typed' && '%s' check -q job.xml 2>&1", work_folder(), program());
}

/* The message that begins with a place, NULL if there is none. */
static const char *find_message(const char *said, const char *place) {
    for (const char *at = said; at && *at; at = strchr(at, '\n'), at = at ? at + 1 : NULL)
        if (strncmp(at, place, strlen(place)) == 0) return at;
    return NULL;
}

static struct county *read_county(void) {
    struct county *county = calloc(1, sizeof *county);
    for (size_t f = 0; f < FILES; f++) {
        char path[96];
        snprintf(path, sizeof path, "samples/county-health/%s", files[f]);
        county->texts[f] = read_file(path);
        cr_assert_not_null(county->texts[f]);
        find_bound(county, f);
    }
    print_bound(county);
    copy_sample("typed");
    return county;
}

Test(typed_county, right_figures_are_let_pass) {
    struct county *county = read_county();
    char(*places)[96] = calloc(BOUND_MOST, sizeof *places);
    char *said = check_typed(county, 0, county->count, false, places);
    size_t seen = 0;
    for (size_t i = 0; i < county->count; i++) {
        const struct bound *bound = &county->bounds[i];
        if (!*bound->printed) continue;
        const char *message = find_message(said, places[i]);
        cr_expect_null(message, "%s typed for {%s}: %.200s", bound->printed, bound->name, message);
        seen++;
    }
    cr_expect_geq(seen, 50, "only %zu bound figures", seen);
}

Test(typed_county, wrong_figures_are_reported) {
    struct county *county = read_county();
    size_t seen = 0, contradicting = 0;
    for (size_t from = 0; from < county->count; from += AT_ONCE) {
        size_t to = from + AT_ONCE < county->count ? from + AT_ONCE : county->count;
        char places[AT_ONCE][96] = {""};
        char *said = check_typed(county, from, to, true, places);
        for (size_t i = from; i < to; i++) {
            const struct bound *bound = &county->bounds[i];
            if (!*bound->printed) continue;
            const char *message = find_message(said, places[i - from]);
            cr_expect_not_null(message, "nothing at %s, for {%s}, which is %s", places[i - from],
                               bound->name, bound->printed);
            seen++;
            size_t length = message ? strcspn(message, "\n") : 0;
            contradicting += length > 6 && strncmp(message + length - 6, "[P301]", 6) == 0;
        }
        free(said);
    }
    /* A figure that stands alone or far from its name can only be called unknown. */
    cr_expect_geq(contradicting * 20, seen * 19, "%zu of %zu contradict", contradicting, seen);
}
