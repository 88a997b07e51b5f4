/* Under strace, a whole build opens no font and no fontconfig file of the system: only the prepared
 * fonts, the job, templates, output, and what the C library itself needs. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper.h"

static bool starts(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

/* Libraries and locales, by any of their places; nothing that belongs to fonts. */
static bool is_of_system(const char *path) {
    static const char *const places[] = {"/lib/",
                                         "/lib64/",
                                         "/usr/lib/",
                                         "/usr/local/lib/",
                                         "/etc/ld.so.",
                                         "/usr/share/locale",
                                         "/usr/share/zoneinfo",
                                         "/etc/localtime",
                                         "/dev/",
                                         "/proc/",
                                         "/sys/devices/system/cpu"};
    if (strstr(path, "font") && !strstr(path, "/libfont")) return false;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (starts(path, places[i])) return true;
    return false;
}

Test(system, opens_no_font_of_the_system, .timeout = 60) {
    int status;
    char *why = capture(&status, "strace -o /dev/null true 2>&1");
    if (status != 0) cr_skip_test("strace may not trace here: %s", why);
    char *root = real_path("."), *fonts = real_path("build/fonts"), *trace = work_path("trace");
    cr_assert(root && fonts);
    char *said = capture(
        &status,
        "ASAN_OPTIONS=\"$ASAN_OPTIONS:detect_leaks=0\" strace -f -qq -e trace=open,openat,openat2 -o '%s' '%s' build -q -o '%s' "
        "samples/county-health/job.xml 2>&1",
        trace, program(), work_folder());
    cr_assert_eq(status, 0, "%s", said);
    char *lines = read_file(trace);
    int seen = 0, fonts_seen = 0;
    for (char *rest = lines, *line; (line = cut_line(&rest));) {
        char *open = strstr(line, "open"), *path = open ? strchr(open, '"') : NULL;
        char *end = path ? strchr(path + 1, '"') : NULL;
        if (!end) continue;
        path++;
        *end = '\0';
        seen++;
        char *real = real_path(path); /* relative ones: from the root, as the program */
        const char *place = real ? real : path;
        bool font = starts(place, fonts);
        fonts_seen += font;
        bool ours = font || starts(place, work_folder()) ||
                    (starts(place, root) && !strstr(place, "font")) || !strchr("/", *path);
        /* A file that was looked for beside the program and is not there. */
        bool beside = !real && strstr(path, "zongjie") && starts(path, root);
        cr_expect(ours || beside || is_of_system(path), "opened: %s", path);
    }
    cr_expect_gt(seen, 20);
    cr_expect_gt(fonts_seen, 4, "the trace shows no prepared font: it cannot be trusted");
}
