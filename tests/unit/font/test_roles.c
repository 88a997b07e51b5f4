/* Role files: what is wrong with them is said, with the place; licensed fonts of any kind take
 * part. */
#include "font/font.h"

#include "base/file.h"
#include "base/path.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct room {
    char folder[64];
    struct arena *arena;
    struct diags *diags;
};

static struct room make_room(void) {
    struct room room = {.folder = "/tmp/zongjie-fonts-XXXXXX", .arena = arena_new()};
    room.diags = diags_new(room.arena);
    cr_assert_not_null(mkdtemp(room.folder));
    mkdir(arena_printf(room.arena, "%s/fonts", room.folder), 0755);
    setenv("ZONGJIE_DATA", room.folder, 1);
    return room;
}

static const char *write_file(struct room *room, const char *name, const char *bytes,
                              size_t length) {
    char *path = arena_printf(room->arena, "%s/fonts/%s", room->folder, name);
    FILE *stream = fopen(path, "wb");
    cr_assert_not_null(stream);
    cr_assert_eq(fwrite(bytes, 1, length, stream), length);
    fclose(stream);
    return path;
}

static void remove_room(struct room *room) {
    const char *names[] = {"fonts.xml", "rare.txt",  "bad.otf",
                           "two.ttc",   "plane.ttf", "rare-01.otf"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove(arena_printf(room->arena, "%s/fonts/%s", room->folder, names[i]));
    rmdir(arena_printf(room->arena, "%s/fonts", room->folder));
    rmdir(room->folder);
    arena_free(room->arena);
}

/* Absolute path of a prepared font. */
static char *prepared(struct room *room, const char *name) {
    char folder[4096];
    cr_assert_not_null(getcwd(folder, sizeof folder));
    char *path = arena_printf(room->arena, "%s/build/fonts/%s", folder, name);
    cr_assert(path_exists(path), "run make fonts first, and the tests from the top folder");
    return path;
}

/* A role file whose first role has these contents; the others one good face. */
static struct font_set *open_with(struct room *room, const char *fangsong) {
    const char *good = prepared(room, "NotoSerifSC-Regular.otf");
    struct buffer xml = buffer_new(room->arena);
    buffer_printf(&xml,
                  "<fonts xmlns=\"urn:zongjie:fonts:1\">\n<role name=\"fangsong\">%s</role>\n",
                  fangsong);
    const char *roles[] = {"kai", "hei", "song", "xiaobiaosong"};
    for (size_t i = 0; i < 4; i++)
        buffer_printf(&xml, "<role name=\"%s\"><face file=\"%s\"/></role>\n", roles[i], good);
    buffer_printf(&xml, "</fonts>\n");
    write_file(room, "fonts.xml", xml.at, xml.length);
    return font_open(room->arena, room->diags);
}

static void expect_fault(const char *fangsong, enum diag_code code, size_t line) {
    struct room room = make_room();
    write_file(&room, "bad.otf", "OTTO\0\1\0\0\0\0\0\0head", 16);
    write_file(&room, "rare.txt", "rare-01.otf 3400 33FF 2000\n", 27);
    cr_expect_null(open_with(&room, fangsong), "%s", fangsong);
    cr_assert_geq(diags_size(room.diags), 1, "%s", fangsong);
    const struct diag *diag = diags_at(room.diags, 0);
    cr_expect_eq(diag->code, code, "%s: %s", fangsong, diag_print(diag, false, room.arena));
    char *place = origin_print(diag->origin, room.arena),
         *want = arena_printf(room.arena, ":%zu:", line);
    cr_expect_not_null(strstr(place, want), "%s: %s", fangsong, place);
    remove_room(&room);
}

Test(font_roles, faults_have_their_place) {
    expect_fault("<face file=\"nowhere.otf\"/>", DIAG_F105, 2);
    expect_fault("\n<face file=\"bad.otf\"/>", DIAG_F103, 3);
    expect_fault("<face file=\"fonts.xml\"/>", DIAG_F103, 2);
    expect_fault("", DIAG_F102, 1);
    expect_fault("<face file=\"bad.otf\" weight=\"7\"/>", DIAG_X204, 2);
    expect_fault("<font file=\"bad.otf\"/>", DIAG_X202, 2);
}

static void expect_rare_fault(const char *index, enum diag_code code) {
    struct room room = make_room();
    write_file(&room, "rare.txt", index, strlen(index));
    char *face = prepared(&room, "FandolFang-Regular.otf");
    cr_expect_null(open_with(
        &room, arena_printf(room.arena, "<face file=\"%s\"/><rare index=\"rare.txt\"/>", face)));
    cr_assert_geq(diags_size(room.diags), 1);
    cr_expect_eq(diags_at(room.diags, 0)->code, code);
    remove_room(&room);
}

Test(font_roles, damaged_index) {
    expect_rare_fault("rare-01.otf 3500 3400 12\n", DIAG_F104);
    expect_rare_fault("rare-01.otf 34G0 3500 12\n", DIAG_F104);
    expect_rare_fault("rare-01.otf 3400\n", DIAG_F104);
    expect_rare_fault("rare-01.otf 3400 3500 12\n", DIAG_F104); /* no such slice */
}

Test(font_roles, no_role_file) {
    struct room room = make_room();
    cr_expect_null(font_open(room.arena, room.diags));
    cr_assert_eq(diags_size(room.diags), 1);
    cr_expect_eq(diags_at(room.diags, 0)->code, DIAG_F101);
    cr_expect_not_null(diags_at(room.diags, 0)->hint);
    remove_room(&room);
}

Test(font_roles, role_given_twice) {
    struct room room = make_room();
    char *face = prepared(&room, "FandolFang-Regular.otf");
    char *twice = arena_printf(
        room.arena, "<face file=\"%s\"/></role><role name=\"kai\"><face file=\"%s\"/>", face, face);
    cr_expect_null(open_with(&room, twice));
    cr_expect_eq(diags_at(room.diags, 0)->code, DIAG_F102);
    remove_room(&room);
}

/* Big-endian numbers for fonts made by hand. */
static void put(struct buffer *out, unsigned long value, size_t bytes) {
    char at[4];
    for (size_t i = 0; i < bytes; i++) at[i] = (char)(value >> (8 * (bytes - 1 - i)));
    buffer_add(out, at, bytes);
}

static void put_row(struct buffer *out, const char *tag, unsigned long offset,
                    unsigned long length) {
    buffer_add(out, tag, 4);
    put(out, 0, 4);
    put(out, offset, 4);
    put(out, length, 4);
}

/* A TrueType font of three glyphs with a format 4 map: A and B by delta, 中 by an index array.
 * `base` is where it stands in its file. */
static void put_font(struct buffer *out, unsigned long base) {
    unsigned long at = base + 12 + 16 * 5;
    put(out, 0x00010000, 4);
    put(out, 5, 2), put(out, 0, 2), put(out, 0, 2), put(out, 0, 2);
    put_row(out, "cmap", at, 54);
    put_row(out, "head", at + 54, 54);
    put_row(out, "hhea", at + 108, 36);
    put_row(out, "hmtx", at + 144, 8);
    put_row(out, "maxp", at + 152, 6);
    put(out, 0, 2), put(out, 1, 2), put(out, 3, 2), put(out, 1, 2), put(out, 12, 4);
    put(out, 4, 2), put(out, 42, 2), put(out, 0, 2), put(out, 6, 2), put(out, 0, 2), put(out, 0, 2),
        put(out, 0, 2);
    put(out, 'B', 2), put(out, 0x4E2D, 2), put(out, 0xFFFF, 2), put(out, 0, 2);
    put(out, 'A', 2), put(out, 0x4E2D, 2), put(out, 0xFFFF, 2);
    put(out, (unsigned long)(0x10000 - 'A' + 1), 2), put(out, 0, 2), put(out, 1, 2);
    put(out, 0, 2), put(out, 4, 2), put(out, 0, 2);
    put(out, 1, 2); /* the index array: 中 is glyph 1 */
    for (int i = 0; i < 18; i++) put(out, 0, 1);
    put(out, 1000, 2);
    for (int i = 0; i < 34; i++) put(out, 0, 1);
    for (int i = 0; i < 34; i++) put(out, 0, 1);
    put(out, 1, 2);
    put(out, 600, 2), put(out, 0, 2), put(out, 0, 4); /* one long advance for all */
    put(out, 0x00005000, 4), put(out, 3, 2);
}

Test(font_roles, basic_plane_map_and_shared_advance) {
    struct room room = make_room();
    struct buffer font = buffer_new(room.arena);
    put_font(&font, 0);
    char *path = arena_printf(room.arena, "%s/fonts/plane.ttf", room.folder);
    write_file(&room, "plane.ttf", font.at, font.length);
    struct font_set *set =
        open_with(&room, arena_printf(room.arena, "<face file=\"%s\"/><face file=\"%s\"/>", path,
                                      prepared(&room, "FandolFang-Regular.otf")));
    cr_assert_not_null(
        set, "%s",
        diags_size(room.diags) ? diag_print(diags_at(room.diags, 0), false, room.arena) : "");
    const struct {
        uint32_t code;
        uint32_t glyph;
        bool fallback;
    } rows[] = {{'A', 1, false}, {'B', 2, false},   {0x4E2D, 1, false},
                {'C', 0, true},  {0x4E2E, 0, true}, {'@', 0, true}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct font_glyph glyph = font_find(set, STYLE_FANGSONG, rows[i].code);
        cr_expect_eq(glyph.fallback, rows[i].fallback, "U+%04X", rows[i].code);
        if (rows[i].glyph) cr_expect_eq(glyph.id, rows[i].glyph);
        if (rows[i].glyph) cr_expect_float_eq(glyph.advance_em, 0.6, 1e-9);
    }
    cr_expect_str_eq(font_name(set, font_find(set, STYLE_FANGSONG, 'A').font), "plane.ttf",
                     "no name table: the file's name");
    cr_expect_null(font_face(set, font_find(set, STYLE_FANGSONG, 'A').font, room.diags),
                   "no outlines");
    cr_expect_eq(diags_at(room.diags, diags_size(room.diags) - 1)->code, DIAG_F103);
    remove_room(&room);
}

Test(font_roles, face_of_a_collection) {
    struct room room = make_room();
    struct buffer font = buffer_new(room.arena);
    buffer_add(&font, "ttcf", 4);
    put(&font, 0x00010000, 4), put(&font, 2, 4), put(&font, 20, 4), put(&font, 20, 4);
    put_font(&font, 20);
    write_file(&room, "two.ttc", font.at, font.length);
    struct font_set *set = open_with(&room, "<face file=\"two.ttc\" index=\"1\"/>");
    cr_assert_not_null(set);
    cr_expect_eq(font_find(set, STYLE_FANGSONG, 'B').id, 2);
    remove_room(&room);
    room = make_room();
    write_file(&room, "two.ttc", font.at, 0);
    cr_expect_null(open_with(&room, "<face file=\"two.ttc\" index=\"2\"/>"));
    remove_room(&room);
}

/* A font cut off anywhere is refused or lacks characters; it is never read beyond its end. */
Test(font_roles, truncated_font_is_harmless) {
    for (size_t length = 0; length < 262; length += 3) {
        struct room room = make_room();
        struct buffer font = buffer_new(room.arena);
        put_font(&font, 0);
        write_file(&room, "plane.ttf", font.at, length < font.length ? length : font.length);
        struct font_set *set = open_with(&room, "<face file=\"plane.ttf\"/>");
        if (set) cr_expect_leq(font_find(set, STYLE_FANGSONG, 'A').id, 1);
        remove_room(&room);
    }
}
