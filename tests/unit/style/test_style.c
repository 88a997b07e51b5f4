/* Styles: the shipped ones hold the geometry of the standard; extending; faults with their places.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "style/style.h"

static const double mm = 72 / 25.4;

struct world {
    struct arena *arena;
    struct diags *diags;
    char folder[32];
};

static struct world world_new(void) {
    struct world world = {.arena = arena_new(), .folder = "/tmp/zongjie-style-XXXXXX"};
    world.diags = diags_new(world.arena);
    cr_assert_not_null(mkdtemp(world.folder));
    setenv("ZONGJIE_DATA", ".", 1); /* tests run from the top of the checkout */
    return world;
}

static void world_free(struct world *world) {
    char *command = arena_printf(world->arena, "rm -r %s", world->folder);
    cr_expect_eq(system(command), 0);
    arena_free(world->arena);
}

static const char *put(struct world *world, const char *name, const char *xml) {
    struct file_out out;
    const char *path = arena_printf(world->arena, "%s/%s", world->folder, name);
    cr_assert(file_out_open(&out, world->arena, path, world->diags));
    fputs(xml, out.stream);
    cr_assert(file_out_commit(&out, world->diags));
    return path;
}

/* The diagnostics, without the folder. */
static const char *printed(struct world *world) {
    struct buffer out = buffer_new(world->arena);
    size_t skip = strlen(world->folder) + 1;
    for (size_t i = 0; i < diags_size(world->diags); i++) {
        const char *one = diag_print(diags_at(world->diags, i), false, world->arena);
        bool ours = strncmp(one, world->folder, skip - 1) == 0;
        buffer_printf(&out, "%s\n", ours ? one + skip : one);
    }
    return out.at ? out.at : "";
}

#define NEAR(got, wanted) cr_expect_float_eq(got, wanted, 0.01, "%s is %g", #got, (double)(got))

Test(official, has_the_geometry_of_the_standard) {
    struct world world = world_new();
    struct style *style = style_read("templates/styles/official.xml", world.arena, world.diags);
    cr_assert_not_null(style, "%s", printed(&world));
    NEAR(style->page_width_pt, 595.276);
    NEAR(style->page_height_pt, 841.890);
    NEAR(style->top_pt, 37 * mm);
    NEAR(style->left_pt, 28 * mm);
    NEAR(style->area_width_pt, 156 * mm);
    NEAR(style->area_height_pt, 637.795);
    NEAR(style->grid_pitch_pt, (637.795 - 15.75) / 21);
    NEAR(style->first_baseline_pt, 37 * mm + 13.86);
    cr_expect_eq(style->grid_lines, 22);
    cr_expect(style->grid);
    cr_expect_not(style->duplex);
    cr_expect_eq(style->page_number, STYLE_NUMBER_OUTSIDE);
    NEAR(style->page_number_drop_pt, 7 * mm);
    cr_expect_not(style->page_header);
    cr_expect(text_is(style->numbering[0], "一、"));
    cr_expect(text_is(style->numbering[1], "（一）"));
    cr_expect(text_is(style->numbering[2], "1."));
    cr_expect(text_is(style->numbering[3], "（1）"));
    cr_expect(style->table_grid);
    cr_expect_eq(style->mark_role, STYLE_HEI);
    cr_expect_eq(style->mark_colour, 0xF2DCDB);
    cr_expect_eq(style->composition.prohibition, STYLE_PROHIBIT_GB);
    cr_expect_eq(style->composition.punctuation, STYLE_PUNCTUATION_GB);
    NEAR(style->composition.pair_em, 1.5);
    NEAR(style->composition.latin_gap_em, 0);
    cr_expect(style->composition.grid && style->composition.half_start);
    cr_expect_not(style->composition.first_fit || style->composition.half_indent);
    cr_expect_eq(style->file_count, 1);
    /* 28 characters of the body fill a line, 22 lines a page. */
    cr_expect_eq(floor(style->area_width_pt / style->text[STYLE_BODY].size_pt), 28);
    NEAR(21 * style->grid_pitch_pt + style->text[STYLE_BODY].size_pt, style->area_height_pt);
    world_free(&world);
}

Test(official, has_the_faces_and_sizes_of_the_standard) {
    static const struct {
        enum style_class class;
        enum style_role role;
        double size_pt, indent_em;
        enum style_align align;
    } rows[] = {
        {STYLE_TITLE, STYLE_XIAOBIAOSONG, 22, 0, STYLE_CENTRE},
        {STYLE_SUBTITLE, STYLE_KAI, 15.75, 0, STYLE_CENTRE},
        {STYLE_HEADING_1, STYLE_HEI, 15.75, 2, STYLE_JUSTIFY},
        {STYLE_HEADING_2, STYLE_KAI, 15.75, 2, STYLE_JUSTIFY},
        {STYLE_HEADING_3, STYLE_FANGSONG, 15.75, 2, STYLE_JUSTIFY},
        {STYLE_HEADING_4, STYLE_FANGSONG, 15.75, 2, STYLE_JUSTIFY},
        {STYLE_BODY, STYLE_FANGSONG, 15.75, 2, STYLE_JUSTIFY},
        {STYLE_TABLE_CAPTION, STYLE_HEI, 12, 0, STYLE_CENTRE},
        {STYLE_TABLE_UNIT, STYLE_SONG, 10.5, 0, STYLE_RIGHT},
        {STYLE_CHART_LABEL, STYLE_SONG, 9, 0, STYLE_LEFT},
        {STYLE_PAGE_NUMBER, STYLE_SONG, 14, 0, STYLE_LEFT},
    };
    struct world world = world_new();
    struct style *style = style_read("templates/styles/official.xml", world.arena, world.diags);
    cr_assert_not_null(style);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct style_text *text = &style->text[rows[i].class];
        const char *name = style_class_name(rows[i].class);
        cr_expect_eq(text->role, rows[i].role, "%s", name);
        cr_expect_eq(text->latin_role, rows[i].role, "%s", name);
        cr_expect_float_eq(text->size_pt, rows[i].size_pt, 1e-9, "%s", name);
        cr_expect_float_eq(text->indent_em, rows[i].indent_em, 1e-9, "%s", name);
        cr_expect_eq(text->align, rows[i].align, "%s", name);
        cr_expect_eq(text->colour, 0, "%s", name);
        cr_expect_geq(text->pitch_pt, text->size_pt, "%s", name);
    }
    cr_expect(style->text[STYLE_TITLE].balanced && style->text[STYLE_TITLE].one_face);
    cr_expect_not(style->text[STYLE_BODY].balanced || style->text[STYLE_BODY].one_face);
    cr_expect_float_eq(style->text[STYLE_SIGNATURE].right_em, 2, 1e-9);
    world_free(&world);
}

Test(modern, extends_the_official_style) {
    struct world world = world_new();
    struct style *style = style_read("templates/styles/modern.xml", world.arena, world.diags);
    cr_assert_not_null(style, "%s", printed(&world));
    cr_expect_eq(style->file_count, 2);
    cr_expect_not_null(strstr(style->files[1]->name, "official.xml"));
    cr_expect_eq(style->text[STYLE_BODY].role, STYLE_SONG);
    cr_expect_eq(style->text[STYLE_BODY].latin_role, STYLE_SONG);
    NEAR(style->text[STYLE_BODY].indent_em, 2); /* as in the official style */
    cr_expect_neq(style->text[STYLE_HEADING_1].colour, 0);
    cr_expect_not(style->table_grid);
    cr_expect_eq(style->page_number, STYLE_NUMBER_CENTRE);
    NEAR(style->composition.latin_gap_em, 0.25);
    NEAR(style->composition.pair_em, 1.5);
    cr_expect_not(style->composition.grid);
    NEAR(style->page_width_pt, 595.276);
    cr_expect(text_is(style->numbering[0], "一、"));
    cr_expect_float_eq(style->text[STYLE_BODY].pitch_pt, style->grid_pitch_pt, 1e-9);
    world_free(&world);
}

Test(style, a_smaller_body_changes_the_grid) {
    struct world world = world_new();
    const char *path = put(&world, "mine.xml",
                           "<style xmlns='urn:zongjie:style:1' version='1' extends='official.xml'>"
                           "<page lines='30' duplex='yes'/><text class='body' size='12pt'/>"
                           "<text class='heading-1' indent='24pt' size='12pt' latin='song'/>"
                           "<text class='title' font='hei' colour='aB12Ef'/>"
                           "<mark font='kai' colour='DDDDDD'/></style>");
    struct style *style = style_read(path, world.arena, world.diags);
    cr_assert_not_null(style, "%s", printed(&world));
    NEAR(style->grid_pitch_pt, (637.795 - 12) / 29);
    NEAR(style->first_baseline_pt, 37 * mm + 0.88 * 12);
    NEAR(style->text[STYLE_BODY].indent_em, 2);
    NEAR(style->text[STYLE_HEADING_1].indent_em, 2);
    cr_expect_eq(style->text[STYLE_HEADING_1].role, STYLE_HEI);
    cr_expect_eq(style->text[STYLE_HEADING_1].latin_role, STYLE_SONG);
    cr_expect_eq(style->text[STYLE_TITLE].latin_role, STYLE_HEI);
    cr_expect_eq(style->mark_role, STYLE_KAI);
    cr_expect_eq(style->mark_colour, 0xDDDDDD);
    cr_expect_eq(style->text[STYLE_TITLE].colour, 0xAB12EF);
    cr_expect(style->text[STYLE_TITLE].balanced);
    cr_expect(style->duplex);
    world_free(&world);
}

#define STYLE(attributes, content)                                                                 \
    "<style xmlns='urn:zongjie:style:1' version='1'" attributes ">\n" content "</style>"
#define MORE " extends='official.xml'"

Test(style, composition_is_read_and_extended) {
    struct world world = world_new();
    const char *path = put(&world, "mine.xml",
                           STYLE(MORE, "<composition prohibition='strict' punctuation='kaiming' "
                                       "pair='1em' line-start='full' indent-start='half' "
                                       "latin-gap='0.125em' grid='no' fit='first'/>"
                                       "<composition latin-gap='0.25em'/>"));
    struct style *style = style_read(path, world.arena, world.diags);
    cr_assert_not_null(style, "%s", printed(&world));
    const struct style_composition *composition = &style->composition;
    cr_expect_eq(composition->prohibition, STYLE_PROHIBIT_STRICT);
    cr_expect_eq(composition->punctuation, STYLE_PUNCTUATION_KAIMING);
    NEAR(composition->pair_em, 1);
    NEAR(composition->latin_gap_em, 0.25);
    cr_expect_not(composition->half_start || composition->grid);
    cr_expect(composition->half_indent && composition->first_fit);
    world_free(&world);
}

Test(style, faults) {
    static const struct {
        const char *xml, *wanted; /* the beginning of what is printed */
    } rows[] = {
        {STYLE(" extends='nowhere.xml'", ""),
         "s.xml:1:57: error: style not found: nowhere.xml [S101]\n    hint: put it beside"},
        {STYLE(" extends='s.xml'", ""),
         "s.xml:1:57: error: styles extend one another in a circle or too often: s.xml [S102]\n"},
        {STYLE(MORE, "<text class='title' colour='red'/>"),
         "s.xml:2:29: error: not a colour: red [S103]\n    hint: write six"},
        {STYLE(MORE, "<text class='title' colour='12345G'/>"),
         "s.xml:2:29: error: not a colour: 12345G [S103]\n"},
        {STYLE(MORE, "<mark colour='pink'/>"), "s.xml:2:15: error: not a colour: pink [S103]\n"},
        {STYLE(MORE, "<chart colours='123456 blue 0000FF'/>"),
         "s.xml:2:24: error: not a colour: blue [S103]\n"},
        {"<style xmlns='urn:zongjie:style:1' version='2' extends='official.xml'/>",
         "s.xml:1:45: error: unknown version of the style language: 2 [S104]\n"},
        {STYLE(MORE, "<text class='body' size='0pt'/>"),
         "s.xml:2:26: error: length out of range: size=\"0pt\" [S105]\n"},
        {STYLE(MORE, "<page top='-1mm'/>"),
         "s.xml:2:12: error: length out of range: top=\"-1mm\" [S105]\n"},
        {STYLE(MORE, "<page width='99999999mm'/>"),
         "s.xml:2:14: error: length out of range: width=\"99999999mm\" [S105]\n"},
        {STYLE(MORE, "<text class='body' before='-1'/>"),
         "s.xml:2:28: error: length out of range: before=\"-1\" [S105]\n    hint: it counts lines"},
        {STYLE(MORE, "<page lines='1'/>"),
         "s.xml:2:14: error: length out of range: lines=\"1\" [S105]\n    hint: a page has"},
        {STYLE(MORE, "<page lines='201'/>"),
         "s.xml:2:14: error: length out of range: lines=\"201\" [S105]\n"},
        {STYLE(MORE, "<composition pair='0.9em'/>"),
         "s.xml:2:20: error: length out of range: pair=\"0.9em\" [S105]\n"
         "    hint: it goes from 1em to 2em\n"},
        {STYLE(MORE, "<composition latin-gap='1em'/>"),
         "s.xml:2:25: error: length out of range: latin-gap=\"1em\" [S105]\n"
         "    hint: it goes from 0em to 0.5em\n"},
        {STYLE(MORE, "<composition prohibition='gbk'/>"),
         "s.xml:2:27: error: wrong attribute value: prohibition=\"gbk\" [X206]\n"},
        {STYLE(MORE, "<page left='80mm'/>"),
         "s.xml: error: the type area does not fit the page: it ends 236.0 mm from the left and "
         "262.0 mm from the top of a page of 210.0 × 297.0 mm [S106]\n"},
        {STYLE(MORE, "<page lines='60'/>"),
         "s.xml: error: the type area does not fit the page: 60 lines of 15.75 pt are higher than "
         "it [S106]\n"},
        {STYLE("", "<page width='210mm'/>"),
         "s.xml: error: style is incomplete: <page width height> is not given [S107]\n"
         "    hint: give it, or write extends=\"official.xml\"\n"},
        {STYLE(MORE, "<text class='titel'/>"),
         "s.xml:2:14: error: wrong attribute value: class=\"titel\" [X206]\n"
         "    hint: did you mean title?\n"},
        {STYLE(MORE, "<text class='title' size='22px'/>"),
         "s.xml:2:27: error: wrong attribute value: size=\"22px\" [X206]\n"
         "    hint: write a length such as 12pt, 37mm, 2em or 三号\n"},
        {STYLE(MORE, "<pages/>"), "s.xml:2:1: error: unknown element: <pages> [X202]\n"},
        {"<style", "s.xml:1:7: error: not well-formed XML: "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world world = world_new();
        const char *path = put(&world, "s.xml", rows[i].xml);
        cr_expect_null(style_read(path, world.arena, world.diags), "row %zu", i);
        const char *got = printed(&world);
        cr_expect_eq(strncmp(got, rows[i].wanted, strlen(rows[i].wanted)), 0, "row %zu: %s", i,
                     got);
        world_free(&world);
    }
}

Test(style, several_faults_at_once) {
    struct world world = world_new();
    const char *path = put(&world, "s.xml",
                           STYLE(MORE, "<text class='body' size='0pt' colour='x'/>"
                                       "<rule thin='-1mm' thick='0mm'/>"));
    cr_expect_null(style_read(path, world.arena, world.diags));
    cr_expect_eq(diags_count(world.diags, DIAG_ERROR), 4, "%s", printed(&world));
    world_free(&world);
}

Test(style, that_is_not_there) {
    struct world world = world_new();
    cr_expect_null(style_read("/nowhere/s.xml", world.arena, world.diags));
    cr_expect_not_null(strstr(printed(&world), "[D101]"));
    world_free(&world);
}

Test(style, extends_at_most_eight) {
    struct world world = world_new();
    for (int i = 0; i < 10; i++)
        put(&world, arena_printf(world.arena, "s%d.xml", i),
            arena_printf(world.arena,
                         "<style xmlns='urn:zongjie:style:1' version='1' extends='s%d.xml'/>",
                         i + 1));
    char *path = arena_printf(world.arena, "%s/s0.xml", world.folder);
    cr_expect_null(style_read(path, world.arena, world.diags));
    cr_expect_not_null(strstr(printed(&world), "s7.xml:1:57: error: styles extend one another"),
                       "%s", printed(&world));
    world_free(&world);
}

Test(names, of_roles_and_classes) {
    cr_expect_str_eq(style_role_name(STYLE_FANGSONG), "fangsong");
    cr_expect_str_eq(style_role_name(STYLE_XIAOBIAOSONG), "xiaobiaosong");
    cr_expect_str_eq(style_class_name(STYLE_TITLE), "title");
    cr_expect_str_eq(style_class_name(STYLE_PAGE_HEADER), "page-header");
    for (size_t i = 0; i < STYLE_CLASSES; i++)
        cr_expect_not_null(style_class_name((enum style_class)i), "class %zu", i);
}
