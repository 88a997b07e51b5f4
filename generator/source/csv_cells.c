/* CSV, cell by cell: separators, quotation marks, line ends. */
#include <string.h>

#include "source/csv.h"

/* The text between quotation marks, doubled ones made single. */
static struct text undouble(struct arena *arena, struct text raw) {
    char *copy = arena_take(arena, raw.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < raw.length; i++) {
        copy[length++] = raw.at[i];
        if (raw.at[i] == '"') i++;
    }
    return (struct text){copy, length};
}

static void read_quoted(struct csv_reader *reader, struct cell *cell) {
    const char *open = reader->at++, *from = reader->at;
    bool doubled = false;
    for (;;) {
        const char *mark = reader->at < reader->end
                               ? memchr(reader->at, '"', (size_t)(reader->end - reader->at))
                               : NULL;
        if (!mark) {
            diags_add(reader->diags, DIAG_D107, csv_origin(reader, open), "%s", "");
            diags_hint(reader->diags,
                       N_("close the cell with a quotation mark; one inside it is written twice"));
            reader->failed = reader->cut_short = true;
            reader->at = reader->end;
            *cell = (struct cell){TEXT(""), csv_origin(reader, from), false};
            return;
        }
        reader->at = mark + 1;
        if (reader->at >= reader->end || *reader->at != '"') break;
        doubled = true;
        reader->at++;
    }
    struct text raw = {from, (size_t)(reader->at - 1 - from)};
    cell->text = doubled ? undouble(reader->arena, raw) : raw;
    cell->origin = csv_origin(reader, from);
    if (reader->at >= reader->end || csv_ends_cell(reader, *reader->at)) return;
    diags_add(reader->diags, DIAG_D111, csv_origin(reader, reader->at), "%s", "");
    diags_hint(reader->diags, N_("a quotation mark inside a quoted cell is written twice"));
    reader->failed = true;
    while (reader->at < reader->end && !csv_ends_cell(reader, *reader->at)) reader->at++;
}

/* ="007": how programs keep a spreadsheet from taking a code for a number. */
static void strip_formula(struct cell *cell) {
    struct text text = cell->text;
    if (text.length < 3 || text.at[1] != '"' || text.at[text.length - 1] != '"') return;
    struct text inner = text_slice(text, 2, text.length - 1);
    if (inner.length && memchr(inner.at, '"', inner.length)) return;
    cell->text = inner;
    cell->origin.offset += 2;
}

void csv_read_special(struct csv_reader *reader, struct cell *cell) {
    if (*reader->at == '"')
        read_quoted(reader, cell);
    else if (csv_read_plain(reader, cell), cell->text.at[0] == '=')
        strip_formula(cell);
    if (cell->text.length > SOURCE_CELL_BYTES_MOST) {
        diags_add(reader->diags, DIAG_D108, cell->origin, N_("a cell of %zu bytes, at most %d"),
                  cell->text.length, (int)SOURCE_CELL_BYTES_MOST);
        diags_hint(reader->diags, N_("most likely a quotation mark before it is never closed"));
        cell->text = TEXT("");
        reader->failed = true;
    }
    if (!diags_full(reader->diags)) return;
    reader->cut_short = true;
    reader->at = reader->end;
}

/* ---- the separator ---- */

static const struct {
    const char *name;
    char separator;
    bool found; /* told from the text, too */
} separators[] = {
    {"comma", ',', true}, {"tab", '\t', true}, {"semicolon", ';', true}, {"bar", '|', false}};
enum { SEPARATOR_COUNT = sizeof separators / sizeof *separators };

static char declared_separator(const struct source_spec *spec) {
    for (size_t i = 0; i < SEPARATOR_COUNT; i++)
        if (text_is(spec->separator, separators[i].name)) return separators[i].separator;
    return 0;
}

/* Excel writes and obeys a first line "sep=;". */
static char separator_line(struct csv_reader *reader) {
    struct text left = {reader->at, (size_t)(reader->end - reader->at)};
    if (!text_starts(left, TEXT("sep=")) || left.length < 5) return 0;
    if (left.length > 5 && !csv_is_line_end(left.at[5])) return 0;
    for (size_t i = 0; i < SEPARATOR_COUNT; i++) {
        if (left.at[4] != separators[i].separator) continue;
        reader->at += 5;
        csv_skip_line_end(reader);
        return separators[i].separator;
    }
    return 0;
}

/* The separator that one of the first lines has most of, outside quotation marks. */
static char find_separator(const char *at, const char *end, size_t lines) {
    size_t counts[SEPARATOR_COUNT] = {0}, best = 0, most = 0;
    bool quoted = false;
    for (; at < end && lines; at++) {
        if (*at == '"') quoted = !quoted;
        if (quoted) continue;
        if (csv_is_line_end(*at)) {
            memset(counts, 0, sizeof counts);
            lines--;
        }
        for (size_t i = 0; i < SEPARATOR_COUNT; i++)
            if (separators[i].found && *at == separators[i].separator && ++counts[i] > most) {
                most = counts[i];
                best = i;
            }
    }
    return separators[best].separator;
}

bool csv_open(struct csv_reader *reader, const struct source_spec *spec, size_t lines,
              struct arena *arena, struct diags *diags) {
    const struct file *file = source_open_text(spec, arena, diags);
    if (!file) return false;
    *reader = (struct csv_reader){.file = file,
                                  .begin = file->bytes.at,
                                  .at = file->bytes.at + source_start(file),
                                  .end = file->bytes.at + file->bytes.length,
                                  .arena = arena,
                                  .diags = diags};
    char told = separator_line(reader), declared = declared_separator(spec);
    reader->separator = declared ? declared : told;
    const char *from = reader->at;
    while (from < reader->end && csv_is_line_end(*from)) from++;
    if (!reader->separator) reader->separator = find_separator(from, reader->end, lines);
    return true;
}
