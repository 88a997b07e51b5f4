/* The parts that say what a workbook holds: relationships, sheets, defined names, tables. */
#include <libintl.h>
#include <string.h>

#include "source/area.h"
#include "source/xlsx.h"

/* ---- relationships ---- */

/* "xl/workbook.xml" and "../a.xml" → "a.xml". */
static char *resolve(struct arena *arena, const char *part, struct text target) {
    if (target.length && target.at[0] == '/')
        return arena_copy(arena, target.at + 1, target.length - 1);
    const char *slash = strrchr(part, '/');
    struct buffer path = buffer_new(arena);
    buffer_add(&path, part, slash ? (size_t)(slash - part) : 0);
    for (struct text rest = target, step; text_cut(&rest, '/', &step);) {
        if (text_is(step, "..")) {
            while (path.length && path.at[path.length - 1] != '/') path.length--;
            if (path.length) path.length--;
        } else if (step.length && !text_is(step, ".")) {
            if (path.length) buffer_add(&path, "/", 1);
            buffer_add_text(&path, step);
        }
        path.at[path.length] = '\0';
    }
    return path.at;
}

struct relation_reader {
    struct ooxml_reader reader;
    struct arena *arena;
    const char *part;
    struct xlsx_relations *relations;
};

static void ignore_end(struct ooxml_reader *reader, const char *name) {
    (void)reader, (void)name;
}

static void ignore_characters(struct ooxml_reader *reader, struct text text) {
    (void)reader, (void)text;
}

static void start_relation(struct ooxml_reader *reader, const char *name,
                           const struct ooxml_attributes *attributes) {
    struct relation_reader *own = (struct relation_reader *)reader;
    struct xlsx_relations *all = own->relations;
    if (strcmp(name, "Relationship") != 0) return;
    if (all->count == ZIP_PARTS_MOST) {
        ooxml_damaged(reader, gettext("it leads to too many parts"));
        return;
    }
    struct text type = ooxml_attribute(attributes, "Type"), kind = type;
    for (size_t i = 0; i < type.length; i++)
        if (type.at[i] == '/') kind = text_slice(type, i + 1, type.length);
    bool outside = text_is(ooxml_attribute(attributes, "TargetMode"), "External");
    ARENA_GROW(own->arena, all->at, all->count, all->room);
    all->at[all->count++] = (struct xlsx_relation){
        text_copy(own->arena, ooxml_attribute(attributes, "Id")), text_copy(own->arena, kind),
        outside ? NULL : resolve(own->arena, own->part, ooxml_attribute(attributes, "Target"))};
}

bool xlsx_read_relations(struct xlsx *xlsx, const char *part, struct xlsx_relations *relations) {
    struct arena *arena = xlsx->book.arena;
    const char *slash = strrchr(part, '/');
    const char *own = slash ? slash + 1 : part;
    char *path = arena_printf(arena, "%.*s_rels/%s.rels", (int)(own - part), part, own);
    struct relation_reader reader = {
        {start_relation, ignore_end, ignore_characters, NULL}, arena, part, relations};
    bool found;
    return ooxml_read(xlsx->zip, path, &reader.reader, &found, xlsx->book.diags) || !found;
}

const struct xlsx_relation *xlsx_find_kind(const struct xlsx_relations *relations,
                                           const char *kind) {
    for (size_t i = 0; i < relations->count; i++)
        if (relations->at[i].target && text_is(relations->at[i].kind, kind))
            return &relations->at[i];
    return NULL;
}

static const struct xlsx_relation *find_id(const struct xlsx_relations *relations, struct text id) {
    for (size_t i = 0; i < relations->count; i++)
        if (text_equal(relations->at[i].id, id)) return &relations->at[i];
    return NULL;
}

/* ---- workbook ---- */

struct workbook_reader {
    struct ooxml_reader reader;
    struct book *book;
    const struct xlsx_relations *relations;
    struct book_name *name; /* under way */
    struct buffer text;
};

static void add_tab(struct workbook_reader *own, const struct ooxml_attributes *attributes) {
    struct book *book = own->book;
    if (book->tab_count == BOOK_SHEETS_MOST) {
        ooxml_damaged(&own->reader, gettext("it lists too many sheets"));
        return;
    }
    const struct xlsx_relation *relation =
        find_id(own->relations, ooxml_relation(attributes, "id"));
    struct text state = ooxml_attribute(attributes, "state");
    ARENA_GROW(book->arena, book->tabs, book->tab_count, book->tab_room);
    book->tabs[book->tab_count++] = (struct book_tab){
        .name = text_copy(book->arena, ooxml_attribute(attributes, "name")),
        .state = !state.length || text_is(state, "visible") ? BOOK_VISIBLE : BOOK_HIDDEN,
        .is_grid = !relation || text_is(relation->kind, "worksheet"),
        .part = relation ? relation->target : NULL};
}

static void add_name(struct workbook_reader *own, const struct ooxml_attributes *attributes) {
    struct book *book = own->book;
    if (book->name_count == BOOK_NAMES_MOST) {
        ooxml_damaged(&own->reader, gettext("it defines too many names"));
        return;
    }
    size_t tab;
    if (!ooxml_number(ooxml_attribute(attributes, "localSheetId"), BOOK_SHEETS_MOST, &tab))
        tab = BOOK_NO_TAB;
    ARENA_GROW(book->arena, book->names, book->name_count, book->name_room);
    own->name = &book->names[book->name_count++];
    *own->name = (struct book_name){text_copy(book->arena, ooxml_attribute(attributes, "name")),
                                    TEXT(""), tab};
    own->text.length = 0;
}

static void start_workbook(struct ooxml_reader *reader, const char *name,
                           const struct ooxml_attributes *attributes) {
    struct workbook_reader *own = (struct workbook_reader *)reader;
    if (strcmp(name, "workbookPr") == 0)
        own->book->from_1904 = ooxml_is_true(ooxml_attribute(attributes, "date1904"));
    else if (strcmp(name, "sheet") == 0)
        add_tab(own, attributes);
    else if (strcmp(name, "definedName") == 0)
        add_name(own, attributes);
}

static void end_workbook(struct ooxml_reader *reader, const char *name) {
    struct workbook_reader *own = (struct workbook_reader *)reader;
    if (!own->name || strcmp(name, "definedName") != 0) return;
    own->name->refers_to = text_copy(own->book->arena, buffer_text(&own->text));
    own->name = NULL;
}

static void take_name_text(struct ooxml_reader *reader, struct text text) {
    struct workbook_reader *own = (struct workbook_reader *)reader;
    if (own->name) buffer_add_text(&own->text, text);
}

bool xlsx_read_workbook(struct xlsx *xlsx, const char *part,
                        const struct xlsx_relations *relations) {
    struct book *book = &xlsx->book;
    struct workbook_reader reader = {{start_workbook, end_workbook, take_name_text, NULL},
                                     book,
                                     relations,
                                     NULL,
                                     buffer_new(book->arena)};
    bool found;
    if (!ooxml_read(xlsx->zip, part, &reader.reader, &found, book->diags)) {
        if (found) return false;
        diags_add(book->diags, DIAG_D143, book_origin(book), N_("it holds no workbook, %s"), part);
        diags_hint(book->diags,
                   N_("open it in Excel or WPS and save it as \"Excel workbook (*.xlsx)\""));
        return false;
    }
    if (book->tab_count) {
        book_set_file(book);
        return true;
    }
    zip_add_damage(book->diags, book_origin(book), ZIP_WORKBOOK, gettext("it lists no sheet"));
    return false;
}

/* ---- tables ---- */

struct table_reader {
    struct ooxml_reader reader;
    struct book *book;
    size_t tab;
};

static struct text table_area(struct table_reader *own, const struct ooxml_attributes *attributes) {
    struct sheet_area area;
    size_t totals = 0;
    if (!area_read(ooxml_attribute(attributes, "ref"), &area)) return TEXT("#REF!");
    if (text_is(ooxml_attribute(attributes, "headerRowCount"), "0"))
        return text_of(gettext("a table without a heading row"));
    ooxml_number(ooxml_attribute(attributes, "totalsRowCount"), SHEET_ROWS_MOST, &totals);
    if (totals <= area.last_row - area.first_row) area.last_row -= totals;
    return area_refer(own->book->arena, own->book->tabs[own->tab].name, &area);
}

static void start_table(struct ooxml_reader *reader, const char *name,
                        const struct ooxml_attributes *attributes) {
    struct table_reader *own = (struct table_reader *)reader;
    struct book *book = own->book;
    if (strcmp(name, "table") != 0 || book->name_count >= BOOK_NAMES_MOST) return;
    struct text shown = ooxml_attribute(attributes, "displayName");
    if (!shown.length) shown = ooxml_attribute(attributes, "name");
    ARENA_GROW(book->arena, book->names, book->name_count, book->name_room);
    book->names[book->name_count++] =
        (struct book_name){text_copy(book->arena, shown), table_area(own, attributes), BOOK_NO_TAB};
    ooxml_stop(reader, true);
}

static bool read_tables_of(struct xlsx *xlsx, size_t tab) {
    struct xlsx_relations relations = {0};
    if (!xlsx->book.tabs[tab].part) return true;
    if (!xlsx_read_relations(xlsx, xlsx->book.tabs[tab].part, &relations)) return false;
    for (size_t i = 0; i < relations.count; i++) {
        if (!relations.at[i].target || !text_is(relations.at[i].kind, "table")) continue;
        struct table_reader reader = {
            {start_table, ignore_end, ignore_characters, NULL}, &xlsx->book, tab};
        bool found;
        if (!ooxml_read(xlsx->zip, relations.at[i].target, &reader.reader, &found,
                        xlsx->book.diags) &&
            found)
            return false;
    }
    return true;
}

bool xlsx_read_tables(struct xlsx *xlsx) {
    for (size_t i = 0; i < xlsx->book.tab_count; i++)
        if (!read_tables_of(xlsx, i)) return false;
    return true;
}
