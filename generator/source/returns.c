/* Workbooks of a folder: read one by one, compared with the form, mapped. */
#include "source/returns.h"

#include <stdarg.h>
#include <string.h>

#include "base/file.h"
#include "base/map.h"
#include "source/layout.h"
#include "source/mapping.h"

/* One workbook under way. */
struct reading {
    struct sheet_witness witness; /* first */
    const struct source_spec *spec;
    const struct returns_entry *entry;
    struct arena *arena;
    struct returned *returned;
    struct source_constant *unit; /* the constant that its rows get */
    struct sheet_fact number, organ, period;
    bool seen;
};

/* ---- what a sheet says of itself ---- */

static struct sheet_fact cell_fact(const struct sheet *sheet, struct text name) {
    size_t row = 0, column = 0;
    source_read_cell_name(name, &row, &column);
    for (size_t i = 0; i < sheet->merged_count; i++) {
        const struct sheet_area *area = &sheet->merged[i];
        if (row < area->first_row || row > area->last_row || column < area->first_column ||
            column > area->last_column)
            continue;
        row = area->first_row;
        column = area->first_column;
        break;
    }
    const struct cell *cell = sheet_cell(sheet, row, column);
    struct sheet_fact fact = {TEXT(""), {sheet->file, ORIGIN_WHOLE_FILE}};
    if (sheet->file->describe && row <= SHEET_ROWS_MOST && column < SHEET_COLUMNS_MOST)
        fact.origin = sheet_origin(sheet->file, sheet->index, row, column);
    if (!cell) return fact;
    struct text rest;
    fact = (struct sheet_fact){text_trim(cell->text), cell->origin};
    if (form_read_label(fact.text, &rest) != FORM_NO_LABEL) fact.text = rest;
    return fact;
}

/* 青溪镇卫生院（盖章） */
static struct text without_seal(struct text name) {
    static const char *const seals[] = {"（盖章）", "（公章）", "（签章）",
                                        "(盖章)",   "(公章)",   "(签章)"};
    name = text_trim(name);
    for (size_t i = 0; i < sizeof seals / sizeof *seals; i++)
        if (text_ends(name, text_of(seals[i])))
            return text_trim(text_slice(name, 0, name.length - strlen(seals[i])));
    return name;
}

static struct sheet_fact find_fact(struct text from, const struct sheet *sheet,
                                   struct sheet_fact head) {
    if (text_starts(from, TEXT("cell:"))) return cell_fact(sheet, text_slice(from, 5, from.length));
    if (text_is(from, "sheet"))
        return (struct sheet_fact){sheet->name, {sheet->file, ORIGIN_WHOLE_FILE}};
    return head;
}

static void see(struct sheet_witness *witness, const struct sheet *sheet,
                const struct sheet_head *head) {
    struct reading *reading = (struct reading *)witness;
    const struct source_returns *returns = reading->spec->returns;
    reading->seen = true;
    reading->number = head->number;
    reading->organ = head->organ;
    reading->period = find_fact(returns->period_from, sheet, head->period);
    if (text_is(returns->unit_from, "file")) return;
    struct sheet_fact unit = find_fact(returns->unit_from, sheet, head->unit);
    reading->unit->value = reading->returned->unit = without_seal(unit.text);
    reading->unit->origin = unit.origin;
    if (unit.origin.file) reading->returned->unit_origin = unit.origin;
}

/* ---- judging ---- */

static struct origin place_of(const struct reading *reading, struct sheet_fact fact) {
    return fact.origin.file ? fact.origin
                            : (struct origin){reading->returned->file, ORIGIN_WHOLE_FILE};
}

/* For the list of returns, which a report prints: Chinese whatever the language of messages. */
static void give_reason(struct returned *returned, struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void give_reason(struct returned *returned, struct arena *arena, const char *format, ...) {
    va_list list;
    if (returned->reason.length) return;
    va_start(list, format);
    returned->reason = text_of(arena_vprintf(arena, format, list));
    va_end(list);
}

static bool check_fact(struct reading *reading, const char *label, struct sheet_fact fact,
                       struct text wanted) {
    struct arena *arena = reading->arena;
    if (!wanted.length || text_equal(form_clean(arena, fact.text), form_clean(arena, wanted)))
        return true;
    struct diags *diags = reading->returned->diags;
    if (fact.text.length)
        diags_add(diags, DIAG_D224, place_of(reading, fact), N_("%s is %.*s, not %.*s"), label,
                  TEXT_ARGS(fact.text), TEXT_ARGS(wanted));
    else
        diags_add(diags, DIAG_D224, place_of(reading, fact),
                  N_("no %s above the table, which should be %.*s"), label, TEXT_ARGS(wanted));
    diags_hint(diags, N_("ask for the form again, filled in as it was sent out"));
    if (fact.text.length)
        give_reason(reading->returned, arena, "%s为“%.*s”，应为“%.*s”", label, TEXT_ARGS(fact.text),
                    TEXT_ARGS(wanted));
    else
        give_reason(reading->returned, arena, "表内没有%s", label);
    return false;
}

static bool check_period(struct reading *reading) {
    const struct source_returns *returns = reading->spec->returns;
    struct diags *diags = reading->returned->diags;
    struct text code, text = reading->period.text, wanted = reading->spec->job_period;
    struct origin place = place_of(reading, reading->period);
    struct period asked, found;
    struct form_when when;
    if (!returns->period_from.length || !period_read(wanted, &asked)) return true;
    bool read = form_read_heading_when(text, reading->arena, &when) &&
                form_find_when(&when, asked, reading->arena, &code) && period_read(code, &found);
    if (read && period_equal(found, asked)) return true;
    if (text.length)
        diags_add(diags, DIAG_D220, place, N_("%.*s, not %.*s"), TEXT_ARGS(text),
                  TEXT_ARGS(wanted));
    else
        diags_add(diags, DIAG_D220, place, N_("no period there, which should be %.*s"),
                  TEXT_ARGS(wanted));
    diags_hint(diags,
               N_("if only the cell is wrong, write the period into it, such as 2026年上半年; "
                  "else ask for the right workbook"));
    if (text.length)
        give_reason(reading->returned, reading->arena, "表内报告期为“%.*s”", TEXT_ARGS(text));
    else
        give_reason(reading->returned, reading->arena, "表内没有报告期");
    return false;
}

static bool has_figures(const struct table *table) {
    static const char *const fields[] = {"value", "target", "stated_change", "upper", "text"};
    bool any_field = false;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t column = table_find_column(table, fields[i]);
        if (column == TABLE_NO_COLUMN) continue;
        any_field = true;
        for (size_t row = 0; row < table->row_count; row++)
            if (text_trim(table_cell(table, row, column)->text).length) return true;
    }
    return !any_field && table->row_count > 0;
}

/* D8: the place of the first error, without the file, which the list names. */
static void blame_cell(struct returned *returned, struct arena *arena) {
    for (size_t i = 0; i < diags_size(returned->diags); i++) {
        const struct diag *at = diags_at(returned->diags, i);
        if (at->level < DIAG_ERROR) continue;
        const char *place = origin_print(at->origin, arena), *cell = strrchr(place, '!');
        if (cell) give_reason(returned, arena, "%s单元格数据有误", cell + 1);
        break;
    }
    give_reason(returned, arena, "数据有误");
}

/* ---- the form ---- */

static bool has_heading(const struct table *table, struct text name) {
    for (size_t i = 0; i < table->column_count; i++)
        if (text_equal(table->columns[i].name, name)) return true;
    return false;
}

static bool same_headings(const struct table *a, const struct table *b) {
    if (a->column_count != b->column_count) return false;
    for (size_t i = 0; i < a->column_count; i++)
        if (!has_heading(b, a->columns[i].name)) return false;
    return true;
}

static const char *list_headings(const struct table *of, const struct table *not_in,
                                 struct arena *arena) {
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < of->column_count; i++)
        if (!has_heading(not_in, of->columns[i].name))
            buffer_printf(&out, out.length ? "、%.*s" : "%.*s", TEXT_ARGS(of->columns[i].name));
    return out.length ? out.at : NULL;
}

static bool check_form(struct returned *returned, const struct table *raw, const struct table *form,
                       struct arena *arena) {
    if (!form || same_headings(raw, form)) return true;
    struct origin origin = raw->column_count ? raw->columns[0].origin
                                             : (struct origin){returned->file, ORIGIN_WHOLE_FILE};
    const char *missing = list_headings(form, raw, arena), *extra = list_headings(raw, form, arena);
    if (missing && extra)
        diags_add(returned->diags, DIAG_D222, origin,
                  N_("headings missing: %s; not of the form: %s"), missing, extra);
    else if (missing)
        diags_add(returned->diags, DIAG_D222, origin, N_("headings missing: %s"), missing);
    else
        diags_add(returned->diags, DIAG_D222, origin, N_("headings not of the form: %s"),
                  extra ? extra : "");
    diags_hint(returned->diags, N_("copy the figures into the form as it was sent out"));
    give_reason(returned, arena, "%s%s%s%s%s", missing ? "缺少栏目：" : "", missing ? missing : "",
                missing && extra ? "；" : "", extra ? "多出栏目：" : "", extra ? extra : "");
    return false;
}

/* What most workbooks have; of several the first. */
static const struct table *most_common(struct table *const *raw, size_t count) {
    const struct table *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < count; i++) {
        size_t same = 0;
        if (!raw[i] || (best && same_headings(raw[i], best))) continue;
        for (size_t k = i; k < count; k++) same += raw[k] && same_headings(raw[k], raw[i]);
        if (same <= most) continue;
        most = same;
        best = raw[i];
    }
    return best;
}

/* ---- one workbook ---- */

static struct table *read_raw(struct reading *reading, const char *path, struct diags *diags) {
    struct source_spec spec = *reading->spec;
    spec.path = path;
    spec.kind = TEXT("");
    spec.mapping = NULL;
    spec.returns = NULL;
    spec.witness = &reading->witness;
    spec.constants =
        arena_take_array(reading->arena, spec.constant_count + 1, sizeof *spec.constants);
    for (size_t i = 0; i < spec.constant_count; i++)
        spec.constants[i] = reading->spec->constants[i];
    reading->unit = &spec.constants[spec.constant_count++];
    *reading->unit = (struct source_constant){TEXT("unit"), reading->returned->unit,
                                              reading->returned->unit_origin};
    return source_read(&spec, reading->arena, diags);
}

/* A sheet that was seen but gave no rows has a fault in a cell; else the file is none that is
 * known.
 */
static void fail_reading(struct reading *reading) {
    struct returned *returned = reading->returned;
    returned->state = reading->seen ? RETURN_FAULTY : RETURN_UNREADABLE;
    if (!reading->seen) give_reason(returned, reading->arena, "文件损坏或者不是规定的格式");
    blame_cell(returned, reading->arena);
}

/* Reads it and judges what can be judged alone; NULL if it cannot be read. */
static struct table *open_return(const struct source_spec *spec, const struct returns_entry *entry,
                                 struct arena *arena, struct returned *returned) {
    struct reading reading = {
        .witness = {see}, .spec = spec, .entry = entry, .arena = arena, .returned = returned};
    if (text_is(spec->returns->unit_from, "file")) returned->unit = entry->unit;
    struct table *raw = read_raw(&reading, entry->path, returned->diags);
    bool form =
        !reading.seen || (check_fact(&reading, "表号", reading.number, spec->returns->form_number) &
                          check_fact(&reading, "制定机关", reading.organ, spec->returns->organ));
    bool period = !reading.seen || check_period(&reading);
    if (!form)
        returned->state = RETURN_OTHER_FORM;
    else if (!period)
        returned->state = RETURN_OTHER_PERIOD;
    else if (!raw)
        fail_reading(&reading);
    return raw;
}

static bool collect(struct source_sink *sink, struct table *batch);

struct collector {
    struct source_sink sink;
    struct arena *arena;
    struct table *table;
};

static bool collect(struct source_sink *sink, struct table *batch) {
    struct collector *collector = (struct collector *)sink;
    if (!collector->table) {
        collector->table = table_new(collector->arena, batch->name, batch->file);
        for (size_t i = 0; i < batch->column_count; i++)
            table_add_column(collector->arena, collector->table, batch->columns[i].name,
                             batch->columns[i].origin);
        collector->table->lasting = true;
    }
    table_append(collector->arena, collector->table, batch);
    return true;
}

static struct table *map_return(const struct source_spec *spec, struct table *raw,
                                struct arena *arena, struct diags *diags) {
    if (!spec->mapping) return raw;
    struct collector collector = {{collect}, arena, NULL};
    struct source_sink *mapping = mapping_new(spec, &collector.sink, arena, diags);
    mapping->take(mapping, raw);
    return mapping_succeeded(mapping) ? collector.table : NULL;
}

static void finish_return(const struct source_spec *spec, struct returned *returned,
                          struct table *raw, const struct table *form, struct arena *arena) {
    if (!raw || returned->state != RETURN_SOUND) return;
    if (!check_form(returned, raw, form, arena)) {
        returned->state = RETURN_ALTERED;
        return;
    }
    struct table *mapped = map_return(spec, raw, arena, returned->diags);
    if (!mapped) {
        returned->state = RETURN_FAULTY;
        blame_cell(returned, arena);
    } else if (!has_figures(mapped)) {
        returned->state = RETURN_EMPTY;
        give_reason(returned, arena, "表内没有数据");
        diags_add(returned->diags, DIAG_D221, (struct origin){returned->file, ORIGIN_WHOLE_FILE},
                  "%s", "");
        diags_hint(returned->diags, N_("ask for the workbook again, with the figures in it"));
    } else {
        returned->table = mapped;
    }
}

/* ---- the folder ---- */

static bool read_form(const struct source_spec *spec, struct arena *arena, struct diags *diags,
                      const struct table **out, const struct file **file) {
    *out = NULL;
    if (!spec->returns->form_path) return true;
    struct returned blank = {.diags = diags};
    struct reading reading = {.witness = {see}, .spec = spec, .arena = arena, .returned = &blank};
    *out = read_raw(&reading, spec->returns->form_path, diags);
    *file = file_read(arena, spec->returns->form_path, SOURCE_BYTES_MOST, spec->origin, diags);
    return *out && *file;
}

/* Opened here too, so that a workbook that cannot be read is known by its bytes all the same. */
static bool open_files(const struct source_spec *spec, const struct returns_entry *entries,
                       struct returned_list *list, struct arena *arena, struct diags *diags) {
    size_t total = 0;
    for (size_t i = 0; i < list->count; i++) {
        struct returned *returned = &list->at[i];
        returned->name = entries[i].name;
        returned->diags = diags_new(arena);
        returned->file =
            file_read(arena, entries[i].path, SOURCE_BYTES_MOST, spec->origin, returned->diags);
        if (!returned->file) returned->file = file_from_text(arena, entries[i].path, TEXT(""));
        returned->unit_origin = (struct origin){returned->file, ORIGIN_WHOLE_FILE};
        total += returned->file->bytes.length;
        if (total <= RETURNS_BYTES_MOST) continue;
        diags_add(diags, DIAG_D227, spec->origin, N_("%s: at most %d MiB in all"), spec->path,
                  RETURNS_BYTES_MOST >> 20);
        return false;
    }
    return true;
}

bool source_read_returns(const struct source_spec *spec, struct arena *arena, struct diags *diags,
                         struct returned_list *out) {
    struct returns_entry *entries;
    const struct table *form;
    *out = (struct returned_list){0};
    if (!returns_list_folder(spec, arena, diags, &entries, &out->count)) return false;
    out->at = arena_take_array(arena, out->count, sizeof *out->at);
    if (!open_files(spec, entries, out, arena, diags)) return false;
    if (!read_form(spec, arena, diags, &form, &out->form)) return false;
    struct table **raw = arena_take_array(arena, out->count, sizeof *raw);
    for (size_t i = 0; i < out->count; i++)
        raw[i] = open_return(spec, &entries[i], arena, &out->at[i]);
    if (!form) form = most_common(raw, out->count);
    for (size_t i = 0; i < out->count; i++) finish_return(spec, &out->at[i], raw[i], form, arena);
    return true;
}
