/* Cleans one paragraph: text → characters → passes → text, with the way back for places. */
#include "prose/cleaner.h"

#include <string.h>

void clean_put(struct cleaner *cleaner, uint32_t code_point, const struct glyph *from) {
    ARENA_GROW(cleaner->arena, cleaner->next, cleaner->next_count, cleaner->next_room);
    cleaner->next[cleaner->next_count++] = (struct glyph){code_point, from->flags, from->from};
}

void clean_turn(struct cleaner *cleaner) {
    cleaner->at = cleaner->next;
    cleaner->count = cleaner->next_count;
    cleaner->next = NULL;
    cleaner->next_count = cleaner->next_room = 0;
}

void clean_drop_marked(struct cleaner *cleaner) {
    size_t kept = 0;
    for (size_t i = 0; i < cleaner->count; i++)
        if (!(cleaner->at[i].flags & GLYPH_DROPPED)) cleaner->at[kept++] = cleaner->at[i];
    cleaner->count = kept;
}

static void load(struct cleaner *cleaner) {
    const char *next = cleaner->text.at, *end = next + cleaner->text.length;
    cleaner->at = arena_take_array(cleaner->arena, cleaner->text.length + 1, sizeof *cleaner->at);
    while (next < end) {
        size_t from = (size_t)(next - cleaner->text.at);
        cleaner->at[cleaner->count++] = (struct glyph){text_next(&next, end), 0, from};
    }
}

static void change(struct cleaner *cleaner) {
    clean_invisible(cleaner);
    clean_blanks(cleaner);
    clean_widths(cleaner);
    clean_points(cleaner);
    clean_mark_addresses(cleaner);
    clean_pinyin(cleaner);
    clean_blanks(cleaner);
    clean_zeros(cleaner);
    clean_damage(cleaner);
    clean_questions(cleaner);
    clean_brackets(cleaner);
    clean_quotes(cleaner);
    clean_marks(cleaner);
    clean_blanks(cleaner);
}

static void run_passes(struct cleaner *cleaner) {
    clean_mark_bound(cleaner);
    if (!clean_is_plain(cleaner)) change(cleaner);
    clean_lint(cleaner);
    clean_scripts(cleaner);
}

/* ---- the way back ---- */

/* A cleaned text serves as the file of its own places. */
struct cleaned_file {
    struct file file; /* first: a pointer to it is one to the whole */
    struct text original;
    struct origin origin;
    const size_t *from;
};

static struct origin place_in_original(const struct file *file, size_t offset) {
    const struct cleaned_file *cleaned = (const struct cleaned_file *)file;
    if (offset == ORIGIN_WHOLE_FILE) return (struct origin){cleaned->origin.file, offset};
    if (offset > file->bytes.length) offset = file->bytes.length;
    return origin_inside(cleaned->origin, cleaned->original, cleaned->from[offset]);
}

static struct cleaned build(const struct cleaner *cleaner, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    size_t *from = arena_take_array(arena, 4 * cleaner->count + 1, sizeof *from);
    for (size_t i = 0; i < cleaner->count; i++) {
        size_t start = out.length;
        buffer_add_code_point(&out, cleaner->at[i].code_point);
        for (size_t k = start; k < out.length; k++) from[k] = cleaner->at[i].from;
    }
    from[out.length] = cleaner->text.length;
    struct cleaned cleaned = {buffer_text(&out), cleaner->origin, from};
    if (!cleaner->origin.file || cleaner->origin.offset == ORIGIN_WHOLE_FILE) return cleaned;
    struct cleaned_file *file = ARENA_NEW(arena, struct cleaned_file);
    file->file = (struct file){
        .name = cleaner->origin.file->name, .bytes = cleaned.text, .source = place_in_original};
    file->original = cleaner->text;
    file->origin = cleaner->origin;
    file->from = from;
    cleaned.origin = (struct origin){&file->file, 0};
    return cleaned;
}

static bool is_changed(const struct cleaner *cleaner) {
    const char *next = cleaner->text.at, *end = next + cleaner->text.length;
    size_t i = 0;
    for (; next < end && i < cleaner->count; i++)
        if (text_next(&next, end) != cleaner->at[i].code_point) return true;
    return next < end || i < cleaner->count;
}

static struct cleaned clean_once(struct text text, struct origin origin,
                                 const struct clean_options *options, struct arena *arena,
                                 struct diags *diags) {
    struct arena *scratch = arena_new();
    struct cleaner cleaner = {
        .text = text, .origin = origin, .options = options, .arena = scratch, .diags = diags};
    load(&cleaner);
    run_passes(&cleaner);
    clean_say(&cleaner);
    bool build_new = options->mode == CLEAN_ON && is_changed(&cleaner);
    struct cleaned cleaned =
        build_new ? build(&cleaner, arena) : (struct cleaned){text, origin, NULL};
    arena_free(scratch);
    return cleaned;
}

/* The way back over two rounds. */
static const size_t *join_ways(const struct cleaned *first, const struct cleaned *second,
                               struct arena *arena) {
    if (!first->from) return second->from;
    size_t *from = arena_take_array(arena, second->text.length + 1, sizeof *from);
    for (size_t i = 0; i <= second->text.length; i++) from[i] = first->from[second->from[i]];
    return from;
}

/* Of a later round only the changes are said: its faults were found in the first. */
static void say_changes(const struct diags *from, struct diags *to) {
    for (size_t i = 0; i < diags_size(from); i++) {
        const struct diag *diag = diags_at(from, i);
        if (diag->code >= DIAG_P401 && diag->code <= DIAG_P409)
            diags_add(to, diag->code, diag->origin, "%s", diag->detail);
    }
}

/* Nearly always one round does all.  Where damage and marks mingle, what one pass has changed may
 * concern an earlier one: then the text is gone through again, so that a cleaned text stays as it
 * is. */
enum { ROUNDS_MOST = 4 };

struct cleaned prose_clean(struct text text, struct origin origin,
                           const struct clean_options *options, struct arena *arena,
                           struct diags *diags) {
    struct cleaned cleaned = {text, origin, NULL};
    if (options->mode == CLEAN_OFF || text.length == 0) return cleaned;
    for (int round = 0; round < ROUNDS_MOST && cleaned.text.length; round++) {
        struct diags *said = round ? diags_new(arena) : diags;
        struct cleaned next = clean_once(cleaned.text, cleaned.origin, options, arena, said);
        if (!next.from) break;
        if (round) say_changes(said, diags);
        next.from = join_ways(&cleaned, &next, arena);
        cleaned = next;
    }
    return cleaned;
}
