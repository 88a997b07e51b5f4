/* Evaluating a compiled template: the walk over its parts, and how text and figures reach the
 * document builder. */
#include "template/run.h"
#include "wording/words.h"

#include <string.h>

struct marked { /* cells whose figures failed a declared check */
    struct origin *at;
    size_t count, room;
};

static void add_marked(struct marked *marked, const struct check_results *results,
                       const struct unit *unit, struct arena *arena) {
    for (size_t i = results->start[unit->order]; i < results->start[unit->order + 1]; i++) {
        const struct check_finding *finding = &results->findings[i];
        if (finding->verdict != CHECK_FAILS || finding->level < DIAG_ERROR || finding->waiver)
            continue;
        ARENA_GROW(arena, marked->at, marked->count, marked->room);
        marked->at[marked->count++] = finding->origin;
    }
}

/* Of the unit and of those that it is compared with: what can be printed. */
static struct marked *collect_marked(struct arena *arena, const struct template_run *in) {
    struct marked *marked = ARENA_NEW(arena, struct marked);
    if (!in->mark || !in->checks) return marked;
    add_marked(marked, in->checks, in->slice->unit, arena);
    for (size_t i = 0; i < in->slice->compared_count; i++)
        add_marked(marked, in->checks, in->slice->compared[i], arena);
    return marked;
}

bool run_failed_check(struct run *run, struct origin cell) {
    if (!run->in->mark || !cell.file) return false;
    for (size_t i = 0; i < run->marked->count; i++)
        if (run->marked->at[i].file == cell.file && run->marked->at[i].offset == cell.offset)
            return true;
    return false;
}

/* ---- putting out ---- */

static void note_last(struct run *run, struct text text) {
    const char *at = text.at + text.length;
    while (at > text.at) {
        uint32_t c = text_before(&at, text.at);
        if (text_is_blank(c)) continue;
        run->last = c;
        return;
    }
}

void run_text(struct run *run, struct text text, bool preserve, struct origin origin) {
    if (text.length == 0) return;
    builder_text(run->builder, text, preserve, origin);
    note_last(run, text);
}

void run_printed(struct run *run, const struct printed *printed, struct origin origin) {
    for (size_t i = 0; i < printed->count; i++) {
        const struct printed_piece *piece = &printed->at[i];
        if (!piece->is_figure) {
            run_text(run, piece->text, false, piece->origin.file ? piece->origin : origin);
            continue;
        }
        run_note_standing(run, &piece->figure);
        builder_figure(run->builder, &piece->figure, piece->text,
                       piece->figure.origin.file ? piece->figure.origin : origin);
        note_last(run, piece->text);
        if (run_failed_check(run, piece->figure.origin))
            run_text(run, word_text(WORD_TO_CHECK, run->script), false, origin);
    }
}

void run_expression(struct run *run, const struct expression *expression) {
    struct printed printed;
    if (figure_print(run, expression, &printed))
        run_printed(run, &printed, place_at(&expression->place, 0));
}

void run_mixed(struct run *run, const struct mixed *mixed) {
    struct place place = {.node = mixed->node, .attribute = mixed->attribute};
    for (size_t i = 0; i < mixed->count; i++) {
        const struct mixed_piece *piece = &mixed->at[i];
        if (piece->expression)
            run_expression(run, piece->expression);
        else
            run_text(run, piece->text, mixed->preserve, place_at(&place, piece->offset));
    }
}

struct text run_flatten(struct run *run, const struct mixed *mixed) {
    if (mixed->count == 1 && !mixed->at[0].expression) return mixed->at[0].text;
    struct buffer out = buffer_new(run->arena);
    for (size_t i = 0; i < mixed->count; i++) {
        struct printed printed;
        if (!mixed->at[i].expression) {
            buffer_add_text(&out, mixed->at[i].text);
        } else if (figure_print(run, mixed->at[i].expression, &printed)) {
            for (size_t k = 0; k < printed.count; k++) buffer_add_text(&out, printed.at[k].text);
        }
    }
    return buffer_text(&out);
}

struct text run_flatten_part(struct run *run, const struct part *part, const char *attribute) {
    const struct mixed *mixed = part_text(part, attribute);
    return mixed ? run_flatten(run, mixed) : TEXT("");
}

void run_start(struct run *run, enum node_kind kind, const struct part *part) {
    builder_start(run->builder, kind, part_origin(part));
    struct text id = run_flatten_part(run, part, "id");
    if (id.length > 0)
        builder_attribute(run->builder, "id", id);
    else if (node_is_block(kind) || kind == NODE_ITEM || kind == NODE_TITLE ||
             kind == NODE_SUBTITLE)
        builder_attribute(
            run->builder, "key",
            text_of(arena_printf(run->arena, "%zu%.*s", part->place, TEXT_ARGS(run->key))));
}

void run_copy_attributes(struct run *run, const struct part *part, const char *names) {
    struct text rest = text_of(names), name;
    while (text_cut(&rest, '|', &name)) {
        const char *attribute = arena_copy(run->arena, name.at, name.length);
        const struct mixed *mixed = part_text(part, attribute);
        struct text value = mixed ? run_flatten(run, mixed) : part_attribute(part, attribute);
        if (value.length > 0) builder_attribute(run->builder, attribute, value);
    }
}

/* ---- the walk ---- */

void run_children(struct run *run, const struct part *part) {
    const struct scope *scope = run->scope;
    for (const struct part *child = part->first; child && !run->stopped; child = child->next) {
        if (!child->kind)
            run_mixed(run, child->mixed);
        else
            child->kind->run(run, child);
        if (diags_full(run->diags)) run->stopped = true;
    }
    run->scope = scope;
}

bool run_count_turn(struct run *run, const struct part *part) {
    if (run->stopped) return false;
    if (run->turns++ < TEMPLATE_TURNS_MOST) return true;
    diags_add(run->diags, DIAG_T405, part_origin(part), "%d is the limit",
              (int)TEMPLATE_TURNS_MOST);
    run->stopped = true;
    return false;
}

xml_node *run_context(struct run *run) {
    if (!run->report) run->report = xml_tree_root(data_build(run->in, run->arena));
    for (const struct loop *loop = run->loop; loop; loop = loop->up)
        if (loop->node) return loop->node;
    return run->report;
}

/* Every name that stands after $ here; an inner one comes first and hides an outer one. */
static void make_variables(struct run *run) {
    size_t count = run->in->constant_count;
    if (run->variables && run->variables_of == run->scope) return;
    for (const struct scope *scope = run->scope; scope; scope = scope->up) count++;
    run->variables = arena_take_array(run->arena, count + 1, sizeof *run->variables);
    run->variable_count = 0;
    run->variables_of = run->scope;
    for (const struct scope *scope = run->scope; scope; scope = scope->up)
        run->variables[run->variable_count++] =
            (struct xml_variable){scope->name, scope->node, scope->value};
    for (size_t i = 0; i < run->in->constant_count; i++)
        run->variables[run->variable_count++] =
            (struct xml_variable){run->in->constants[i].name, NULL, run->in->constants[i].value};
}

struct xml_scope run_xml_scope(struct run *run) {
    struct xml_scope scope = {.context = run_context(run), .position = 1, .size = 1};
    if (run->loop) {
        scope.position = run->loop->position;
        scope.size = run->loop->size;
    }
    make_variables(run);
    scope.variables = run->variables;
    scope.variable_count = run->variable_count;
    return scope;
}

/* ---- the whole ---- */

void run_template(struct run *run, const struct part *part) {
    const struct slice *slice = run->slice;
    builder_start(run->builder, NODE_DOCUMENT, part_origin(part));
    const struct {
        const char *name;
        struct text value;
    } attributes[] = {
        {"style", run->template->style},
        {"language", run->template->language.length ? run->template->language : TEXT("zh-CN")},
        {"organ", slice->unit->name},
        {"period", period_code(run->arena, slice->period)},
        {"unit", slice->unit->code},
        {"date", run->in->date}};
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (attributes[i].value.length > 0)
            builder_attribute(run->builder, attributes[i].name, attributes[i].value);
    run_children(run, part);
    builder_end(run->builder);
}

static void warn_unused_texts(struct run *run) {
    for (size_t i = 0; i < run->slice->text_count && !run->stopped; i++) {
        const struct written *written = run->slice->texts[i];
        if (run->used[i]) continue;
        diags_add(run->diags, DIAG_T406, written->origin, "%.*s %.*s", TEXT_ARGS(written->section),
                  TEXT_ARGS(written->order));
        diags_hint(run->diags, "print it with <texts section=\"%.*s\"/>",
                   TEXT_ARGS(written->section));
    }
}

struct document *template_evaluate(const struct template *template, const struct template_run *in,
                                   struct arena *arena, struct diags *diags) {
    struct template_run cleaned = *in; /* damaged text stops the report, not the search for more */
    cleaned.slice = written_clean(in, arena, diags);
    size_t errors = diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FATAL);
    struct run run = {.template = template, .in = &cleaned, .slice = cleaned.slice, .arena = arena};
    run.diags = diags;
    if (document_language_is_traditional(template->language)) run.script = WORDING_TRADITIONAL;
    run.builder = builder_new(arena, diags);
    run.marked = collect_marked(arena, in);
    run.used = arena_take_array(arena, in->slice->text_count + 1, sizeof *run.used);
    run_template(&run, template->root);
    warn_unused_texts(&run);
    run_check_standings(&run);
    struct document *document = builder_finish(run.builder);
    bool failed = diags_count(diags, DIAG_ERROR) + diags_count(diags, DIAG_FATAL) > errors;
    return failed ? NULL : document;
}
