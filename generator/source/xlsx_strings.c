/* Shared strings and number formats: the two tables that cells refer to by number. */
#include <libintl.h>
#include <string.h>

#include "base/map.h"
#include "source/xlsx.h"

/* ---- shared strings ---- */

struct strings_reader {
    struct ooxml_reader reader;
    struct xlsx *xlsx;
    struct buffer raw, text; /* of a <t>; of the whole string */
    bool inside, keep_blanks;
    size_t phonetic; /* elements open within a reading aid, itself included */
};

static void start_string(struct ooxml_reader *reader, const char *name,
                         const struct ooxml_attributes *attributes) {
    struct strings_reader *own = (struct strings_reader *)reader;
    if (own->phonetic || strcmp(name, "rPh") == 0) {
        own->phonetic++;
    } else if (strcmp(name, "si") == 0) {
        own->text.length = 0;
    } else if (strcmp(name, "t") == 0) {
        own->inside = true;
        own->keep_blanks = ooxml_keeps_blanks(attributes);
        own->raw.length = 0;
    }
}

static void add_string(struct strings_reader *own) {
    struct xlsx *xlsx = own->xlsx;
    if (xlsx->string_count == BOOK_STRINGS_MOST) {
        ooxml_damaged(&own->reader, gettext("it holds too many texts"));
        return;
    }
    ARENA_GROW(xlsx->book.arena, xlsx->strings, xlsx->string_count, xlsx->string_room);
    struct text text = own->text.length ? buffer_text(&own->text) : TEXT("");
    if (text.length) text = text_copy(xlsx->book.arena, text);
    xlsx->strings[xlsx->string_count++] = text;
}

static void end_string(struct ooxml_reader *reader, const char *name) {
    struct strings_reader *own = (struct strings_reader *)reader;
    if (own->phonetic) {
        own->phonetic--;
    } else if (own->inside && strcmp(name, "t") == 0) {
        own->inside = false;
        if (own->text.length <= SOURCE_CELL_BYTES_MOST)
            ooxml_add_text(&own->text, own->raw.length ? buffer_text(&own->raw) : TEXT(""),
                           own->keep_blanks);
    } else if (strcmp(name, "si") == 0) {
        add_string(own);
    }
}

static void take_string(struct ooxml_reader *reader, struct text text) {
    struct strings_reader *own = (struct strings_reader *)reader;
    if (own->inside && !own->phonetic) buffer_add_text(&own->raw, text);
}

struct ooxml_reader *xlsx_strings_reader(struct xlsx *xlsx) {
    struct strings_reader *own = ARENA_NEW(xlsx->book.arena, struct strings_reader);
    own->reader = (struct ooxml_reader){start_string, end_string, take_string, NULL};
    own->xlsx = xlsx;
    own->raw = buffer_new(xlsx->book.arena);
    own->text = buffer_new(xlsx->book.arena);
    return &own->reader;
}

bool xlsx_read_strings(struct xlsx *xlsx, const char *part) {
    bool found;
    return ooxml_read(xlsx->zip, part, xlsx_strings_reader(xlsx), &found, xlsx->book.diags) ||
           !found;
}

/* ---- styles ---- */

struct styles_reader {
    struct ooxml_reader reader;
    struct book *book;
    struct map *codes; /* number as written → struct format */
    bool in_codes, in_cells;
};

static void add_code(struct styles_reader *own, const struct ooxml_attributes *attributes) {
    struct arena *arena = own->book->arena;
    struct format *format = ARENA_NEW(arena, struct format);
    *format = format_of_code(ooxml_attribute(attributes, "formatCode"));
    if (map_count(own->codes) >= BOOK_FORMATS_MOST)
        ooxml_damaged(&own->reader, gettext("it holds too many number formats"));
    else
        map_set(own->codes, text_copy(arena, ooxml_attribute(attributes, "numFmtId")), format);
}

static void add_format(struct styles_reader *own, const struct ooxml_attributes *attributes) {
    struct book *book = own->book;
    if (book->format_count == BOOK_FORMATS_MOST) {
        ooxml_damaged(&own->reader, gettext("it holds too many number formats"));
        return;
    }
    struct text number = ooxml_attribute(attributes, "numFmtId");
    const struct format *of_code = map_find(own->codes, number);
    size_t built_in = 0;
    ooxml_number(number, UINT16_MAX, &built_in);
    ARENA_GROW(book->arena, book->formats, book->format_count, book->format_room);
    book->formats[book->format_count++] = of_code ? *of_code : format_of_number(built_in);
}

/* Other lists hold elements of the same names: formats of conditions, of named styles. */
static void start_style(struct ooxml_reader *reader, const char *name,
                        const struct ooxml_attributes *attributes) {
    struct styles_reader *own = (struct styles_reader *)reader;
    if (strcmp(name, "numFmts") == 0)
        own->in_codes = true;
    else if (strcmp(name, "cellXfs") == 0)
        own->in_cells = true;
    else if (own->in_codes && strcmp(name, "numFmt") == 0)
        add_code(own, attributes);
    else if (own->in_cells && strcmp(name, "xf") == 0)
        add_format(own, attributes);
}

static void end_style(struct ooxml_reader *reader, const char *name) {
    struct styles_reader *own = (struct styles_reader *)reader;
    if (strcmp(name, "numFmts") == 0) own->in_codes = false;
    if (strcmp(name, "cellXfs") == 0) own->in_cells = false;
}

static void ignore_characters(struct ooxml_reader *reader, struct text text) {
    (void)reader, (void)text;
}

struct ooxml_reader *xlsx_styles_reader(struct xlsx *xlsx) {
    struct styles_reader *own = ARENA_NEW(xlsx->book.arena, struct styles_reader);
    own->reader = (struct ooxml_reader){start_style, end_style, ignore_characters, NULL};
    own->book = &xlsx->book;
    own->codes = map_new(xlsx->book.arena);
    return &own->reader;
}

bool xlsx_read_styles(struct xlsx *xlsx, const char *part) {
    bool found;
    return ooxml_read(xlsx->zip, part, xlsx_styles_reader(xlsx), &found, xlsx->book.diags) ||
           !found;
}
