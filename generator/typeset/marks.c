/* Marks beside the glyphs: emphasis dots, underlines, proper-name lines, ruby.
 *
 * Before composition they decide what holds together; of a composed line they give places, which
 * layout draws.  The line nearest the text is that of a name, then the underline, then the dots. */
#include "typeset/inner.h"

/* Blank at both ends of a name's line, em: two names that follow one another are seen to be two. */
static const double name_inset_em = 0.06;
static const double ruby_air_em = 0.15; /* between one ruby and the next, em of theirs */
static const double ruby_narrow_most = 0.6;
static const double attached_blank_em = 0.12; /* before a raised mark, after a full-width one */

static const struct typeset_run *run_of(const struct atoms *atoms, size_t i) {
    return &atoms->paragraph->runs[atoms->at[i].run];
}

static bool is_marked(const struct typeset_run *run) {
    return run->under || run->name || run->ruby.length > 0;
}

/* A raised mark stands near the mark before it, not half an em away. */
static void attach(struct atoms *atoms, size_t i) {
    struct atom *before = &atoms->at[i - 1];
    double blank = before->right - attached_blank_em * before->em;
    break_raise(atoms, i, BREAK_NEVER);
    if (blank <= 0) return;
    before->right -= blank;
    before->width -= blank;
}

/* A ruby that is a little too long is drawn narrower, as far as it stays easy to read. */
static void narrow_ruby(struct typeset_line *ruby, double room_pt) {
    if (ruby->width_pt <= room_pt || ruby->width_pt <= 0) return;
    double narrow = room_pt / ruby->width_pt;
    if (narrow < ruby_narrow_most) narrow = ruby_narrow_most;
    ruby->width_pt *= narrow;
    for (size_t i = 0; i < ruby->count; i++) {
        struct page_run *run = &ruby->runs[i];
        struct page_glyph *glyphs = (struct page_glyph *)run->glyphs;
        for (size_t k = 0; k < run->count; k++) glyphs[k].x_pt *= narrow;
        run->x_pt *= narrow;
        run->width_pt *= narrow;
        run->narrow = narrow;
    }
}

/* The base of a ruby is never broken, and spaced out evenly under one that is longer than it. */
static void add_ruby(struct typeset *typeset, struct atoms *atoms, size_t i, struct arena *arena) {
    const struct typeset_run *base = run_of(atoms, i);
    struct typeset_run run = {.text = base->ruby,
                              .role = STYLE_SONG,
                              .latin_role = STYLE_SONG,
                              .size_pt = base->ruby_pt,
                              .colour = base->colour,
                              .origin = base->origin};
    struct typeset_line *ruby = ARENA_NEW(arena, struct typeset_line);
    *ruby = typeset_one_line(typeset, &run, 1, atoms->composition, arena);
    double width = 0;
    size_t end = i;
    for (; end < atoms->count && atoms->at[end].run == atoms->at[i].run; end++) {
        width += atoms->at[end].width;
        if (end > i) break_raise(atoms, end, BREAK_NEVER);
    }
    double air = ruby_air_em * base->ruby_pt;
    narrow_ruby(ruby, width - air);
    double more = (ruby->width_pt + air - width) / (double)(end - i);
    for (size_t k = i; k < end && more > 0; k++) {
        atoms->at[k].width += more;
        atoms->at[k].shift += (float)(more / 2 / atoms->at[k].em);
    }
    if (!atoms->rubies)
        atoms->rubies =
            arena_take_array(atoms->scratch, atoms->paragraph->count, sizeof *atoms->rubies);
    atoms->rubies[atoms->at[i].run] = ruby;
}

static bool begins_run(const struct atoms *atoms, size_t i) {
    return i == 0 || atoms->at[i].run != atoms->at[i - 1].run;
}

void marks_prepare(struct typeset *typeset, struct atoms *atoms, struct arena *arena) {
    const struct typeset_paragraph *paragraph = atoms->paragraph;
    bool attached = false;
    for (size_t i = 0; i < paragraph->count; i++) {
        atoms->marked = atoms->marked || is_marked(&paragraph->runs[i]);
        attached = attached || paragraph->runs[i].attached;
    }
    for (size_t i = 0; (attached || atoms->marked) && i < atoms->count; i++) {
        if (!begins_run(atoms, i)) continue;
        if (run_of(atoms, i)->attached && i > 0) attach(atoms, i);
        if (run_of(atoms, i)->ruby.length > 0) add_ruby(typeset, atoms, i, arena);
    }
}

/* Left and right edge of each atom of a line's content. */
struct edges {
    double *left, *right;
};

static struct edges find_edges(const struct atoms *atoms, const struct span *span,
                               const double *add, double width_pt) {
    size_t count = span->end - span->from;
    struct edges edges = {arena_take_array(atoms->scratch, count, sizeof(double)),
                          arena_take_array(atoms->scratch, count, sizeof(double))};
    double x = -measure_cut_start(atoms, span->from);
    for (size_t i = 0; i < count; i++) {
        const struct atom *atom = &atoms->at[span->from + i];
        if (i > 0) x += atom->kern + add[i];
        edges.left[i] = x < 0 ? 0 : x;
        x += atom->width;
        edges.right[i] = x > width_pt ? width_pt : x;
    }
    return edges;
}

struct marking {
    const struct atoms *atoms;
    const struct span *span;
    struct edges edges;
    struct typeset_mark *marks;
    size_t count, room;
    struct arena *arena;
};

static void add_mark(struct marking *marking, struct typeset_mark mark) {
    ARENA_GROW(marking->arena, marking->marks, marking->count, marking->room);
    marking->marks[marking->count++] = mark;
}

/* One line under atoms [i, end) of the line. */
static void add_line(struct marking *marking, size_t i, size_t end, bool name, int lines) {
    double em = 0;
    for (size_t k = i; k < end; k++) {
        double own = marking->atoms->at[marking->span->from + k].em;
        if (own > em) em = own;
    }
    double inset = name ? name_inset_em * em : 0;
    struct typeset_mark mark = {.kind = TYPESET_MARK_LINE,
                                .from_pt = marking->edges.left[i] + inset,
                                .to_pt = marking->edges.right[end - 1] - inset,
                                .size_pt = em,
                                .lines = lines,
                                .colour = run_of(marking->atoms, marking->span->from + i)->colour};
    if (mark.to_pt > mark.from_pt) add_mark(marking, mark);
}

/* A name that goes on in the next line has no blank where it is broken, but that is not seen. */
static void add_names(struct marking *marking) {
    size_t count = marking->span->end - marking->span->from, end;
    for (size_t i = 0; i < count; i = end) {
        unsigned name = run_of(marking->atoms, marking->span->from + i)->name;
        for (end = i + 1; end < count; end++)
            if (run_of(marking->atoms, marking->span->from + end)->name != name) break;
        if (name) add_line(marking, i, end, true, 0);
    }
}

static void add_underlines(struct marking *marking) {
    size_t count = marking->span->end - marking->span->from, end;
    for (size_t i = 0; i < count; i = end) {
        const struct typeset_run *run = run_of(marking->atoms, marking->span->from + i);
        bool named = run->name;
        for (end = i + 1; end < count && run->under & TYPESET_UNDERLINE; end++) {
            const struct typeset_run *next = run_of(marking->atoms, marking->span->from + end);
            if (!(next->under & TYPESET_UNDERLINE) || next->colour != run->colour) break;
            named = named || next->name;
        }
        if (run->under & TYPESET_UNDERLINE) add_line(marking, i, end, false, named ? 1 : 0);
    }
}

static void add_dot(struct marking *marking, size_t i, int lines) {
    const struct atom *atom = &marking->atoms->at[marking->span->from + i];
    double middle = (marking->edges.left[i] + marking->edges.right[i]) / 2;
    add_mark(marking, (struct typeset_mark){
                          .kind = TYPESET_MARK_DOT,
                          .from_pt = middle,
                          .to_pt = middle,
                          .size_pt = atom->em,
                          .lines = lines,
                          .colour = run_of(marking->atoms, marking->span->from + i)->colour});
}

/* The dots of one stretch are level with one another, below whatever lines it has. */
static void add_dots(struct marking *marking) {
    const struct atoms *atoms = marking->atoms;
    size_t from = marking->span->from, count = marking->span->end - from, end;
    for (size_t i = 0; i < count; i = end) {
        bool named = false, underlined = false;
        for (end = i; end < count && run_of(atoms, from + end)->under & TYPESET_DOTS; end++) {
            named = named || run_of(atoms, from + end)->name;
            underlined = underlined || run_of(atoms, from + end)->under & TYPESET_UNDERLINE;
        }
        for (size_t k = i; k < end; k++)
            if (text_is_han(atoms->at[from + k].code)) add_dot(marking, k, named + underlined);
        if (end == i) end++;
    }
}

/* In the middle of its base; of a base that had to be broken, over its first part. */
static void add_rubies(struct marking *marking) {
    const struct atoms *atoms = marking->atoms;
    size_t from = marking->span->from, count = marking->span->end - from, end;
    for (size_t i = 0; i < count && atoms->rubies; i = end) {
        const struct atom *first = &atoms->at[from + i];
        for (end = i + 1; end < count && atoms->at[from + end].run == first->run;) end++;
        const struct typeset_line *ruby = atoms->rubies[first->run];
        if (!ruby || !begins_run(atoms, from + i)) continue;
        double left = (marking->edges.left[i] + marking->edges.right[end - 1] - ruby->width_pt) / 2;
        add_mark(marking, (struct typeset_mark){.kind = TYPESET_MARK_RUBY,
                                                .from_pt = left,
                                                .to_pt = left + ruby->width_pt,
                                                .size_pt = first->em,
                                                .ruby = ruby});
    }
}

void marks_place(const struct atoms *atoms, const struct span *span, const double *add,
                 struct arena *arena, struct typeset_line *line) {
    struct marking marking = {.atoms = atoms, .span = span, .arena = arena};
    if (span->end == span->from) return;
    marking.edges = find_edges(atoms, span, add, line->width_pt);
    add_names(&marking);
    add_underlines(&marking);
    add_dots(&marking);
    add_rubies(&marking);
    line->marks = marking.marks;
    line->mark_count = marking.count;
}
