/* The last pass over a PDF, by libqpdf: what Cairo 1.16 cannot write.
 *
 * Gives the catalogue its language and asks viewers to show the title; packs the objects (a
 * structure tree is hundreds of small ones) into object streams; gives the trailer an ID made from
 * the content, so that equal input still gives equal bytes.  Streams are passed on as they are. */
#include <qpdf/qpdf-c.h>

#include "output/inner.h"

static bool report_error(const struct output *output, qpdf_data pdf) {
    qpdf_error error = qpdf_get_error(pdf);
    diags_add(output->diags, DIAG_O103, ORIGIN_NONE, "%s: %s", output->path,
              error ? qpdf_get_error_full_text(pdf, error) : "libqpdf");
    return false;
}

static void set_catalogue(qpdf_data pdf, const char *language) {
    qpdf_oh root = qpdf_get_root(pdf);
    qpdf_oh_replace_key(pdf, root, "/Lang", qpdf_oh_new_unicode_string(pdf, language));
    qpdf_oh_replace_key(pdf, root, "/ViewerPreferences",
                        qpdf_oh_parse(pdf, "<< /DisplayDocTitle true >>"));
}

/* Cairo writes dates whether or not there is one. */
static void drop_dates(qpdf_data pdf) {
    qpdf_oh information = qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Info");
    qpdf_oh_remove_key(pdf, information, "/CreationDate");
    qpdf_oh_remove_key(pdf, information, "/ModDate");
}

static bool rewrite(const struct output *output, qpdf_data pdf, const struct page_about *about,
                    FILE *to) {
    struct text language = about->language.length ? about->language : TEXT("zh-CN");
    set_catalogue(pdf, arena_copy(output->arena, language.at, language.length));
    if (about->date.length == 0) drop_dates(pdf);
    qpdf_init_write_memory(pdf);
    qpdf_set_object_stream_mode(pdf, qpdf_o_generate);
    qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
    qpdf_set_deterministic_ID(pdf, QPDF_TRUE);
    if (qpdf_write(pdf) & QPDF_ERRORS || qpdf_has_error(pdf)) return report_error(output, pdf);
    fwrite(qpdf_get_buffer(pdf), 1, qpdf_get_buffer_length(pdf), to);
    return true; /* what could not be written is seen when the file is committed */
}

bool output_finish_pdf(const struct output *output, struct text bytes,
                       const struct page_about *about, FILE *to) {
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    bool done = qpdf_read_memory(pdf, output->path, bytes.at, bytes.length, NULL) & QPDF_ERRORS
                    ? report_error(output, pdf)
                    : rewrite(output, pdf, about, to);
    qpdf_cleanup(&pdf);
    return done;
}
