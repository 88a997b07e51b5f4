/* Reading templates: the file, those that it extends, those that it includes; and checking names
 * against the data.
 *
 * A name is looked for beside the template that names it, then among those that ship.  A template
 * that extends another gives fillings for its blocks; the most derived filling wins. */
#include "template/inner.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"

enum { TEMPLATE_BYTES_MOST = 16 * 1024 * 1024 };

static void keep_file(struct compiler *compiler, const struct file *file) {
    struct template *template = compiler->template;
    for (size_t i = 0; i < template->file_count; i++)
        if (strcmp(template->files[i]->name, file->name) == 0) return;
    ARENA_GROW(compiler->arena, template->files, template->file_count, template->file_room);
    template->files[template->file_count++] = file;
}

/* Refuses circles and too long chains, then remembers the path until leave(). */
static bool enter(struct compiler *compiler, const char *path, struct origin asked) {
    for (size_t i = 0; i < compiler->path_count; i++) {
        if (strcmp(compiler->paths[i], path) != 0) continue;
        diags_add(compiler->diags, DIAG_T102, asked, "%s", path);
        compiler->failed = true;
        return false;
    }
    if (compiler->path_count > TEMPLATE_INCLUDES_MOST) {
        diags_add(compiler->diags, DIAG_T103, asked, "%d is the limit",
                  (int)TEMPLATE_INCLUDES_MOST);
        compiler->failed = true;
        return false;
    }
    compiler->paths[compiler->path_count++] = path;
    return true;
}

static const xml_node *open_file(struct compiler *compiler, const char *path, struct origin asked) {
    const struct file *file =
        file_read(compiler->arena, path, TEMPLATE_BYTES_MOST, asked, compiler->diags);
    if (!file) return NULL;
    keep_file(compiler, file);
    const xml_node *root = xml_read(file, compiler->arena, compiler->diags);
    if (!root) return NULL;
    if (!xml_check(root, &template_language, compiler->arena, compiler->diags))
        compiler->failed = true;
    bool ours = text_is(xml_namespace(root), template_language.namespace) &&
                (xml_is(root, "template") || xml_is(root, "fragment"));
    if (!ours) return NULL;
    struct text version = xml_attribute(root, "version");
    if (version.length > 0 && !text_is(version, "1")) {
        diags_add(compiler->diags, DIAG_T110, xml_attribute_origin(root, "version", 0), "%.*s",
                  TEXT_ARGS(version));
        diags_hint(compiler->diags, "write version=\"1\"");
        compiler->failed = true;
    }
    return root;
}

/* Path of the template that an attribute names, or NULL with T101. */
static const char *resolve(struct compiler *compiler, const xml_node *node, const char *attribute) {
    struct text name = text_trim(xml_attribute(node, attribute));
    struct origin origin = xml_attribute_origin(node, attribute, 0);
    const char *from = origin.file->name, *folder = path_folder(compiler->arena, from);
    const char *beside = path_join(compiler->arena, folder, name);
    bool inside = path_is_inside(name);
    if (inside && path_exists(beside))
        inside = path_lies_in(beside, folder); /* no link out of it */
    if (inside) {
        if (path_exists(beside)) return beside;
        const char *shipped = path_data(
            compiler->arena, arena_printf(compiler->arena, "templates/%.*s", TEXT_ARGS(name)));
        if (shipped) return shipped;
    }
    diags_add(compiler->diags, DIAG_T101, origin, "%.*s", TEXT_ARGS(name));
    if (inside)
        diags_hint(compiler->diags,
                   "it is looked for beside %s, then among the templates that ship",
                   path_name(from));
    else
        diags_hint(compiler->diags,
                   "name a file in the template's own folder, without \"..\" and no link out of "
                   "it");
    compiler->failed = true;
    return NULL;
}

bool compile_include(struct compiler *compiler, struct part *part) {
    if (!xml_has(part->node, "file")) return false;
    struct origin asked = xml_attribute_origin(part->node, "file", 0);
    const char *path = resolve(compiler, part->node, "file");
    if (!path || !enter(compiler, path, asked)) return false;
    const xml_node *root = open_file(compiler, path, asked);
    if (root) compile_children(compiler, root, part, part->container);
    compiler->path_count--;
    return root != NULL;
}

/* ---- templates that extend others ---- */

static void add_override(struct compiler *compiler, const xml_node *node, size_t depth) {
    struct override override = {.name = xml_attribute(node, "name"), .element = node};
    override.depth = depth;
    override.is_let = xml_is(node, "let");
    for (size_t i = 0; i < compiler->override_count; i++) {
        const struct override *other = &compiler->overrides[i];
        if (other->depth != depth || other->is_let || override.is_let ||
            !text_equal(other->name, override.name))
            continue;
        diags_add(compiler->diags, DIAG_T109, xml_origin(node), "%.*s", TEXT_ARGS(override.name));
        compiler->failed = true;
        return;
    }
    ARENA_GROW(compiler->arena, compiler->overrides, compiler->override_count,
               compiler->override_room);
    compiler->overrides[compiler->override_count++] = override;
}

/* The fillings of one template that extends another. */
static void collect_overrides(struct compiler *compiler, const xml_node *root, size_t depth) {
    for (const xml_node *node = xml_first_element(root); node; node = xml_next_element(node)) {
        if (xml_is(node, "block") || xml_is(node, "let")) {
            add_override(compiler, node, depth);
            continue;
        }
        struct text name = xml_name(node);
        diags_add(compiler->diags, DIAG_T107, xml_origin(node), "<%.*s>", TEXT_ARGS(name));
        diags_hint(compiler->diags,
                   "put it in a <block name=\"…\"> of the template that is extended");
        compiler->failed = true;
    }
}

/* Follows extends= to the base; its root, or NULL. */
static const xml_node *open_chain(struct compiler *compiler, const char *path) {
    struct origin asked = ORIGIN_NONE;
    for (size_t depth = 0;; depth++) {
        if (!enter(compiler, path, asked)) return NULL;
        const xml_node *root = open_file(compiler, path, asked);
        if (!root) return NULL;
        compiler->chain_depth = depth;
        if (xml_is(root, "fragment")) {
            diags_add(compiler->diags, DIAG_T104, xml_origin(root), "<fragment>");
            diags_hint(compiler->diags, "a fragment is only included; a report needs a <template>");
            return NULL;
        }
        if (compiler->template->language.length == 0)
            compiler->template->language = xml_attribute(root, "language");
        if (compiler->template->style.length == 0)
            compiler->template->style = xml_attribute(root, "style");
        if (!xml_has(root, "extends")) return root;
        collect_overrides(compiler, root, depth);
        asked = xml_attribute_origin(root, "extends", 0);
        path = resolve(compiler, root, "extends");
        if (!path) return NULL;
    }
}

/* Lets of derived templates are set before anything is evaluated; of equal names the most derived
 * is set last. */
static void compile_lets(struct compiler *compiler, struct part *root) {
    size_t base = compiler->chain_depth;
    for (size_t i = compiler->override_count; i-- > 0;) {
        if (!compiler->overrides[i].is_let) continue;
        compiler->chain_depth = compiler->overrides[i].depth;
        compile_element(compiler, compiler->overrides[i].element, root, "template");
    }
    compiler->chain_depth = base;
}

static void warn_unused(struct compiler *compiler) {
    for (size_t i = 0; i < compiler->override_count; i++) {
        const struct override *override = &compiler->overrides[i];
        if (override->is_let || override->used) continue;
        diags_add(compiler->diags, DIAG_T106, xml_origin(override->element), "%.*s",
                  TEXT_ARGS(override->name));
        compiler->failed = true;
    }
}

static void compile_root(struct compiler *compiler, const xml_node *root) {
    struct part *part = ARENA_NEW(compiler->arena, struct part);
    part->node = root;
    part->kind = part_kind_find(TEXT("template"));
    part->container = "template";
    compiler->template->root = part;
    compile_lets(compiler, part);
    compile_children(compiler, root, part, "template");
    warn_unused(compiler);
}

struct template *template_read(const char *path, struct arena *arena, struct diags *diags) {
    struct template *template = ARENA_NEW(arena, struct template);
    struct compiler compiler = {.template = template, .arena = arena, .diags = diags};
    template->arena = arena;
    const xml_node *root = open_chain(&compiler, path);
    if (!root) return NULL;
    compile_root(&compiler, root);
    return compiler.failed ? NULL : template;
}

size_t template_file_count(const struct template *template) {
    return template->file_count;
}

const struct file *template_file_at(const struct template *template, size_t index) {
    return template->files[index];
}

/* ---- names against the data ---- */

/* `part`: what the whole is compared with; NULL if that is not known yet. */
static bool check_whole(const struct recipe *recipe, const struct indicator *part,
                        const struct store *store, struct diags *diags) {
    if (recipe->whole.length == 0) return true;
    if (recipe->whole_unit.length > 0 &&
        !metric_need_unit(store, recipe->whole_unit, place_at(&recipe->whole_unit_place, 0), diags))
        return false;
    const struct indicator *whole =
        metric_need_indicator(store, recipe->whole, place_at(&recipe->whole_place, 0), diags);
    return whole && (!part || recipe_check_whole(recipe, part, whole, diags));
}

static bool check_expression(const struct expression *e, const struct store *store,
                             struct diags *diags) {
    const struct indicator *indicator = NULL;
    bool good = true, in_loop = text_is(e->indicator, ".");
    if (e->special || e->variable.length > 0) return true;
    if (e->unit.length > 0 && !text_is(e->unit, "."))
        good = metric_need_unit(store, e->unit, place_at(&e->unit_place, 0), diags) != NULL;
    if (!in_loop) indicator = special_need_indicator(store, e, diags);
    good = check_whole(&e->recipe, indicator, store, diags) && good;
    if (in_loop) return good;
    return indicator && recipe_check_measure(&e->recipe, indicator, diags) && good;
}

bool template_check(const struct template *template, const struct store *store,
                    struct diags *diags) {
    bool good = true;
    for (size_t i = 0; i < template->expression_count; i++)
        if (!check_expression(template->expressions[i], store, diags)) good = false;
    return good;
}
