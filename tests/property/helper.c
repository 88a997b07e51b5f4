/* The program under test and the tools that look at what it made. */
#define _XOPEN_SOURCE 700 /* realpath() */
#include "helper.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

char *real_path(const char *path) {
    return realpath(path, NULL);
}

const char *program(void) {
    char beside[PATH_MAX] = "";
    const char *named = getenv("ZONGJIE");
    ssize_t length = readlink("/proc/self/exe", beside, sizeof beside - sizeof "zongjie");
    if (!named && length > 0) {
        beside[length] = '\0';
        strcpy(strrchr(beside, '/') + 1, "zongjie");
        named = beside;
    }
    char *path = real_path(named);
    cr_assert_not_null(path, "no program: %s", named);
    return path;
}

char *cut_line(char **rest) {
    char *line = *rest, *end = line + strcspn(line, "\n");
    if (!*line) return NULL;
    *rest = *end ? end + 1 : end;
    *end = '\0';
    return line;
}

static char folder[64];
static pid_t owner;

static void remove_folder(void) {
    char command[128];
    if (getpid() != owner) return;
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    if (system(command) != 0) fprintf(stderr, "%s stays behind\n", folder);
}

const char *work_folder(void) {
    if (owner == getpid()) return folder;
    strcpy(folder, "/tmp/zongjie-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    owner = getpid();
    atexit(remove_folder);
    return folder;
}

char *work_path(const char *name) {
    size_t room = strlen(work_folder()) + strlen(name) + 2;
    char *path = malloc(room);
    snprintf(path, room, "%s/%s", work_folder(), name);
    return path;
}

void write_file(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file, "%s: %s", path, strerror(errno));
    fputs(text, file);
    cr_assert_eq(fclose(file), 0);
}

static char *read_stream(FILE *stream) {
    size_t length = 0, room = 1 << 16;
    char *text = malloc(room + 1);
    for (size_t got; (got = fread(text + length, 1, room - length, stream)) > 0;) {
        length += got;
        if (length == room) text = realloc(text, (room *= 2) + 1);
    }
    text[length] = '\0';
    return text;
}

char *read_file(const char *path) {
    FILE *file = fopen(path, "r");
    if (!file) return NULL;
    char *text = read_stream(file);
    fclose(file);
    return text;
}

char *capture(int *status, const char *format, ...) {
    char command[4096];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(command, sizeof command, format, list);
    va_end(list);
    cr_assert(length > 0 && (size_t)length < sizeof command);
    FILE *pipe = popen(command, "r");
    cr_assert_not_null(pipe, "%s", command);
    char *text = read_stream(pipe);
    int ended = pclose(pipe);
    int exit_status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 255;
    if (status) *status = exit_status;
    return text;
}

static double read_attribute(const char *element, const char *end, const char *name) {
    char key[32];
    snprintf(key, sizeof key, " %s=\"", name);
    const char *at = strstr(element, key);
    return at && at < end ? strtod(at + strlen(key), NULL) : 0;
}

static uint32_t read_character(const char *element) {
    const char *at = strstr(element, " c=\"");
    if (!at) return 0;
    at += 4;
    if (strncmp(at, "&#x", 3) == 0) return (uint32_t)strtoul(at + 3, NULL, 16);
    return (unsigned char)*at;
}

size_t read_glyphs(const char *pdf, struct glyph **out) {
    int status;
    char *xml = capture(&status, "mutool draw -q -F stext '%s' 2>&1", pdf);
    cr_assert_eq(status, 0, "mutool: %s", xml);
    size_t count = 0, room = 1024;
    struct glyph now = {0}, *glyphs = malloc(room * sizeof *glyphs);
    for (const char *at = xml; (at = strchr(at, '<')); at++) {
        const char *end = strchr(at, '>');
        cr_assert_not_null(end);
        if (strncmp(at, "<page ", 6) == 0) now.page++;
        if (strncmp(at, "<font ", 6) == 0) now.size_pt = read_attribute(at, end, "size");
        if (strncmp(at, "<char ", 6) != 0) continue;
        now.x_pt = read_attribute(at, end, "x");
        now.y_pt = read_attribute(at, end, "y");
        now.character = read_character(at);
        if (now.character == ' ' || now.character == 0xA0 || now.character == 0x3000) continue;
        if (count == room) glyphs = realloc(glyphs, (room *= 2) * sizeof *glyphs);
        glyphs[count++] = now;
    }
    free(xml);
    *out = glyphs;
    return count;
}
