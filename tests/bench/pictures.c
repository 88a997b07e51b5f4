/* Side-by-side pictures for templates/composition.md: the same paragraphs set by Pango (left,
 * justified) and by typeset/ (right), both in the body face at 28 characters a line.
 *
 *   pictures DIR      writes DIR/composition-NAME.png; tests/bench/pictures.sh builds and runs it */
#include "base/text.h"
#include "typeset/typeset.h"

#include <cairo-ft.h>
#include <pango/pangocairo.h>
#include <string.h>

static const double size = 15, pitch = 27, margin = 14, between = 44, measure_em = 28;

struct picture {
    const char *name, *left, *right;
    const char *paragraphs[4];
    enum style_role role;
    double indent_em, measure_em;
    bool balanced;
};

static const struct picture pictures[] = {
    {"edges",
     "Pango",
     "zongjie",
     {"实施“十四五”规划以来，全县生产总值年均增长保持在合理的区间5%～7%之间，人均收入·支出"
      "比逐年改善，2021—2025年累计完成投资22.38亿元，占全市同期投资总额的比重为12.5%。",
      "（一）关于2026年上半年主要指标。全县门急诊总量合计15.20万人次，同比增长8.6%；孕产妇死"
      "亡率为12.3/10万，婴儿死亡率控制在3.5‰以内，达到GB/T 9704—2012等标准的要求。"},
     STYLE_FANGSONG,
     2,
     28,
     false},
    {"marks",
     "Pango",
     "zongjie",
     {"会议强调：“要把《条例》（修订稿）、《细则》（试行）学深学透。”与会同志表示，“坚持问题导"
      "向”“坚持系统观念”……是做好工作的关键所在——基层尤其如此。",
      "怎么办？！一靠改革，二靠投入；三靠（县、乡、村）三级联动，切实做到“小病不出村、大病不出"
      "县”，“最后一公里”全面打通。"},
     STYLE_FANGSONG,
     2,
     28,
     false},
    {"titles",
     "Pango",
     "zongjie",
     {"某某县卫生健康局2026年上半年安全生产工作总结", "关于开展全市重大火灾隐患专项整治行动的紧急通知",
      "国家卫生健康委员会关于进一步加强基层医疗卫生服务体系建设和乡村医生队伍建设的实施意见"},
     STYLE_FANGSONG,
     0,
     20,
     true}};

/* The face that both sides use, for Pango under a configuration of its own. */
static PangoFontMap *one_face(const char *path) {
    FcConfig *config = FcConfigCreate();
    FcConfigAppFontAddFile(config, (const FcChar8 *)path);
    FcConfigSetCurrent(config);
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    return map;
}

static double draw_pango(cairo_t *cairo, const struct picture *picture, PangoFontMap *map,
                         double x) {
    double y = margin + 2 * pitch;
    PangoContext *context = pango_font_map_create_context(map);
    pango_cairo_context_set_resolution(context, 72);
    PangoFontDescription *face = pango_font_description_from_string("FandolFang");
    pango_font_description_set_absolute_size(face, size * PANGO_SCALE);
    for (size_t i = 0; i < 4 && picture->paragraphs[i]; i++) {
        PangoLayout *layout = pango_layout_new(context);
        double indent = picture->balanced ? 0 : (measure_em - picture->measure_em) / 2 * size;
        pango_layout_set_font_description(layout, face);
        pango_layout_set_width(layout, (int)(picture->measure_em * size * PANGO_SCALE));
        pango_layout_set_indent(layout, (int)(picture->indent_em * size * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_justify(layout, !picture->balanced);
        if (picture->balanced) {
            pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
            indent = (measure_em - picture->measure_em) / 2 * size;
        }
        pango_layout_set_text(layout, picture->paragraphs[i], -1);
        for (int k = 0; k < pango_layout_get_line_count(layout); k++, y += pitch) {
            PangoLayoutLine *line = pango_layout_get_line_readonly(layout, k);
            PangoRectangle box;
            int from = 0;
            pango_layout_line_get_extents(line, NULL, &box);
            if (picture->balanced)
                from = (int)(picture->measure_em * size * PANGO_SCALE - box.width) / 2;
            else if (k == 0)
                from = (int)(picture->indent_em * size * PANGO_SCALE);
            cairo_move_to(cairo, x + indent + (double)from / PANGO_SCALE, y);
            pango_cairo_show_layout_line(cairo, line);
        }
        if (picture->balanced) y += pitch / 2;
        g_object_unref(layout);
    }
    pango_font_description_free(face);
    g_object_unref(context);
    return y;
}

static void draw_run(cairo_t *cairo, struct font_set *fonts, const struct page_run *run, double x,
                     double y, struct diags *diags) {
    cairo_font_face_t *face =
        cairo_ft_font_face_create_for_ft_face(font_face(fonts, run->font, diags), 0);
    cairo_set_font_face(cairo, face);
    cairo_set_font_size(cairo, run->size_pt);
    for (size_t i = 0; i < run->count; i++) {
        cairo_glyph_t glyph = {run->glyphs[i].id, x + run->x_pt + run->glyphs[i].x_pt,
                               y - run->glyphs[i].rise_pt};
        cairo_show_glyphs(cairo, &glyph, 1);
    }
    cairo_font_face_destroy(face);
}

struct ours {
    struct arena *arena;
    struct diags *diags;
    struct font_set *fonts;
    struct typeset *typeset;
};

static double draw_ours(cairo_t *cairo, const struct picture *picture, struct ours *ours,
                        double x) {
    double y = margin + 2 * pitch;
    for (size_t i = 0; i < 4 && picture->paragraphs[i]; i++) {
        struct typeset_run run = {.text = text_of(picture->paragraphs[i]),
                                  .role = picture->role,
                                  .latin_role = picture->role,
                                  .size_pt = size,
                                  .origin = ORIGIN_NONE};
        struct typeset_paragraph paragraph = {.runs = &run,
                                              .count = 1,
                                              .measure_pt = picture->measure_em * size,
                                              .first_indent_pt = picture->indent_em * size,
                                              .size_pt = size,
                                              .balanced = picture->balanced};
        struct typeset_lines lines = typeset_set(ours->typeset, &paragraph, ours->arena);
        double left = x + (measure_em - picture->measure_em) / 2 * size;
        for (size_t k = 0; k < lines.count; k++, y += pitch)
            for (size_t r = 0; r < lines.lines[k].count; r++)
                draw_run(cairo, ours->fonts, &lines.lines[k].runs[r], left + lines.lines[k].x_pt, y,
                         ours->diags);
        if (picture->balanced) y += pitch / 2;
    }
    return y;
}

static void label(cairo_t *cairo, const char *text, double x) {
    cairo_select_font_face(cairo, "sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, 12);
    cairo_set_source_rgb(cairo, 0.45, 0.45, 0.45);
    cairo_move_to(cairo, x, margin + 10);
    cairo_show_text(cairo, text);
}

/* Thin lines where the measure begins and ends. */
static void frame(cairo_t *cairo, const struct picture *picture, double x, double height) {
    double side = (measure_em - picture->measure_em) / 2 * size;
    cairo_set_source_rgb(cairo, 0.75, 0.82, 0.9);
    cairo_set_line_width(cairo, 0.7);
    for (int i = 0; i < 2; i++) {
        double at = x + (i ? measure_em * size - side : side);
        cairo_move_to(cairo, at, margin + 18);
        cairo_line_to(cairo, at, height - margin / 2);
        cairo_stroke(cairo);
    }
}

static double draw(cairo_t *cairo, const struct picture *picture, PangoFontMap *map,
                   struct ours *ours, double height) {
    double right = margin + measure_em * size + between;
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    frame(cairo, picture, margin, height);
    frame(cairo, picture, right, height);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    double a = draw_pango(cairo, picture, map, margin);
    double b = draw_ours(cairo, picture, ours, right);
    label(cairo, picture->left, margin);
    label(cairo, picture->right, right);
    return a > b ? a : b;
}

static cairo_surface_t *paint(const struct picture *picture, PangoFontMap *map, struct ours *ours,
                              double height) {
    const double scale = 1.5;
    double width = 2 * (margin + measure_em * size) + between;
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(width * scale), (int)(height * scale));
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, scale, scale);
    double bottom = draw(cairo, picture, map, ours, height);
    cairo_destroy(cairo);
    if (bottom - pitch + margin <= height + 1) return surface;
    cairo_surface_destroy(surface);
    return paint(picture, map, ours, bottom - pitch + margin);
}

int main(int count, char **words) {
    if (count != 2) return 3;
    struct ours ours = {.arena = arena_new()};
    ours.diags = diags_new(ours.arena);
    ours.fonts = font_open(ours.arena, ours.diags);
    if (!ours.fonts) return 1;
    ours.typeset = typeset_new(ours.fonts, ours.arena, ours.diags);
    PangoFontMap *map =
        one_face(font_path(ours.fonts, font_find(ours.fonts, STYLE_FANGSONG, 0x4E00).font));
    for (size_t i = 0; i < sizeof pictures / sizeof *pictures; i++) {
        cairo_surface_t *surface = paint(&pictures[i], map, &ours, 100);
        cairo_surface_write_to_png(
            surface, arena_printf(ours.arena, "%s/composition-%s.png", words[1], pictures[i].name));
        cairo_surface_destroy(surface);
    }
    arena_free(ours.arena);
    return 0;
}
