/* Which sheet and which cells are wanted. */
#include "source/book.h"

#include <libintl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "source/area.h"
#include "xml/xml.h"

void book_set_file(struct book *book) {
    struct text *names = arena_take_array(book->arena, book->tab_count, sizeof *names);
    for (size_t i = 0; i < book->tab_count; i++) names[i] = book->tabs[i].name;
    book->file = sheet_file(book->bytes, names, book->tab_count, book->arena);
}

struct origin book_origin(const struct book *book) {
    return (struct origin){book->bytes, ORIGIN_WHOLE_FILE};
}

static bool equal_but_case(struct text a, struct text b) {
    return a.length == b.length && strncasecmp(a.at, b.at, a.length) == 0;
}

/* ---- sheets ---- */

static size_t find_number(const struct book *book, struct text text) {
    size_t number = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return BOOK_NO_TAB;
        number = number * 10 + (size_t)(text.at[i] - '0');
        if (number > book->tab_count) return BOOK_NO_TAB;
    }
    for (size_t i = 0; i < book->tab_count; i++)
        if (book->tabs[i].state == BOOK_VISIBLE && number-- == 1) return i;
    return BOOK_NO_TAB;
}

/* By name, then by name without regard to case and blanks, then by its number among the tabs that
 * are seen. */
static size_t find_tab(const struct book *book, struct text name) {
    for (size_t i = 0; i < book->tab_count; i++)
        if (text_equal(book->tabs[i].name, name)) return i;
    for (size_t i = 0; i < book->tab_count; i++)
        if (equal_but_case(text_trim(book->tabs[i].name), text_trim(name))) return i;
    return find_number(book, text_trim(name));
}

/* "汇总|Q2" of the visible sheets but one. */
static const char *list_tabs(const struct book *book, size_t but, const char *between) {
    enum { LISTED_MOST = 12 };
    struct buffer names = buffer_new(book->arena);
    buffer_add(&names, "", 0);
    size_t count = 0;
    for (size_t i = 0; i < book->tab_count; i++) {
        const struct book_tab *tab = &book->tabs[i];
        if (i == but || tab->state != BOOK_VISIBLE || !tab->is_grid) continue;
        if (count++ == LISTED_MOST) {
            buffer_printf(&names, "%s…", between);
            break;
        }
        buffer_printf(&names, count > 1 ? "%s%.*s" : "%.0s%.*s", between, TEXT_ARGS(tab->name));
    }
    return names.at;
}

static bool refuse_tab(struct book *book, struct text name, struct origin origin) {
    diags_add(book->diags, DIAG_D148, origin, "%.*s", TEXT_ARGS(name));
    struct text meant = xml_nearest(name, list_tabs(book, BOOK_NO_TAB, "|"));
    if (meant.length)
        diags_hint(book->diags, N_("did you mean %.*s?"), TEXT_ARGS(meant));
    else
        diags_hint(book->diags, N_("sheets: %s"), list_tabs(book, BOOK_NO_TAB, ", "));
    return false;
}

static bool choose_first(struct book *book, struct book_choice *choice) {
    size_t first = 0;
    while (first < book->tab_count &&
           (book->tabs[first].state != BOOK_VISIBLE || !book->tabs[first].is_grid))
        first++;
    if (first == book->tab_count) {
        diags_add(book->diags, DIAG_D148, book_origin(book), N_("it has no visible sheet"));
        diags_hint(book->diags, N_("name a hidden one, sheet=\"...\", or show it in Excel or WPS"));
        return false;
    }
    choice->tab = first;
    const char *others = list_tabs(book, first, ", ");
    if (!*others) return true;
    diags_add(book->diags, DIAG_D150, book_origin(book), N_("%.*s was read; not: %s"),
              TEXT_ARGS(book->tabs[first].name), others);
    diags_hint(book->diags,
               N_("another one is named in the job, sheet=\"...\", or behind the file, "
                  "book.xlsx#SHEET"));
    return true;
}

/* ---- areas ---- */

static const struct book_name *find_name(const struct book *book, struct text name, size_t tab) {
    const struct book_name *found = NULL;
    for (size_t i = 0; i < book->name_count; i++) {
        const struct book_name *candidate = &book->names[i];
        if (!equal_but_case(candidate->name, name)) continue;
        if (candidate->tab != BOOK_NO_TAB && candidate->tab == tab) return candidate;
        if (candidate->tab == BOOK_NO_TAB || (tab == BOOK_NO_TAB && !found)) found = candidate;
    }
    return found;
}

/* "Q2!A3:H40" or "A3:H40"; the sheet that it names, or *tab as it was. */
static bool read_reference(struct book *book, struct text text, size_t *tab,
                           struct sheet_area *area) {
    struct text rest = text_trim(text), sheet = area_cut_sheet(book->arena, &rest);
    if (sheet.length) {
        size_t named = find_tab(book, sheet);
        if (named == BOOK_NO_TAB) return false;
        *tab = named;
    }
    return area_read(rest, area);
}

static bool refuse_range(struct book *book, struct text range, struct origin origin) {
    struct buffer names = buffer_new(book->arena);
    for (size_t i = 0; i < book->name_count && i < 1000; i++)
        buffer_printf(&names, "%.*s|", TEXT_ARGS(book->names[i].name));
    diags_add(book->diags, DIAG_D149, origin, "%.*s", TEXT_ARGS(range));
    struct text meant = names.at ? xml_nearest(range, names.at) : TEXT("");
    if (meant.length)
        diags_hint(book->diags, N_("did you mean %.*s?"), TEXT_ARGS(meant));
    else
        diags_hint(book->diags,
                   N_("write an area, A3:H40, or the name of an area or a table of the "
                      "workbook"));
    return false;
}

/* An area, or a name for one.  *tab: the sheet that is wanted, or BOOK_NO_TAB. */
static bool find_range(struct book *book, struct text range, struct origin origin, size_t *tab,
                       struct sheet_area *area) {
    size_t named = *tab;
    if (!read_reference(book, range, &named, area)) {
        const struct book_name *name = find_name(book, text_trim(range), *tab);
        if (!name) return refuse_range(book, range, origin);
        if (name->tab != BOOK_NO_TAB) named = name->tab;
        if (!read_reference(book, name->refers_to, &named, area)) {
            diags_add(book->diags, DIAG_D149, origin, N_("the name %.*s stands for %.*s"),
                      TEXT_ARGS(range), TEXT_ARGS(name->refers_to));
            diags_hint(book->diags, N_("it has to stand for one area of one sheet"));
            return false;
        }
    }
    if (*tab != BOOK_NO_TAB && named != *tab) {
        diags_add(book->diags, DIAG_D149, origin, N_("%.*s lies on the sheet %.*s, not on %.*s"),
                  TEXT_ARGS(range), TEXT_ARGS(book->tabs[named].name),
                  TEXT_ARGS(book->tabs[*tab].name));
        diags_hint(book->diags, N_("name cells of that sheet, or leave the sheet out"));
        return false;
    }
    *tab = named;
    return true;
}

static bool check_tab(struct book *book, size_t tab) {
    if (book->tabs[tab].is_grid) return true;
    diags_add(book->diags, DIAG_D148, book_origin(book), N_("%.*s holds a chart, no cells"),
              TEXT_ARGS(book->tabs[tab].name));
    diags_hint(book->diags, N_("sheets: %s"), list_tabs(book, BOOK_NO_TAB, ", "));
    return false;
}

/* What stands behind "#": a sheet, else an area (Q3 alone is a misspelt sheet rather than a cell)
 * or a name. */
static bool choose_part(struct book *book, struct book_choice *choice) {
    struct text part = book->spec->part;
    struct origin origin = book->spec->origin.file ? book->spec->origin : book_origin(book);
    choice->tab = find_tab(book, part);
    if (choice->tab != BOOK_NO_TAB) return true;
    size_t tab = BOOK_NO_TAB;
    bool is_area =
        (text_find(part, TEXT(":")) != SIZE_MAX || text_find(part, TEXT("!")) != SIZE_MAX) &&
        read_reference(book, part, &tab, &choice->area);
    if (!is_area && !find_name(book, part, BOOK_NO_TAB)) return refuse_tab(book, part, origin);
    if (!find_range(book, part, origin, &choice->tab, &choice->area)) return false;
    return choice->tab != BOOK_NO_TAB || choose_first(book, choice);
}

bool book_choose(struct book *book, struct book_choice *choice) {
    const struct source_spec *spec = book->spec;
    *choice = (struct book_choice){BOOK_NO_TAB, area_all};
    if (spec->part.length && !choose_part(book, choice)) return false;
    if (spec->sheet.length) {
        size_t tab = find_tab(book, spec->sheet);
        if (tab == BOOK_NO_TAB) return refuse_tab(book, spec->sheet, spec->sheet_origin);
        if (choice->tab != BOOK_NO_TAB && choice->tab != tab) {
            diags_add(book->diags, DIAG_D148, spec->sheet_origin,
                      N_("the file is given with #%.*s, which is on another sheet"),
                      TEXT_ARGS(spec->part));
            diags_hint(book->diags, N_("name the sheet only once"));
            return false;
        }
        choice->tab = tab;
    }
    if (spec->range.length &&
        !find_range(book, spec->range, spec->range_origin, &choice->tab, &choice->area))
        return false;
    if (choice->tab == BOOK_NO_TAB && !choose_first(book, choice)) return false;
    return check_tab(book, choice->tab);
}
