/* A line's atoms with their positions → page runs, split where face, size or source run changes. */
#include "typeset/inner.h"

struct drawer {
    const struct atoms *atoms;
    struct arena *arena;
    struct page_glyph *glyphs; /* of the whole line, cut among the runs */
    size_t count;
    struct page_run *runs;
    uint32_t *sources; /* which run of the paragraph each page run comes from */
    char *halved;      /* text of the run under way, where it is not a slice of the source */
    size_t run_count;
};

static bool starts_run(const struct atom *before, const struct atom *atom) {
    return !before || before->run != atom->run || before->font != atom->font ||
           before->em != atom->em || before->halved != atom->halved ||
           before->at + before->bytes != atom->at;
}

static void begin_run(struct drawer *drawer, const struct atom *atom, double x) {
    const struct typeset_run *source = &drawer->atoms->paragraph->runs[atom->run];
    drawer->sources[drawer->run_count] = atom->run;
    drawer->runs[drawer->run_count++] = (struct page_run){.font = atom->font,
                                                          .size_pt = atom->em,
                                                          .x_pt = x,
                                                          .colour = source->colour,
                                                          .glyphs = drawer->glyphs + drawer->count,
                                                          .text = {source->text.at + atom->at, 0},
                                                          .figure = source->figure};
}

/* What was full-width in the source is half-width on the page, also for whoever copies it. */
static void begin_text(struct drawer *drawer, size_t room) {
    struct page_run *run = &drawer->runs[drawer->run_count - 1];
    drawer->halved = arena_take_array(drawer->arena, room, 1);
    run->text.at = drawer->halved;
}

static void add_glyph(struct drawer *drawer, struct page_glyph glyph) {
    drawer->glyphs[drawer->count++] = glyph;
    drawer->runs[drawer->run_count - 1].count++;
}

static void add_atom(struct drawer *drawer, const struct atom *atom, double x, double shift) {
    struct page_run *run = &drawer->runs[drawer->run_count - 1];
    double rise = drawer->atoms->paragraph->runs[atom->run].rise_pt;
    double from = x - run->x_pt;
    uint32_t bytes = atom->halved ? 1 : atom->bytes;
    if (atom->halved) drawer->halved[run->text.length] = (char)atom->code;
    if (!atom->extra)
        add_glyph(drawer, (struct page_glyph){atom->glyph, bytes, from + shift * atom->em, rise});
    for (size_t i = 0; i < atom->extra; i++) {
        const struct font_shaped *glyph = &drawer->atoms->extras[atom->shaped + i];
        add_glyph(drawer, (struct page_glyph){glyph->glyph, i ? 0 : atom->bytes,
                                              from + glyph->x_em * atom->em,
                                              glyph->y_em * atom->em + rise});
        from += glyph->advance_em * atom->em;
    }
    run->text.length += bytes;
    run->width_pt = x + atom->width - run->x_pt;
}

/* The origin of a run is that of its first glyph. */
static void settle_origin(struct page_run *run) {
    struct page_glyph *glyphs = (struct page_glyph *)run->glyphs;
    double first = run->count ? glyphs[0].x_pt : 0;
    run->x_pt += first;
    run->width_pt -= first;
    for (size_t i = 0; i < run->count; i++) glyphs[i].x_pt -= first;
}

/* Anchor names beside the runs, if any run has one. */
static void add_links(struct typeset_line *line, const struct drawer *drawer) {
    const struct typeset_run *runs = drawer->atoms->paragraph->runs;
    size_t linked = 0, same = 0;
    for (size_t i = 0; i < drawer->run_count; i++) {
        linked += runs[drawer->sources[i]].link.length > 0;
        same += text_equal(runs[drawer->sources[i]].link, runs[drawer->sources[0]].link);
    }
    if (!linked) return;
    struct text *links = arena_take_array(drawer->arena, drawer->run_count, sizeof *links);
    for (size_t i = 0; i < drawer->run_count; i++) links[i] = runs[drawer->sources[i]].link;
    line->links = links;
    if (same == drawer->run_count) line->link = links[0];
}

struct typeset_line line_make(const struct atoms *atoms, const struct span *span, const double *add,
                              struct arena *arena) {
    size_t glyphs = 0, runs = 0;
    for (size_t i = span->from; i < span->to; i++) {
        glyphs += atoms->at[i].extra ? atoms->at[i].extra : 1;
        runs += starts_run(i > span->from ? &atoms->at[i - 1] : NULL, &atoms->at[i]);
    }
    struct drawer drawer = {.atoms = atoms, .arena = arena};
    drawer.glyphs = arena_take_array(arena, glyphs, sizeof *drawer.glyphs);
    drawer.runs = arena_take_array(arena, runs, sizeof *drawer.runs);
    drawer.sources = arena_take_array(arena, runs, sizeof *drawer.sources);
    double x = -measure_cut_start(atoms, span->from);
    for (size_t i = span->from; i < span->to; i++) {
        const struct atom *atom = &atoms->at[i];
        if (i > span->from) x += atom->kern + add[i - span->from];
        if (starts_run(i > span->from ? atom - 1 : NULL, atom)) {
            begin_run(&drawer, atom, x);
            if (atom->halved) begin_text(&drawer, span->to - i);
        }
        bool centred = i + 1 == span->end && !span->last && atom->width >= atom->em;
        add_atom(&drawer, atom, x, (double)(centred ? atom->shift + atom->centre : atom->shift));
        x += atom->width;
    }
    for (size_t i = 0; i < drawer.run_count; i++) settle_origin(&drawer.runs[i]);
    struct typeset_line line = {
        .runs = drawer.runs, .count = drawer.run_count, .sources = drawer.sources};
    add_links(&line, &drawer);
    return line;
}
