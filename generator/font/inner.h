/* Inside font/: faces, chains and their tables.
 *
 *   font_set ─ faces (id = place in the array: chain faces first, then the slices of the rare font)
 *            └ chains, one a role ─ face ids in order, then the rare font
 *
 * A face is a mapped file; its character map and advances are read in place, so that opening costs
 * a few page faults.  FreeType and HarfBuzz objects are made when first asked for and die with the
 * set. */
#ifndef FONT_INNER_H
#define FONT_INNER_H

#include "font/font.h"

#include "base/file.h"

enum {
    FONT_FACES_MOST = 128,
    FONT_CHAIN_MOST = 8,
    FONT_SLICES_MOST = 64,
    FONT_PAGES = 0x340 /* of 256 code points: all planes that hold Han */
};

enum face_state { FACE_UNTRIED, FACE_OPEN, FACE_BROKEN };

struct face {
    const char *path;
    unsigned index; /* in a collection */
    enum face_state state;
    const char *why; /* FACE_BROKEN: what is wrong with it */
    struct text bytes, directory, map, advances, head, names;
    unsigned map_format; /* 4 or 12 */
    unsigned units_per_em, long_advances, glyphs;
    void *library_face; /* FT_Face */
    void *shaper;       /* hb_font_t */
};

struct slice {
    uint32_t first, last;
    int face;
};

struct rare {
    const char *path; /* of the index */
    const struct file *file;
    struct slice slices[FONT_SLICES_MOST];
    size_t count, characters;
};

struct chain {
    int faces[FONT_CHAIN_MOST];
    size_t count;
    struct rare *rare; /* or NULL */
};

/* What font_find() has found, 16 bytes a code point. */
struct found {
    double advance_em;
    uint32_t id;
    int16_t font;
    bool known, fallback;
};

struct font_set {
    struct arena *arena;
    const struct file *file; /* the role file */
    struct face *faces;
    size_t count;
    struct chain chains[STYLE_ROLES];
    struct found *found[STYLE_ROLES][FONT_PAGES];
    void *library;   /* FT_Library */
    bool is_private; /* the process has our empty font configuration */
};

/* sfnt.c */
/** Maps the file and finds its tables; false if it cannot be used (face->why). */
bool face_open(struct face *face, struct arena *arena);
/** Glyph of a character, 0 if the face has none. */
uint32_t face_glyph(const struct face *face, uint32_t code_point);
double face_advance_em(const struct face *face, uint32_t glyph);
size_t face_characters(const struct face *face);
/** Full name (name table, id 4), or the file's name. */
const char *face_full_name(const struct face *face, struct arena *arena);

/* library.c */
/** Makes an empty fontconfig configuration the process's own, so that no library reads the
 * system's. */
void font_keep_private(struct font_set *set);

/* roles.c */
extern const struct xml_language font_language;
bool font_read_roles(struct font_set *set, const char *folder, struct diags *diags);

#endif
