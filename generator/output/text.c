/* Pages → plain text and → a dump for tests: both walk the items in drawing order into one stream.
 *
 * Text: the words of the structure tree, artifacts left out.  Lines of one block are joined; an
 * empty line separates blocks.  Caption, unit line and rows of a table, list items and lines of the
 * contents stand on lines of their own, cells of a row and labels of a chart that stand side by
 * side are separated by tabs.  A form feed stands where a page begins: without the form feeds the
 * text is the same however it falls on pages. */
#include "output/inner.h"

#include <math.h>

struct words {
    const struct output *output;
    struct file_out out;
    const struct page_role *role; /* of the text written last */
    double y_pt, end_pt;          /* its baseline, and where it ended */
    uint32_t last;                /* its last character */
    int pages, feeds;             /* begun, and form feeds not yet written */
};

static bool words_begin(void *self, const struct page_about *about) {
    (void)self;
    (void)about;
    return true;
}

/* The block that a run belongs to: what stands in a line is not one. */
static const struct page_role *block_of(const struct page_role *role) {
    while (role->tag == PAGE_LINK && role->parent) role = role->parent;
    return role;
}

static const struct page_role *nearest(const struct page_role *role, enum page_tag tag) {
    while (role && role->tag != tag) role = role->parent;
    return role;
}

/* True if both stand below (or are) one role of this tag. */
static bool share(const struct page_role *a, const struct page_role *b, enum page_tag tag) {
    const struct page_role *role = nearest(a, tag);
    return role && role == nearest(b, tag);
}

/* Two blocks in one item, row or table stand closer than others. */
static const char *separator(const struct page_role *a, const struct page_role *b) {
    if (share(a, b, PAGE_TR)) return "\t";
    if (share(a, b, PAGE_TABLE) || share(a, b, PAGE_TOC)) return "\n";
    if (nearest(a, PAGE_LI) && share(a, b, PAGE_L)) return "\n";
    return "\n\n";
}

/* The labels of a chart have one role; runs of one label follow closely. */
static const char *label_separator(const struct words *words, const struct page_run *run) {
    if (words->feeds || fabs(run->y_pt - words->y_pt) > 0.01) return "\n";
    return fabs(run->x_pt - words->end_pt) < 0.5 * run->size_pt ? "" : "\t";
}

static bool is_word(uint32_t code_point) {
    return code_point > ' ' && !text_is_wide(code_point) && !text_is_han(code_point);
}

/* What stands between the text before and a run: a block's end, or a line end, which was a space
 * between two Latin words; then the ends of pages. */
static void write_separator(struct words *words, const struct page_run *run,
                            const struct page_role *block) {
    FILE *stream = words->out.stream;
    const char *first = run->text.at, *end = run->text.at + run->text.length;
    bool line = words->feeds || run->y_pt != words->y_pt;
    if (words->role && words->role != block)
        fputs(separator(words->role, block), stream);
    else if (words->role && block->tag == PAGE_FIGURE)
        fputs(label_separator(words, run), stream);
    else if (words->role && line && is_word(words->last) && is_word(text_next(&first, end)))
        fputc(' ', stream);
    for (; words->feeds; words->feeds--) fputc('\f', stream);
}

static void write_run(struct words *words, const struct page_run *run,
                      const struct page_role *role) {
    if (run->text.length == 0) return;
    const struct page_role *block = block_of(role);
    const char *end = run->text.at + run->text.length;
    write_separator(words, run, block);
    fwrite(run->text.at, 1, run->text.length, words->out.stream);
    words->role = block;
    words->y_pt = run->y_pt;
    words->end_pt = run->x_pt + run->width_pt;
    words->last = text_before(&end, run->text.at);
}

static bool words_page(void *self, const struct page *page) {
    struct words *words = self;
    if (words->pages++ > 0) words->feeds++;
    for (size_t i = 0; i < page->count; i++) {
        const struct page_item *item = &page->items[i];
        if (item->kind == PAGE_RUN && !page_role_is_artifact(item->role))
            write_run(words, &item->run, item->role);
    }
    return !ferror(words->out.stream) || output_failed(words->output, CAIRO_STATUS_WRITE_ERROR);
}

static bool words_end(void *self, const struct page_bookmark *bookmarks, size_t count) {
    struct words *words = self;
    (void)bookmarks;
    (void)count;
    if (words->role) fputc('\n', words->out.stream);
    for (; words->feeds; words->feeds--) fputc('\f', words->out.stream);
    return file_out_commit(&words->out, words->output->diags);
}

static void words_abandon(void *self) {
    struct words *words = self;
    file_out_abandon(&words->out);
}

static bool dump_page(void *self, const struct page *page) {
    struct words *words = self;
    struct text text = page_dump(page, page->arena);
    fwrite(text.at, 1, text.length, words->out.stream);
    return !ferror(words->out.stream) || output_failed(words->output, CAIRO_STATUS_WRITE_ERROR);
}

static bool open_words(const struct output *output, struct page_sink *sink,
                       bool (*page)(void *, const struct page *)) {
    struct words *words = ARENA_NEW(output->arena, struct words);
    words->output = output;
    *sink = (struct page_sink){words, words_begin, page, words_end, words_abandon};
    return file_out_open(&words->out, output->arena, output->path, output->diags);
}

bool output_open_text(const struct output *output, struct page_sink *sink) {
    return open_words(output, sink, words_page);
}

bool output_open_pages(const struct output *output, struct page_sink *sink) {
    return open_words(output, sink, dump_page);
}
