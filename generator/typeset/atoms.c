/* Runs → atoms: each character with its glyph, its class and its cell.
 *
 * ASCII letters, digits and signs come from the run's Latin role; quotes, dashes, dots and all else
 * from its Chinese role, since a Latin face would give them narrow, foreign shapes. */
#include "typeset/inner.h"

#include "base/map.h"

enum { BOX = 0x25A1, FALLBACKS_TOLD_MOST = 20 };

struct maker {
    struct typeset *typeset;
    const struct typeset_paragraph *paragraph;
    struct atoms *atoms;
    size_t room, extra_count, extra_room;
    uint8_t joint; /* of the next atom */
};

static bool is_latin_role(uint32_t code) {
    return (code >= 0x20 && code < 0x7F) || code == 0xA0 ||
           (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7);
}

/* Where byte `at` of the run stands in the input: exactly, if the run's text is there word for
 * word. */
static struct origin origin_at(const struct typeset_run *run, size_t at) {
    struct origin origin = run->origin;
    if (!origin.file || origin.file->describe) return origin; /* its bytes are no text */
    if (origin.offset >= origin.file->bytes.length) return origin;
    struct text there = text_slice(origin.file->bytes, origin.offset, origin.offset + at);
    if (text_equal(there, text_slice(run->text, 0, at))) origin.offset += at;
    return origin;
}

/* The words around byte `at`, for messages: some characters on either side. */
static struct text words_around(struct text text, size_t at) {
    const char *from = text.at + at, *to = from, *end = text.at + text.length;
    for (int i = 0; i < 6 && from > text.at; i++) text_before(&from, text.at);
    for (int i = 0; i < 8 && to < end; i++) text_next(&to, end);
    return (struct text){from, (size_t)(to - from)};
}

static void tell_missing(struct typeset *typeset, const struct typeset_run *run, size_t at,
                         size_t bytes, uint32_t code) {
    if (diags_full(typeset->diags)) return;
    diags_add(typeset->diags, DIAG_F201, origin_at(run, at), "%.*s U+%04X (%.*s)",
              TEXT_ARGS(text_slice(run->text, at, at + bytes)), code,
              TEXT_ARGS(words_around(run->text, at)));
    if ((code >= 0xE000 && code <= 0xF8FF) || code >= 0xF0000)
        diags_hint(typeset->diags, "a private-use character is damaged text: write the right one");
    else
        diags_hint(typeset->diags, "correct the text, or add a font that has it to the role file");
}

static void tell_fallback(struct typeset *typeset, const struct typeset_run *run, size_t at,
                          size_t bytes, struct font_glyph glyph) {
    const char *before = run->text.at + at;
    uint32_t code = text_next(&before, run->text.at + run->text.length);
    const char *name = font_name(typeset->fonts, glyph.font);
    struct text character = text_slice(run->text, at, at + bytes);
    if (run->one_face) {
        if (diags_full(typeset->diags)) return;
        diags_add(typeset->diags, DIAG_F203, origin_at(run, at), "%.*s U+%04X (%.*s)",
                  TEXT_ARGS(character), code, TEXT_ARGS(words_around(run->text, at)));
        diags_hint(typeset->diags, "%s has it: give the role that face first, or allow fallback",
                   name);
        return;
    }
    if (typeset->fallbacks >= FALLBACKS_TOLD_MOST) return;
    struct text key = text_copy(typeset->arena, character);
    if (map_set(typeset->told, key, typeset)) return;
    typeset->fallbacks++;
    diags_add(typeset->diags, DIAG_F202, origin_at(run, at), "%.*s U+%04X: %s",
              TEXT_ARGS(character), code, name);
}

/* Blank that may be cut off a full-width mark: half an em where its ink leaves it. */
static struct blank blank_of(struct typeset *typeset, int font, uint32_t glyph, double shift) {
    struct blank *blank = &typeset->blanks[(glyph * 31u + (unsigned)font) % BLANKS];
    if (blank->font == font + 1 && blank->glyph == glyph) return *blank;
    double ink[4];
    font_ink(typeset->fonts, font, glyph, ink);
    *blank = (struct blank){font + 1, glyph, (float)(ink[0] + shift), (float)(1 - ink[2] - shift)};
    return *blank;
}

/* A mark's cell is 1 em whatever the face's advance: brackets stand at its end, the rest at its
 * start; ？ and ！ drawn in the middle (FandolFang) move to the left half, where GB/T 15834 has
 * them. */
static void place_mark(struct maker *maker, struct atom *atom, double advance) {
    const double half = 0.48, quarter = 0.24;
    double shift = atom->kind == CLASS_OPEN ? 1 - advance : 0;
    struct blank blank = blank_of(maker->typeset, atom->font, atom->glyph, shift);
    bool middle = blank.left >= quarter && blank.right >= quarter, stop = atom->kind == CLASS_STOP;
    double left = 0, right = 0;
    if (maker->atoms->composition->punctuation == STYLE_PUNCTUATION_NONE) {
        /* nothing is ever cut off */
    } else if (atom->kind == CLASS_OPEN && blank.left >= half) {
        left = 0.5;
    } else if (atom->kind != CLASS_OPEN && blank.right >= half) {
        right = 0.5;
    } else if (middle && stop && !maker->atoms->traditional) {
        atom->centre = (float)(((double)blank.left - (double)blank.right) / 2 + 0.25);
        shift -= (double)atom->centre;
        right = 0.5;
    } else if (middle) {
        left = right = 0.25; /* centred, as in Traditional Chinese fonts */
    }
    atom->shift = (float)shift;
    atom->left = left * atom->em;
    atom->right = right * atom->em;
    atom->width = atom->em;
}

/* · is half an em wide and fixed in mainland text; in Traditional text it has an em, of which
 * both sides may give. */
static double place_middle(const struct maker *maker, struct atom *atom) {
    if (!maker->atoms->traditional) return 0.5;
    atom->left = atom->right = 0.25 * atom->em;
    return 1;
}

static void place_glyph(struct maker *maker, struct atom *atom, double advance) {
    double cell = advance;
    if (class_is_mark(atom->kind)) {
        place_mark(maker, atom, advance);
        return;
    }
    if (atom->kind == CLASS_MIDDLE) cell = place_middle(maker, atom);
    bool wide = atom->kind == CLASS_DASH || atom->kind == CLASS_ELLIPSIS || atom->code >= 0x2100;
    if (wide && advance > 0.85 && advance < 1.1) cell = 1;
    if (atom->code == DOUBLE_DASH) cell = 2;
    atom->shift = (float)((cell - advance) / 2);
    atom->width = cell * atom->em;
}

static struct atom *add_atom(struct maker *maker, uint32_t run, size_t at, size_t bytes,
                             uint32_t code) {
    struct atoms *atoms = maker->atoms;
    ARENA_GROW(atoms->scratch, atoms->at, atoms->count, maker->room);
    struct atom *atom = &atoms->at[atoms->count++];
    *atom = (struct atom){.code = code,
                          .run = run,
                          .at = (uint32_t)at,
                          .bytes = (uint32_t)bytes,
                          .kind = (uint8_t)class_of(code),
                          .joint = maker->joint,
                          .em = maker->paragraph->runs[run].size_pt};
    maker->joint = JOINT_NONE;
    return atom;
}

static void add_character(struct maker *maker, uint32_t run, size_t at, size_t bytes,
                          uint32_t code) {
    struct typeset *typeset = maker->typeset;
    const struct typeset_run *of = &maker->paragraph->runs[run];
    uint32_t written = code;
    code = script_half_width(code);
    enum style_role role = is_latin_role(code) ? of->latin_role : of->role;
    uint32_t shown = code < 0x20 ? ' ' : code;
    struct font_glyph glyph = font_find(typeset->fonts, role, shown);
    if (glyph.font < 0 && class_of(code) == CLASS_SPACE)
        glyph = font_find(typeset->fonts, role, ' '); /* thin spaces and the like */
    if (glyph.font < 0) {
        tell_missing(typeset, of, at, bytes, code);
        glyph = font_find(typeset->fonts, of->role, BOX);
        if (glyph.font < 0) return;
    } else if (glyph.fallback) {
        tell_fallback(typeset, of, at, bytes, glyph);
    }
    struct atom *atom = add_atom(maker, run, at, bytes, code);
    atom->font = (int16_t)glyph.font;
    atom->glyph = glyph.id;
    atom->halved = code != written;
    place_glyph(maker, atom, glyph.advance_em);
}

/* Noto draws — short of its em, but has —— as one glyph: two dashes then become one atom. */
static bool add_double_dash(struct maker *maker, uint32_t run, size_t at, size_t bytes) {
    const struct typeset_run *of = &maker->paragraph->runs[run];
    struct font_glyph one = font_find(maker->typeset->fonts, of->role, 0x2014);
    struct font_glyph two = font_find(maker->typeset->fonts, of->role, DOUBLE_DASH);
    if (one.advance_em >= 0.98 || two.font != one.font || two.advance_em < 1.5) return false;
    struct atom *atom = add_atom(maker, run, at, bytes, DOUBLE_DASH);
    atom->font = (int16_t)two.font;
    atom->glyph = two.id;
    place_glyph(maker, atom, two.advance_em);
    return true;
}

/* Clusters of a shaped stretch: one atom each, with their further glyphs. */
static bool add_shaped(struct maker *maker, uint32_t run, size_t at, size_t bytes) {
    const struct typeset_run *of = &maker->paragraph->runs[run];
    struct atoms *atoms = maker->atoms;
    struct font_shaped *glyphs;
    size_t count;
    if (!font_shape(maker->typeset->fonts, of->role, text_slice(of->text, at, at + bytes),
                    atoms->scratch, &glyphs, &count))
        return false;
    struct atom *atom = NULL;
    for (size_t i = 0; i < count; i++) {
        if (glyphs[i].bytes) {
            const char *from = of->text.at + at;
            uint32_t code = text_next(&from, of->text.at + of->text.length);
            atom = add_atom(maker, run, at, glyphs[i].bytes, code);
            at += glyphs[i].bytes;
            atom->font = (int16_t)glyphs[i].font;
            atom->shaped = (uint32_t)maker->extra_count;
        }
        if (!atom) continue;
        atom->extra++;
        atom->width += glyphs[i].advance_em * atom->em;
        ARENA_GROW(atoms->scratch, atoms->extras, maker->extra_count, maker->extra_room);
        atoms->extras[maker->extra_count++] = glyphs[i];
    }
    return true;
}

static bool is_selector(uint32_t code) {
    return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

/* Unseen characters leave their bytes with the character before. */
static bool add_unseen(struct maker *maker, uint32_t run, size_t bytes, uint32_t code) {
    enum char_class kind = class_of(code);
    bool control = code < 0x20 && kind != CLASS_SPACE;
    if (kind != CLASS_ZERO_BREAK && kind != CLASS_ZERO_GLUE && !is_selector(code) && !control)
        return false;
    struct atoms *atoms = maker->atoms;
    if (atoms->count && atoms->at[atoms->count - 1].run == run)
        atoms->at[atoms->count - 1].bytes += (uint32_t)bytes;
    if (kind == CLASS_ZERO_BREAK) maker->joint = JOINT_BREAK;
    if (kind == CLASS_ZERO_GLUE && code != 0xAD) maker->joint = JOINT_GLUE;
    return true;
}

/* End of the stretch from `from` that must be shaped together, or `from` if none begins there. */
static const char *shaped_end(const char *from, const char *end) {
    const char *at = from;
    bool first = font_needs_shaping(text_next(&at, end));
    for (;;) {
        const char *next = at;
        uint32_t code = next < end ? text_next(&next, end) : 0;
        if (!code || !font_needs_shaping(code) || is_selector(code)) break;
        first = true;
        at = next;
    }
    return first ? at : from;
}

static void add_run(struct maker *maker, uint32_t index) {
    struct text text = maker->paragraph->runs[index].text;
    const char *at = text.at, *end = text.at + text.length;
    while (at < end) {
        const char *from = at;
        uint32_t code = text_next(&at, end);
        size_t offset = (size_t)(from - text.at), bytes = (size_t)(at - from);
        if (add_unseen(maker, index, bytes, code)) continue;
        if (code >= 0x300 || at < end) {
            const char *stretch = shaped_end(from, end);
            if (stretch > from && add_shaped(maker, index, offset, (size_t)(stretch - from))) {
                at = stretch;
                continue;
            }
        }
        const char *next = at;
        if (code == 0x2014 && at < end && text_next(&next, end) == 0x2014 &&
            add_double_dash(maker, index, offset, (size_t)(next - from))) {
            at = next;
            continue;
        }
        add_character(maker, index, offset, bytes, code);
    }
}

struct atoms atoms_make(struct typeset *typeset, const struct typeset_paragraph *paragraph,
                        struct arena *scratch) {
    struct atoms atoms = {.paragraph = paragraph, .typeset = typeset, .scratch = scratch};
    atoms.composition = paragraph->composition ? paragraph->composition : &style_composition_usual;
    atoms.traditional = script_is_traditional(paragraph);
    struct maker maker = {.typeset = typeset, .paragraph = paragraph, .atoms = &atoms};
    for (size_t i = 0; i < paragraph->count; i++) maker.room += paragraph->runs[i].text.length / 3;
    maker.room = maker.room < 16 ? 16 : maker.room;
    atoms.at = arena_take_array(scratch, maker.room, sizeof *atoms.at);
    for (size_t i = 0; i < paragraph->count; i++) add_run(&maker, (uint32_t)i);
    return atoms;
}
