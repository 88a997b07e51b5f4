/* See returned.h. */
#include "command/returned.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "wording/problem.h"

/* "book.xlsx!Q3!C7" and "data.csv:3:5" as a clerk says them. */
static void write_place(FILE *out, struct origin origin, struct arena *arena) {
    struct text place = text_of(origin_print(origin, arena)), parts[3];
    const char *name = path_name(arena_copy(arena, place.at, place.length));
    bool cell = origin.file && origin.file->describe;
    struct text rest = text_of(name);
    size_t count = 0;
    while (count < 3 && text_cut(&rest, cell ? '!' : ':', &parts[count])) count++;
    if (count == 3 && cell)
        fprintf(out, "%.*s，工作表“%.*s”，单元格 %.*s", TEXT_ARGS(parts[0]), TEXT_ARGS(parts[1]),
                TEXT_ARGS(parts[2]));
    else if (count == 3)
        fprintf(out, "%.*s，第 %.*s 行，第 %.*s 个字符起", TEXT_ARGS(parts[0]), TEXT_ARGS(parts[1]),
                TEXT_ARGS(parts[2]));
    else
        fputs(name, out);
}

static void write_line(FILE *out, const char *name, const char *value) {
    if (*value) fprintf(out, "   %s：%s\n", name, value);
}

static void write_finding(FILE *out, size_t number, const struct check_finding *finding,
                          struct arena *arena) {
    struct text problem = wording_problem(finding->code, WORDING_SIMPLIFIED);
    struct text period = wording_period(arena, finding->period, true);
    fprintf(out, "\n%zu. %.*s", number, TEXT_ARGS(finding->name));
    if (!text_equal(finding->name, finding->indicator) && finding->indicator.length)
        fprintf(out, "（%.*s）", TEXT_ARGS(finding->indicator));
    if (period.length) fprintf(out, "，%.*s", TEXT_ARGS(period));
    fputs("\n   位置：", out);
    write_place(out, finding->origin, arena);
    fprintf(out, "\n   问题：%.*s%s\n", TEXT_ARGS(problem),
            finding->level >= DIAG_ERROR     ? "（须更正）"
            : finding->level == DIAG_WARNING ? "（请核实）"
                                             : "（提示）");
    write_line(out, "所报", finding->stated);
    write_line(out, "应为", finding->expected);
    write_line(out, "依据", finding->working);
    write_line(out, "差异", finding->difference);
    write_line(out, "允许误差", finding->tolerance);
    if (finding->words.length) fprintf(out, "   说明：%.*s\n", TEXT_ARGS(finding->words));
}

static bool is_returned(const struct check_finding *finding) {
    return finding->verdict == CHECK_FAILS && !finding->waiver;
}

static void write_list(FILE *out, const struct report_run *run, const struct unit *unit,
                       size_t count, struct arena *arena) {
    const struct check_results *results = run->checks;
    struct text period = wording_period(arena, run->period, true);
    fprintf(out, "数据核对单\n\n单位：%.*s（%.*s）\n时期：%.*s\n", TEXT_ARGS(unit->name),
            TEXT_ARGS(unit->code), TEXT_ARGS(period));
    if (count)
        fprintf(out, "下列 %zu 处数据请核对：有误的更正后重报，无误的说明原因。\n", count);
    else
        fputs("经审核，未发现数据矛盾。\n", out);
    size_t number = 0;
    for (size_t i = results->start[unit->order]; i < results->start[unit->order + 1]; i++)
        if (is_returned(&results->findings[i]))
            write_finding(out, ++number, &results->findings[i], arena);
}

/* A code may hold what no file name can. */
static bool is_file_name(struct text code) {
    for (size_t i = 0; i < code.length; i++)
        if (code.at[i] == '/' || code.at[i] == '\\' || (unsigned char)code.at[i] < 0x20)
            return false;
    return code.length && code.length < 200 && code.at[0] != '.';
}

static bool write_unit(const struct report_run *run, const struct unit *unit, bool has_report,
                       const char *folder, struct diags *diags) {
    const struct check_results *results = run->checks;
    size_t count = 0;
    for (size_t i = results->start[unit->order]; i < results->start[unit->order + 1]; i++)
        count += is_returned(&results->findings[i]);
    if (!count && !has_report) return true;
    if (!is_file_name(unit->code)) {
        diags_add(diags, DIAG_J108, unit->origin, "%.*s", TEXT_ARGS(unit->code));
        return false;
    }
    struct arena *arena = arena_new();
    const char *name = arena_printf(arena, "%.*s.txt", TEXT_ARGS(unit->code));
    struct file_out out;
    bool done = file_out_open(&out, arena, path_join(arena, folder, text_of(name)), diags);
    if (done) {
        write_list(out.stream, run, unit, count, arena);
        done = file_out_commit(&out, diags);
    }
    arena_free(arena);
    return done;
}

bool returned_write(const struct report_run *run, const char *folder, struct diags *diags) {
    struct arena *arena = arena_new();
    size_t count = metric_unit_count(run->store);
    bool *has_report = arena_take_array(arena, count, sizeof *has_report), done = true;
    for (size_t i = 0; i < run->unit_count; i++) has_report[run->units[i]->order] = true;
    for (size_t i = 0; i < count; i++)
        done = write_unit(run, metric_unit_at(run->store, i), has_report[i], folder, diags) && done;
    arena_free(arena);
    return done;
}
