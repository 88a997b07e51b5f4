/* Styles of a Word file: which paragraphs are headings, titles, captions, and which runs are
 * hidden.
 *
 * A heading is known by the outline level of its style or of one that the style is based on, else
 * by the style's name: "heading 1" (Word, WPS and LibreOffice write it so in every language) or
 * 标题 1 (older WPS). */
#include <string.h>

#include "base/map.h"
#include "source/docx.h"

enum { CHAIN_MOST = 32, BODY_LEVEL = 9 };

struct docx_style {
    struct text id, name, based_on;
    const xml_node *paragraph, *run; /* properties, or NULL */
};

struct docx_styles {
    struct map *by_id;
    const struct docx_style *normal; /* the default paragraph style, or NULL */
};

struct docx_styles *docx_styles_read(const xml_node *part, struct arena *arena) {
    struct docx_styles *styles = ARENA_NEW(arena, struct docx_styles);
    styles->by_id = map_new(arena);
    const xml_node *node = part ? xml_first_element(part) : NULL;
    for (; node; node = xml_next_element(node)) {
        if (!docx_is(node, "style")) continue;
        struct docx_style *style = ARENA_NEW(arena, struct docx_style);
        *style = (struct docx_style){.id = xml_attribute_local(node, "styleId"),
                                     .name = docx_value(docx_child(node, "name")),
                                     .based_on = docx_value(docx_child(node, "basedOn")),
                                     .paragraph = docx_child(node, "pPr"),
                                     .run = docx_child(node, "rPr")};
        map_set(styles->by_id, style->id, style);
        struct text standard = xml_attribute_local(node, "default");
        if (text_is(xml_attribute_local(node, "type"), "paragraph") &&
            (text_is(standard, "1") || text_is(standard, "true")))
            styles->normal = style;
    }
    return styles;
}

/* The name starts with one of the words, capitals being the same; what follows is in *rest. */
static bool starts_with(struct text name, const char *const *words, struct text *rest) {
    for (; *words; words++) {
        size_t length = strlen(*words), i = 0;
        if (name.length < length) continue;
        for (; i < length; i++) {
            char c = name.at[i];
            if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
            if (c != (*words)[i]) break;
        }
        if (i < length) continue;
        *rest = text_trim(text_slice(name, length, name.length));
        return true;
    }
    return false;
}

/* Level by name: "heading 2", "标题 2". */
static int level_by_name(struct text name) {
    static const char *const words[] = {"heading", "标题", NULL};
    struct text rest;
    if (!starts_with(name, words, &rest) || rest.length != 1) return 0;
    return docx_number(rest, 9, 0);
}

static enum docx_role role_by_name(struct text name) {
    static const char *const titles[] = {"title", "subtitle", "标题", "副标题", NULL};
    static const char *const captions[] = {"caption", "题注", "table heading", NULL};
    static const char *const contents[] = {"toc", "目录", "table of contents", NULL};
    struct text rest;
    if (starts_with(name, titles, &rest) && !rest.length) return DOCX_TITLE;
    if (starts_with(name, captions, &rest) && !rest.length) return DOCX_CAPTION;
    if (starts_with(name, contents, &rest) &&
        (!rest.length || docx_number(rest, 9, 0) || text_is(rest, "heading") ||
         text_is(rest, "Heading") || text_is(rest, "标题")))
        return DOCX_CONTENTS;
    return DOCX_PLAIN;
}

static enum docx_align read_align(const xml_node *node) {
    struct text value = docx_value(node);
    if (text_is(value, "center")) return DOCX_CENTRED;
    return text_is(value, "right") || text_is(value, "end") ? DOCX_END : DOCX_START;
}

/* What the chain has said already; nearer styles win. */
struct asked {
    bool level, role, align, numbering;
};

static void take_numbering(struct docx_look *look, const xml_node *numbering) {
    const xml_node *id = docx_child(numbering, "numId");
    const xml_node *level = docx_child(numbering, "ilvl");
    if (id) look->num_id = text_is(docx_value(id), "0") ? TEXT("") : docx_value(id);
    if (level) look->num_level = docx_number(docx_value(level), 8, 0);
}

static void take_style(struct docx_look *look, struct asked *asked,
                       const struct docx_style *style) {
    const xml_node *outline = docx_child(style->paragraph, "outlineLvl");
    int named = level_by_name(style->name);
    if (!asked->level && (outline || named)) {
        int level = docx_number(docx_value(outline), BODY_LEVEL, BODY_LEVEL) + 1;
        look->level = outline ? (level > BODY_LEVEL ? 0 : level) : named;
        asked->level = true;
    }
    enum docx_role role = role_by_name(style->name);
    if (!asked->role && role != DOCX_PLAIN) {
        look->role = role;
        asked->role = true;
    }
    const xml_node *align = docx_child(style->paragraph, "jc");
    if (!asked->align && align) {
        look->align = read_align(align);
        asked->align = true;
    }
    const xml_node *numbering = docx_child(style->paragraph, "numPr");
    if (!asked->numbering && docx_child(numbering, "numId")) {
        take_numbering(look, numbering);
        look->styled = style->id;
        asked->numbering = true;
    }
    if (look->hidden < 0) look->hidden = docx_switch(style->run, "vanish");
}

struct docx_look docx_style_look(const struct docx_styles *styles, struct text id) {
    struct docx_look look = {.hidden = -1, .num_level = -1, .num_id = TEXT(""), .styled = TEXT("")};
    struct asked asked = {0};
    const struct docx_style *style = id.length ? map_find(styles->by_id, id) : styles->normal;
    for (int i = 0; style && i < CHAIN_MOST; i++) {
        take_style(&look, &asked, style);
        style = style->based_on.length ? map_find(styles->by_id, style->based_on) : NULL;
    }
    if (look.role != DOCX_PLAIN) look.level = 0;
    return look;
}

void docx_look_apply(struct docx_look *look, const xml_node *properties) {
    const xml_node *outline = docx_child(properties, "outlineLvl");
    if (outline && look->role == DOCX_PLAIN) {
        int level = docx_number(docx_value(outline), BODY_LEVEL, BODY_LEVEL) + 1;
        look->level = level > BODY_LEVEL ? 0 : level;
    }
    const xml_node *align = docx_child(properties, "jc");
    if (align) look->align = read_align(align);
    const xml_node *numbering = docx_child(properties, "numPr");
    if (!numbering) return;
    if (docx_child(numbering, "numId")) {
        look->styled = TEXT("");
        look->num_level = 0;
    }
    take_numbering(look, numbering);
}
