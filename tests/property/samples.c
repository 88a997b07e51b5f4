/* Every sample builds without an error and its PDF is sound: qpdf finds nothing, all fonts are
 * embedded subsets, it is tagged, titled, has a language, page labels and bookmarks, and its links
 * have targets. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "helper.h"

struct sample {
    char name[64];
};
enum { SAMPLES_MOST = 64 };

ParameterizedTestParameters(samples, pdf_is_sound) {
    struct sample *samples = cr_malloc(SAMPLES_MOST * sizeof *samples);
    size_t count = 0;
    DIR *folder = opendir("samples");
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[400];
        snprintf(path, sizeof path, "samples/%.200s/job.xml", entry->d_name);
        if (access(path, R_OK) == 0 && count < SAMPLES_MOST)
            snprintf(samples[count++].name, sizeof samples->name, "%.60s", entry->d_name);
    }
    if (folder) closedir(folder);
    return cr_make_param_array(struct sample, samples, count, NULL);
}

static bool has_line(const char *text, const char *start, const char *rest) {
    for (const char *at = text; at && *at; at = strchr(at, '\n'), at = at ? at + 1 : NULL) {
        if (strncmp(at, start, strlen(start)) != 0) continue;
        at += strlen(start);
        while (*at == ' ') at++;
        if (rest ? strncmp(at, rest, strlen(rest)) == 0 : *at != '\n') return true;
    }
    return false;
}

static void check_fonts(const char *pdf) {
    int status;
    /* name, type (several words), encoding, emb, sub, uni, object: counted from the end of the
     * line. */
    char *rows = capture(
        &status, "pdffonts '%s' 2>&1 | awk 'NR > 2 { print $1, $(NF-4), $(NF-3), $(NF-2) }'", pdf);
    int count = 0;
    for (char *row = strtok(rows, "\n"); row; row = strtok(NULL, "\n"), count++) {
        char name[128], embedded[8], subset[8], unicode[8];
        int fields = sscanf(row, "%127s %7s %7s %7s", name, embedded, subset, unicode);
        cr_assert_eq(fields, 4, "%s", row);
        cr_expect_str_eq(embedded, "yes", "%s is not embedded", name);
        cr_expect_str_eq(subset, "yes", "%s is no subset", name);
        cr_expect_str_eq(unicode, "yes", "%s cannot be read back", name);
    }
    cr_expect_geq(count, 4, "%d fonts", count);
}

static void check_structure(const char *pdf) {
    int status;
    char *info = capture(&status, "pdfinfo '%s' 2>&1", pdf);
    cr_expect_eq(status, 0, "%s", info);
    cr_expect(has_line(info, "Tagged:", "yes"), "%s", info);
    cr_expect(has_line(info, "Title:", NULL), "%s", info);
    cr_expect(has_line(info, "Page size:", "595.276 x 841.89 pts (A4)"), "%s", info);
    char *json = capture(
        &status,
        "qpdf --json=latest --json-key=qpdf --json-key=outlines --json-key=pagelabels '%s' 2>&1",
        pdf);
    cr_expect_eq(status, 0);
    cr_expect_not_null(strstr(json, "\"/PageLabels\""), "no page labels");
    cr_expect_not_null(strstr(json, "\"/Outlines\""), "no bookmarks");
    cr_expect_not_null(strstr(json, "\"/StructTreeRoot\""), "no structure");
    cr_expect_not_null(strstr(json, "\"/Lang\""), "no language");
}

ParameterizedTest(struct sample *sample, samples, pdf_is_sound, .timeout = 60) {
    int status;
    char *said = capture(&status, "'%s' build -q -o '%s' 'samples/%s/job.xml' 2>&1", program(),
                         work_folder(), sample->name);
    cr_assert_eq(status, 0, "%s: %s", sample->name, said);
    char *list = capture(&status, "ls '%s'/*.pdf", work_folder());
    int count = 0;
    for (char *rest = list, *pdf; (pdf = cut_line(&rest));) {
        char *found = capture(&status, "qpdf --check '%s' 2>&1", pdf);
        cr_expect_eq(status, 0, "%s: %s", sample->name, found);
        check_fonts(pdf);
        check_structure(pdf);
        count++;
    }
    cr_expect_gt(count, 0);
}
