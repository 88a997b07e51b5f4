/* A template's elements → parts: static text cut into words and expressions, XPath compiled, places
 * numbered.
 *
 * Includes and blocks disappear here: their content stands where they stood.  All faults that can
 * be found without data are found here, several in one run. */
#include "template/inner.h"

#include <libintl.h>
#include <string.h>

struct origin part_origin(const struct part *part) {
    return xml_origin(part->node);
}

struct text part_attribute(const struct part *part, const char *attribute) {
    return xml_attribute(part->node, attribute);
}

bool part_is_yes(const struct part *part, const char *attribute) {
    return text_is(part_attribute(part, attribute), "yes");
}

const struct mixed *part_text(const struct part *part, const char *attribute) {
    for (size_t i = 0; i < part->text_count; i++)
        if (strcmp(part->texts[i].attribute, attribute) == 0) return part->texts[i].mixed;
    return NULL;
}

bool part_has_blocks(const struct part *part) {
    for (const struct part *child = part->first; child; child = child->next) {
        if (!child->kind) continue;
        if (child->kind->block || part_has_blocks(child)) return true;
    }
    return false;
}

bool compile_fault(struct compiler *compiler, const struct part *part, enum diag_code code,
                   const char *attribute, const char *hint) {
    struct text value = attribute ? part_attribute(part, attribute) : TEXT("");
    struct origin origin = attribute && xml_has(part->node, attribute)
                               ? xml_attribute_origin(part->node, attribute, 0)
                               : part_origin(part);
    struct text name = xml_name(part->node);
    if (value.length > 0)
        diags_add(compiler->diags, code, origin, "%s=\"%.*s\"", attribute, TEXT_ARGS(value));
    else
        diags_add(compiler->diags, code, origin, "<%.*s>", TEXT_ARGS(name));
    if (hint) diags_hint(compiler->diags, "%s", gettext(hint));
    compiler->failed = true;
    return false;
}

/* ---- text and expressions ---- */

static struct expression *keep(struct compiler *compiler, struct expression *expression) {
    struct template *template = compiler->template;
    if (!expression) {
        compiler->failed = true;
        return NULL;
    }
    if (text_is(expression->indicator, ".") && compiler->loops == 0) {
        diags_add(compiler->diags, DIAG_T204, place_at(&expression->indicator_place, 0), "%.*s",
                  TEXT_ARGS(expression->source));
        diags_hint(compiler->diags, "\".\" is the indicator of a <for-each> around it");
        compiler->failed = true;
    }
    ARENA_GROW(compiler->arena, template->expressions, template->expression_count,
               template->expression_room);
    return template->expressions[template->expression_count++] = expression;
}

struct expression *compile_expression(struct compiler *compiler, struct text source,
                                      struct place place) {
    return keep(compiler, expression_read(source, place, compiler->arena, compiler->diags));
}

static void warn_typed(struct compiler *compiler, const struct mixed *mixed,
                       const struct mixed_piece *piece) {
    struct typed *typed;
    if (compiler->literal > 0) return;
    size_t count = prose_find_typed(piece->text, compiler->arena, &typed);
    for (size_t i = 0; i < count; i++) {
        if (typed[i].kind != TYPED_FIGURE) continue;
        struct place place = {.node = mixed->node, .attribute = mixed->attribute};
        place.offset = piece->offset + typed[i].offset;
        diags_add(compiler->diags, DIAG_T301, place_at(&place, 0), "%.*s",
                  TEXT_ARGS(typed[i].text));
        diags_hint(compiler->diags, "bind it to the data, as {indicator}, or put it in <literal>");
    }
}

/* The template's own words are not cleaned; a comma of the wrong width is said once a text. */
static void warn_half_width(struct compiler *compiler, const struct mixed *mixed,
                            const struct mixed_piece *piece) {
    const char *at = piece->text.at, *end = at + piece->text.length;
    uint32_t before = 0, mark = 0;
    for (const char *here = at; at < end; here = at) {
        uint32_t c = text_next(&at, end);
        if (mark && text_is_han(c)) {
            struct place place = {.node = mixed->node, .attribute = mixed->attribute};
            place.offset = piece->offset + (size_t)(here - piece->text.at) - 1;
            diags_add(compiler->diags, DIAG_T302, place_at(&place, 0), "\"%c\"", (char)mark);
            diags_hint(compiler->diags, "Chinese text has the full-width form of this mark");
            return;
        }
        mark = text_is_han(before) && c < 0x80 && c && strchr(",;:?!()", (char)c) ? c : 0;
        before = c;
    }
}

static struct mixed *compile_mixed(struct compiler *compiler, struct text text,
                                   const xml_node *node, const char *attribute) {
    struct mixed *mixed = ARENA_NEW(compiler->arena, struct mixed);
    struct place start = {.node = node, .attribute = attribute};
    struct prose_piece *pieces = NULL;
    size_t count = 0;
    mixed->node = node;
    mixed->attribute = attribute;
    mixed->preserve = !attribute && xml_preserves_space(node);
    if (!prose_cut(text, place_at(&start, 0), compiler->arena, &pieces, &count, compiler->diags))
        compiler->failed = true;
    mixed->at = arena_take_array(compiler->arena, count + 1, sizeof *mixed->at);
    for (size_t i = 0; i < count; i++) {
        struct mixed_piece *piece = &mixed->at[mixed->count++];
        *piece = (struct mixed_piece){.text = pieces[i].text, .offset = pieces[i].offset};
        if (pieces[i].kind == PROSE_TEXT) {
            warn_typed(compiler, mixed, piece);
            warn_half_width(compiler, mixed, piece);
            continue;
        }
        struct place place = start;
        place.offset = piece->offset;
        piece->expression =
            keep(compiler, expression_from_bound(pieces[i].bound, pieces[i].text, place,
                                                 compiler->arena, compiler->diags));
        if (!piece->expression) mixed->count--;
    }
    return mixed;
}

static void compile_texts(struct compiler *compiler, struct part *part) {
    struct text rest = text_of(part->kind->texts), name;
    size_t room = 0;
    while (text_cut(&rest, '|', &name)) {
        const char *attribute = arena_copy(compiler->arena, name.at, name.length);
        if (name.length == 0 || !xml_has(part->node, attribute)) continue;
        ARENA_GROW(compiler->arena, part->texts, part->text_count, room);
        part->texts[part->text_count++] =
            (struct part_text){attribute, compile_mixed(compiler, part_attribute(part, attribute),
                                                        part->node, attribute)};
    }
}

static struct xml_path *compile_path(struct compiler *compiler, const struct part *part,
                                     const char *attribute) {
    if (!xml_has(part->node, attribute)) return NULL;
    struct xml_path *path = xml_path_compile(part_attribute(part, attribute),
                                             xml_attribute_origin(part->node, attribute, 0),
                                             compiler->arena, compiler->diags);
    if (!path) compiler->failed = true;
    return path;
}

/* ---- elements ---- */

static struct part *add_part(struct compiler *compiler, struct part *parent, const xml_node *node) {
    struct part *part = ARENA_NEW(compiler->arena, struct part);
    part->node = node;
    part->parent = parent;
    if (parent->last)
        parent->last->next = part;
    else
        parent->first = part;
    parent->last = part;
    return part;
}

static bool is_only_blank(struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if (!strchr(" \t\r\n", text.at[i])) return false;
    return true;
}

/* xml_check() has judged what stands in its own container; it saw nothing wrong with what stands in
 * elements of control. */
static bool is_judged(const xml_node *node, const char *container) {
    const xml_node *parent = xml_parent(node);
    return parent && xml_is(parent, container);
}

static void compile_text(struct compiler *compiler, const xml_node *node, struct part *parent,
                         const char *container) {
    struct text text = xml_text(node);
    if (text.length == 0) return;
    if (language_allows(container, TEXT(""))) {
        add_part(compiler, parent, node)->mixed = compile_mixed(compiler, text, node, NULL);
        return;
    }
    if (is_only_blank(text) || is_judged(node, container)) return;
    size_t start = (size_t)(text_trim(text).at - text.at);
    compiler->failed = true;
    diags_add(compiler->diags, DIAG_T105, xml_text_origin(node, start), "<%s>", container);
    diags_hint(compiler->diags, "put it in <p>, or in what <%s> holds: %s", container,
               language_children(container, compiler->arena));
}

static bool may_stand(struct compiler *compiler, const xml_node *node, const char *container) {
    struct text name = xml_name(node);
    if (language_is_control(name) || language_allows(container, name)) return true;
    compiler->failed = true;
    if (is_judged(node, container)) return false;
    diags_add(compiler->diags, DIAG_T104, xml_origin(node), "<%.*s> in <%s>", TEXT_ARGS(name),
              container);
    diags_hint(compiler->diags, "<%s> holds %s", container,
               language_children(container, compiler->arena));
    return false;
}

/* The most derived filling of a block; those that it hides have found their block, too. */
static const struct override *find_override(struct compiler *compiler, struct text name) {
    const struct override *found = NULL;
    for (size_t i = compiler->override_count; i-- > 0;) {
        struct override *override = &compiler->overrides[i];
        if (override->is_let || override->depth >= compiler->chain_depth ||
            !text_equal(override->name, name))
            continue;
        override->used = true;
        found = override;
    }
    return found;
}

/* The content of the most derived filling of a block, else its own. */
static void compile_block(struct compiler *compiler, const xml_node *node, struct part *part,
                          const char *container) {
    const struct override *override = find_override(compiler, xml_attribute(node, "name"));
    size_t depth = compiler->chain_depth;
    if (override) compiler->chain_depth = override->depth;
    compile_children(compiler, override ? override->element : node, part, container);
    compiler->chain_depth = depth;
}

/* A let at the top of a base gives way to one of the same name in a template that extends it. */
static bool is_replaced_let(struct compiler *compiler, const struct part *part) {
    if (!xml_is(part->node, "let") || part->parent != compiler->template->root) return false;
    for (size_t i = 0; i < compiler->override_count; i++) {
        const struct override *override = &compiler->overrides[i];
        if (override->is_let && override->element != part->node &&
            override->depth < compiler->chain_depth &&
            text_equal(override->name, part_attribute(part, "name")))
            return true;
    }
    return false;
}

/* km² and CO₂ are no figures. */
static bool holds_typed_digits(const xml_node *node) {
    return xml_is(node, "literal") || xml_is(node, "superscript") || xml_is(node, "subscript");
}

static void compile_inside(struct compiler *compiler, struct part *part, const char *container) {
    bool loops = xml_is(part->node, "for-each"), literal = holds_typed_digits(part->node);
    compiler->loops += loops;
    compiler->literal += literal;
    if (xml_is(part->node, "block"))
        compile_block(compiler, part->node, part, container);
    else
        compile_children(compiler, part->node, part, container);
    compiler->loops -= loops;
    compiler->literal -= literal;
}

void compile_element(struct compiler *compiler, const xml_node *node, struct part *parent,
                     const char *container) {
    const struct part_kind *kind = part_kind_find(xml_name(node));
    if (!kind || !may_stand(compiler, node, container)) {
        compiler->failed = true;
        return;
    }
    if (compiler->depth >= TEMPLATE_DEPTH_MOST) {
        diags_add(compiler->diags, DIAG_T108, xml_origin(node), "%d is the limit",
                  (int)TEMPLATE_DEPTH_MOST);
        compiler->failed = true;
        return;
    }
    struct part *part = add_part(compiler, parent, node);
    part->kind = kind;
    part->container = container;
    part->place = ++compiler->places;
    if (is_replaced_let(compiler, part)) {
        part->kind = part_kind_find(TEXT("block")); /* holds nothing, does nothing */
        return;
    }
    bool control = language_is_control(xml_name(node)) && !xml_is(node, "let");
    compiler->depth++;
    compile_texts(compiler, part);
    part->select = compile_path(compiler, part, "select");
    part->test = compile_path(compiler, part, "test");
    if (kind->compile && !kind->compile(compiler, part)) compiler->failed = true;
    compile_inside(compiler, part, control ? container : kind->name);
    compiler->depth--;
}

void compile_children(struct compiler *compiler, const xml_node *node, struct part *parent,
                      const char *container) {
    for (const xml_node *child = xml_first(node); child; child = xml_next(child)) {
        if (diags_full(compiler->diags)) return;
        if (xml_is_text(child))
            compile_text(compiler, child, parent, container);
        else
            compile_element(compiler, child, parent, container);
    }
}
