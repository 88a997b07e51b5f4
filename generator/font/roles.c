/* The role file and the index of the rare font → faces and chains. */
#include "font/inner.h"

#include "base/path.h"

#include <libintl.h>
#include <string.h>

enum { INDEX_BYTES_MOST = 1 << 16 };

static const struct xml_attribute_rule role_attributes[] = {
    {"name", XML_CHOICE, true, "fangsong|kai|hei|song|xiaobiaosong"}, {NULL, 0, false, NULL}};
static const struct xml_attribute_rule face_attributes[] = {
    {"file", XML_TEXT, true, NULL}, {"index", XML_INTEGER, false, NULL}, {NULL, 0, false, NULL}};
static const struct xml_attribute_rule rare_attributes[] = {{"index", XML_TEXT, true, NULL},
                                                            {NULL, 0, false, NULL}};
static const struct xml_element_rule elements[] = {
    {"fonts", "role", false, NULL, NULL},
    {"role", "face|rare", false, role_attributes, NULL},
    {"face", "", false, face_attributes, NULL},
    {"rare", "", false, rare_attributes, NULL},
    {NULL, NULL, false, NULL, NULL}};
const struct xml_language font_language = {"urn:zongjie:fonts:1", "fonts", elements, NULL};

/* The file's face in the set, added if it is new; -1 if there are too many. */
static int add_face(struct font_set *set, const char *path, unsigned index) {
    for (size_t i = 0; i < set->count; i++)
        if (set->faces[i].index == index && strcmp(set->faces[i].path, path) == 0) return (int)i;
    if (set->count == FONT_FACES_MOST) return -1;
    set->faces[set->count] = (struct face){.path = path, .index = index};
    return (int)set->count++;
}

static bool read_face(struct font_set *set, const xml_node *node, const char *folder,
                      struct chain *chain, struct diags *diags) {
    char *path = path_join(set->arena, folder, xml_attribute(node, "file"));
    unsigned index = 0;
    struct text digits = xml_attribute(node, "index");
    for (size_t i = 0; i < digits.length && i < 4; i++)
        index = index * 10 + (unsigned)(digits.at[i] - '0');
    int face = chain->count < FONT_CHAIN_MOST ? add_face(set, path, index) : -1;
    if (face < 0) {
        diags_add(diags, DIAG_F102, xml_origin(node), "more than %d faces in a role or %d in all",
                  (int)FONT_CHAIN_MOST, (int)FONT_FACES_MOST);
        return false;
    }
    chain->faces[chain->count++] = face;
    if (face_open(&set->faces[face], set->arena)) return true;
    struct origin place = xml_attribute_origin(node, "file", 0);
    if (path_exists(path))
        diags_add(diags, DIAG_F103, place, "%s: %s", path, gettext(set->faces[face].why));
    else
        diags_add(diags, DIAG_F105, place, "%s", set->faces[face].why); /* names the path */
    diags_hint(diags, "run `make fonts`, or correct the path in the role file");
    return false;
}

/* Cuts a hexadecimal number off the line. */
static bool cut_code(struct text *line, uint32_t *code) {
    struct text word;
    *code = 0;
    if (!text_cut_word(line, &word) || word.length > 6) return false;
    for (size_t i = 0; i < word.length; i++) {
        const char *digits = "0123456789ABCDEF", *at = strchr(digits, word.at[i]);
        if (!at || !*at) return false;
        *code = *code << 4 | (uint32_t)(at - digits);
    }
    return true;
}

/* A line of the index: file, first and last code point, number of characters. */
static bool read_slice(struct font_set *set, struct rare *rare, struct text line) {
    struct slice *slice = &rare->slices[rare->count];
    struct text name, count;
    bool whole = rare->count < FONT_SLICES_MOST && text_cut_word(&line, &name) &&
                 cut_code(&line, &slice->first) && cut_code(&line, &slice->last) &&
                 text_cut_word(&line, &count) && slice->first <= slice->last;
    if (!whole) return false;
    const char *folder = path_folder(set->arena, rare->path);
    slice->face = add_face(set, path_join(set->arena, folder, name), 0);
    for (size_t i = 0, n = 0; i < count.length && i < 7; i++) {
        n = n * 10 + (size_t)(count.at[i] - '0');
        if (i + 1 == count.length) rare->characters += n;
    }
    rare->count++;
    return slice->face >= 0 && path_exists(set->faces[slice->face].path);
}

static struct rare *read_rare(struct font_set *set, const xml_node *node, const char *folder,
                              struct diags *diags) {
    char *path = path_join(set->arena, folder, xml_attribute(node, "index"));
    for (int role = 0; role < STYLE_ROLES; role++)
        if (set->chains[role].rare && strcmp(set->chains[role].rare->path, path) == 0)
            return set->chains[role].rare;
    struct rare *rare = ARENA_NEW(set->arena, struct rare);
    rare->path = path;
    rare->file = file_read(set->arena, path, INDEX_BYTES_MOST, xml_origin(node), diags);
    if (!rare->file) {
        diags_hint(diags, "run `make fonts`");
        return NULL;
    }
    struct text rest = rare->file->bytes, line;
    while (text_cut(&rest, '\n', &line)) {
        if (line.length == 0 || read_slice(set, rare, line)) continue;
        diags_add(diags, DIAG_F104,
                  (struct origin){rare->file, (size_t)(line.at - rare->file->bytes.at)}, "%.*s",
                  TEXT_ARGS(line));
        diags_hint(diags, "run `make fonts`");
        return NULL;
    }
    return rare;
}

static bool read_role(struct font_set *set, const xml_node *node, const char *folder,
                      struct diags *diags) {
    enum style_role role = 0;
    while (role < STYLE_ROLES && !text_is(xml_attribute(node, "name"), style_role_name(role)))
        role++;
    if (role == STYLE_ROLES || set->chains[role].count) {
        diags_add(diags, DIAG_F102, xml_origin(node), "role given twice, or unknown: %.*s",
                  TEXT_ARGS(xml_attribute(node, "name")));
        return false;
    }
    struct chain *chain = &set->chains[role];
    bool good = true;
    for (xml_node *child = xml_first_element(node); child; child = xml_next_element(child)) {
        if (xml_is(child, "face")) {
            good &= read_face(set, child, folder, chain, diags);
            continue;
        }
        /* Slices come after all faces, so that ids of faces do not depend on them. */
    }
    return good;
}

static bool read_rares(struct font_set *set, const xml_node *root, const char *folder,
                       struct diags *diags) {
    for (xml_node *node = xml_first_element(root); node; node = xml_next_element(node))
        for (xml_node *child = xml_first_element(node); child; child = xml_next_element(child)) {
            if (!xml_is(child, "rare")) continue;
            struct rare *rare = read_rare(set, child, folder, diags);
            if (!rare) return false; /* roles share one index: its fault is said once */
            for (enum style_role role = 0; role < STYLE_ROLES; role++)
                if (text_is(xml_attribute(node, "name"), style_role_name(role)))
                    set->chains[role].rare = rare;
        }
    return true;
}

bool font_read_roles(struct font_set *set, const char *folder, struct diags *diags) {
    xml_node *root = xml_read(set->file, set->arena, diags);
    if (!root || !xml_check(root, &font_language, set->arena, diags)) return false;
    bool good = true;
    for (xml_node *node = xml_first_element(root); node; node = xml_next_element(node))
        good &= read_role(set, node, folder, diags);
    good &= read_rares(set, root, folder, diags);
    for (enum style_role role = 0; role < STYLE_ROLES; role++) {
        if (set->chains[role].count) continue;
        if (good)
            diags_add(diags, DIAG_F102, xml_origin(root), "no face for the role %s",
                      style_role_name(role));
        good = false;
    }
    return good;
}
