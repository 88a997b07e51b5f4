/* Shaping, for the few runs that tables cannot set: combining marks, other scripts.
 *
 * Pango cuts the run by script, HarfBuzz shapes each piece with a face of the chain, from the same
 * mapped file.  No font map and no fontconfig take part, so nothing else can be opened.  A face
 * that lacks a glyph of the run is passed over. */
#include "font/inner.h"

#include <hb.h>
#include <pango/pango.h>

enum { SHAPE_BYTES_MOST = 1 << 20 };

static const uint32_t shaped[][2] = {
    {0x0300, 0x036F},   {0x0483, 0x0489}, {0x0590, 0x109F}, {0x1100, 0x11FF},   {0x1200, 0x1DBF},
    {0x1DC0, 0x1DFF},   {0x200C, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069},   {0x20D0, 0x20FF},
    {0x2DE0, 0x2DFF},   {0x302A, 0x302F}, {0x3099, 0x309A}, {0xA880, 0xABFF},   {0xFB1D, 0xFDFF},
    {0xFE00, 0xFE0F},   {0xFE20, 0xFE2F}, {0xFE70, 0xFEFE}, {0x10A00, 0x11FFF}, {0x1F3FB, 0x1F3FF},
    {0xE0100, 0xE01EF},
};

bool font_needs_shaping(uint32_t code_point) {
    if (code_point < shaped[0][0]) return false;
    for (size_t i = 0; i < sizeof shaped / sizeof *shaped; i++)
        if (code_point >= shaped[i][0] && code_point <= shaped[i][1]) return true;
    return false;
}

static void destroy_shaper(void *shaper) {
    hb_font_destroy(shaper);
}

static hb_font_t *shaper(struct font_set *set, struct face *face) {
    if (face->shaper) return face->shaper;
    hb_blob_t *blob = hb_blob_create(face->bytes.at, (unsigned)face->bytes.length,
                                     HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *library_face = hb_face_create(blob, face->index);
    hb_font_t *font = hb_font_create(library_face);
    hb_face_destroy(library_face);
    hb_blob_destroy(blob);
    arena_defer(set->arena, destroy_shaper, font);
    face->shaper = font;
    return font;
}

struct shaping {
    struct font_shaped *glyphs;
    size_t count, room;
    struct arena *arena;
    int font;
    double em;
};

/* Adds the shaped glyphs of a piece; false if one is missing.  A cluster's bytes go to its first
 * glyph. */
static bool add_glyphs(struct shaping *shaping, hb_buffer_t *buffer, size_t piece_end) {
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        if (infos[i].codepoint == 0) return false;
        unsigned next = i + 1;
        while (next < count && infos[next].cluster == infos[i].cluster) next++;
        uint32_t end = next < count ? infos[next].cluster : (uint32_t)piece_end;
        bool first = i == 0 || infos[i - 1].cluster != infos[i].cluster;
        ARENA_GROW(shaping->arena, shaping->glyphs, shaping->count, shaping->room);
        shaping->glyphs[shaping->count++] =
            (struct font_shaped){.font = shaping->font,
                                 .glyph = infos[i].codepoint,
                                 .advance_em = places[i].x_advance / shaping->em,
                                 .x_em = places[i].x_offset / shaping->em,
                                 .y_em = places[i].y_offset / shaping->em,
                                 .bytes = first ? end - infos[i].cluster : 0};
    }
    return count > 0;
}

/* Shapes the piece [from, to) of one script.  False for scripts that run from right to left too:
 * the page's runs keep the order of the text. */
static bool shape_piece(struct shaping *shaping, hb_font_t *font, struct text text, size_t from,
                        size_t to, PangoScript script) {
    hb_script_t tag =
        hb_script_from_iso15924_tag(g_unicode_script_to_iso15924((GUnicodeScript)script));
    if (hb_script_get_horizontal_direction(tag) == HB_DIRECTION_RTL) return false;
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text.at, (int)text.length, (unsigned)from, (int)(to - from));
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, tag);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-cn", -1));
    hb_shape(font, buffer, NULL, 0);
    bool whole = add_glyphs(shaping, buffer, to);
    hb_buffer_destroy(buffer);
    return whole;
}

static bool shape_with(struct font_set *set, int id, struct text text, struct shaping *shaping) {
    struct face *face = &set->faces[id];
    if (!face_open(face, set->arena)) return false;
    hb_font_t *font = shaper(set, face);
    shaping->font = id;
    shaping->count = 0;
    shaping->em = face->units_per_em;
    PangoScriptIter *pieces = pango_script_iter_new(text.at, (int)text.length);
    bool whole = true, more = true;
    while (whole && more) {
        const char *from, *to;
        PangoScript script;
        pango_script_iter_get_range(pieces, &from, &to, &script);
        whole = shape_piece(shaping, font, text, (size_t)(from - text.at), (size_t)(to - text.at),
                            script);
        more = pango_script_iter_next(pieces);
    }
    pango_script_iter_free(pieces);
    return whole;
}

bool font_shape(struct font_set *set, enum style_role role, struct text text, struct arena *arena,
                struct font_shaped **glyphs, size_t *count) {
    if (!text.length || text.length > SHAPE_BYTES_MOST) return false;
    struct shaping shaping = {.arena = arena};
    const struct chain *chain = &set->chains[role];
    const char *at = text.at;
    struct font_glyph base = font_find(set, role, text_next(&at, text.at + text.length));
    bool whole = base.font >= 0 && shape_with(set, base.font, text, &shaping);
    for (size_t i = 0; !whole && i < chain->count; i++)
        whole = chain->faces[i] != base.font && shape_with(set, chain->faces[i], text, &shaping);
    if (!whole) return false;
    *glyphs = shaping.glyphs;
    *count = shaping.count;
    return true;
}
