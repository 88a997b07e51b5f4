/* Elements of control: for-each, if, choose, let, number. */
#include "template/run.h"

/* The key of one turn, so that the blocks made in it have ids of their own. */
static struct text turn_key(struct run *run, const struct loop *loop) {
    struct text key = data_key(loop->node);
    if (key.length > 0)
        return text_of(arena_printf(run->arena, "%.*s-%.*s", TEXT_ARGS(run->key), TEXT_ARGS(key)));
    return text_of(arena_printf(run->arena, "%.*s-%zu", TEXT_ARGS(run->key), loop->position));
}

static void run_separator(struct run *run, const struct part *part, bool is_last) {
    const char *attribute =
        is_last && part_text(part, "last-separator") ? "last-separator" : "separator";
    const struct mixed *separator = part_text(part, attribute);
    if (separator) run_mixed(run, separator);
}

static void run_turn(struct run *run, const struct part *part, struct loop *loop) {
    struct text key = run->key;
    const struct scope *outer = run->scope;
    struct text name = part_attribute(part, "as");
    if (name.length > 0) {
        struct scope *scope = ARENA_NEW(run->arena, struct scope);
        *scope = (struct scope){outer, name, TEXT(""), loop->node, ORIGIN_NONE};
        run->scope = scope;
    }
    run->loop = loop;
    run->key = turn_key(run, loop);
    run_children(run, part);
    run->loop = loop->up;
    run->key = key;
    run->scope = outer;
}

void run_for_each(struct run *run, const struct part *part) {
    struct xml_scope scope = run_xml_scope(run);
    xml_node **nodes;
    size_t count;
    if (!xml_path_select(part->select, &scope, run->arena, &nodes, &count, run->diags)) return;
    order_nodes(run, part, nodes, &count);
    if (count == 0)
        diags_add(run->diags, DIAG_T408, xml_attribute_origin(part->node, "select", 0), "%.*s",
                  TEXT_ARGS(part_attribute(part, "select")));
    for (size_t i = 0; i < count; i++) {
        struct loop loop = {run->loop, nodes[i], data_of(nodes[i]), i + 1, count};
        if (!run_count_turn(run, part)) return;
        if (i > 0) run_separator(run, part, i + 1 == count);
        run_turn(run, part, &loop);
    }
}

void run_if(struct run *run, const struct part *part) {
    if (condition_holds(run, part)) run_children(run, part);
}

void run_choose(struct run *run, const struct part *part) {
    for (const struct part *child = part->first; child; child = child->next) {
        if (!child->kind) continue;
        bool otherwise = xml_is(child->node, "otherwise");
        if (!otherwise && !condition_holds(run, child)) continue;
        run_children(run, child);
        return;
    }
}

/* The text that content evaluates to: through a builder of its own, so that the same rules hold. */
static struct text text_of_content(struct run *run, const struct part *part) {
    struct builder *outer = run->builder;
    uint32_t last = run->last;
    run->builder = builder_new(run->arena, run->diags);
    builder_start(run->builder, NODE_DOCUMENT, part_origin(part));
    builder_start(run->builder, NODE_TITLE, part_origin(part));
    run_children(run, part);
    builder_end(run->builder);
    builder_end(run->builder);
    struct text text = node_text(builder_root(run->builder), run->arena);
    run->builder = outer;
    run->last = last;
    return text;
}

void run_let(struct run *run, const struct part *part) {
    struct scope *scope = ARENA_NEW(run->arena, struct scope);
    *scope = (struct scope){run->scope, part_attribute(part, "name"), TEXT(""), NULL, ORIGIN_NONE};
    if (part->select) {
        struct xml_scope xml = run_xml_scope(run);
        struct xml_words words;
        if (!xml_path_text(part->select, &xml, run->arena, &words, run->diags)) return;
        scope->value = words.text;
        scope->origin = data_origin(data_of(words.from), words.text);
    } else {
        scope->value = text_of_content(run, part);
    }
    run->scope = scope;
}

void run_number(struct run *run, const struct part *part) {
    struct text scheme = part_attribute(part, "scheme");
    if (!run->loop) return;
    if (scheme.length == 0) scheme = TEXT("一是");
    run_text(run, wording_ordinal(run->arena, scheme, (int)run->loop->position), false,
             part_origin(part));
}
