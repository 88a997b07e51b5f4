/* Style: fonts by role, sizes, spacing, numbering scheme, page furniture; no words, no figures.
 *
 * Read from XML (namespace urn:zongjie:style:1); a style may extend another
 * (extends="official.xml") and then changes only what it names.  All lengths are points. */
#ifndef STYLE_STYLE_H
#define STYLE_STYLE_H

#include "xml/xml.h"

enum style_role {                     /* font roles, in the order of the role file */
                  STYLE_FANGSONG,     /* 仿宋 */
                  STYLE_KAI,          /* 楷体 */
                  STYLE_HEI,          /* 黑体 */
                  STYLE_SONG,         /* 宋体 */
                  STYLE_XIAOBIAOSONG, /* 小标宋 */
                  STYLE_ROLES
};
const char *style_role_name(enum style_role role); /* "fangsong", … */

enum style_align { STYLE_JUSTIFY, STYLE_LEFT, STYLE_CENTRE, STYLE_RIGHT };

enum style_class { /* classes of text */
                   STYLE_TITLE,
                   STYLE_SUBTITLE,
                   STYLE_HEADING_1,
                   STYLE_HEADING_2,
                   STYLE_HEADING_3,
                   STYLE_HEADING_4,
                   STYLE_BODY,
                   STYLE_TABLE_CAPTION,
                   STYLE_TABLE_UNIT,
                   STYLE_TABLE_HEAD,
                   STYLE_TABLE_CELL,
                   STYLE_TABLE_NOTE,
                   STYLE_CHART_CAPTION,
                   STYLE_CHART_LABEL,
                   STYLE_CHART_NOTE,
                   STYLE_CONTENTS_TITLE,
                   STYLE_CONTENTS_1,
                   STYLE_CONTENTS_2,
                   STYLE_SIGNATURE,
                   STYLE_PAGE_NUMBER,
                   STYLE_PAGE_HEADER,
                   STYLE_CLASSES
};
const char *style_class_name(enum style_class which); /* "title", "heading-1", … */

struct style_text {
    enum style_role role;
    enum style_role latin_role; /* for Latin letters and digits; usually the same */
    double size_pt;
    double pitch_pt;  /* baseline to baseline */
    double indent_em; /* first line */
    double left_em, right_em;
    double before_lines, after_lines; /* empty lines of the grid */
    enum style_align align;
    uint32_t colour; /* 0xRRGGBB */
    bool one_face;   /* no fallback face allowed (title and names) */
    bool balanced;   /* broken into a balanced, trapezoid or rhombus shape */
};

/* How lines are composed (CLREQ, GB/T 15834). */
enum style_prohibition { /* characters that may not begin or end a line (禁则) */
                         STYLE_PROHIBIT_NONE,
                         STYLE_PROHIBIT_BASIC,  /* CLREQ basic */
                         STYLE_PROHIBIT_GB,     /* and the solidus */
                         STYLE_PROHIBIT_STRICT, /* and —— …… at a line's start */
};
enum style_punctuation {                            /* width of marks */
                         STYLE_PUNCTUATION_GB,      /* 1 em; less in pairs and at line edges */
                         STYLE_PUNCTUATION_KAIMING, /* 开明: 。？！ 1 em, the others half */
                         STYLE_PUNCTUATION_NONE     /* 1 em everywhere */
};

struct style_composition {
    enum style_prohibition prohibition;
    enum style_punctuation punctuation;
    double pair_em;      /* least width of two marks side by side: 1.5, or 1 */
    bool half_start;     /* an opening bracket at a line's start loses its blank half */
    bool half_indent;    /* … also after the indent of a first line */
    double latin_gap_em; /* between Han and letters or digits */
    bool grid;           /* characters keep to the cells of the line */
    bool first_fit;      /* each line by itself, not the paragraph as a whole */
};

/** The GB level, pairs of 1.5 em, no gap, total fit: what holds where nothing else is said. */
extern const struct style_composition style_composition_usual;

enum style_page_number { STYLE_NUMBER_OUTSIDE, STYLE_NUMBER_CENTRE, STYLE_NUMBER_NONE };

struct style {
    const char *path;
    double page_width_pt, page_height_pt;
    double top_pt, left_pt; /* of the type area (版心) */
    double area_width_pt, area_height_pt;
    double grid_pitch_pt, first_baseline_pt; /* from the top of the page; pitch of the grid */
    int grid_lines;                          /* 22 */
    bool grid;                               /* blocks return to the grid */
    bool duplex;                             /* margins mirrored on even pages */
    enum style_page_number page_number;
    double page_number_drop_pt; /* its dash below the type area: 7 mm */
    bool page_header;           /* the title on top of every page */
    double page_header_pt;      /* its baseline from the page's top */
    struct text numbering[4];   /* "一、" "（一）" "1." "（1）"; "" = not numbered */
    struct text chart_colours;  /* blank-separated RRGGBB */
    double rule_thin_pt, rule_thick_pt;
    bool table_grid; /* all rules; false: three-line table */
    double table_row_pt, table_padding_pt;
    double chart_height_pt;
    uint32_t mark_colour;      /* ground under figures that still wait: placeholders, marked ones */
    enum style_role mark_role; /* and their face */
    struct style_composition composition;
    struct style_text text[STYLE_CLASSES];
    const struct file *const *files; /* the style and those it extends */
    size_t file_count;
};

/** NULL with diagnostics S1xx. */
struct style *style_read(const char *path, struct arena *arena, struct diags *diags);
extern const struct xml_language style_language;

#endif
