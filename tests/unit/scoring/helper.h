/* Schemes over a few figures, for the tests of scoring/. */
#ifndef TESTS_SCORING_HELPER_H
#define TESTS_SCORING_HELPER_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "scoring/scoring.h"

static const char scored_indicators[] = "code,name,measure,decimals,better\n"
                                        "r,签约率,%,1,higher\n"
                                        "r2,接种率,%,1,higher\n"
                                        "n,投诉,件,0,lower\n"
                                        "n2,项目,个,0,higher\n"
                                        "m,进资,万元,2,higher\n"
                                        "c,费用,元,2,lower\n"
                                        "q,监测分,分,2,higher\n"
                                        "t,政治素质,,,\n"
                                        "t2,党建,,,\n"
                                        "v,聚集疫情,起,0,lower\n"
                                        "d,保证金,元,0,\n"
                                        "twin.1,重名,家,0,\n"
                                        "twin.2,重名,家,0,\n";
static const char scored_units[] = "code,name\n"
                                   "top,区局\n"
                                   "a,甲院\n"
                                   "b,乙院\n"
                                   "e,丙院\n"
                                   "f,丁院\n";
static const char scored_members[] = "tree,unit,parent\n"
                                     "admin,top,\n"
                                     "admin,a,top\n"
                                     "admin,b,top\n"
                                     "admin,e,top\n"
                                     "admin,f,top\n"
                                     "kind,a,b\n"
                                     "kind,e,b\n";

struct scored_world {
    struct arena *arena;
    struct diags *diags;
    struct store *store;
    const struct scores *scores;
};

static inline struct table *scored_table(struct arena *arena, const char *name, const char *csv) {
    const struct file *file =
        file_from_text(arena, arena_printf(arena, "%s.csv", name), text_of(csv));
    struct table *table = table_new(arena, text_of(name), file);
    struct text rest = file->bytes, line, cell;
    for (bool heading = true; text_cut(&rest, '\n', &line); heading = false) {
        if (!line.length) continue;
        size_t row = heading ? 0 : table_add_row(arena, table), column = 0;
        while (text_cut(&line, ',', &cell)) {
            struct origin origin = {file, (size_t)(cell.at - file->bytes.at)};
            if (heading)
                table_add_column(arena, table, cell, origin);
            else
                *table_cell(table, row, column++) = (struct cell){cell, origin, false};
        }
    }
    return table;
}

/* Rows "unit code value [target [text [period]]]", parted by ";"; without a period 2026H1. */
static inline const char *scored_rows(struct arena *arena, const char *data) {
    struct buffer out = buffer_new(arena);
    struct text rest = text_of(data), row;
    buffer_printf(&out, "unit,period,code,value,target,text\n");
    while (text_cut(&rest, ';', &row)) {
        char unit[32] = "", code[32] = "", value[32] = "", target[32] = "", text[32] = "",
             period[32] = "2026H1", line[256];
        snprintf(line, sizeof line, "%.*s", TEXT_ARGS(row));
        sscanf(line, "%31s %31s %31s %31s %31s %31s", unit, code, value, target, text, period);
        buffer_printf(&out, "%s,%s,%s,%s,%s,%s\n", unit, period, code,
                      strcmp(value, "_") ? value : "", strcmp(target, "_") ? target : "",
                      strcmp(text, "_") ? text : "");
    }
    return out.at;
}

static inline struct scheme *scored_scheme(struct scored_world *world, const char *head,
                                           const char *inside) {
    char path[] = "/tmp/zongjie-scheme-XXXXXX";
    int file = mkstemp(path);
    cr_assert(file >= 0);
    FILE *stream = fdopen(file, "w");
    fprintf(stream,
            "<scoring xmlns=\"urn:zongjie:scoring:1\" version=\"1\" name=\"方案\" %s>%s"
            "</scoring>\n",
            head, inside);
    fclose(stream);
    struct scheme *scheme = scoring_read(path, ORIGIN_NONE, world->arena, world->diags);
    remove(path);
    return scheme;
}

/** A store of the figures, and the scheme applied to it; scores NULL with diagnostics. */
static inline struct scored_world scored_new(const char *head, const char *inside,
                                             const char *data) {
    struct scored_world world = {.arena = arena_new()};
    struct period period;
    world.diags = diags_new(world.arena);
    struct table *tables[] = {scored_table(world.arena, "indicators", scored_indicators),
                              scored_table(world.arena, "units", scored_units),
                              scored_table(world.arena, "memberships", scored_members),
                              scored_table(world.arena, "metrics", scored_rows(world.arena, data))};
    world.store = metric_build(tables, 4, TEXT(""), TEXT("2026H1"), world.arena, world.diags);
    cr_assert(period_read(TEXT("2026H1"), &period));
    struct scheme **schemes = ARENA_NEW(world.arena, struct scheme *);
    *schemes = scored_scheme(&world, head, inside);
    if (*schemes)
        world.scores = scoring_run(schemes, 1, world.store, period, world.arena, world.diags);
    return world;
}

/** "K102 detail / hint; …" of errors, or of all. */
static inline const char *scored_say(const struct scored_world *world, enum diag_level least) {
    struct buffer out = buffer_new(world->arena);
    buffer_add(&out, "", 0);
    for (size_t i = 0; i < diags_size(world->diags); i++) {
        const struct diag *diag = diags_at(world->diags, i);
        if (diag->level < least) continue;
        buffer_printf(&out, "%s%s %s / %s", out.length ? "; " : "", diag_name(diag->code),
                      diag->detail, diag->hint ? diag->hint : "");
    }
    return out.at;
}

/** What the store has now: "a:total" gives "90.00"; words as they are; "?" for nothing. */
static inline const char *scored_ask_at(const struct scored_world *world, struct text asked,
                                        struct text when) {
    size_t colon = text_find(asked, TEXT(":"));
    struct text code = text_of(arena_printf(world->arena, "score.%.*s",
                                            TEXT_ARGS(text_slice(asked, colon + 1, asked.length))));
    const struct unit *unit = metric_find_unit(world->store, text_slice(asked, 0, colon));
    const struct indicator *indicator = metric_find_indicator(world->store, code, NULL);
    struct period period;
    cr_assert(period_read(when, &period));
    cr_assert(unit && indicator, "%.*s", TEXT_ARGS(asked));
    struct slice *slice =
        metric_slice(world->store, unit, period, TEXT(""), TEXT(""), world->arena);
    struct metric_ask ask = {.indicator = indicator};
    struct figure figure = metric_value(slice, ask, world->arena);
    if (figure.quantity.state == QUANTITY_MISSING) return "?";
    struct text text = figure.quantity.text;
    if (!text.length)
        text = number_print(world->arena, figure.quantity.value, figure.decimals, NUMBER_HALF_AWAY);
    return arena_copy(world->arena, text.at, text.length);
}

static inline const char *scored_ask(const struct scored_world *world, struct text asked) {
    return scored_ask_at(world, asked, TEXT("2026H1"));
}

/** Several, parted by blanks. */
static inline const char *scored_ask_all(const struct scored_world *world, const char *asked) {
    struct buffer out = buffer_new(world->arena);
    struct text rest = text_of(asked), word;
    buffer_add(&out, "", 0);
    while (text_cut_word(&rest, &word))
        buffer_printf(&out, "%s%s", out.length ? " " : "", scored_ask(world, word));
    return out.at;
}

#endif
