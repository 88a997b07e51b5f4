/* Numbers that Word makes: numbering.xml, and the counters that run through the document.
 *
 * Lists with one abstract definition share their counters; a list whose definition says where it
 * starts begins anew when it is first met.  A level begins anew after a higher one, unless its
 * definition says otherwise (w:lvlRestart).  A higher level that was never met counts as its start
 * value. */
#include <string.h>

#include "base/map.h"
#include "source/docx.h"

enum { LEVELS = 9, LINKS_MOST = 8, VALUE_MOST = 32767, LABEL_BYTES_MOST = 1000 };

struct level {
    int start, restart; /* restart: -1 after any higher level, 0 never, n after level n */
    struct text format, words, suffix, style;
    bool legal; /* all numbers of its text in Arabic digits */
};

struct definition {
    struct level levels[LEVELS];
    struct text link; /* of a style whose list is meant */
    int counts[LEVELS];
    bool met[LEVELS];
};

struct list {
    struct definition *definition;
    struct level *changed[LEVELS]; /* NULL: as the definition has it */
    int starts[LEVELS];            /* -1: no start of its own */
    bool used[LEVELS];
};

struct docx_numbering {
    struct map *definitions, *lists; /* by id */
};

/* w:numFmt, which may stand in a choice for newer programs. */
static const xml_node *find_format(const xml_node *node) {
    const xml_node *format = docx_child(node, "numFmt");
    const xml_node *child = format ? NULL : xml_first_element(node);
    for (; child && !format; child = xml_next_element(child))
        if (xml_is(child, "AlternateContent"))
            format = docx_child(docx_alternative(child), "numFmt");
    return format;
}

static void read_level(struct level *level, const xml_node *node) {
    const xml_node *format = find_format(node), *restart = docx_child(node, "lvlRestart");
    level->start = docx_number(docx_value(docx_child(node, "start")), VALUE_MOST, 0);
    level->restart = restart ? docx_number(docx_value(restart), LEVELS, -1) : -1;
    level->format = format ? docx_value(format) : TEXT("decimal");
    if (text_is(level->format, "custom")) level->format = xml_attribute_local(format, "format");
    level->words = docx_value(docx_child(node, "lvlText"));
    level->suffix = docx_value(docx_child(node, "suff"));
    level->style = docx_value(docx_child(node, "pStyle"));
    level->legal = docx_switch(node, "isLgl") == 1;
}

static int level_index(const xml_node *node) {
    return docx_number(xml_attribute_local(node, "ilvl"), VALUE_MOST, LEVELS);
}

static void read_definition(struct docx_numbering *numbering, const xml_node *node,
                            struct arena *arena) {
    struct definition *definition = ARENA_NEW(arena, struct definition);
    for (int i = 0; i < LEVELS; i++)
        definition->levels[i] = (struct level){.restart = -1, .format = TEXT("none")};
    const xml_node *child = xml_first_element(node);
    for (; child; child = xml_next_element(child)) {
        int index = docx_is(child, "lvl") ? level_index(child) : LEVELS;
        if (index < LEVELS) read_level(&definition->levels[index], child);
    }
    definition->link = docx_value(docx_child(node, "numStyleLink"));
    map_set(numbering->definitions, xml_attribute_local(node, "abstractNumId"), definition);
}

static void read_override(struct list *list, const xml_node *node, struct arena *arena) {
    int index = level_index(node);
    if (index >= LEVELS) return;
    const xml_node *start = docx_child(node, "startOverride"), *level = docx_child(node, "lvl");
    if (start) list->starts[index] = docx_number(docx_value(start), VALUE_MOST, 0);
    if (!level) return;
    list->changed[index] = ARENA_NEW(arena, struct level);
    read_level(list->changed[index], level);
    if (!start) list->starts[index] = list->changed[index]->start;
}

static void read_list(struct docx_numbering *numbering, const xml_node *node, struct arena *arena) {
    struct list *list = ARENA_NEW(arena, struct list);
    for (int i = 0; i < LEVELS; i++) list->starts[i] = -1;
    list->definition =
        map_find(numbering->definitions, docx_value(docx_child(node, "abstractNumId")));
    const xml_node *child = xml_first_element(node);
    for (; child; child = xml_next_element(child))
        if (docx_is(child, "lvlOverride")) read_override(list, child, arena);
    map_set(numbering->lists, xml_attribute_local(node, "numId"), list);
}

/* A definition that only names a style means the list of that style. */
static void follow_links(struct docx_numbering *numbering, const struct docx_styles *styles) {
    for (size_t i = 0; i < map_count(numbering->lists); i++) {
        struct list *list = map_value(numbering->lists, i);
        for (int step = 0; step < LINKS_MOST; step++) {
            if (!list->definition || !list->definition->link.length) break;
            struct docx_look look = docx_style_look(styles, list->definition->link);
            const struct list *other = map_find(numbering->lists, look.num_id);
            if (!other || other == list) break;
            list->definition = other->definition;
        }
    }
}

struct docx_numbering *docx_numbering_read(const xml_node *part, const struct docx_styles *styles,
                                           struct arena *arena) {
    struct docx_numbering *numbering = ARENA_NEW(arena, struct docx_numbering);
    *numbering = (struct docx_numbering){map_new(arena), map_new(arena)};
    if (!part) return numbering;
    const xml_node *node = xml_first_element(part);
    for (; node; node = xml_next_element(node))
        if (docx_is(node, "abstractNum")) read_definition(numbering, node, arena);
    for (node = xml_first_element(part); node; node = xml_next_element(node))
        if (docx_is(node, "num")) read_list(numbering, node, arena);
    follow_links(numbering, styles);
    return numbering;
}

/* ---- counting */

static const struct level *level_of(const struct list *list, int index) {
    return list->changed[index] ? list->changed[index] : &list->definition->levels[index];
}

static void count(struct list *list, int index) {
    struct definition *definition = list->definition;
    bool begins = list->starts[index] >= 0 && !list->used[index];
    if (begins)
        definition->counts[index] = list->starts[index];
    else if (!definition->met[index])
        definition->counts[index] = level_of(list, index)->start;
    else if (definition->counts[index] < VALUE_MOST)
        definition->counts[index]++;
    list->used[index] = definition->met[index] = true;
    for (int below = index + 1; below < LEVELS; below++) {
        int restart = level_of(list, below)->restart;
        if (restart < 0 || (restart > 0 && index < restart)) definition->met[below] = false;
    }
}

static void add_value(struct buffer *out, const struct list *list, int index, bool legal,
                      struct docx_label *label) {
    const struct level *level = level_of(list, index);
    int value = list->definition->met[index] ? list->definition->counts[index] : level->start;
    struct text format = legal ? TEXT("decimal") : level->format;
    if (docx_format_number(out, format, value)) return;
    label->odd = true;
    docx_format_number(out, TEXT("decimal"), value);
}

/* lvlText: "%1.%2" names the numbers of levels 1 and 2. */
static void word_label(const struct list *list, int index, struct buffer *out,
                       struct docx_label *label) {
    const struct level *level = level_of(list, index);
    struct text words = level->words;
    for (size_t i = 0; i < words.length && out->length < LABEL_BYTES_MOST; i++) {
        char next = i + 1 < words.length ? words.at[i + 1] : 0;
        if (words.at[i] == '%' && next >= '1' && next <= '9') {
            add_value(out, list, next - '1', level->legal, label);
            i++;
        } else {
            buffer_add(out, words.at + i, 1);
        }
    }
}

/* A blank between number and text where the number does not end in a mark of its own. */
static void add_suffix(struct buffer *out, const struct level *level) {
    if (!out->length || text_is(level->suffix, "nothing")) return;
    char last = out->at[out->length - 1];
    bool plain = (last >= '0' && last <= '9') || (last >= 'A' && last <= 'Z') ||
                 (last >= 'a' && last <= 'z');
    if (plain) buffer_add(out, " ", 1);
}

static int tied_level(const struct list *list, struct text style) {
    for (int i = 0; i < LEVELS; i++)
        if (style.length && text_equal(level_of(list, i)->style, style)) return i;
    return 0;
}

struct docx_label docx_numbering_next(struct docx_numbering *numbering,
                                      const struct docx_look *look, struct arena *arena) {
    struct docx_label label = {.text = TEXT("")};
    struct list *list = look->num_id.length ? map_find(numbering->lists, look->num_id) : NULL;
    if (!list || !list->definition) return label;
    int index = look->num_level >= 0 ? look->num_level : tied_level(list, look->styled);
    count(list, index);
    const struct level *level = level_of(list, index);
    label.bullet = text_is(level->format, "bullet");
    if (label.bullet || text_is(level->format, "none")) return label;
    struct buffer out = buffer_new(arena);
    word_label(list, index, &out, &label);
    add_suffix(&out, level);
    if (out.length) label.text = buffer_text(&out);
    return label;
}
