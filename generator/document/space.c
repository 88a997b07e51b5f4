/* The white-space rule of documents, the same for templates, written text and XML that is read.
 *
 * Inside a holder (a paragraph, a cell …), looking across inline elements and figures: a run of
 * white space that contains a line break between two Han or full-width characters vanishes, any
 * other run is one space, the ends are trimmed (a note inside is a holder of its own); ideographic
 * spaces at the start of a paragraph go, with a note.  Texts marked as preserved stay. */
#include "document/inner.h"

#include <string.h>

static const char ideographic_space[] = "\xE3\x80\x80";

/* The run of white space under way: it stands as one space at the end of `home` until it is
 * decided. */
struct settling {
    struct arena *arena;
    struct node *home; /* NULL: no run under way */
    bool line_break;
    uint32_t before;      /* last character before the run; 0 at the start */
    bool drops_wide;      /* a paragraph: U+3000 at the start goes */
    struct node *dropped; /* text that lost a U+3000 */
    struct node *spaced;  /* text in which a line break became a space beside a wide character */
    uint32_t beside[2];   /* the characters around that space */
};

bool space_is(char byte) {
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
}

bool space_is_only(struct text text) {
    for (size_t i = 0; i < text.length; i++)
        if (!space_is(text.at[i])) return false;
    return true;
}

struct text space_underscored(struct arena *arena, struct text text) {
    char *at = arena_copy(arena, text.at, text.length);
    for (size_t i = 0; i < text.length; i++)
        if (space_is(at[i])) at[i] = '_';
    return (struct text){at, text.length};
}

static uint32_t first_of(struct text text) {
    const char *at = text.at;
    return text_next(&at, text.at + text.length);
}

static uint32_t last_of(struct text text) {
    const char *at = text.at + text.length;
    return text_before(&at, text.at);
}

static void close_run(struct settling *s, uint32_t after) {
    if (!s->home) return;
    bool vanishes = s->before == 0 || after == 0 ||
                    (s->line_break && text_is_wide(s->before) && text_is_wide(after));
    if (vanishes) {
        s->home->text.length--;
    } else if (s->line_break && text_is_wide(s->before) != text_is_wide(after) && !s->spaced) {
        s->spaced = s->home;
        s->beside[0] = s->before;
        s->beside[1] = after;
    }
    s->home = NULL;
    s->line_break = false;
}

/* Adds a piece without white space to the text that is being rewritten. */
static void add_words(struct settling *s, struct node *node, char *out, struct text words) {
    while (s->before == 0 && s->drops_wide && words.length >= 3 &&
           memcmp(words.at, ideographic_space, 3) == 0) {
        words = text_slice(words, 3, words.length);
        s->dropped = node;
    }
    if (words.length == 0) return;
    close_run(s, first_of(words));
    memmove(out + node->text.length, words.at, words.length);
    node->text.length += words.length;
    s->before = last_of(words);
}

static void add_blank(struct settling *s, struct node *node, char *out, struct text blank) {
    if (!s->home) {
        s->home = node;
        out[node->text.length++] = ' ';
    }
    for (size_t i = 0; i < blank.length; i++)
        if (blank.at[i] == '\n' || blank.at[i] == '\r') s->line_break = true;
}

static void settle_text(struct settling *s, struct node *node) {
    struct text raw = node->text;
    char *out = arena_take(s->arena, raw.length + 1);
    node->text = (struct text){out, 0};
    for (size_t i = 0; i < raw.length;) {
        size_t end = i;
        bool blank = space_is(raw.at[i]);
        while (end < raw.length && space_is(raw.at[end]) == blank) end++;
        struct text part = text_slice(raw, i, end);
        if (blank)
            add_blank(s, node, out, part);
        else
            add_words(s, node, out, part);
        i = end;
    }
}

/* A text or figure that is kept as it is, but is a neighbour to others. */
static void pass_fixed(struct settling *s, const struct node *node) {
    if (node->text.length == 0) return;
    close_run(s, first_of(node->text));
    s->before = last_of(node->text);
}

/* Where the pieces of a text come from that is not in any file word for word. */
struct joined {
    struct file file;
    struct joined_piece {
        size_t from;
        struct text text;
        struct origin origin;
    } * pieces;
    size_t count, room;
};

static struct origin source_of(const struct file *file, size_t offset) {
    const struct joined *joined = (const struct joined *)(const void *)file;
    size_t i = joined->count - 1;
    while (i > 0 && joined->pieces[i].from > offset) i--;
    const struct joined_piece *piece = &joined->pieces[i];
    return origin_inside(piece->origin, piece->text, offset - piece->from);
}

static void add_piece(struct joined *joined, size_t from, const struct node *node,
                      struct arena *arena) {
    ARENA_GROW(arena, joined->pieces, joined->count, joined->room);
    joined->pieces[joined->count++] = (struct joined_piece){from, node->text, node->origin};
}

static bool is_verbatim(const struct node *node) {
    struct origin origin = node->origin;
    if (!origin.file || origin.file->describe || origin.offset == ORIGIN_WHOLE_FILE) return true;
    size_t end = origin.offset + node->text.length;
    return end <= origin.file->bytes.length &&
           text_equal(text_slice(origin.file->bytes, origin.offset, end), node->text);
}

/* Joins the texts from `first` on that follow one another directly.  A byte of what comes out still
 * knows its place. */
static void join_texts(struct node *first, struct arena *arena) {
    bool alone = !first->next || first->next->kind != NODE_TEXT;
    if (alone && is_verbatim(first)) return;
    struct joined *joined = ARENA_NEW(arena, struct joined);
    struct buffer all = buffer_new(arena);
    add_piece(joined, 0, first, arena);
    buffer_add_text(&all, first->text);
    while (first->next && first->next->kind == NODE_TEXT) {
        add_piece(joined, all.length, first->next, arena);
        buffer_add_text(&all, first->next->text);
        node_remove(first->next);
    }
    first->text = buffer_text(&all);
    joined->file = (struct file){.name = "", .bytes = first->text, .source = source_of};
    first->origin = (struct origin){&joined->file, 0};
}

static void tidy(struct node *node, struct arena *arena) {
    struct node *next;
    for (struct node *child = node->first; child; child = next) {
        next = child->next;
        if (child->kind == NODE_TEXT && child->text.length == 0) node_remove(child);
    }
    for (struct node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_TEXT)
            join_texts(child, arena);
        else
            tidy(child, arena);
    }
}

static void report_spaced(const struct settling *s, struct arena *arena, struct diags *diags) {
    struct buffer around = buffer_new(arena);
    buffer_add_code_point(&around, s->beside[0]);
    buffer_add(&around, " ", 1);
    buffer_add_code_point(&around, s->beside[1]);
    diags_add(diags, DIAG_N125, s->spaced->origin, "%s", around.at);
    diags_hint(diags, "break the line between two Chinese characters or marks instead");
}

void space_settle(struct node *holder, struct arena *arena, struct diags *diags) {
    struct settling s = {.arena = arena, .drops_wide = holder->kind == NODE_PARAGRAPH};
    for (struct node *n = holder->first; n; n = node_in_line(n, holder)) {
        if (n->kind == NODE_FIGURE || (n->kind == NODE_TEXT && n->preserve))
            pass_fixed(&s, n);
        else if (n->kind == NODE_TEXT)
            settle_text(&s, n);
    }
    close_run(&s, 0);
    if (s.spaced) report_spaced(&s, arena, diags);
    if (s.dropped) diags_add(diags, DIAG_N106, s.dropped->origin, "U+3000");
    tidy(holder, arena);
}

/* True if the rule would change this text when `before` is the character before it. */
static bool changes(struct text text, char before) {
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.at[i];
        if (space_is(byte) && (byte != ' ' || before == ' ' || before == 0)) return true;
        before = byte;
    }
    return false;
}

bool space_needs_preserve(const struct node *holder) {
    char before = 0;
    for (const struct node *n = holder; n; n = node_in_line(n, holder)) {
        if ((n->kind != NODE_TEXT && n->kind != NODE_FIGURE) || n->text.length == 0) continue;
        if (before == 0 && holder->kind == NODE_PARAGRAPH &&
            text_starts(n->text, text_of(ideographic_space)))
            return true;
        if ((n->kind == NODE_TEXT || n == holder) && changes(n->text, before)) return true;
        before = n->text.at[n->text.length - 1];
        /* a blank inside a figure is fixed: it ends no run of ours */
        if (n->kind == NODE_FIGURE && n != holder && space_is(before)) before = 'x';
    }
    return before == ' ' || before == '\n' || before == '\t' || before == '\r';
}
