/* The elements of a style file, each laid over what is already there. */
#include <assert.h>

#include "style/inner.h"

size_t style_choice(const char *choices, struct text name) {
    struct text rest = text_of(choices), piece;
    for (size_t i = 0; text_cut(&rest, '|', &piece); i++)
        if (text_equal(piece, name)) return i;
    assert(false); /* the element table lets no other name pass */
    return 0;
}

/* One element under way. */
struct element {
    struct style_reading *reading;
    const xml_node *node;
    double em_pt;
};

/* What a length may be. */
enum range { ANY, NOT_NEGATIVE, POSITIVE };

static void take_length(const struct element *element, const char *name, enum range range,
                        double *value_pt) {
    if (!xml_has(element->node, name)) return;
    struct text text = xml_attribute(element->node, name);
    double points = 0;
    bool read = xml_length(text, element->em_pt, &points);
    assert(read);
    (void)read;
    if (points < 10000 && points > -10000 &&
        (range == ANY || (range == NOT_NEGATIVE && points >= 0) || points > 0)) {
        *value_pt = points;
        return;
    }
    diags_add(element->reading->diags, DIAG_S105, xml_attribute_origin(element->node, name, 0),
              "%s=\"%.*s\"", name, TEXT_ARGS(text));
}

static void take_number(const struct element *element, const char *name, double *value) {
    if (!xml_has(element->node, name)) return;
    double number = 0;
    struct text text = xml_attribute(element->node, name);
    if (xml_number(text, &number) && number >= 0 && number <= 100) {
        *value = number;
        return;
    }
    diags_add(element->reading->diags, DIAG_S105, xml_attribute_origin(element->node, name, 0),
              "%s=\"%.*s\"", name, TEXT_ARGS(text));
    diags_hint(element->reading->diags, N_("it counts lines: 0 to 100"));
}

static void take_yes_no(const struct element *element, const char *name, bool *value) {
    if (xml_has(element->node, name)) *value = text_is(xml_attribute(element->node, name), "yes");
}

static bool read_colour(struct text text, uint32_t *colour) {
    uint32_t value = 0;
    if (text.length != 6) return false;
    for (size_t i = 0; i < 6; i++) {
        char c = text.at[i];
        if (c >= '0' && c <= '9')
            value = value << 4 | (uint32_t)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            value = value << 4 | (uint32_t)((c | 0x20) - 'a' + 10);
        else
            return false;
    }
    *colour = value;
    return true;
}

static void add_colour_fault(const struct element *element, const char *name, struct text word) {
    struct text all = xml_attribute(element->node, name);
    size_t at = (size_t)(word.at - all.at);
    diags_add(element->reading->diags, DIAG_S103, xml_attribute_origin(element->node, name, at),
              "%.*s", TEXT_ARGS(word));
    diags_hint(element->reading->diags, N_("write six hexadecimal digits such as 1F4E79"));
}

static void apply_page(const struct element *element) {
    struct style *style = element->reading->style;
    take_length(element, "width", POSITIVE, &style->page_width_pt);
    take_length(element, "height", POSITIVE, &style->page_height_pt);
    take_length(element, "top", NOT_NEGATIVE, &style->top_pt);
    take_length(element, "left", NOT_NEGATIVE, &style->left_pt);
    take_length(element, "area-width", POSITIVE, &style->area_width_pt);
    take_length(element, "area-height", POSITIVE, &style->area_height_pt);
    double lines = style->grid_lines;
    xml_number(xml_attribute(element->node, "lines"), &lines);
    if (lines > 200 || (xml_has(element->node, "lines") && lines < 2)) {
        diags_add(element->reading->diags, DIAG_S105,
                  xml_attribute_origin(element->node, "lines", 0), "lines=\"%.0f\"", lines);
        diags_hint(element->reading->diags, N_("a page has 2 to 200 lines"));
    } else {
        style->grid_lines = (int)lines;
    }
    take_yes_no(element, "grid", &style->grid);
    take_yes_no(element, "duplex", &style->duplex);
}

static void apply_page_number(const struct element *element) {
    struct style *style = element->reading->style;
    if (xml_has(element->node, "place"))
        style->page_number = (enum style_page_number)style_choice(
            STYLE_NUMBER_CHOICES, xml_attribute(element->node, "place"));
    take_length(element, "drop", ANY, &style->page_number_drop_pt);
}

static void apply_page_header(const struct element *element) {
    struct style *style = element->reading->style;
    take_yes_no(element, "show", &style->page_header);
    take_length(element, "baseline", NOT_NEGATIVE, &style->page_header_pt);
}

static void apply_numbering(const struct element *element) {
    size_t level = style_choice("1|2|3|4", xml_attribute(element->node, "level"));
    element->reading->style->numbering[level] = xml_attribute(element->node, "form");
}

static void take_role(const struct element *element, const char *name, enum style_role *role) {
    if (xml_has(element->node, name))
        *role =
            (enum style_role)style_choice(STYLE_ROLE_CHOICES, xml_attribute(element->node, name));
}

/* Indents are kept in ems, so that they follow a size that an extending style changes. */
static void take_ems(const struct element *element, const char *name, double *ems) {
    double points = *ems * element->em_pt;
    take_length(element, name, ANY, &points);
    *ems = points / element->em_pt;
}

static void apply_text(const struct element *of) {
    const xml_node *node = of->node;
    size_t class = style_choice(STYLE_CLASS_CHOICES, xml_attribute(node, "class"));
    struct style_text *text = &of->reading->style->text[class];
    take_role(of, "font", &text->role);
    /* A new font brings its own Latin unless told otherwise. */
    if (xml_has(node, "font")) text->latin_role = text->role;
    take_role(of, "latin", &text->latin_role);
    take_length(of, "size", POSITIVE, &text->size_pt);
    struct element element = {of->reading, node, text->size_pt > 0 ? text->size_pt : of->em_pt};
    take_length(&element, "pitch", POSITIVE, &text->pitch_pt);
    take_ems(&element, "indent", &text->indent_em);
    take_ems(&element, "left", &text->left_em);
    take_ems(&element, "right", &text->right_em);
    take_number(&element, "before", &text->before_lines);
    take_number(&element, "after", &text->after_lines);
    if (xml_has(node, "align"))
        text->align =
            (enum style_align)style_choice(STYLE_ALIGN_CHOICES, xml_attribute(node, "align"));
    struct text colour = xml_attribute(node, "colour");
    if (xml_has(node, "colour") && !read_colour(colour, &text->colour))
        add_colour_fault(&element, "colour", colour);
    take_yes_no(&element, "one-face", &text->one_face);
    take_yes_no(&element, "balanced", &text->balanced);
}

static void apply_table(const struct element *element) {
    struct style *style = element->reading->style;
    take_yes_no(element, "grid", &style->table_grid);
    take_length(element, "row", POSITIVE, &style->table_row_pt);
    take_length(element, "padding", NOT_NEGATIVE, &style->table_padding_pt);
}

static void apply_rule(const struct element *element) {
    take_length(element, "thin", POSITIVE, &element->reading->style->rule_thin_pt);
    take_length(element, "thick", POSITIVE, &element->reading->style->rule_thick_pt);
}

static void apply_chart(const struct element *element) {
    struct style *style = element->reading->style;
    take_length(element, "height", POSITIVE, &style->chart_height_pt);
    if (!xml_has(element->node, "colours")) return;
    struct text colours = xml_attribute(element->node, "colours"), rest = colours, word;
    uint32_t ignored;
    while (text_cut_word(&rest, &word))
        if (!read_colour(word, &ignored)) add_colour_fault(element, "colours", word);
    style->chart_colours = colours;
}

static void apply_mark(const struct element *element) {
    struct style *style = element->reading->style;
    take_role(element, "font", &style->mark_role);
    struct text colour = xml_attribute(element->node, "colour");
    if (xml_has(element->node, "colour") && !read_colour(colour, &style->mark_colour))
        add_colour_fault(element, "colour", colour);
}

/* A length in ems of the body, between two bounds. */
static void take_bounded_ems(const struct element *element, const char *name, double least,
                             double most, double *ems) {
    double points = *ems * element->em_pt;
    take_length(element, name, NOT_NEGATIVE, &points);
    double value = points / element->em_pt;
    if (value >= least - 1e-6 && value <= most + 1e-6) {
        *ems = value;
        return;
    }
    diags_add(element->reading->diags, DIAG_S105, xml_attribute_origin(element->node, name, 0),
              "%s=\"%.*s\"", name, TEXT_ARGS(xml_attribute(element->node, name)));
    diags_hint(element->reading->diags, N_("it goes from %gem to %gem"), least, most);
}

static void apply_composition(const struct element *element) {
    struct style_composition *composition = &element->reading->style->composition;
    const xml_node *node = element->node;
    if (xml_has(node, "prohibition"))
        composition->prohibition = (enum style_prohibition)style_choice(
            STYLE_PROHIBITION_CHOICES, xml_attribute(node, "prohibition"));
    if (xml_has(node, "punctuation"))
        composition->punctuation = (enum style_punctuation)style_choice(
            STYLE_PUNCTUATION_CHOICES, xml_attribute(node, "punctuation"));
    take_bounded_ems(element, "pair", 1, 2, &composition->pair_em);
    take_bounded_ems(element, "latin-gap", 0, 0.5, &composition->latin_gap_em);
    if (xml_has(node, "line-start"))
        composition->half_start = text_is(xml_attribute(node, "line-start"), "half");
    if (xml_has(node, "indent-start"))
        composition->half_indent = text_is(xml_attribute(node, "indent-start"), "half");
    take_yes_no(element, "grid", &composition->grid);
    if (xml_has(node, "fit")) composition->first_fit = text_is(xml_attribute(node, "fit"), "first");
}

void style_apply(struct style_reading *reading, const xml_node *root) {
    static const struct {
        const char *name;
        void (*apply)(const struct element *element);
    } kinds[] = {{"page", apply_page},
                 {"page-number", apply_page_number},
                 {"page-header", apply_page_header},
                 {"numbering", apply_numbering},
                 {"text", apply_text},
                 {"table", apply_table},
                 {"rule", apply_rule},
                 {"chart", apply_chart},
                 {"mark", apply_mark},
                 {"composition", apply_composition}};
    for (const xml_node *node = xml_first_element(root); node; node = xml_next_element(node)) {
        double body_pt = reading->style->text[STYLE_BODY].size_pt;
        struct element element = {reading, node, body_pt > 0 ? body_pt : 12};
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (xml_is(node, kinds[i].name)) kinds[i].apply(&element);
    }
}
