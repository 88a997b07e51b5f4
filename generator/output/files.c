/* Formats of one file a page: every page is written beside under a passing name, and all take their
 * names at the end, or none. */
#include "output/inner.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static char *page_name(const struct page_files *files, size_t number) {
    return arena_printf(files->output->arena, "%s-%03zu.%s", files->stem, number, files->extension);
}

void page_files_init(struct page_files *files, const struct output *output, const char *extension) {
    struct text stem = text_of(output->path);
    struct text end = text_of(arena_printf(output->arena, ".%s", extension));
    if (text_ends(stem, end)) stem = text_slice(stem, 0, stem.length - end.length);
    *files = (struct page_files){
        .output = output, .stem = text_copy(output->arena, stem).at, .extension = extension};
}

bool page_files_begin(struct page_files *files) {
    const struct output *output = files->output;
    return file_out_open(&files->out, output->arena, page_name(files, files->count + 1),
                         output->diags);
}

bool page_files_end_page(struct page_files *files) {
    struct arena *arena = files->output->arena;
    if (!file_out_close(&files->out, files->output->diags)) return false;
    ARENA_GROW(arena, files->names, files->count, files->room);
    files->names[files->count++] = files->out.part;
    return true;
}

static void remove_stale(const struct page_files *files) {
    size_t number = files->count + 1;
    while (unlink(page_name(files, number)) == 0) number++;
}

bool page_files_commit(struct page_files *files) {
    for (size_t i = 0; i < files->count; i++) {
        const char *name = page_name(files, i + 1);
        if (rename(files->names[i], name) == 0) continue;
        diags_add(files->output->diags, DIAG_O101, ORIGIN_NONE, "%s: %s", name,
                  diag_system_words(errno));
        page_files_abandon(files);
        return false;
    }
    remove_stale(files);
    files->count = 0;
    return true;
}

void page_files_abandon(struct page_files *files) {
    file_out_abandon(&files->out);
    for (size_t i = 0; i < files->count; i++) unlink(files->names[i]);
    files->count = 0;
}
