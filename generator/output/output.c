/* The list of output formats, and what all of them need to write and to fail. */
#include "output/inner.h"

#include <errno.h>
#include <string.h>

static const struct format {
    const char *name, *extension;
    output_open_fn *open;
} formats[] = {
    {"pdf", "pdf", output_open_pdf},       {"png", "png", output_open_png},
    {"svg", "svg", output_open_svg},       {"text", "txt", output_open_text},
    {"pages", "pages", output_open_pages},
};

static const struct format *find_format(struct text name) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (text_is(name, formats[i].name)) return &formats[i];
    return NULL;
}

bool output_is_format(struct text format) {
    return find_format(format) != NULL;
}

const char *output_extension(struct text format) {
    const struct format *found = find_format(format);
    return found ? found->extension : NULL;
}

bool output_open(struct text format, const char *path, struct font_set *fonts, struct arena *arena,
                 struct diags *diags, struct page_sink *sink) {
    const struct format *found = find_format(format);
    *sink = (struct page_sink){0};
    if (!found) {
        diags_add(diags, DIAG_O104, ORIGIN_NONE, "%.*s", TEXT_ARGS(format));
        diags_hint(diags, N_("the formats are pdf, png, svg, text and pages"));
        return false;
    }
    struct output *output = ARENA_NEW(arena, struct output);
    *output = (struct output){text_copy(arena, text_of(path)).at, fonts, arena, diags};
    return found->open(output, sink);
}

cairo_status_t output_write(void *closure, const unsigned char *bytes, unsigned length) {
    return fwrite(bytes, 1, length, closure) == length ? CAIRO_STATUS_SUCCESS
                                                       : CAIRO_STATUS_WRITE_ERROR;
}

bool output_failed(const struct output *output, cairo_status_t status) {
    int why = errno;
    if (status == CAIRO_STATUS_WRITE_ERROR)
        diags_add(output->diags, DIAG_O101, ORIGIN_NONE, "%s: %s", output->path,
                  diag_system_words(why ? why : EIO));
    else
        diags_add(output->diags, DIAG_O103, ORIGIN_NONE, "%s: %s", output->path,
                  cairo_status_to_string(status));
    return false;
}
