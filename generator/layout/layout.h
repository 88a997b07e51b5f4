/* Layout: document → pages, handed one at a time to a sink and forgotten.
 *
 * Contents and page references need page numbers: then a first pass keeps only block → page; at
 * most 4 passes. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "document/document.h"
#include "page/page.h"
#include "style/style.h"
#include "typeset/typeset.h"

enum { LAYOUT_PAGES_MOST = 5000 };

struct layout_result {
    int pages;
};

/** Lays the document (its sections numbered) out and hands the pages to the sink: begin, pages,
 * end; abandon on any failure, also before the beginning.  An error added while it runs, be it of
 * composition (F2xx), is a failure. */
bool layout_run(const struct document *document, const struct style *style, struct typeset *typeset,
                const struct page_sink *sink, struct arena *arena, struct diags *diags,
                struct layout_result *result);

#endif
