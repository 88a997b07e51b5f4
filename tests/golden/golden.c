/* Golden cases: one test for each folder of tests/golden that has a `command`; run.sh says what a
 * case is. */
#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../property/helper.h"

struct golden {
    char name[128];
};

enum { CASES_MOST = 500 };

static int by_name(const void *a, const void *b) {
    return strcmp(((const struct golden *)a)->name, ((const struct golden *)b)->name);
}

ParameterizedTestParameters(golden, cases) {
    struct golden *cases = cr_malloc(CASES_MOST * sizeof *cases);
    size_t count = 0;
    DIR *folder = opendir("tests/golden");
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        char path[400];
        snprintf(path, sizeof path, "tests/golden/%.120s/command", entry->d_name);
        if (access(path, R_OK) == 0 && count < CASES_MOST)
            snprintf(cases[count++].name, sizeof cases->name, "%.120s", entry->d_name);
    }
    if (folder) closedir(folder);
    qsort(cases, count, sizeof *cases, by_name);
    return cr_make_param_array(struct golden, cases, count, NULL);
}

ParameterizedTest(struct golden *which, golden, cases, .timeout = 120) {
    char command[512];
    setenv("ZONGJIE", program(), 1);
    snprintf(command, sizeof command, "sh tests/golden/run.sh 'tests/golden/%s' >&2", which->name);
    cr_expect_eq(system(command), 0, "%s: see the differences above", which->name);
}
