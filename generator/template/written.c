/* Text that people wrote: its bound figures are filled in, its typed ones are checked against the
 * data.
 *
 * Places in messages are those of the data file. */
#include "template/run.h"

static struct prose_matcher *matcher(struct run *run) {
    if (!run->matcher) run->matcher = prose_matcher_new(run->slice, run->arena);
    return run->matcher;
}

void run_written(struct run *run, struct text text, struct origin origin) {
    struct prose_piece *pieces = NULL;
    struct place place = {.origin = origin, .text = text};
    size_t count = 0;
    /* A fault in the text is said here; what can be read of it is printed all the same. */
    (void)prose_cut(text, origin, run->arena, &pieces, &count, run->diags);
    for (size_t i = 0; i < count; i++) {
        place.offset = pieces[i].offset;
        if (pieces[i].kind == PROSE_TEXT) {
            run_text(run, pieces[i].text, false, place_at(&place, 0));
            continue;
        }
        struct expression *e =
            expression_from_bound(pieces[i].bound, pieces[i].text, place, run->arena, run->diags);
        if (e) run_expression(run, e);
    }
    prose_check(matcher(run), text, origin, run->arena, run->diags);
}

static void mark_used(struct run *run, const struct written *written) {
    for (size_t i = 0; i < run->slice->text_count; i++)
        if (run->slice->texts[i] == written) run->used[i] = true;
}

/* ---- <texts section="…"/> ---- */

static struct text section_of_loop(const struct run *run) {
    for (const struct loop *loop = run->loop; loop; loop = loop->up)
        if (loop->node && xml_is(loop->node, "section")) return xml_attribute(loop->node, "name");
    return TEXT("");
}

static void run_paragraph_of(struct run *run, const struct part *part,
                             const struct written *written) {
    struct text key = run->key;
    run->key = text_of(arena_printf(run->arena, "%.*s-%.*s-%.*s", TEXT_ARGS(key),
                                    TEXT_ARGS(written->section), TEXT_ARGS(written->order)));
    run->last = 0;
    run_start(run, NODE_PARAGRAPH, part);
    run_copy_attributes(run, part, "class|indent");
    run_written(run, written->paragraph, written->origin);
    builder_end(run->builder);
    run->key = key;
    mark_used(run, written);
}

void run_texts(struct run *run, const struct part *part) {
    struct text section = run_flatten_part(run, part, "section");
    size_t found = 0;
    if (section.length == 0) section = section_of_loop(run);
    for (size_t i = 0; i < run->slice->text_count; i++) {
        const struct written *written = run->slice->texts[i];
        if (section.length > 0 && !text_equal(written->section, section)) continue;
        if (!run_count_turn(run, part)) return;
        run_paragraph_of(run, part, written);
        found++;
    }
    if (found == 0)
        diags_add(run->diags, DIAG_T408, part_origin(part), "<texts section=\"%.*s\">",
                  TEXT_ARGS(section));
}

/* ---- <written/> ---- */

static void run_written_node(struct run *run, const struct part *part, const xml_node *node) {
    const struct datum *datum = data_of(node);
    bool title = text_is(part_attribute(part, "part"), "title");
    if (datum->kind == DATUM_ITEM) {
        const struct item *item = datum->item;
        const struct loop *outer = run->loop;
        struct loop loop = {outer, (xml_node *)(uintptr_t)node, datum, 1, 1};
        run->loop = &loop;
        run_written(run, title ? item->title : item->text,
                    title ? item->title_origin : item->text_origin);
        run->loop = outer;
    } else if (datum->kind == DATUM_WRITTEN) {
        run_written(run, datum->written->paragraph, datum->written->origin);
        mark_used(run, datum->written);
    } else {
        struct text name = xml_name(node);
        diags_add(run->diags, DIAG_T204, part_origin(part), "<written> of <%.*s>", TEXT_ARGS(name));
        diags_hint(run->diags, "it prints an item or a text: put it in a <for-each> over them");
    }
}

void run_written_part(struct run *run, const struct part *part) {
    if (!part->select) {
        run_written_node(run, part, run_context(run));
        return;
    }
    struct xml_scope scope = run_xml_scope(run);
    xml_node **nodes;
    size_t count;
    if (!xml_path_select(part->select, &scope, run->arena, &nodes, &count, run->diags)) return;
    for (size_t i = 0; i < count; i++) run_written_node(run, part, nodes[i]);
}
