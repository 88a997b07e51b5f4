/* Sources: the list of kinds, which of them reads a file, and the constants that a job adds.
 *
 * A new kind is one row here and one file of its own. */
#include "source/source.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/path.h"
#include "source/inner.h"
#include "source/mapping.h"

static const struct source_kind *const kinds[] = {&source_csv,    &source_text, &source_docx,
                                                  &source_xlsx,   &source_xls,  &source_json,
                                                  &source_sqlite, &source_odbc};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

static const char *kind_names(struct arena *arena) {
    struct buffer names = buffer_new(arena);
    for (size_t i = 0; i < KIND_COUNT; i++)
        buffer_printf(&names, i ? ", %s" : "%s", kinds[i]->name);
    return names.at;
}

static struct text read_head(const char *path, struct arena *arena) {
    char *bytes = arena_take(arena, SOURCE_HEAD_BYTES);
    FILE *stream = fopen(path, "rb");
    if (!stream) return TEXT("");
    size_t length = fread(bytes, 1, SOURCE_HEAD_BYTES, stream);
    fclose(stream);
    return (struct text){bytes, length};
}

static const struct source_kind *find_by_name(struct text name) {
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (text_is(name, kinds[i]->name)) return kinds[i];
    return NULL;
}

static const struct source_kind *find_by_claim(const char *path, struct arena *arena) {
    const struct source_kind *best = NULL;
    int most = SOURCE_NO_CLAIM;
    struct text head = read_head(path, arena);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        int claim = kinds[i]->claim(path, head);
        if (claim <= most) continue;
        most = claim;
        best = kinds[i];
    }
    return best;
}

static const struct source_kind *find_kind(const struct source_spec *spec, struct arena *arena,
                                           struct diags *diags) {
    const struct source_kind *kind = spec->kind.length         ? find_by_name(spec->kind)
                                     : spec->connection.length ? &source_odbc
                                                               : find_by_claim(spec->path, arena);
    if (kind) return kind;
    if (spec->kind.length)
        diags_add(diags, DIAG_D113, spec->origin, N_("kind \"%.*s\" is unknown"),
                  TEXT_ARGS(spec->kind));
    else
        diags_add(diags, DIAG_D113, spec->origin, "%s", spec->path);
    diags_hint(diags, N_("kinds of source: %s"), kind_names(arena));
    return NULL;
}

/* "book.xlsx#Q2": a file of just that name goes before. */
static struct source_spec without_part(const struct source_spec *spec, struct arena *arena) {
    struct source_spec own = *spec;
    const char *mark = spec->path ? strrchr(spec->path, '#') : NULL;
    if (!mark || path_exists(spec->path)) return own;
    own.path = arena_copy(arena, spec->path, (size_t)(mark - spec->path));
    own.part = text_of(mark + 1);
    return own;
}

/* An option that this kind does not know would change nothing. */
static bool check_options(const struct source_spec *spec, const struct source_kind *kind,
                          struct diags *diags) {
    const struct source_heading *heading = &spec->heading;
    struct text row = heading->row ? TEXT("given") : TEXT("");
    struct text rows = heading->rows ? TEXT("given") : TEXT("");
    const struct {
        const char *name;
        struct text value;
        struct origin origin;
        unsigned option;
    } given[] = {
        {"encoding", spec->encoding, spec->encoding_origin, SOURCE_TAKES_ENCODING},
        {"separator", spec->separator, spec->separator_origin, SOURCE_TAKES_SEPARATOR},
        {"heading", row, heading->row_origin, SOURCE_TAKES_HEADING},
        {"heading-rows", rows, heading->rows_origin, SOURCE_TAKES_HEADING},
        {"fill-down", heading->fill_down, heading->fill_origin, SOURCE_TAKES_HEADING},
        {"sheet", spec->sheet, spec->sheet_origin, SOURCE_TAKES_SHEET},
        {"range", spec->range, spec->range_origin, SOURCE_TAKES_AREA},
        {"hidden", spec->hidden, spec->origin, SOURCE_TAKES_AREA},
        {"#", spec->part, spec->origin, SOURCE_TAKES_PART},
        {"at", spec->at, spec->at_origin, SOURCE_TAKES_AT},
        {"query", TEXT("query"), spec->query.origin, SOURCE_TAKES_QUERY},
    };
    bool good = true;
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        bool asked = given[i].option != SOURCE_TAKES_QUERY || spec->query.given;
        if (!asked || !given[i].value.length || kind->takes & given[i].option) continue;
        diags_add(diags, DIAG_D126, given[i].origin, N_("%s, for a source of the kind %s"),
                  given[i].name, kind->name);
        good = false;
    }
    return good;
}

bool source_stream(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                   struct diags *diags) {
    struct source_spec own = without_part(spec, arena);
    const struct source_kind *kind = find_kind(&own, arena, diags);
    if (!kind || !check_options(&own, kind, diags)) return false;
    if (!own.mapping) return kind->read(&own, sink, arena, diags);
    struct source_sink *mapped = mapping_new(&own, sink, arena, diags);
    bool read = kind->read(&own, mapped, arena, diags);
    return mapping_succeeded(mapped) && read;
}

static bool collect(struct source_sink *sink, struct table *batch) {
    struct source_collector *collector = (struct source_collector *)sink;
    if (!collector->table) {
        struct table *table = table_new(collector->arena, batch->name, batch->file);
        for (size_t i = 0; i < batch->column_count; i++)
            table_add_column(collector->arena, table, batch->columns[i].name,
                             batch->columns[i].origin);
        table->lasting = true;
        collector->table = table;
    }
    table_append(collector->arena, collector->table, batch);
    return true;
}

struct source_collector source_collect(struct arena *arena) {
    return (struct source_collector){{collect}, arena, NULL};
}

struct table *source_read(const struct source_spec *spec, struct arena *arena,
                          struct diags *diags) {
    struct source_collector collector = source_collect(arena);
    return source_stream(spec, &collector.sink, arena, diags) ? collector.table : NULL;
}

struct table *source_table(const struct source_spec *spec, const struct file *file,
                           struct arena *arena) {
    struct text name = spec->table.length ? spec->table : text_of(path_stem(arena, spec->path));
    return table_new(arena, name, file);
}

bool source_give(struct source_sink *sink, struct table *batch) {
    bool more = sink->take(sink, batch);
    table_clear(batch);
    return more;
}

struct cell *source_next_row(struct source_sink *sink, struct table *batch, struct arena *arena) {
    bool full = batch->row_count == SOURCE_BATCH_ROWS ||
                (batch->row_count + 1) * batch->column_count > SOURCE_BATCH_CELLS;
    if (full && batch->row_count && !source_give(sink, batch)) return NULL;
    return table_cell(batch, table_add_row(arena, batch), 0);
}

bool source_has_extension(const char *path, const char *const *extensions) {
    const char *dot = strrchr(path_name(path), '.');
    if (!dot) return false;
    for (; *extensions; extensions++)
        if (strcasecmp(dot, *extensions) == 0) return true;
    return false;
}

struct source_added source_add_constants(const struct source_spec *spec, struct table *table,
                                         struct arena *arena, struct diags *diags) {
    struct source_added added = {arena_take_array(arena, spec->constant_count, sizeof *added.at),
                                 0};
    for (size_t i = 0; i < spec->constant_count; i++) {
        const struct source_constant *constant = &spec->constants[i];
        const char *name = arena_copy(arena, constant->column.at, constant->column.length);
        if (table_find_column(table, name) != TABLE_NO_COLUMN) {
            diags_add(diags, DIAG_D114, constant->origin, "%s", name);
            continue;
        }
        table_add_column(arena, table, constant->column, constant->origin);
        added.at[added.count++] = constant;
    }
    return added;
}

void source_fill_constants(struct source_added added, struct cell *cells) {
    for (size_t i = 0; i < added.count; i++)
        cells[i] = (struct cell){added.at[i]->value, added.at[i]->origin, false};
}
