/* Roles and chains with the real prepared fonts: coverage, fallback, rare slices, shaping, privacy.
 */
#include "font/font.h"

#include "base/file.h"
#include "base/path.h"

#include <cairo-ft.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    struct arena *arena;
    struct diags *diags;
    struct font_set *fonts;
};

/* The prepared fonts are those of `make fonts`, in build/ (or in $ZONGJIE_DATA). */
static struct fixture open_fonts(void) {
    setenv("ZONGJIE_DATA", "build", 0);
    struct fixture fixture = {.arena = arena_new()};
    fixture.diags = diags_new(fixture.arena);
    fixture.fonts = font_open(fixture.arena, fixture.diags);
    cr_assert_not_null(fixture.fonts, "run make fonts first, and the tests from the top folder");
    return fixture;
}

Test(font, first_face_is_that_of_the_role) {
    struct fixture fixture = open_fonts();
    const char *want[STYLE_ROLES] = {"FandolFang-Regular.otf", "FandolKai-Regular.otf",
                                     "NotoSansSC-Bold.otf", "NotoSerifSC-Regular.otf",
                                     "NotoSerifSC-Bold.otf"};
    for (enum style_role role = 0; role < STYLE_ROLES; role++) {
        struct font_glyph glyph = font_find(fixture.fonts, role, 0x4E2D);
        cr_assert_geq(glyph.font, 0);
        cr_expect_not(glyph.fallback);
        cr_expect_float_eq(glyph.advance_em, 1, 1e-9);
        cr_expect_str_eq(path_name(font_path(fixture.fonts, glyph.font)), want[role]);
    }
    cr_expect_float_eq(font_find(fixture.fonts, STYLE_FANGSONG, '8').advance_em, 0.5, 1e-9);
    arena_free(fixture.arena);
}

/* All 8,105 characters of the standard table, in every role. */
Test(font, standard_table_is_covered) {
    struct fixture fixture = open_fonts();
    const struct file *file =
        file_read(fixture.arena, "fonts/tgh8105.txt", 1 << 20, ORIGIN_NONE, fixture.diags);
    cr_assert_not_null(file);
    struct text rest = file->bytes, line;
    size_t count = 0;
    while (text_cut(&rest, '\n', &line)) {
        if (text_starts(line, TEXT("#"))) continue;
        for (const char *at = line.at, *end = line.at + line.length; at < end; count++) {
            uint32_t code = text_next(&at, end);
            for (enum style_role role = 0; role < STYLE_ROLES; role++)
                cr_expect_geq(font_find(fixture.fonts, role, code).font, 0, "U+%04X", code);
        }
    }
    cr_expect_eq(count, 8105);
    arena_free(fixture.arena);
}

Test(font, symbols_of_reports_are_covered) {
    struct fixture fixture = open_fonts();
    struct text text = TEXT(
        "，、。；：？！“”‘’（）〔〕【】《》〈〉「」『』—…·～–ⅠⅡⅢⅣⅤ①②⑩⑳㈠㈡⑴⒈℃‰％㎡㎏㎜°′″≥≤±×÷∶≈→←↑↓□■○●◎★☆△▲◆◇√×αβγμΩ〇々ā á ǎ à ü ￥$€№§※");
    for (const char *at = text.at, *end = text.at + text.length; at < end;) {
        uint32_t code = text_next(&at, end);
        for (enum style_role role = 0; role < STYLE_ROLES; role++)
            cr_expect_geq(font_find(fixture.fonts, role, code).font, 0, "U+%04X", code);
    }
    arena_free(fixture.arena);
}

Test(font, chain_ends_with_the_rare_font) {
    struct fixture fixture = open_fonts();
    const struct {
        uint32_t code;
        const char *file; /* start of its name; NULL: in no font */
        bool fallback;
    } rows[] = {
        {0x5582, "FandolFang", false},
        {0x4DAE, "NotoSerifSC-Regular", true},
        {0x2CB5A, "NotoSerifSC-Regular", true},
        {0x20BB7, "rare-", true},
        {0x3400, "rare-", true},
        {0xE000, NULL, true},
        {0x1F600, NULL, true},
        {0x10FFFF, NULL, true},
        {0x0F40, NULL, true},
    };
    for (int pass = 0; pass < 2; pass++) /* the second time from the table */
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            struct font_glyph glyph = font_find(fixture.fonts, STYLE_FANGSONG, rows[i].code);
            if (!rows[i].file) {
                cr_expect_eq(glyph.font, -1, "U+%04X", rows[i].code);
                continue;
            }
            cr_assert_geq(glyph.font, 0, "U+%04X", rows[i].code);
            const char *name = path_name(font_path(fixture.fonts, glyph.font));
            cr_expect(strncmp(name, rows[i].file, strlen(rows[i].file)) == 0, "U+%04X: %s",
                      rows[i].code, name);
            cr_expect_eq(glyph.fallback, rows[i].fallback);
            cr_expect_lt((size_t)glyph.font, font_count(fixture.fonts));
        }
    arena_free(fixture.arena);
}

Test(font, ink_lies_where_marks_have_it) {
    struct fixture fixture = open_fonts();
    double box[4];
    struct font_glyph open = font_find(fixture.fonts, STYLE_FANGSONG, 0x201C);
    font_ink(fixture.fonts, open.font, open.id, box);
    cr_expect_geq(box[0], 0.5);
    struct font_glyph comma = font_find(fixture.fonts, STYLE_SONG, 0xFF0C);
    font_ink(fixture.fonts, comma.font, comma.id, box);
    cr_expect(box[0] > 0 && box[2] < 0.5 && box[1] < 0 && box[3] < 0.3);
    arena_free(fixture.arena);
}

Test(font, fingerprint_is_the_same_each_time) {
    struct fixture one = open_fonts(), two = open_fonts();
    cr_expect_eq(font_fingerprint(one.fonts), font_fingerprint(two.fonts));
    cr_expect_neq(font_fingerprint(one.fonts), 0);
    arena_free(one.arena);
    arena_free(two.arena);
}

Test(font, list_names_each_role) {
    struct fixture fixture = open_fonts();
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    font_list(fixture.fonts, stream);
    fclose(stream);
    cr_expect_not_null(
        strstr(bytes, "fangsong      FandolFang-Regular.otf (FandolFang R), 7654 characters"));
    cr_expect_not_null(
        strstr(bytes, "xiaobiaosong  NotoSerifSC-Bold.otf (Noto Serif CJK SC Bold)"));
    cr_expect_not_null(strstr(bytes, "14492 rare Han"));
    free(bytes);
    arena_free(fixture.arena);
}

Test(font, shapes_combining_marks) {
    struct fixture fixture = open_fonts();
    struct font_shaped *glyphs;
    size_t count;
    cr_expect(font_needs_shaping(0x0304));
    cr_expect(font_needs_shaping(0xE0100));
    cr_expect_not(font_needs_shaping(0x4E00));
    cr_expect_not(font_needs_shaping(0xFF0C));
    cr_assert(
        font_shape(fixture.fonts, STYLE_SONG, TEXT("a\u0304"), fixture.arena, &glyphs, &count));
    uint32_t bytes = 0;
    double advance = 0;
    for (size_t i = 0; i < count; i++) bytes += glyphs[i].bytes, advance += glyphs[i].advance_em;
    cr_expect_eq(bytes, 3);
    cr_expect(advance > 0.4 && advance < 0.7, "the mark takes no room: %f", advance);
    cr_assert(
        font_shape(fixture.fonts, STYLE_FANGSONG, TEXT("中文"), fixture.arena, &glyphs, &count));
    cr_expect_eq(count, 2);
    cr_expect_eq(glyphs[0].glyph, font_find(fixture.fonts, STYLE_FANGSONG, 0x4E2D).id);
    cr_expect_float_eq(glyphs[0].advance_em, 1, 1e-4);
    cr_expect_not(
        font_shape(fixture.fonts, STYLE_FANGSONG, TEXT("བོད"), fixture.arena, &glyphs, &count));
    cr_expect_not(
        font_shape(fixture.fonts, STYLE_FANGSONG, TEXT(""), fixture.arena, &glyphs, &count));
    arena_free(fixture.arena);
}

/* Draws a character of each kind of face, as output/ does; true if there is ink. */
static bool draw(struct fixture *fixture) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 100, 100);
    cairo_t *cairo = cairo_create(surface);
    const uint32_t codes[] = {0x4E2D, 0x4DAE, 0x20BB7};
    for (size_t i = 0; i < 3; i++) {
        struct font_glyph found = font_find(fixture->fonts, STYLE_FANGSONG, codes[i]);
        FT_Face library_face = font_face(fixture->fonts, found.font, fixture->diags);
        cr_assert_not_null(library_face);
        cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(library_face, 0);
        cairo_set_font_face(cairo, face);
        cairo_set_font_size(cairo, 20);
        cairo_glyph_t glyph = {found.id, 10, 20 + 20 * (double)i};
        cairo_show_glyphs(cairo, &glyph, 1);
        cairo_font_face_destroy(face);
    }
    cairo_surface_flush(surface);
    const unsigned char *pixels = cairo_image_surface_get_data(surface);
    size_t ink = 0, length = (size_t)cairo_image_surface_get_stride(surface) * 100;
    for (size_t i = 0; i < length; i++) ink += pixels[i] > 0;
    cr_expect_eq(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    cairo_debug_reset_static_data(); /* Cairo's own cache of faces */
    return ink > 300;
}

/* A trap in place of the system's font configuration: any library that reads it is seen by inotify.
 */
Test(font, no_system_configuration_is_opened) {
    char folder[] = "/tmp/zongjie-trap-XXXXXX", trap[64];
    cr_assert_not_null(mkdtemp(folder));
    snprintf(trap, sizeof trap, "%s/fonts.conf", folder);
    FILE *stream = fopen(trap, "w");
    fputs("<?xml version=\"1.0\"?><fontconfig></fontconfig>\n", stream);
    fclose(stream);
    setenv("FONTCONFIG_FILE", trap, 1);
    setenv("FONTCONFIG_PATH", folder, 1);
    setenv("XDG_CONFIG_HOME", folder, 1);
    int watch = inotify_init1(IN_NONBLOCK);
    cr_assert(watch >= 0 && inotify_add_watch(watch, folder, IN_OPEN | IN_ACCESS) >= 0);
    struct fixture fixture = open_fonts();
    struct font_shaped *glyphs;
    size_t count;
    cr_expect(
        font_shape(fixture.fonts, STYLE_SONG, TEXT("a\u0304"), fixture.arena, &glyphs, &count));
    cr_expect(draw(&fixture));
    char event[4096];
    cr_expect_eq(read(watch, event, sizeof event), -1, "the font configuration was read");
    stream = fopen(trap, "r"); /* the trap works */
    fclose(stream);
    cr_expect_gt(read(watch, event, sizeof event), 0);
    close(watch);
    remove(trap);
    rmdir(folder);
    arena_free(fixture.arena);
}
