/* A Word file's inside, as the files docx*.c share it.
 *
 *   docx_parts.c                      the container → XML trees
 *   docx_styles.c, docx_numbering.c   levels of headings, numbers that Word makes
 *   docx_body.c, docx_run.c           the body → paragraphs
 *   docx_table.c                      tables → sheets
 *   docx_outline.c                    paragraphs → lines: title, heading, text
 *   docx_rows.c, docx_items.c         lines → rows
 *
 * Only what a reader of the accepted text sees: tracked deletions, hidden text, comments, field
 * codes, headers and footers are not in the paragraphs.  What was left out is counted and said. */
#ifndef SOURCE_DOCX_H
#define SOURCE_DOCX_H

#include "source/sheet.h"
#include "xml/xml.h"

struct map;

enum {
    DOCX_PART_BYTES_MOST = 32 << 20, /* document.xml, styles.xml … */
    DOCX_TAGS_MOST = 2000000,        /* in one part: bounds the tree's memory */
    DOCX_PARAGRAPHS_MOST = 200000,
    DOCX_TABLES_MOST = 10000,
    DOCX_TABLE_COLUMNS_MOST = 1000, /* Word allows 63 */
};

/* ---- the container (docx_parts.c) */

/** The XML parts that are read; those that a file lacks are NULL. */
struct docx_parts {
    const xml_node *document, *styles, *numbering, *footnotes, *endnotes;
};

/** Opens the file and reads its parts.  False with diagnostics: D140 to D144 as zip.h says, other
 * office formats told apart (D143), damaged XML (D142). */
bool docx_open_parts(const struct file *file, struct docx_parts *parts, struct arena *arena,
                     struct diags *diags);
/** One part's bytes as a tree; NULL with D142 or D144.  `name` is for the message. */
const xml_node *docx_read_xml(const struct file *file, const char *name, struct text bytes,
                              struct arena *arena, struct diags *diags);

/** True for an element of WordprocessingML (transitional or strict) of this local name. */
bool docx_is(const xml_node *node, const char *name);
/** First child element of that name, or NULL; NULL in gives NULL. */
const xml_node *docx_child(const xml_node *node, const char *name);
/** w:val of an element; empty if it or the element is not there. */
struct text docx_value(const xml_node *node);
/** A switch such as <w:vanish/>: -1 not there, 0 switched off, 1 on. */
int docx_switch(const xml_node *properties, const char *name);
/** A whole number from 0 to `most`, clamped; `none` if the text is none. */
int docx_number(struct text text, int most, int none);
/** What of mc:AlternateContent is to be read: the choice, else the fallback, else NULL. */
const xml_node *docx_alternative(const xml_node *node);

/* ---- styles (docx_styles.c) */

enum docx_role {
    DOCX_PLAIN,
    DOCX_TITLE,    /* of the document; also its subtitle */
    DOCX_CAPTION,  /* of a table or picture, and the note of measures above a table */
    DOCX_CONTENTS, /* a line of the table of contents */
};
enum docx_align { DOCX_START, DOCX_CENTRED, DOCX_END };

/** What a style says of a paragraph or run, found along its basedOn chain. */
struct docx_look {
    int level; /* of a heading, 1 to 9; 0 none */
    enum docx_role role;
    enum docx_align align;
    int hidden;         /* -1 not said, 0, 1 */
    struct text num_id; /* of numbering.xml; empty if none */
    int num_level;      /* 0 to 8; -1: the level that is tied to the style */
    struct text styled; /* id of the style that num_id stands in */
};

struct docx_styles;
/** `part` may be NULL. */
struct docx_styles *docx_styles_read(const xml_node *part, struct arena *arena);
/** An empty id means the default paragraph style. */
struct docx_look docx_style_look(const struct docx_styles *styles, struct text id);
/** Takes what a paragraph's own properties say over what its style says. */
void docx_look_apply(struct docx_look *look, const xml_node *properties);

/* ---- numbers that Word makes (docx_numbering.c, docx_format.c) */

struct docx_numbering;
/** `part` may be NULL. */
struct docx_numbering *docx_numbering_read(const xml_node *part, const struct docx_styles *styles,
                                           struct arena *arena);
struct docx_label {
    struct text text; /* "（一）"; empty for bullets and levels without a number */
    bool bullet;
    bool odd; /* written in a format that is not known: as 1, 2, 3 */
};
/** Counts one paragraph and words its number; must be called in the order of the document. */
struct docx_label docx_numbering_next(struct docx_numbering *numbering,
                                      const struct docx_look *look, struct arena *arena);
/** A number in one of the formats of WordprocessingML ("chineseCounting"); false, and nothing
 * added, if the format is not known. */
bool docx_format_number(struct buffer *out, struct text format, int number);

/** Character of a symbol font (Symbol, Wingdings) as Unicode; 0 if it is not known. */
uint32_t docx_symbol(struct text font, uint32_t code);

/* ---- the body (docx_body.c, docx_run.c, docx_table.c) */

struct docx_paragraph {
    size_t number;     /* place: paragraphs of the body that show something, from 1 */
    struct text label; /* made by Word; "" if none */
    struct text text;  /* trimmed; '\n' is a line break, '\t' a tab */
    struct docx_look look;
};

/** Paragraphs in order: of the body, or of a cell, a text box, a note. */
struct docx_flow {
    struct docx_paragraph *at;
    size_t count, room;
    struct buffer carried; /* text whose paragraph mark was deleted: it joins the next one */
    bool counts;           /* the body: its paragraphs are numbered */
};

struct docx_table {
    struct sheet sheet;
    size_t after; /* paragraphs of the body before it */
    struct text caption;
};

struct docx {
    const struct file *file;   /* of paragraphs: "plan.docx!¶37" */
    const struct file *sheets; /* of cells: "plan.docx!表2!C7" */
    struct docx_flow body;
    struct docx_table *tables;
    size_t table_count, table_room;
};

/** Places of paragraphs: "plan.docx!¶37". */
const struct file *docx_file(const struct file *bytes, struct arena *arena);
struct origin docx_origin(const struct docx *docx, size_t paragraph);

/** The parts as paragraphs and tables; NULL with diagnostics.  Adds what was left out, pending
 * changes and the like as notes and warnings. */
struct docx *docx_read_body(const struct file *file, const struct docx_parts *parts,
                            struct arena *arena, struct diags *diags);

/* What is counted while reading, to be said once at the end. */
enum docx_count {
    DOCX_CHANGES,
    DOCX_HIDDEN,
    DOCX_PICTURES,
    DOCX_COMMENTS,
    DOCX_PROMPTS, /* placeholder texts of form fields */
    DOCX_BULLETS,
    DOCX_NESTED, /* tables within cells or text boxes */
    DOCX_NOTES,
    DOCX_FORMULAS,
    DOCX_INSERTED_FILES,
    DOCX_SYMBOLS,
    DOCX_FORMATS, /* of numbers */
    DOCX_COUNTS
};

enum { DOCX_FIELDS_MOST = 64 };

/* Reading under way. */
struct docx_reader {
    struct docx *docx;
    struct arena *arena;
    struct diags *diags;
    struct docx_styles *styles;
    struct docx_numbering *numbering;
    struct map *footnotes, *endnotes; /* id to element */
    struct origin here;               /* place for what is counted */
    struct buffer *out;               /* of the paragraph under way */
    struct docx_flow *boxes;          /* text boxes of the paragraph under way */
    int hidden;                       /* what the paragraph's style says of its runs */
    bool in_note, in_contents, touched_contents, failed;
    struct docx_field {
        bool result, contents; /* past its separator; a table of contents */
    } fields[DOCX_FIELDS_MOST];
    size_t field_count, field_excess;
    size_t body_count; /* paragraphs of the body counted so far */
    struct docx_tally {
        size_t count;
        struct origin first;
    } tallies[DOCX_COUNTS];
};

void docx_tally(struct docx_reader *reader, enum docx_count what);
/** Paragraphs and tables below an element, into a flow; a NULL-safe no-op for NULL. */
void docx_read_blocks(struct docx_reader *reader, const xml_node *parent, struct docx_flow *flow);
/** Text of the runs below an element, into reader->out. */
void docx_read_runs(struct docx_reader *reader, const xml_node *parent);
/** Text boxes of a drawing, into reader->boxes. */
void docx_read_drawing(struct docx_reader *reader, const xml_node *node);
/** A table of the body. */
void docx_read_table(struct docx_reader *reader, const xml_node *node);
/** Row by row, cells joined by tabs: a table within a cell or a text box. */
void docx_join_table(struct docx_reader *reader, const xml_node *node, struct docx_flow *flow);
/** Ends a flow: text that is still carried becomes a paragraph. */
void docx_end_flow(struct docx_reader *reader, struct docx_flow *flow);
/** Label and text of a flow's paragraphs, a line each. */
struct text docx_flow_text(const struct docx_flow *flow, struct arena *arena);
/** A limit was passed (D108); reading stops. */
void docx_refuse(struct docx_reader *reader, const char *format, int most);
/** Finds the captions of tables and marks their paragraphs. */
void docx_find_captions(struct docx *docx);

/* ---- what the paragraphs are (docx_mark.c, docx_title.c, docx_line.c, docx_outline.c) */

/** A number at the start of a paragraph. */
struct docx_mark {
    int level;          /* 第一部分 1, 一、 2, （一） 3, 1. 4, （1） 5 */
    int value;          /* 3 for （三） */
    size_t length;      /* bytes, with the blanks behind it */
    size_t mark_length; /* without them */
};
/** False if the text does not start with a number. */
bool docx_find_mark(struct text text, struct docx_mark *mark);
/** Takes the title off a numbered paragraph: the whole of it if it is short and no sentence, else
 * its first sentence, or what stands before a colon, if that is short and something follows.
 * False: it is a sentence of a list. */
bool docx_split_title(struct text text, int mark_level, struct text *title, struct text *body);
/** A short sentence without a pause, less its 。: a title if text of its own follows. */
bool docx_sentence_title(struct text text, struct text *title);

enum docx_line_kind {
    DOCX_LINE_TITLE, /* of the document */
    DOCX_LINE_HEADING,
    DOCX_LINE_TEXT,
    DOCX_LINE_END, /* signature and date */
};

/** A paragraph, or a line of one that was broken by hand. */
struct docx_line {
    enum docx_line_kind kind;
    int level;          /* of a heading or a numbered text, 1 to 9; else 0 */
    int value;          /* of its number; 0 if none */
    struct text number; /* as printed: "（一）"; empty if none */
    struct text title;  /* of a heading */
    struct text body;   /* text; what follows a heading on its line */
    struct text whole;  /* number, title and body as printed */
    struct origin origin;
    bool styled; /* its level is that of its style */
    bool free;   /* centred or at the right, short, no number: a title, part or signature */
    bool right;  /* at the right */
    bool listed; /* a text with a number of Word that is no heading's: 1.1, ① */
};

struct docx_outline {
    struct docx_line *at;
    size_t count, room;
    int top;     /* least level of a heading; 0 if there is none */
    int chapter; /* level of 一、: 2 if the document has parts, else 1 */
    bool has_contents;
};

/** Adds a paragraph's lines; unstyled levels are those of the mark until parts are known. */
void docx_add_lines(struct docx_outline *outline, const struct docx *docx,
                    const struct docx_paragraph *paragraph, struct arena *arena);
/** Warns of headings out of order (D186). */
struct docx_outline docx_outline_read(const struct docx *docx, struct arena *arena,
                                      struct diags *diags);

/* ---- rows (docx_rows.c, docx_items.c) */

/** Columns section, order, paragraph. */
bool docx_give_texts(const struct source_spec *spec, const struct docx *docx,
                     struct source_sink *sink, struct arena *arena, struct diags *diags);
/** Columns section, code, order, level, title, text. */
bool docx_give_items(const struct source_spec *spec, const struct docx *docx,
                     struct source_sink *sink, struct arena *arena, struct diags *diags);
/** Columns section, order, level, number, title, text: every line, for `show`. */
bool docx_give_lines(const struct source_spec *spec, const struct docx *docx,
                     struct source_sink *sink, struct arena *arena, struct diags *diags);

#endif
