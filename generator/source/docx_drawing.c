/* Drawings in a paragraph: text boxes are read, pictures are counted. */
#include <string.h>

#include "source/docx.h"

static bool is_picture(const xml_node *node) {
    static const char *const names[] = {"pic", "chart", "relIds", "imagedata", "OLEObject", NULL};
    for (size_t i = 0; names[i]; i++)
        if (xml_is(node, names[i])) return true;
    return false;
}

/* Text boxes become paragraphs of their own behind the one that they hang on. */
static void take_box(struct docx_reader *reader, const xml_node *content) {
    struct docx_reader inner = *reader;
    struct docx_flow flow = {.carried = buffer_new(reader->arena)};
    inner.field_count = inner.field_excess = 0;
    docx_read_blocks(&inner, content, &flow);
    docx_end_flow(&inner, &flow);
    memcpy(reader->tallies, inner.tallies, sizeof reader->tallies);
    reader->failed = reader->failed || inner.failed;
    for (size_t i = 0; reader->boxes && i < flow.count; i++) {
        ARENA_GROW(reader->arena, reader->boxes->at, reader->boxes->count, reader->boxes->room);
        reader->boxes->at[reader->boxes->count++] = flow.at[i];
    }
}

static bool look_in_drawing(struct docx_reader *reader, const xml_node *parent) {
    bool picture = false;
    const xml_node *node = parent ? xml_first_element(parent) : NULL;
    for (; node; node = xml_next_element(node)) {
        if (docx_is(node, "txbxContent"))
            take_box(reader, node);
        else if (is_picture(node))
            picture = true;
        else
            picture =
                look_in_drawing(reader,
                                xml_is(node, "AlternateContent") ? docx_alternative(node) : node) ||
                picture;
    }
    return picture;
}

void docx_read_drawing(struct docx_reader *reader, const xml_node *node) {
    if (look_in_drawing(reader, node)) docx_tally(reader, DOCX_PICTURES);
}
