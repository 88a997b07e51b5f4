/* The standings of the figures that a report prints: counted as they are printed, said in words,
 * and told once where they are mixed. */
#include "template/run.h"
#include "wording/statements.h"

static const char *const names[STANDINGS] = {"", "预计", "快报", "核定", "修订"};

void run_note_standing(struct run *run, const struct figure *figure) {
    if (figure->quantity.state != QUANTITY_KNOWN || !figure->indicator.length) return;
    for (size_t i = 0; i < STANDINGS; i++)
        if (text_is(figure->standing, names[i])) run->standings[i]++;
}

struct text run_say_standings(struct run *run) {
    struct wording_standing standings[STANDINGS];
    for (size_t i = 0; i < STANDINGS; i++)
        standings[i] = (struct wording_standing){text_of(names[i]), run->standings[i]};
    run->standings_said = true;
    return wording_standings(run->arena, standings, STANDINGS, run->script);
}

/* 预计 is printed with each figure; that others are 快报 or 核定 is not seen. */
void run_check_standings(struct run *run) {
    size_t kinds = 0;
    bool unseen = false;
    struct buffer said = buffer_new(run->arena);
    for (size_t i = 0; i < STANDINGS; i++) {
        if (!run->standings[i]) continue;
        kinds++;
        unseen = unseen || i > 1;
        buffer_printf(&said, "%s%s %zu", said.length ? ", " : "", i ? names[i] : "—",
                      run->standings[i]);
    }
    if (kinds < 2 || !unseen || run->standings_said) return;
    diags_add(run->diags, DIAG_T411, part_origin(run->template->root), "%s", said.at);
    diags_hint(run->diags, "print {standings} at the end of the report");
}
