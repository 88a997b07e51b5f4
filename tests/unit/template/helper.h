/* Shared by the tests of template/: a small county's data, templates written to a folder of their
 * own, and the document that comes out, as text. */
#ifndef TEST_TEMPLATE_HELPER_H
#define TEST_TEMPLATE_HELPER_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "metric/check.h"
#include "template/template.h"

static const char units_csv[] = "code,name,short_name\n"
                                "wsj,江山县卫生局,县局\n"
                                "c1,城关卫生院,城关\n"
                                "c2,北街卫生院,北街\n"
                                "c3,南湾卫生院,南湾\n"
                                "other,外县医院,外县\n";
static const char memberships_csv[] = "tree,unit,parent\n"
                                      "admin,wsj,\n"
                                      "admin,c1,wsj\n"
                                      "admin,c2,wsj\n"
                                      "admin,c3,wsj\n";
static const char indicators_csv[] =
    "code,name,aliases,section,measure,decimals,better,nature,print\n"
    "clinic.check,检查村卫生室,,卫生监督,家,,higher,flow,\n"
    "blood,无偿献血,,血液,人次,,higher,flow,\n"
    "rate,疫苗接种率,,妇幼保健,%,1,higher,rate,\n"
    "income,业务收入,,财务,元,,higher,flow,万元\n"
    "deaths,传染病死亡,,疾控,例,,lower,flow,\n"
    "out,门诊人次,,医疗,人次,,higher,flow,\n"
    "grade,考核等级,,综合,,,,,\n"
    "win,窗口指标,,医疗,件,,higher,flow,\n"
    "empty,缺报指标,,医疗,件,,higher,flow,\n"
    "soft,占位指标,,医疗,件,,higher,flow,\n"
    "big,年度任务,,医疗,件,,higher,flow,\n";
static const char metrics_csv[] =
    "unit,period,code,value,measure,target,target_period,qualifier,text\n"
    "wsj,2026H1,clinic.check,252,家,480,2026,,\n"
    "wsj,2025H1,clinic.check,240,家,,,,\n"
    "wsj,2026H1,blood,2020,人次,,,,\n"
    "wsj,2025H1,blood,2100,人次,,,,\n"
    "wsj,2025H2,blood,2020,人次,,,,\n"
    "wsj,2026H1,rate,97.5,%,95,2026H1,,\n"
    "wsj,2025H1,rate,96.3,%,,,,\n"
    "wsj,2026H1,income,15240000,元,30000000,2026,,\n"
    "wsj,2025H1,income,12000000,元,,,,\n"
    "wsj,2026H1,deaths,3,例,,,,\n"
    "wsj,2025H1,deaths,0,例,,,,\n"
    "wsj,2026H1,grade,,,,,,A级\n"
    "wsj,2026-01..2026-05,win,50,件,,,,\n"
    "wsj,2025-01..2025-05,win,40,件,,,,\n"
    "wsj,2026H1,soft,xx,件,,,,\n"
    "wsj,2026H1,big,30,件,100,2026,,\n"
    "c1,2026H1,out,300,人次,,,,\n"
    "c2,2026H1,out,900,人次,,,,\n"
    "c3,2026H1,out,,人次,,,,\n"
    "c1,2025H1,out,200,人次,,,,\n"
    "wsj,2026H1,out,1200,人次,,,,\n";
static const char items_csv[] =
    "unit,period,section,code,order,title,text,indicator,state\n"
    "wsj,2026H1,成绩,a2,1.10,\"\",\"开展\"\"三下乡\"\"活动，检查{clinic.check}\",blood,done\n"
    "wsj,2026H1,成绩,a1,1.9,医改工作,推进医改。,,done\n"
    "wsj,2026H1,问题,p1,2,经费,经费不足,,planned\n"
    "wsj,2025H2,计划,k1,1,旧计划,去年的计划,,done\n";
static const char texts_csv[] = "unit,period,section,order,paragraph\n"
                                "wsj,2026H1,前言,1,\"今年上半年，\n检查村卫生室{检查村卫生室}。\"\n"
                                "wsj,2026H1,前言,2,　　全县{blood|change}。\n";

struct bench {
    struct arena *arena;
    struct diags *diags;
    struct store *store;
    struct slice *slice;
    struct template_run run;
    char folder[64];
};

/* One field from *at on; its text starts at *start of the file. */
static inline struct text field(struct arena *arena, const char **at, size_t *quote) {
    *quote = **at == '"';
    if (!*quote) {
        size_t length = strcspn(*at, ",\n");
        struct text text = {*at, length};
        *at += length;
        return text;
    }
    struct buffer out = buffer_new(arena);
    for (++*at; **at != '"' || (*at)[1] == '"'; ++*at) {
        if (**at == '"') ++*at;
        buffer_add(&out, *at, 1);
    }
    ++*at;
    return buffer_text(&out);
}

static inline struct table *table_from(struct arena *arena, const char *name, const char *csv) {
    const struct file *file =
        file_from_text(arena, arena_printf(arena, "%s.csv", name), text_of(csv));
    struct table *table = table_new(arena, text_of(name), file);
    const char *at = csv;
    size_t row = 0, column = 0, quote;
    for (bool head = true; *at; at++) {
        if (!head && column == 0) row = table_add_row(arena, table);
        struct origin origin = {file, (size_t)(at - csv)};
        struct text text = field(arena, &at, &quote);
        if (head)
            table_add_column(arena, table, text, origin);
        else
            *table_cell(table, row, column) = (struct cell){text, origin, false};
        column++;
        if (*at == '\n') {
            head = false;
            column = 0;
        }
    }
    return table;
}

static inline const char *bench_say(struct bench *b) {
    struct buffer out = buffer_new(b->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(b->diags); i++) {
        char *line = diag_print(diags_at(b->diags, i), false, b->arena);
        size_t folder = strlen(b->folder);
        buffer_printf(&out, "%s\n", strncmp(line, b->folder, folder) ? line : line + folder + 1);
    }
    return out.at;
}

static inline struct bench bench_new(void) {
    struct bench b = {.arena = arena_new()};
    struct period period;
    b.diags = diags_new(b.arena);
    snprintf(b.folder, sizeof b.folder, "/tmp/zongjie-test-XXXXXX");
    cr_assert(mkdtemp(b.folder));
    struct table *tables[] = {table_from(b.arena, "units", units_csv),
                              table_from(b.arena, "memberships", memberships_csv),
                              table_from(b.arena, "indicators", indicators_csv),
                              table_from(b.arena, "metrics", metrics_csv),
                              table_from(b.arena, "items", items_csv),
                              table_from(b.arena, "texts", texts_csv)};
    b.store = metric_build(tables, sizeof tables / sizeof *tables, TEXT("wsj"), TEXT("2026H1"),
                           b.arena, b.diags);
    cr_assert(!diags_failed(b.diags), "%s", bench_say(&b));
    cr_assert(period_read(TEXT("2026H1"), &period));
    const struct unit *unit = metric_find_unit(b.store, TEXT("wsj"));
    b.slice = metric_slice(b.store, unit, period, TEXT("children"), TEXT(""), b.arena);
    b.run = (struct template_run){.slice = b.slice, .date = TEXT("2026-07-05")};
    return b;
}

static inline void bench_write(struct bench *b, const char *name, const char *text) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", b->folder, name);
    FILE *stream = fopen(path, "w");
    cr_assert(stream);
    fputs(text, stream);
    fclose(stream);
}

static inline void bench_free(struct bench *b) {
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", b->folder);
    cr_assert_eq(system(command), 0);
    arena_free(b->arena);
}

static inline struct template *bench_read(struct bench *b, const char *name) {
    char *path = arena_printf(b->arena, "%s/%s", b->folder, name);
    return template_read(path, b->arena, b->diags);
}

#define TEMPLATE_START "<template xmlns=\"urn:zongjie:template:1\" version=\"1\">"

/* A template whose root holds `inside`, read from t.xml; NULL with diagnostics. */
static inline struct template *bench_compile(struct bench *b, const char *inside) {
    bench_write(b, "t.xml", arena_printf(b->arena, TEMPLATE_START "%s</template>\n", inside));
    return bench_read(b, "t.xml");
}

static inline struct document *bench_evaluate(struct bench *b, const char *inside) {
    struct template *template = bench_compile(b, inside);
    if (!template || !template_check(template, b->store, b->diags)) return NULL;
    return template_evaluate(template, &b->run, b->arena, b->diags);
}

static inline const char *as_c(struct bench *b, struct text text) {
    return arena_copy(b->arena, text.at ? text.at : "", text.length);
}

/* All that is printed, holders of text parted by `join`. */
static inline const char *bench_print_document(struct bench *b, const struct document *document,
                                               const char *join) {
    struct buffer out = buffer_new(b->arena);
    const struct node *holder = NULL;
    buffer_add(&out, "", 0);
    for (const struct node *n = document->root; n; n = node_following(n, document->root)) {
        if (n->kind != NODE_TEXT && n->kind != NODE_FIGURE) continue;
        const struct node *up = n->parent;
        while (node_is_inline(up->kind)) up = up->parent;
        if (out.length > 0 && up != holder) buffer_add_text(&out, text_of(join));
        holder = up;
        buffer_add_text(&out, n->text);
    }
    return out.at;
}

static inline const char *bench_print(struct bench *b, const char *inside) {
    struct document *document = bench_evaluate(b, inside);
    if (!document) return arena_printf(b->arena, "failed: %s", bench_say(b));
    return bench_print_document(b, document, "/");
}

/* One paragraph's content, printed. */
static inline const char *bench_line(struct bench *b, const char *inside) {
    return bench_print(b, arena_printf(b->arena, "<p>%s</p>", inside));
}

static inline bool bench_has(struct bench *b, enum diag_code code) {
    for (size_t i = 0; i < diags_size(b->diags); i++)
        if (diags_at(b->diags, i)->code == code) return true;
    return false;
}

#endif
