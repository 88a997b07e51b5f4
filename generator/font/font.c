/* The font set: opening, the glyph of a character by the chain, names and lists. */
#include "font/inner.h"

#include <libintl.h>

#include "base/map.h"
#include "base/path.h"

enum { ROLE_FILE_MOST = 1 << 20 };

struct font_set *font_open(struct arena *arena, struct diags *diags) {
    const char *path = path_data(arena, "fonts/fonts.xml");
    if (!path) {
        diags_add(diags, DIAG_F101, ORIGIN_NONE, "%s", "fonts/fonts.xml");
        diags_hint(diags, "looked for at %s; run `make fonts`",
                   path_data_places(arena, "fonts/fonts.xml"));
        return NULL;
    }
    struct font_set *set = ARENA_NEW(arena, struct font_set);
    set->arena = arena;
    set->faces = arena_take_array(arena, FONT_FACES_MOST, sizeof *set->faces);
    set->file = file_read(arena, path, ROLE_FILE_MOST, ORIGIN_NONE, diags);
    if (!set->file || !font_read_roles(set, path_folder(arena, path), diags)) return NULL;
    return set;
}

/* The directory of a font file holds a checksum of each table: a hash of it stands for the whole
 * file. */
uint64_t font_fingerprint(const struct font_set *set) {
    uint64_t hash = hash_text(set->file->bytes, 0);
    for (size_t i = 0; i < set->count; i++) {
        struct face *face = &set->faces[i];
        face_open(face, set->arena);
        hash = hash_text(text_of(path_name(face->path)), hash);
        hash = hash_text(face->directory, hash);
        hash = hash_text(face->head, hash);
    }
    for (int role = 0; role < STYLE_ROLES; role++)
        if (set->chains[role].rare) hash = hash_text(set->chains[role].rare->file->bytes, hash);
    return hash;
}

static bool try_face(struct font_set *set, int id, uint32_t code_point, struct found *found) {
    struct face *face = &set->faces[id];
    if (!face_open(face, set->arena)) return false;
    uint32_t glyph = face_glyph(face, code_point);
    if (!glyph) return false;
    found->font = (int16_t)id;
    found->id = glyph;
    found->advance_em = face_advance_em(face, glyph);
    return true;
}

static struct found search(struct font_set *set, enum style_role role, uint32_t code_point) {
    struct found found = {.font = -1, .known = true};
    const struct chain *chain = &set->chains[role];
    for (size_t i = 0; i < chain->count; i++) {
        found.fallback = i > 0;
        if (try_face(set, chain->faces[i], code_point, &found)) return found;
    }
    found.fallback = true;
    for (size_t i = 0; chain->rare && i < chain->rare->count; i++) {
        const struct slice *slice = &chain->rare->slices[i];
        if (code_point < slice->first || code_point > slice->last) continue;
        if (try_face(set, slice->face, code_point, &found)) return found;
    }
    return found;
}

struct font_glyph font_find(struct font_set *set, enum style_role role, uint32_t code_point) {
    struct found found;
    if (code_point < FONT_PAGES * 256u) {
        struct found **page = &set->found[role][code_point >> 8];
        if (!*page) *page = arena_take_array(set->arena, 256, sizeof **page);
        struct found *entry = &(*page)[code_point & 0xFF];
        if (!entry->known) *entry = search(set, role, code_point);
        found = *entry;
    } else {
        found = search(set, role, code_point);
    }
    return (struct font_glyph){found.font, found.id, found.advance_em, found.fallback};
}

size_t font_count(const struct font_set *set) {
    return set->count;
}

const char *font_path(const struct font_set *set, int font) {
    return set->faces[font].path;
}

const char *font_name(const struct font_set *set, int font) {
    struct face *face = &set->faces[font];
    return face_open(face, set->arena) ? face_full_name(face, set->arena) : path_name(face->path);
}

void font_list(struct font_set *set, FILE *stream) {
    for (enum style_role role = 0; role < STYLE_ROLES; role++) {
        const struct chain *chain = &set->chains[role];
        int first = chain->faces[0];
        fprintf(stream, gettext("%-13s %s (%s), %zu characters"), style_role_name(role),
                path_name(font_path(set, first)), font_name(set, first),
                face_characters(&set->faces[first]));
        for (size_t i = 1; i < chain->count; i++)
            fprintf(stream, gettext("; then %s"), path_name(font_path(set, chain->faces[i])));
        if (chain->rare)
            fprintf(stream, gettext("; then %s, %zu rare Han"), path_name(chain->rare->path),
                    chain->rare->characters);
        fputc('\n', stream);
    }
}
