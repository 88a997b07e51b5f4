/* Standings that a report prints: 预计, 快报, 核定, 修订, by the values of its own period.
 *
 * Bases of earlier periods and targets are left out: that last year's value is final says nothing
 * of this year's. */
#include "template/run.h"
#include "wording/words.h"

/* Standings are told in this order; the unnamed come last. */
static const char *const order[] = {"核定", "修订", "快报", "预计", ""};
static const enum word words[] = {WORD_AUDITED, WORD_REVISED, WORD_FLASH, WORD_EXPECTED};
enum { STANDINGS = sizeof order / sizeof *order, NAMED = STANDINGS - 1, NAMES_SHOWN = 6 };

static size_t find_standing(struct text standing) {
    for (size_t i = 0; i < NAMED; i++)
        if (text_equal(standing, word_text(words[i], WORDING_SIMPLIFIED)) ||
            text_equal(standing, word_text(words[i], WORDING_TRADITIONAL)))
            return i;
    return NAMED;
}

static bool counts(const struct node *node, bool dated, struct period report) {
    const struct figure *figure = node->figure;
    if (!figure || !figure_is_known(figure) || !figure->lineage) return false;
    if (!text_is(figure->lineage->function, "value")) return false;
    return !dated || period_contains(report, figure->period);
}

static void add_name(struct template_standing *list, const struct figure *figure,
                     struct arena *arena) {
    struct text name = figure->name.length > 0 ? figure->name : figure->indicator;
    for (size_t i = 0; i < list->count; i++)
        if (text_equal(list->names[i], name)) return;
    ARENA_GROW(arena, list->names, list->count, list->room);
    list->names[list->count++] = name;
}

size_t template_standings(const struct document *document, struct arena *arena,
                          struct template_standing **out) {
    struct template_standing *all = arena_take_array(arena, STANDINGS, sizeof *all);
    const struct node *root = document->root;
    struct period report;
    size_t count = 0;
    bool dated = period_read(node_attribute(root, "period"), &report) && period_has_dates(report);
    for (const struct node *node = root; node; node = node_following(node, root)) {
        if (!counts(node, dated, report)) continue;
        struct template_standing *list = &all[find_standing(node->figure->standing)];
        if (!list->first) list->first = node;
        add_name(list, node->figure, arena);
    }
    for (size_t i = 0; i < STANDINGS; i++) {
        if (!all[i].first) continue;
        all[count] = all[i];
        all[count++].standing = text_of(order[i]);
    }
    *out = all;
    return count;
}

struct text template_list_names(const struct template_standing *list, enum wording_script script,
                                struct arena *arena) {
    if (list->count <= NAMES_SHOWN) return wording_join(arena, list->names, list->count);
    struct speech out = speech_new(arena, script);
    struct buffer shown = buffer_new(arena);
    for (size_t i = 0; i < NAMES_SHOWN; i++) {
        if (i > 0) buffer_add_text(&shown, word_text(WORD_COMMA, script));
        buffer_add_text(&shown, list->names[i]);
    }
    speech_fill(&out, WORD_AND_OTHERS, buffer_text(&shown),
                text_of(arena_printf(arena, "%zu", list->count)));
    return speech_text(&out);
}

struct text standing_sentence(const struct document *document, enum wording_script script,
                              struct arena *arena) {
    struct template_standing *all;
    size_t count = template_standings(document, arena, &all);
    struct speech out = speech_new(arena, script);
    if (count < 2) return TEXT("");
    for (size_t i = 0; i < count && all[i].standing.length > 0; i++) {
        if (i > 0) speech_add_text(&out, TEXT("，"));
        speech_fill(&out, WORD_OF_STANDING, template_list_names(&all[i], script, arena),
                    word_text(words[find_standing(all[i].standing)], script));
    }
    return speech_text(&out);
}
