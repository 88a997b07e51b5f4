/* FreeType faces and ink boxes, and the private fontconfig configuration. */
#include "font/inner.h"

#include <libintl.h>
#include <fontconfig/fontconfig.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include FT_BBOX_H

/* Libraries start fontconfig only if the process has no current configuration; the system's would
 * be read then.  An empty one costs a few allocations. */
void font_keep_private(struct font_set *set) {
    if (set->is_private) return;
    set->is_private = true;
    FcConfig *empty = FcConfigCreate();
    if (!empty) return;
    FcConfigSetCurrent(empty);
    FcConfigDestroy(empty); /* the process holds it now */
}

static void close_library(void *library) {
    FT_Done_FreeType(library);
}

static void close_face(void *face) {
    FT_Done_Face(face);
}

static FT_Face open_face(struct font_set *set, struct face *face) {
    if (face->library_face) return face->library_face;
    if (!face_open(face, set->arena)) return NULL;
    FT_Library library = set->library;
    if (!library) {
        if (FT_Init_FreeType(&library) != 0) return NULL;
        set->library = library;
        arena_defer(set->arena, close_library, library);
    }
    FT_Face opened = NULL;
    if (FT_New_Memory_Face(library, (const FT_Byte *)face->bytes.at, (FT_Long)face->bytes.length,
                           (FT_Long)face->index, &opened) != 0)
        return NULL;
    arena_defer(set->arena, close_face, opened);
    face->library_face = opened;
    return opened;
}

void *font_face(struct font_set *set, int font, struct diags *diags) {
    font_keep_private(set);
    struct face *face = &set->faces[font];
    FT_Face opened = open_face(set, face);
    if (!opened)
        diags_add(diags, DIAG_F103, ORIGIN_NONE, "%s: %s", face->path,
                  gettext(face->why ? face->why : N_("FreeType cannot open it")));
    return opened;
}

void font_ink(struct font_set *set, int font, uint32_t glyph, double box_em[4]) {
    FT_Face face = open_face(set, &set->faces[font]);
    FT_BBox box = {0, 0, 0, 0};
    FT_Int32 flags = FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP;
    if (face && FT_Load_Glyph(face, glyph, flags) == 0 &&
        face->glyph->format == FT_GLYPH_FORMAT_OUTLINE)
        FT_Outline_Get_BBox(&face->glyph->outline, &box);
    double em = face ? face->units_per_EM : 1;
    box_em[0] = (double)box.xMin / em;
    box_em[1] = (double)box.yMin / em;
    box_em[2] = (double)box.xMax / em;
    box_em[3] = (double)box.yMax / em;
}
