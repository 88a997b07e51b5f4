/* Forms: how a sheet made for people is laid out, and what its columns mean, as the job says it.
 *
 *   heading="3" heading-rows="2" fill-down="县区"      struct source_heading
 *   <column of="上年同期" as="value" period="-1y"/>    struct source_column, one of a mapping
 *   <columns from="1月" to="12月" heading-as="period"/>
 *   <returns pattern="*.xlsx" unit-from="cell:B3"/>    struct source_returns: a folder, one
 * workbook a unit
 *
 * job/ fills these, headings.c, mapping.c and returns.c follow them. */
#ifndef SOURCE_FORM_H
#define SOURCE_FORM_H

#include "base/diag.h"
#include "value/period.h"

/** Where the headings of a sheet stand; all zero: found. */
struct source_heading {
    size_t row;            /* number of the first one as the user sees it, from 1; 0: found */
    size_t rows;           /* how many; 0: as merged cells tell */
    struct text fill_down; /* headings parted by ； whose gaps take the value above */
    struct origin row_origin, rows_origin, fill_origin;
};

/** A value for a column that the file lacks, or for the long rows that a column becomes. */
struct source_constant {
    struct text column, value;
    struct origin origin;
};

struct source_code {
    struct text of, is;
    struct origin origin;
};

/** <column> (`to` empty) or <columns> (from `of` to `to`, in the order of the sheet). */
struct source_column {
    struct text of, to;
    struct text as;         /* empty: "value" if it has constants or heading_as, else `of` */
    struct text heading_as; /* what the parts of the heading are: "period", "indicator/period" */
    bool drop;
    bool keeps_others;                   /* values that the code list lacks stay as they are */
    struct text missing, not_applicable; /* codes, blank-separated: -1 */
    struct source_constant *constants;   /* column "period": a period or a distance, -1y */
    size_t constant_count;
    struct source_code *codes;
    size_t code_count;
    struct origin origin, of_origin, to_origin, heading_as_origin;
};

struct source_mapping {
    struct source_column *columns;
    size_t count, room;
};

struct source_returns {
    const char *root;        /* the job's folder, which no link may lead out of */
    struct text pattern;     /* * and ? as in a shell, {unit} for the unit's name; "" is * */
    struct text unit_from;   /* "cell:B3" "sheet" "file" "head" */
    struct text period_from; /* "cell:D3" "head"; empty: not looked at */
    const char *form_path;   /* a blank form; NULL: what most workbooks have */
    struct text form_number; /* 表号 that must stand in the head; empty: any */
    struct text organ;       /* 制定机关, the same */
    struct text
        expected; /* units that must return, blank-separated; empty: units without members */
    struct text due, returned; /* indicators that the two counts are written to; empty: none */
    bool marks;                /* on-error="mark": what is wrong is listed, and stops no report */
    struct origin origin, unit_origin, period_origin, expected_origin;
};

/* ---- periods in headings and heads ---- */

enum form_when_kind {
    FORM_WHEN_PERIOD, /* `period` itself */
    FORM_WHEN_MONTHS, /* months from `first` to `last` of the year that is counted from */
    FORM_WHEN_YEARS,  /* the same period `count` years later (-1: a year before) */
    FORM_WHEN_STEPS,  /* `count` periods later */
    FORM_WHEN_YEAR,   /* the year that holds it */
};

struct form_when {
    enum form_when_kind kind;
    int count, first, last;
    struct period period;
};

/** What a job writes: a period, "-1y", "+1y", "-1", "0", "year".  False if it is none. */
bool form_read_when(struct text text, struct form_when *out);
/** What a heading says: the same, 3月, 1—6月, 一季度, 上半年, 全年, 2026年3月, 2026年上半年, 本期,
 * 上年同期, 上期 …  False if it is none. */
bool form_read_heading_when(struct text text, struct arena *arena, struct form_when *out);
/** Code of the period that is meant, counted from `base`; false if that has none such. */
bool form_find_when(const struct form_when *when, struct period base, struct arena *arena,
                    struct text *code);

/* ---- words of forms ---- */

/** Without line breaks, and without blanks beside Chinese characters: 门诊⏎人次 is 门诊人次. */
struct text form_clean(struct arena *arena, struct text text);
/** Cuts a unit of measure in brackets off the end: 门诊人次（万人次）.  Empty if there is none that
 * is known: 机构（含村卫生室） stays whole. */
struct text form_cut_measure(struct text *heading);
/** True for 万元, 人次, %, 元/人: units of measure that are known as such. */
bool form_is_measure(struct text text);
/** 增幅, 同比增长 …: a change that is stated; 全年目标 …: a target.  What it fills, or "". */
const char *form_field_of(struct text heading);
/** What a usual heading of a statutory form fills: 代码 is "code".  "" if it is none. */
const char *form_column_of(struct text heading);

enum form_label {
    FORM_NO_LABEL,
    FORM_NUMBER,  /* 表号 */
    FORM_ORGAN,   /* 制定机关 */
    FORM_UNIT,    /* 填报单位 */
    FORM_PERIOD,  /* 报告期 */
    FORM_MEASURE, /* 计量单位, 单位 */
    FORM_OTHER,   /* 批准文号, 有效期至 … */
};
/** The label before a colon, 填报单位（盖章）：青溪镇卫生院, and the rest of the text behind it. */
enum form_label form_read_label(struct text text, struct text *rest);
/** 单位负责人：, 填表人：, 注：, 说明： …  *note for those that only ever stand alone in a row. */
bool form_is_foot(struct text text, bool *note);
/** True for what a cell of figures holds: a number, 8.4%, a gap (—) or a placeholder (x). */
bool form_is_number(struct text text, struct arena *arena);
/** The row (from 1) and column (from 0) of B3; false if it is no cell's name. */
bool source_read_cell_name(struct text name, size_t *row, size_t *column);
/** 甲 is 1, 乙 2 …; 0 if it is none. */
int form_stem(struct text text);

#endif
