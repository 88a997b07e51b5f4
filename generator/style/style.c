/* Reading a style: the style that it extends first, then its own elements over it. */
#include "style/style.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "style/inner.h"

enum { STYLE_BYTES_MOST = 1024 * 1024 };

/* The files on the way from the style that was asked for, to tell a circle. */
struct chain {
    const char *path;
    const struct chain *before;
    int depth;
};

static bool read_one(struct style_reading *reading, const struct chain *chain,
                     struct origin asked_from);

static bool is_in_chain(const struct chain *chain, const char *path) {
    for (; chain; chain = chain->before)
        if (strcmp(chain->path, path) == 0) return true;
    return false;
}

/* Beside the style that names it, else among those that ship. */
static char *find_style(struct style_reading *reading, const char *from, struct text name) {
    const char *folder = path_folder(reading->arena, from);
    char *path = path_join(reading->arena, folder, name);
    if (path_exists(path) && path_lies_in(path, folder)) return path;
    return path_data(reading->arena,
                     arena_printf(reading->arena, "templates/styles/%.*s", TEXT_ARGS(name)));
}

static bool read_extended(struct style_reading *reading, const struct chain *chain,
                          const xml_node *root) {
    if (!xml_has(root, "extends")) return true;
    struct text name = xml_attribute(root, "extends");
    struct origin origin = xml_attribute_origin(root, "extends", 0);
    const char *path = find_style(reading, chain->path, name);
    if (!path) {
        diags_add(reading->diags, DIAG_S101, origin, "%.*s", TEXT_ARGS(name));
        diags_hint(reading->diags, N_("put it beside this file, or name one that ships: "
                                      "official.xml, modern.xml"));
        return false;
    }
    if (is_in_chain(chain, path) || chain->depth >= STYLE_EXTENDS_MOST) {
        diags_add(reading->diags, DIAG_S102, origin, "%.*s", TEXT_ARGS(name));
        return false;
    }
    return read_one(reading, &(struct chain){path, chain, chain->depth + 1}, origin);
}

static bool read_one(struct style_reading *reading, const struct chain *chain,
                     struct origin asked_from) {
    const struct file *file =
        file_read(reading->arena, chain->path, STYLE_BYTES_MOST, asked_from, reading->diags);
    if (!file) return false;
    ARENA_GROW(reading->arena, reading->files, reading->file_count, reading->file_room);
    reading->files[reading->file_count++] = file;
    xml_node *root = xml_read(file, reading->arena, reading->diags);
    if (!root) return false;
    bool sound = xml_check(root, &style_language, reading->arena, reading->diags);
    if (sound && !text_is(xml_attribute(root, "version"), "1")) {
        diags_add(reading->diags, DIAG_S104, xml_attribute_origin(root, "version", 0), "%.*s",
                  TEXT_ARGS(xml_attribute(root, "version")));
        diags_hint(reading->diags, N_("this program knows version 1"));
        return false;
    }
    if (!read_extended(reading, chain, root) || !sound) return false;
    style_apply(reading, root);
    return true;
}

const struct style_composition style_composition_usual = {
    .prohibition = STYLE_PROHIBIT_GB, .pair_em = 1.5, .half_start = true};

struct style *style_read(const char *path, struct arena *arena, struct diags *diags) {
    struct style_reading reading = {.arena = arena, .diags = diags};
    size_t errors = diags_count(diags, DIAG_ERROR);
    reading.style = ARENA_NEW(arena, struct style);
    reading.style->path = arena_printf(arena, "%s", path);
    reading.style->grid = true;
    reading.style->mark_role = STYLE_HEI;
    reading.style->mark_colour = 0xE6E6E6;
    reading.style->composition = style_composition_usual;
    for (size_t i = 0; i < 4; i++) reading.style->numbering[i] = (struct text){"", 0};
    reading.style->chart_colours = (struct text){"", 0};
    if (!read_one(&reading, &(struct chain){path, NULL, 1}, ORIGIN_NONE)) return NULL;
    reading.style->files = (const struct file *const *)reading.files;
    reading.style->file_count = reading.file_count;
    struct origin whole = {reading.files[0], ORIGIN_WHOLE_FILE};
    if (!style_finish(&reading, whole) || diags_count(diags, DIAG_ERROR) > errors) return NULL;
    return reading.style;
}
