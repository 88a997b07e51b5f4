/* Layout of a document: the order of passes, the dispatch over kinds of blocks, begin and end of
 * the sink.
 *
 * A kind of block is one row of the table below and one function in a file of its own. */
#include "layout/layout.h"

#include <assert.h>
#include <math.h>

#include "layout/inner.h"

static void place_document(struct layout *layout, const struct node *node,
                           const struct page_role *parent) {
    (void)parent;
    layout_place_children(layout, node, layout_new_role(layout, PAGE_DOCUMENT, NULL));
}

void place_page_break(struct layout *layout, const struct node *node,
                      const struct page_role *parent) {
    (void)node, (void)parent;
    flow_break_page(layout);
}

/* Kinds that stand among blocks; the others are parts of these. */
static place_fn *const place_functions[NODE_KINDS] = {
    [NODE_DOCUMENT] = place_document,     [NODE_TITLE] = place_title,
    [NODE_SUBTITLE] = place_title,        [NODE_SECTION] = place_section,
    [NODE_PARAGRAPH] = place_paragraph,   [NODE_LIST] = place_list,
    [NODE_TABLE] = place_table,           [NODE_CHART] = place_chart,
    [NODE_CONTENTS] = place_contents,     [NODE_SIGNATURE] = place_signature,
    [NODE_PAGE_BREAK] = place_page_break,
};

void layout_place(struct layout *layout, const struct node *node, const struct page_role *parent) {
    place_fn *place = place_functions[node->kind];
    assert(place);
    if (layout->flow.failed) return;
    flow_begin(layout, node);
    place(layout, node, parent);
    flow_renew(layout);
}

void layout_place_children(struct layout *layout, const struct node *node,
                           const struct page_role *parent) {
    for (const struct node *child = node->first; child; child = child->next)
        layout_place(layout, child, parent);
}

static bool run_pass(struct layout *layout, bool counting) {
    layout->counting = counting;
    flow_start(layout);
    layout_place(layout, layout->document->root, NULL);
    flow_finish(layout);
    return !layout->flow.failed;
}

enum wording_script layout_script(const struct layout *layout) {
    return node_is_traditional(layout->document->root) ? WORDING_TRADITIONAL : WORDING_SIMPLIFIED;
}

static struct page_about about_document(const struct layout *layout) {
    const struct node *root = layout->document->root;
    struct page_about about = {.title = layout->title,
                               .author = node_attribute(root, "author"),
                               .subject = node_attribute(root, "subject"),
                               .keywords = node_attribute(root, "keywords"),
                               .language = node_attribute(root, "language"),
                               .date = node_attribute(root, "date")};
    if (about.author.length == 0) about.author = node_attribute(root, "organ");
    if (about.language.length == 0) about.language = TEXT("zh-CN");
    return about;
}

static bool end_sink(struct layout *layout) {
    struct page_bookmark *marks =
        arena_take_array(layout->arena, layout->entry_count, sizeof *marks);
    for (size_t i = 0; i < layout->entry_count; i++) {
        const struct node *section = layout->entries[i].section;
        struct text words = node_text(node_child(section, NODE_HEADING), layout->arena);
        marks[i].title = text_of(
            arena_printf(layout->arena, "%.*s%.*s", TEXT_ARGS(section->number), TEXT_ARGS(words)));
        marks[i].anchor = section->id;
        marks[i].level = section->level;
    }
    return layout->sink->end(layout->sink->self, marks, layout->entry_count);
}

static bool send_pages(struct layout *layout) {
    struct page_about about = about_document(layout);
    return layout->sink->begin(layout->sink->self, &about) && run_pass(layout, false);
}

bool layout_run(const struct document *document, const struct style *style, struct typeset *typeset,
                const struct page_sink *sink, struct arena *arena, struct diags *diags,
                struct layout_result *result) {
    struct layout *layout = ARENA_NEW(arena, struct layout);
    double size = style->text[STYLE_BODY].size_pt;
    *layout =
        (struct layout){.document = document,
                        .style = style,
                        .typeset = typeset,
                        .sink = sink,
                        .arena = arena,
                        .diags = diags,
                        .measure_pt = fmax(1, floor(style->area_width_pt / size + 1e-6)) * size};
    const struct node *title = node_child(document->root, NODE_TITLE);
    layout->title = title ? node_text(title, arena) : TEXT("");
    layout->artifact = layout_new_role(layout, PAGE_ARTIFACT, NULL);
    contents_collect(layout);
    size_t errors = diags_count(diags, DIAG_ERROR);
    bool done = (!contents_is_present(layout) || run_pass(layout, true)) && send_pages(layout);
    /* What could not be set right (a character without a glyph, a block without room) leaves no
     * file. */
    done = done && diags_count(diags, DIAG_ERROR) == errors;
    if (done)
        done = end_sink(layout);
    else
        sink->abandon(sink->self);
    *result = (struct layout_result){.pages = layout->flow.pages};
    return done;
}
