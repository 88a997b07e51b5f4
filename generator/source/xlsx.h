/* Office Open XML workbooks (ECMA-376 part 1, chapter 18): .xlsx and .xlsm, transitional and
 * strict. */
#ifndef SOURCE_XLSX_H
#define SOURCE_XLSX_H

#include "source/book.h"
#include "source/ooxml.h"

/** Where a part's relationships lead. */
struct xlsx_relation {
    struct text id;
    struct text kind;   /* last word of the type: "worksheet", "styles" */
    const char *target; /* name of the part; NULL for what lies outside the container */
};
struct xlsx_relations {
    struct xlsx_relation *at;
    size_t count, room;
};

struct xlsx {
    struct book book;
    struct zip_parts *zip;
    struct text *strings; /* shared */
    size_t string_count, string_room;
};

/** Relationships of a part ("" of the container itself); none if it has no such part. */
bool xlsx_read_relations(struct xlsx *xlsx, const char *part, struct xlsx_relations *relations);
/** The first one of a kind, or NULL. */
const struct xlsx_relation *xlsx_find_kind(const struct xlsx_relations *relations,
                                           const char *kind);
/** Sheets and defined names. */
bool xlsx_read_workbook(struct xlsx *xlsx, const char *part,
                        const struct xlsx_relations *relations);
/** Tables of all sheets, added to the names. */
bool xlsx_read_tables(struct xlsx *xlsx);
bool xlsx_read_strings(struct xlsx *xlsx, const char *part);
bool xlsx_read_styles(struct xlsx *xlsx, const char *part);
/** Cells of a sheet; NULL with diagnostics if its part cannot be read.  *good: no cell was faulty.
 */
struct sheet *xlsx_read_sheet(struct xlsx *xlsx, const struct book_choice *choice, bool *good);

/* The same parts from bytes, for fuzzing. */
struct ooxml_reader *xlsx_strings_reader(struct xlsx *xlsx);
struct ooxml_reader *xlsx_styles_reader(struct xlsx *xlsx);
struct ooxml_reader *xlsx_sheet_reader(struct xlsx *xlsx, struct grid *grid);
/** Ends a sheet whose part was read. */
bool xlsx_finish_sheet(struct ooxml_reader *reader);

#endif
