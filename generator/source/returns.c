/* Workbooks of a folder: read one by one, compared with the form, mapped. */
#include "source/returns.h"

#include "base/file.h"
#include "source/mapping.h"
#include "source/returns_check.h"

/* ---- one workbook ---- */

static struct table *read_raw(struct returns_reading *reading, const char *path,
                              struct diags *diags) {
    struct source_spec spec = *reading->spec;
    spec.path = path;
    spec.kind = TEXT("");
    spec.mapping = NULL;
    spec.returns = NULL;
    spec.witness = &reading->witness;
    struct source_constant *constants =
        arena_take_array(reading->arena, spec.constant_count + 1, sizeof *constants);
    for (size_t i = 0; i < spec.constant_count; i++) constants[i] = spec.constants[i];
    reading->unit = &constants[spec.constant_count++];
    spec.constants = constants;
    *reading->unit = (struct source_constant){TEXT("unit"), reading->returned->unit,
                                              reading->returned->unit_origin};
    return source_read(&spec, reading->arena, diags);
}

static enum diag_code first_error(const struct diags *diags) {
    for (size_t i = 0; i < diags_size(diags); i++)
        if (diags_at(diags, i)->level >= DIAG_ERROR) return diags_at(diags, i)->code;
    return DIAG_CODES;
}

/* A sheet without usable headings was altered; one with them has a fault in a cell; what gave no
 * sheet at all is no workbook. */
static void fail_reading(struct returns_reading *reading) {
    struct returned *returned = reading->returned;
    enum diag_code code = first_error(returned->diags);
    if (!reading->seen) {
        returned->state = RETURN_UNREADABLE;
        returns_give_reason(returned, reading->arena, "文件损坏或者不是规定的格式");
    } else if (code == DIAG_D112) {
        returned->state = RETURN_EMPTY;
        returns_give_reason(returned, reading->arena, "表内没有数据");
    } else if (code == DIAG_D105 || code == DIAG_D106 || code == DIAG_D200) {
        returned->state = RETURN_ALTERED;
        returns_give_reason(returned, reading->arena, "栏目与表式不符");
    } else {
        returned->state = RETURN_FAULTY;
        returns_blame_cell(returned, reading->arena);
    }
}

/* Reads it and judges what can be judged alone; NULL if it cannot be read. */
static struct table *open_return(const struct source_spec *spec, const struct returns_entry *entry,
                                 struct arena *arena, struct returned *returned) {
    struct returns_reading reading = {.witness = {returns_see},
                                      .spec = spec,
                                      .entry = entry,
                                      .arena = arena,
                                      .returned = returned};
    if (text_is(spec->returns->unit_from, "file")) returned->unit = entry->unit;
    struct table *raw = read_raw(&reading, entry->path, returned->diags);
    if (reading.has_head) returns_check_head(&reading);
    if (!raw && returned->state == RETURN_SOUND) fail_reading(&reading);
    return raw;
}

static struct table *map_return(const struct source_spec *spec, struct table *raw,
                                struct arena *arena, struct diags *diags) {
    if (!spec->mapping) return raw;
    struct source_collector collector = source_collect(arena);
    struct source_sink *mapping = mapping_new(spec, &collector.sink, arena, diags);
    mapping->take(mapping, raw);
    return mapping_succeeded(mapping) ? collector.table : NULL;
}

static void finish_return(const struct source_spec *spec, struct returned *returned,
                          struct table *raw, const struct table *form, struct arena *arena) {
    if (!raw || returned->state != RETURN_SOUND) return;
    returns_check_form(returned, raw, form, arena);
    if (returned->state != RETURN_SOUND) return;
    struct table *mapped = map_return(spec, raw, arena, returned->diags);
    if (!mapped) {
        returned->state = RETURN_FAULTY;
        returns_blame_cell(returned, arena);
    } else if (!returns_has_figures(mapped)) {
        returned->state = RETURN_EMPTY;
        returns_give_reason(returned, arena, "表内没有数据");
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
    struct returns_reading reading = {
        .witness = {returns_see}, .spec = spec, .arena = arena, .returned = &blank};
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
    if (!form) form = returns_most_common(raw, out->count, arena);
    for (size_t i = 0; i < out->count; i++) finish_return(spec, &out->at[i], raw[i], form, arena);
    return true;
}
