/* Rows unpacked: from 32 bytes and, where a row has more, its detail, to what the rest reads. */
#include <string.h>

#include "metric/inner.h"

enum { OFFSET_BITS = 44 };
#define OFFSET_MASK (((uint64_t)1 << OFFSET_BITS) - 1)

struct row *metric_row(const struct store *store, size_t index) {
    return pile_at(&store->rows, index);
}

struct detail *metric_detail(const struct store *store, const struct row *row) {
    return row->detail ? pile_at(&store->details, row->detail) : NULL;
}

static struct number number_of(const struct store *store, int64_t coefficient, int32_t scale,
                               bool big) {
    if (big) return store->numbers[coefficient];
    return (struct number){.coefficient = coefficient, .scale = scale};
}

struct number metric_row_number(const struct store *store, const struct row *row) {
    return number_of(store, row->coefficient, (int32_t)row->scale, row->big);
}

struct quantity metric_row_value(const struct store *store, const struct row *row) {
    const struct detail *detail = metric_detail(store, row);
    struct quantity quantity = {.state = (enum quantity_state)row->state,
                                .qualifier = (enum quantity_qualifier)row->qualifier,
                                .value = metric_row_number(store, row)};
    if (!detail) return quantity;
    quantity.upper = store->numbers[detail->upper];
    quantity.text = store->strings[detail->text];
    return quantity;
}

static struct quantity unpack(const struct store *store, const struct packed *packed) {
    return (struct quantity){.state = (enum quantity_state)packed->state,
                             .qualifier = (enum quantity_qualifier)packed->qualifier,
                             .value =
                                 number_of(store, packed->coefficient, packed->scale, packed->big),
                             .upper = store->numbers[packed->upper],
                             .text = store->strings[packed->text]};
}

struct quantity metric_row_target(const struct store *store, const struct row *row) {
    const struct detail *detail = metric_detail(store, row);
    return detail ? unpack(store, &detail->target) : (struct quantity){.state = QUANTITY_MISSING};
}

struct quantity metric_row_stated(const struct store *store, const struct row *row) {
    const struct detail *detail = metric_detail(store, row);
    return detail ? unpack(store, &detail->stated) : (struct quantity){.state = QUANTITY_MISSING};
}

bool metric_row_has_target(const struct store *store, const struct row *row) {
    const struct detail *detail = metric_detail(store, row);
    return detail && detail->target.state != QUANTITY_MISSING;
}

struct measure metric_row_measure(const struct store *store, const struct row *row) {
    return store->measures[row->measure];
}

struct period metric_row_period(const struct store *store, const struct row *row) {
    return store->periods[row->period].period;
}

struct period metric_row_target_period(const struct store *store, const struct row *row) {
    const struct detail *detail = metric_detail(store, row);
    return store->periods[detail ? detail->target_period : 0].period;
}

struct text metric_row_basis(const struct store *store, const struct row *row) {
    const struct detail *detail = metric_detail(store, row);
    return store->strings[detail ? detail->basis : 0];
}

const struct row_file *metric_row_file(const struct store *store, uint64_t packed) {
    return &store->files[packed >> OFFSET_BITS];
}

struct origin metric_origin(const struct store *store, uint64_t packed) {
    const struct row_file *file = metric_row_file(store, packed);
    return (struct origin){file->file,
                           (size_t)(file->high << OFFSET_BITS | (packed & OFFSET_MASK))};
}

/* The file's index, with the offset's upper bits, is kept once for a stretch of rows. */
static bool find_file(struct metric_builder *builder, const struct row_file *wanted) {
    struct store *store = builder->store;
    struct text key = {(const char *)wanted, sizeof *wanted};
    uintptr_t index = (uintptr_t)map_find(builder->files, key);
    if (!index) {
        if (store->file_count > ROW_FILES_MOST) return false;
        ARENA_GROW(builder->arena, store->files, store->file_count, store->file_room);
        store->files[store->file_count++] = *wanted;
        index = store->file_count;
        map_set(builder->files, text_copy(builder->scratch, key), (void *)index);
    }
    builder->last_file = (uint32_t)(index - 1);
    return true;
}

uint64_t metric_pack_origin(struct metric_builder *builder, struct origin origin) {
    struct row_file wanted;
    memset(&wanted, 0, sizeof wanted); /* padding too: its bytes are the key */
    wanted.file = origin.file;
    wanted.high = (uint64_t)origin.offset >> OFFSET_BITS;
    wanted.source = (uint32_t)builder->source_count;
    const struct row_file *last = &builder->store->files[builder->last_file];
    bool same =
        last->file == wanted.file && last->high == wanted.high && last->source == wanted.source;
    if (!same && !find_file(builder, &wanted)) {
        metric_report_full(builder, origin);
        return 0;
    }
    return (uint64_t)builder->last_file << OFFSET_BITS | ((uint64_t)origin.offset & OFFSET_MASK);
}

/* ---- standings: of several the one that the office stands behind most comes first */

static const char *const standings[] = {"修订", "核定", "", "快报", "预计"};

const char *metric_standing_name(const struct row *row) {
    return standings[row->standing];
}

struct observation metric_unpack(const struct store *store, const struct row *row,
                                 const struct indicator *indicator) {
    const struct detail *detail = metric_detail(store, row);
    struct observation out = {.unit = &store->units[row->unit]->unit,
                              .indicator = indicator,
                              .period = metric_row_period(store, row),
                              .standing = text_of(metric_standing_name(row)),
                              .value = metric_row_value(store, row),
                              .target = metric_row_target(store, row),
                              .target_period = metric_row_target_period(store, row),
                              .stated_change = metric_row_stated(store, row),
                              .basis = metric_row_basis(store, row),
                              .measure = metric_row_measure(store, row),
                              .origin = metric_origin(store, row->origin),
                              .made = (enum metric_made)row->made};
    if (!detail) return out;
    out.note = store->strings[detail->note];
    out.target_origin = metric_origin(store, detail->target.origin);
    out.stated_origin = metric_origin(store, detail->stated.origin);
    return out;
}
