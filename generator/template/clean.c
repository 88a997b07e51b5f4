/* What people wrote is cleaned before anything reads it, so that the data tree, the pieces, the
 * check of typed figures and the print all see one text. */
#include "template/run.h"

struct cleaning {
    const struct clean_options *options;
    struct arena *arena;
    struct diags *diags;
};

static bool clean(const struct cleaning *cleaning, struct text *text, struct origin *origin) {
    struct cleaned cleaned =
        prose_clean(*text, *origin, cleaning->options, cleaning->arena, cleaning->diags);
    *text = cleaned.text;
    *origin = cleaned.origin;
    return cleaned.from != NULL;
}

static const struct item *clean_item(const struct cleaning *cleaning, const struct item *item) {
    struct item copy = *item;
    bool title = clean(cleaning, &copy.title, &copy.title_origin);
    bool text = clean(cleaning, &copy.text, &copy.text_origin);
    if (!title && !text) return item;
    struct item *kept = ARENA_NEW(cleaning->arena, struct item);
    *kept = copy;
    return kept;
}

static const struct written *clean_written(const struct cleaning *cleaning,
                                           const struct written *written) {
    struct written copy = *written;
    if (!clean(cleaning, &copy.paragraph, &copy.origin)) return written;
    struct written *kept = ARENA_NEW(cleaning->arena, struct written);
    *kept = copy;
    return kept;
}

static const struct item *const *clean_items(const struct cleaning *cleaning,
                                             const struct item *const *items, size_t count) {
    const struct item **cleaned = arena_take_array(cleaning->arena, count + 1, sizeof *cleaned);
    for (size_t i = 0; i < count; i++) cleaned[i] = clean_item(cleaning, items[i]);
    return cleaned;
}

const struct slice *written_clean(const struct template_run *in, struct arena *arena,
                                  struct diags *diags) {
    if (in->clean.mode == CLEAN_OFF) return in->slice;
    struct cleaning cleaning = {&in->clean, arena, diags};
    struct slice *slice = ARENA_NEW(arena, struct slice);
    *slice = *in->slice;
    slice->items = clean_items(&cleaning, slice->items, slice->item_count);
    slice->last_plan = clean_items(&cleaning, slice->last_plan, slice->last_plan_count);
    const struct written **texts = arena_take_array(arena, slice->text_count + 1, sizeof *texts);
    for (size_t i = 0; i < slice->text_count; i++)
        texts[i] = clean_written(&cleaning, slice->texts[i]);
    slice->texts = texts;
    return slice;
}
