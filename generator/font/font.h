/* Fonts: roles to faces by file, glyph tables, fallback chains.  No system font is ever opened.
 *
 * The role file (fonts/fonts.xml, namespace urn:zongjie:fonts:1) names for each role a chain of
 * prepared font files; the last link is the rare font, cut in slices of 2,000 characters.  Files
 * are opened when the first character needs them. */
#ifndef FONT_FONT_H
#define FONT_FONT_H

#include "style/style.h"

struct font_set;

/** Reads the role file.  NULL with diagnostics F1xx (file missing, bad role file: run `make
 * fonts`). */
struct font_set *font_open(struct arena *arena, struct diags *diags);
/** Path of the role file and everything that decides what fonts draw, for the cache: a hash over
 * names and checksums. */
uint64_t font_fingerprint(const struct font_set *set);

struct font_glyph {
    int font;    /* face id; -1: no font of the chain has it */
    uint32_t id; /* glyph index in that face */
    double advance_em;
    bool fallback; /* not from the first face of the chain */
};

/** The glyph of a character in a role, by the chain.  Fast: tables by face, filled at first use. */
struct font_glyph font_find(struct font_set *set, enum style_role role, uint32_t code_point);
/** Ink box of a glyph, em: for tests of overlap and for optical centring.  Left, bottom, right, top
 * from the origin. */
void font_ink(struct font_set *set, int font, uint32_t glyph, double box_em[4]);

size_t font_count(const struct font_set *set); /* faces opened so far have ids below this */
const char *font_path(const struct font_set *set, int font);
const char *font_name(const struct font_set *set, int font);
/** The FreeType face (FT_Face), opened on demand; NULL with F103 if its file is damaged. */
void *font_face(struct font_set *set, int font, struct diags *diags);

/** Shapes a run that the tables cannot set (combining marks, other scripts) with Pango on a private
 * fontconfig configuration.  Glyphs live in the arena; x offsets in em.  False if it could not. */
struct font_shaped {
    int font;
    uint32_t glyph;
    double advance_em, x_em, y_em;
    uint32_t bytes; /* of the text, first glyph of a cluster only */
};
bool font_shape(struct font_set *set, enum style_role role, struct text text, struct arena *arena,
                struct font_shaped **glyphs, size_t *count);
/** True if the character takes part in shaping (marks, joiners, variation selectors, complex
 * scripts). */
bool font_needs_shaping(uint32_t code_point);

/** One line a role: name, file, family, number of characters; for `zongjie fonts`. */
void font_list(struct font_set *set, FILE *stream);

#endif
