/* The cleaner's log: changes are summed up by kind, faults are said one by one up to a limit, in
 * the order of the text. */
#include "prose/cleaner.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES_MOST = 10, AROUND = 4, EXCERPT_MOST = 24 };

static struct clean_sum *sum_of(struct cleaner *cleaner, enum diag_code code) {
    size_t kind = code - (size_t)DIAG_P401;
    return &cleaner->sums[kind < CLEAN_KINDS ? kind : CLEAN_KINDS - 1];
}

void clean_count(struct cleaner *cleaner, enum diag_code code, size_t offset) {
    struct clean_sum *sum = sum_of(cleaner, code);
    if (sum->count++ == 0 || offset < sum->offset) sum->offset = offset;
}

/* [at, to) with some characters around it. */
static char *excerpt(const struct cleaner *cleaner, size_t at, size_t to) {
    struct buffer out = buffer_new(cleaner->arena);
    size_t from = at > AROUND ? at - AROUND : 0;
    if (to > at + EXCERPT_MOST) to = at + EXCERPT_MOST;
    for (size_t i = from; i < to + AROUND && i < cleaner->count; i++)
        buffer_add_code_point(&out, cleaner->at[i].code_point);
    return out.at;
}

static size_t offset_of(const struct cleaner *cleaner, size_t at) {
    return at < cleaner->count ? cleaner->at[at].from : cleaner->text.length;
}

void clean_fault_words(struct cleaner *cleaner, enum diag_code code, size_t at, char *detail) {
    size_t offset = offset_of(cleaner, at);
    clean_count(cleaner, code, offset);
    if (sum_of(cleaner, code)->count > PLACES_MOST) return;
    ARENA_GROW(cleaner->arena, cleaner->places, cleaner->place_count, cleaner->place_room);
    cleaner->places[cleaner->place_count] =
        (struct clean_place){code, offset, cleaner->place_count, detail};
    cleaner->place_count++;
}

void clean_fault(struct cleaner *cleaner, enum diag_code code, size_t at, size_t to) {
    bool said = sum_of(cleaner, code)->count < PLACES_MOST;
    clean_fault_words(cleaner, code, at, said ? excerpt(cleaner, at, to) : NULL);
}

/* ---- saying it ---- */

static const char *hint_of(enum diag_code code) {
    switch ((int)code) {
    case DIAG_P421:
    case DIAG_P422:
    case DIAG_P424:
    case DIAG_P425: return N_("type what the source says, or copy the text anew as UTF-8");
    case DIAG_P423: return N_("type the character that was meant");
    case DIAG_P426: return N_("write the year, and a blank or a comma before the number");
    case DIAG_P433: return N_("a name may have been left out");
    case DIAG_P434: return N_("drop one of the marks, or add the word that is missing between");
    case DIAG_P437: return N_("write the text in one script");
    }
    return NULL;
}

static int compare_places(const void *a, const void *b) {
    const struct clean_place *x = a, *y = b;
    if (x->offset != y->offset) return x->offset < y->offset ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void say_place(struct cleaner *cleaner, const struct clean_place *place) {
    struct origin origin = origin_inside(cleaner->origin, cleaner->text, place->offset);
    diags_add(cleaner->diags, place->code, origin, "%s", place->detail ? place->detail : "");
    const char *hint = hint_of(place->code);
    if (hint) diags_hint(cleaner->diags, "%s", gettext(hint));
}

static void say_change(struct cleaner *cleaner, enum diag_code code, const struct clean_sum *sum) {
    struct origin origin = origin_inside(cleaner->origin, cleaner->text, sum->offset);
    bool kept = cleaner->options->mode == CLEAN_REPORT ||
                (code == DIAG_P407 && cleaner->options->pinyin == CLEAN_KEEP);
    if (kept)
        diags_add(cleaner->diags, code, origin, N_("%zu, left as written"), sum->count);
    else
        diags_add(cleaner->diags, code, origin, "%zu", sum->count);
}

void clean_say(struct cleaner *cleaner) {
    for (size_t kind = 0; kind <= DIAG_P409 - DIAG_P401; kind++)
        if (cleaner->sums[kind].count)
            say_change(cleaner, (enum diag_code)(DIAG_P401 + kind), &cleaner->sums[kind]);
    if (cleaner->place_count > 0)
        qsort(cleaner->places, cleaner->place_count, sizeof *cleaner->places, compare_places);
    for (size_t i = 0; i < cleaner->place_count; i++) say_place(cleaner, &cleaner->places[i]);
    for (size_t kind = DIAG_P409 - DIAG_P401 + 1; kind < CLEAN_KINDS; kind++) {
        if (cleaner->sums[kind].count <= PLACES_MOST) continue;
        diags_add(cleaner->diags, (enum diag_code)(DIAG_P401 + kind), cleaner->origin,
                  N_("and %zu more in this paragraph"), cleaner->sums[kind].count - PLACES_MOST);
    }
}
