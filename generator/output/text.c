/* Pages → plain text and → a dump for tests: both walk the items in drawing order into one stream.
 *
 * Text: the words of the structure tree, artifacts left out.  Lines of one block are joined; cells
 * of a row are separated by tabs, rows and list items stand on lines of their own, an empty line
 * separates blocks and a form feed pages. */
#include "output/inner.h"

struct words {
    const struct output *output;
    struct file_out out;
    const struct page_role *role; /* of the text written last */
    double y_pt;                  /* its baseline */
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

/* Two blocks in one item, row or table stand closer than others. */
static const char *separator(const struct page_role *a, const struct page_role *b) {
    const struct page_role *row = nearest(a, PAGE_TR), *item = nearest(a, PAGE_LI);
    if (row && row == nearest(b, PAGE_TR)) return "\t";
    if (row && nearest(a, PAGE_TABLE) == nearest(b, PAGE_TABLE) && nearest(b, PAGE_TR)) return "\n";
    if (item && nearest(a, PAGE_L) == nearest(b, PAGE_L)) return "\n";
    const struct page_role *contents = nearest(a, PAGE_TOC);
    if (contents && contents == nearest(b, PAGE_TOC)) return "\n";
    return "\n\n";
}

static bool is_word(uint32_t code_point) {
    return code_point > ' ' && !text_is_wide(code_point) && !text_is_han(code_point);
}

/* What stands between the text before and a run: a page end, a block's end, or a line end, which
 * was a space between two Latin words. */
static void write_separator(struct words *words, const struct page_run *run,
                            const struct page_role *block) {
    FILE *stream = words->out.stream;
    const char *first = run->text.at, *end = run->text.at + run->text.length;
    if (words->feeds) {
        for (; words->feeds; words->feeds--) fputc('\f', stream);
        return;
    }
    if (!words->role) return;
    if (words->role != block)
        fputs(separator(words->role, block), stream);
    else if (run->y_pt != words->y_pt && is_word(words->last) && is_word(text_next(&first, end)))
        fputc(' ', stream);
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
    for (; words->feeds; words->feeds--) fputc('\f', words->out.stream);
    if (words->role) fputc('\n', words->out.stream);
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
