/* Templates: XML with a small language, compiled once a run, evaluated once a report into a
 * document. The language is described in templates/README.md; the namespace is
 * urn:zongjie:template:1. */
#ifndef TEMPLATE_TEMPLATE_H
#define TEMPLATE_TEMPLATE_H

#include "document/document.h"
#include "metric/check.h"
#include "metric/metric.h"
#include "prose/clean.h"
#include "scoring/scoring.h"

struct template;

/** Reads the template and those that it extends or includes; compiles its XPath; checks the names
 * of functions.  NULL with diagnostics T1xx, X…  (all that can be found, not only the first). */
struct template *template_read(const char *path, struct arena *arena, struct diags *diags);
/** The files that were read, for the cache. */
size_t template_file_count(const struct template *template);
const struct file *template_file_at(const struct template *template, size_t index);

/** Checks what does not depend on a unit: indicators named in it exist (M101, at the template's
 * place). */
bool template_check(const struct template *template, const struct store *store,
                    struct diags *diags);

struct template_constant {
    struct text name, value;
};

struct template_run {
    const struct slice *slice;
    struct text date; /* 2026-07-05 */
    const struct template_constant *constants;
    size_t constant_count;
    struct clean_options clean;         /* of what people wrote */
    bool mark;                          /* figures with failed checks are marked */
    const struct scores *scores;        /* of the job's schemes; NULL if it has none */
    bool trace;                         /* figures get all of their lineage */
    const struct check_results *checks; /* NULL: none were judged */
};

/** Evaluates into a document.  NULL with diagnostics.  Also checks the figures typed in written
 * text (prose_check). */
struct document *template_evaluate(const struct template *template, const struct template_run *run,
                                   struct arena *arena, struct diags *diags);
/** The element table, for the schema test. */
extern const struct xml_language template_language;

#endif
