/* What a returned workbook says of itself, and whether it is the form that was asked for. */
#include "source/returns_check.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"

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

void returns_see(struct sheet_witness *witness, const struct sheet *sheet,
                 const struct sheet_head *head) {
    struct returns_reading *reading = (struct returns_reading *)witness;
    const struct source_returns *returns = reading->spec->returns;
    static const struct sheet_head none = {0};
    reading->seen = true;
    reading->has_head = head != NULL;
    if (!head) head = &none;
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

static struct origin place_of(const struct returns_reading *reading, struct sheet_fact fact) {
    return fact.origin.file ? fact.origin
                            : (struct origin){reading->returned->file, ORIGIN_WHOLE_FILE};
}

void returns_give_reason(struct returned *returned, struct arena *arena, const char *format, ...) {
    va_list list;
    if (returned->reason.length) return;
    va_start(list, format);
    returned->reason = text_of(arena_vprintf(arena, format, list));
    va_end(list);
}

static bool check_fact(struct returns_reading *reading, const char *label, struct sheet_fact fact,
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
        returns_give_reason(reading->returned, arena, "%s为“%.*s”，应为“%.*s”", label,
                            TEXT_ARGS(fact.text), TEXT_ARGS(wanted));
    else
        returns_give_reason(reading->returned, arena, "表内没有%s", label);
    return false;
}

static bool check_period(struct returns_reading *reading) {
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
        returns_give_reason(reading->returned, reading->arena, "表内报告期为“%.*s”",
                            TEXT_ARGS(text));
    else
        returns_give_reason(reading->returned, reading->arena, "表内没有报告期");
    return false;
}

void returns_check_head(struct returns_reading *reading) {
    const struct source_returns *returns = reading->spec->returns;
    bool number = check_fact(reading, "表号", reading->number, returns->form_number);
    bool organ = check_fact(reading, "制定机关", reading->organ, returns->organ);
    bool period = check_period(reading);
    if (!number || !organ)
        reading->returned->state = RETURN_OTHER_FORM;
    else if (!period)
        reading->returned->state = RETURN_OTHER_PERIOD;
}

bool returns_has_figures(const struct table *table) {
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
void returns_blame_cell(struct returned *returned, struct arena *arena) {
    for (size_t i = 0; i < diags_size(returned->diags); i++) {
        const struct diag *at = diags_at(returned->diags, i);
        if (at->level < DIAG_ERROR) continue;
        const char *place = origin_print(at->origin, arena), *cell = strrchr(place, '!');
        if (cell) returns_give_reason(returned, arena, "%s单元格数据有误", cell + 1);
        break;
    }
    returns_give_reason(returned, arena, "数据有误");
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

void returns_check_form(struct returned *returned, const struct table *raw,
                        const struct table *form, struct arena *arena) {
    if (!form || same_headings(raw, form)) return;
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
    returns_give_reason(returned, arena, "%s%s%s%s%s", missing ? "缺少栏目：" : "",
                        missing ? missing : "", missing && extra ? "；" : "",
                        extra ? "多出栏目：" : "", extra ? extra : "");
    returned->state = RETURN_ALTERED;
}

static int compare_texts(const void *a, const void *b) {
    return text_compare(*(const struct text *)a, *(const struct text *)b);
}

/* The headings of a table in one text, whatever their order. */
static struct text signature(const struct table *table, struct arena *arena) {
    struct text *names = arena_take_array(arena, table->column_count, sizeof *names);
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < table->column_count; i++) names[i] = table->columns[i].name;
    if (table->column_count) qsort(names, table->column_count, sizeof *names, compare_texts);
    for (size_t i = 0; i < table->column_count; i++)
        buffer_printf(&out, "%.*s\n", TEXT_ARGS(names[i]));
    return buffer_text(&out);
}

const struct table *returns_most_common(struct table *const *raw, size_t count,
                                        struct arena *arena) {
    struct seen {
        const struct table *first;
        size_t count;
    } *best = NULL;
    struct map *seen = map_new(arena);
    for (size_t i = 0; i < count; i++) {
        if (!raw[i]) continue;
        struct text key = signature(raw[i], arena);
        struct seen *same = map_find(seen, key);
        if (!same) {
            same = ARENA_NEW(arena, struct seen);
            same->first = raw[i];
            map_set(seen, key, same);
        }
        same->count++;
    }
    for (size_t i = 0; i < map_count(seen); i++) {
        struct seen *at = map_value(seen, i);
        if (!best || at->count > best->count) best = at;
    }
    return best ? best->first : NULL;
}
