/* <checks/>: what the checks found, as a table of the unit and of those that it is compared with; a
 * sentence where nothing was found. */
#include "template/run.h"
#include "wording/problem.h"
#include "wording/words.h"

struct checks_column {
    enum word title;
    const char *width, *align;
};

static const struct checks_column columns[] = {
    {WORD_HEAD_NUMBER, "0.6", "centre"},    {WORD_CHECKS_UNIT, "1.6", "left"},
    {WORD_HEAD_NAME, "1.8", "left"},        {WORD_CHECKS_STATED, "1.3", "right"},
    {WORD_CHECKS_EXPECTED, "1.5", "right"}, {WORD_CHECKS_DIFFERENCE, "1.1", "right"},
    {WORD_CHECKS_REMARK, "3", "left"},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* The findings that are listed. */
struct listed {
    const struct check_finding **at;
    size_t count, room;
};

static void list_unit(struct run *run, const struct unit *unit, enum diag_level least,
                      struct listed *list) {
    const struct check_results *results = run->in->checks;
    for (size_t i = results->start[unit->order]; i < results->start[unit->order + 1]; i++) {
        const struct check_finding *finding = &results->findings[i];
        if (finding->verdict != CHECK_FAILS || finding->level < least) continue;
        ARENA_GROW(run->arena, list->at, list->count, list->room);
        list->at[list->count++] = finding;
    }
}

static struct listed list_findings(struct run *run, const struct part *part) {
    struct text word = part_attribute(part, "level");
    enum diag_level least = text_is(word, "note")    ? DIAG_NOTE
                            : text_is(word, "error") ? DIAG_ERROR
                                                     : DIAG_WARNING;
    struct listed list = {0};
    if (!run->in->checks) return list;
    list_unit(run, run->slice->unit, least, &list);
    for (size_t i = 0; i < run->slice->compared_count; i++)
        if (run->slice->compared[i] != run->slice->unit)
            list_unit(run, run->slice->compared[i], least, &list);
    return list;
}

static void put_cell(struct run *run, const struct part *part, struct text text) {
    builder_start(run->builder, NODE_CELL, part_origin(part));
    run_text(run, text.length ? text : word_text(WORD_NOTHING, run->script), false,
             part_origin(part));
    builder_end(run->builder);
}

/* The problem in a few words, how the right number comes about, and why it may stand. */
static struct text remark_of(struct run *run, const struct check_finding *finding) {
    struct text remark =
        finding->words.length ? finding->words : wording_problem(finding->code, run->script);
    struct speech speech = speech_new(run->arena, run->script);
    if (*finding->working) {
        speech_fill(&speech, WORD_CHECKS_WORDS, remark, text_of(finding->working));
        remark = speech_text(&speech);
    }
    if (!finding->waiver) return remark;
    speech = speech_new(run->arena, run->script);
    speech_fill(&speech, WORD_CHECKS_WAIVED, remark, finding->waiver->reason);
    return speech_text(&speech);
}

static void put_row(struct run *run, const struct part *part, size_t number,
                    const struct check_finding *finding) {
    struct text unit = finding->unit->short_name;
    builder_start(run->builder, NODE_ROW, part_origin(part));
    put_cell(run, part, text_of(arena_printf(run->arena, "%zu", number)));
    put_cell(run, part, unit.length ? unit : finding->unit->name);
    put_cell(run, part, finding->name);
    put_cell(run, part, text_of(finding->stated));
    put_cell(run, part, text_of(finding->expected));
    put_cell(run, part, text_of(finding->difference));
    put_cell(run, part, remark_of(run, finding));
    builder_end(run->builder);
}

static void put_columns(struct run *run, const struct part *part) {
    for (size_t i = 0; i < COLUMNS; i++) {
        builder_start(run->builder, NODE_COLUMN, part_origin(part));
        builder_attribute(run->builder, "width", text_of(columns[i].width));
        builder_attribute(run->builder, "align", text_of(columns[i].align));
        run_text(run, word_text(columns[i].title, run->script), false, part_origin(part));
        builder_end(run->builder);
    }
}

void run_checks(struct run *run, const struct part *part) {
    struct listed list = list_findings(run, part);
    run_start(run, list.count ? NODE_TABLE : NODE_PARAGRAPH, part);
    if (!list.count) {
        run_text(run, word_text(WORD_CHECKS_NONE, run->script), false, part_origin(part));
        builder_end(run->builder);
        return;
    }
    run_copy_attributes(run, part, "number");
    const struct mixed *caption = part_text(part, "caption");
    if (caption) {
        builder_start(run->builder, NODE_CAPTION, part_origin(part));
        run_mixed(run, caption);
        builder_end(run->builder);
    }
    put_columns(run, part);
    for (size_t i = 0; i < list.count; i++) {
        if (!run_count_turn(run, part)) break;
        put_row(run, part, i + 1, list.at[i]);
    }
    builder_end(run->builder);
}
