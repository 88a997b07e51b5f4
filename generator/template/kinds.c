/* Every element of a template: one row.  The rows of language.c say what may stand in it, these
 * what it does. */
#include "template/run.h"

#define FOR_TABLE "caption|unit|source|note|id"

const struct part_kind part_kinds[] = {
    {"template", "", false, NULL, run_template},
    {"title", "id", true, NULL, run_title},
    {"subtitle", "id", true, NULL, run_title},
    {"section", "title|id", true, NULL, run_section},
    {"heading", "", true, NULL, run_heading},
    {"p", "id", true, NULL, run_paragraph},
    {"list", "id", true, NULL, run_list},
    {"item", "", true, NULL, run_item},
    {"table", FOR_TABLE, true, compile_table, run_table},
    {"column", "title", true, NULL, run_column},
    {"row", "", true, NULL, run_row},
    {"cell", "", true, NULL, run_cell},
    {"scores", FOR_TABLE, true, compile_scores, run_scores},
    {"chart", FOR_TABLE, true, NULL, run_chart},
    {"series", "name", true, NULL, run_series},
    {"point", "label", true, compile_point, run_point},
    {"checks", "caption|id", true, NULL, run_checks},
    {"contents", "id", true, NULL, run_empty_block},
    {"signature", "id", true, NULL, run_signature},
    {"organ", "", true, NULL, run_organ},
    {"date", "", true, NULL, run_date},
    {"page-break", "id", true, NULL, run_empty_block},
    {"texts", "section", true, NULL, run_texts},
    {"v", "", false, compile_value, run_value},
    {"change", "", false, compile_value, run_value},
    {"completion", "", false, compile_value, run_value},
    {"progress", "", false, compile_value, run_value},
    {"target", "", false, compile_value, run_value},
    {"share", "", false, compile_value, run_value},
    {"name", "", false, compile_value, run_value},
    {"measure", "", false, compile_value, run_value},
    {"get", "", false, NULL, run_get},
    {"written", "", false, compile_in_loop, run_written_part},
    {"literal", "", false, NULL, run_children},
    {"strong", "", false, NULL, run_marked},
    {"emphasis", "", false, NULL, run_marked},
    {"underline", "", false, NULL, run_marked},
    {"superscript", "", false, NULL, run_marked},
    {"subscript", "", false, NULL, run_marked},
    {"proper-name", "", false, NULL, run_marked},
    {"ruby", "text", false, NULL, run_ruby},
    {"note", "", false, NULL, run_note},
    {"link", "to", false, NULL, run_link},
    {"number", "", false, compile_in_loop, run_number},
    {"for-each", "separator|last-separator", false, compile_for_each, run_for_each},
    {"if", "", false, compile_condition, run_if},
    {"choose", "", false, NULL, run_choose},
    {"when", "", false, compile_condition, run_if},
    {"otherwise", "", false, NULL, run_children},
    {"let", "", false, compile_let, run_let},
    {"include", "", false, compile_include, run_children},
    {"block", "", false, NULL, run_children},
    {NULL, NULL, false, NULL, NULL}};

const struct part_kind *part_kind_find(struct text name) {
    for (const struct part_kind *kind = part_kinds; kind->name; kind++)
        if (text_is(name, kind->name)) return kind;
    return NULL;
}
