/* FreeType faces and ink boxes, and the private fontconfig configuration. */
#include "font/inner.h"

#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <libintl.h>
#include <string.h>
#include <unistd.h>
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

/* FreeType reads through a stream of ours.  Single outlines are copied from the mapping; a whole
 * table, which Cairo asks for of every face that it subsets, is read from the file: the pages that
 * it is copied from would stay resident beside the copy, some 5 MB a face. */
static unsigned long read_stream(FT_Stream stream, unsigned long offset, unsigned char *buffer,
                                 unsigned long count) {
    enum { OUTLINE_MOST = 64 * 1024 };
    const struct face *face = stream->pathname.pointer;
    unsigned long size = face->bytes.length, done = 0;
    if (offset > size) return count == 0; /* no count: a seek, for which 0 is success */
    if (count == 0) return 0;
    if (count > size - offset) count = size - offset;
    if (count <= OUTLINE_MOST) {
        memcpy(buffer, face->bytes.at + offset, count);
        return count;
    }
    while (done < count) {
        ssize_t step = pread((int)stream->descriptor.value, buffer + done, count - done,
                             (off_t)(offset + done));
        if (step < 0 && errno == EINTR) continue;
        if (step <= 0) break;
        done += (unsigned long)step;
    }
    return done;
}

static void close_stream(FT_Stream stream) {
    close((int)stream->descriptor.value);
}

static bool open_stream(struct font_set *set, struct face *face, FT_Open_Args *how) {
    int handle = open(face->path, O_RDONLY | O_CLOEXEC);
    if (handle < 0) return false;
    FT_Stream stream = ARENA_NEW(set->arena, struct FT_StreamRec_);
    stream->size = face->bytes.length;
    stream->descriptor.value = handle;
    stream->pathname.pointer = face;
    stream->read = read_stream;
    stream->close = close_stream;
    *how = (FT_Open_Args){.flags = FT_OPEN_STREAM, .stream = stream};
    return true;
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
    FT_Open_Args how;
    FT_Face opened = NULL;
    if (!open_stream(set, face, &how) ||
        FT_Open_Face(library, &how, (FT_Long)face->index, &opened) != 0)
        return NULL; /* FreeType has closed the stream */
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
