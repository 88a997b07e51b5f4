/* A written paragraph → pieces: plain words, and what is bound between braces.
 *
 * A doubled brace is a literal one: the words end after its first half and go on behind its second,
 * so that every piece is a slice of the paragraph and offsets stay true. */
#include "prose/inner.h"

struct cutter {
    struct text all;
    struct origin origin;
    struct arena *arena;
    struct diags *diags;
    struct prose_piece *pieces;
    size_t count, room;
    bool good;
};

static void add_words(struct cutter *cutter, size_t from, size_t to) {
    if (from == to) return;
    ARENA_GROW(cutter->arena, cutter->pieces, cutter->count, cutter->room);
    cutter->pieces[cutter->count++] = (struct prose_piece){
        .kind = PROSE_TEXT, .text = text_slice(cutter->all, from, to), .offset = from};
}

static void add_bound(struct cutter *cutter, size_t from, size_t to) {
    struct prose_piece piece = {
        .kind = PROSE_BOUND, .text = text_slice(cutter->all, from, to), .offset = from};
    struct origin place = origin_inside(cutter->origin, cutter->all, from);
    struct bound *bound = ARENA_NEW(cutter->arena, struct bound);
    if (!prose_parse_bound(piece.text, place, bound, cutter->diags)) {
        cutter->good = false;
        return;
    }
    piece.bound = bound;
    ARENA_GROW(cutter->arena, cutter->pieces, cutter->count, cutter->room);
    cutter->pieces[cutter->count++] = piece;
}

static void lone_brace(struct cutter *cutter, size_t at) {
    cutter->good = false;
    diags_add(cutter->diags, DIAG_P102, origin_inside(cutter->origin, cutter->all, at), "\"%c\"",
              cutter->all.at[at]);
    diags_hint(cutter->diags, "write {{ or }} for a literal brace");
}

/* Where the expression that opens at `open` closes; the text's length if it does not. */
static size_t find_close(struct text all, size_t open) {
    for (size_t i = open + 1; i < all.length; i++) {
        if (all.at[i] == '}') return i;
        if (all.at[i] == '{') break;
    }
    return all.length;
}

bool prose_cut(struct text paragraph, struct origin origin, struct arena *arena,
               struct prose_piece **pieces, size_t *count, struct diags *diags) {
    struct cutter cutter = {
        .all = paragraph, .origin = origin, .arena = arena, .diags = diags, .good = true};
    size_t from = 0, at = 0;
    while (at < paragraph.length) {
        char byte = paragraph.at[at];
        bool doubled = at + 1 < paragraph.length && paragraph.at[at + 1] == byte;
        if (byte != '{' && byte != '}') {
            at++;
        } else if (doubled) {
            add_words(&cutter, from, at + 1);
            from = at += 2;
        } else {
            size_t close = byte == '{' ? find_close(paragraph, at) : paragraph.length;
            if (close == paragraph.length) {
                lone_brace(&cutter, at++);
                continue;
            }
            add_words(&cutter, from, at);
            add_bound(&cutter, at + 1, close);
            from = at = close + 1;
        }
    }
    add_words(&cutter, from, at);
    *pieces = cutter.pieces;
    *count = cutter.count;
    return cutter.good;
}
