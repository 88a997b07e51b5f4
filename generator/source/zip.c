/* ZIP containers through libzip, read from the mapped file.
 *
 * Sizes that the container states are checked before anything is unpacked, and true sizes while it
 * is: neither can make the program hold or unpack more than the limits say. */
#include "source/zip.h"

#include <libintl.h>
#include <string.h>

#include <zip.h>

#include "base/map.h"
#include "source/ole.h"

enum { PIECE_BYTES = 32 * 1024, RATIO_FREE_BYTES = 1 << 20 };

struct zip_parts {
    zip_t *zip;
    const struct file *file;
    enum zip_kind kind;
    struct arena *arena;
    struct map *indexes; /* name in small letters → index + 1 */
    size_t total;        /* bytes unpacked so far */
};

static struct origin whole(const struct file *file) {
    return (struct origin){file, ORIGIN_WHOLE_FILE};
}

/* ---- what is no ZIP file ---- */

static void hint_save_as(struct diags *diags, enum zip_kind kind) {
    if (kind == ZIP_WORKBOOK)
        diags_hint(diags, N_("open it in Excel or WPS and save it as \"Excel workbook (*.xlsx)\""));
    else
        diags_hint(diags, N_("open it in Word or WPS and save it as \"Word document (*.docx)\""));
}

void zip_add_damage(struct diags *diags, struct origin origin, enum zip_kind kind,
                    const char *detail) {
    diags_add(diags, DIAG_D142, origin, "%s", detail);
    if (kind == ZIP_WORKBOOK)
        diags_hint(diags, N_("if Excel or WPS can still open it, save it there under a new name; "
                             "else ask for the file again"));
    else
        diags_hint(diags, N_("if Word or WPS can still open it, save it there under a new name; "
                             "else ask for the file again"));
}

void zip_add_encrypted(struct diags *diags, struct origin origin, enum zip_kind kind) {
    diags_add(diags, DIAG_D141, origin, "%s", "");
    if (kind == ZIP_WORKBOOK)
        diags_hint(diags, N_("open it in Excel or WPS, take the password off (File, Info, Protect "
                             "Workbook, Encrypt with Password) and save it"));
    else
        diags_hint(diags, N_("open it in Word or WPS, take the password off (File, Info, Protect "
                             "Document, Encrypt with Password) and save it"));
}

static bool is_markup(struct text bytes) {
    struct text start = text_trim(text_slice(bytes, 0, 256));
    return text_starts(start, TEXT("<"));
}

static bool is_words(struct text bytes) {
    struct text start = text_slice(bytes, 0, 256);
    for (size_t i = 0; i < start.length; i++)
        if ((unsigned char)start.at[i] < ' ' && !strchr("\t\n\r\f", start.at[i] ? start.at[i] : 1))
            return false;
    return true;
}

static void add_other_kind(const struct file *file, enum zip_kind kind, struct diags *diags) {
    if (!file->bytes.length) {
        diags_add(diags, DIAG_D140, whole(file), N_("it is empty"));
        diags_hint(diags, N_("ask for the file again"));
        return;
    }
    if (text_starts(file->bytes, TEXT("%PDF-")))
        diags_add(diags, DIAG_D140, whole(file), N_("it is a PDF"));
    else if (is_markup(file->bytes))
        diags_add(diags, DIAG_D140, whole(file), N_("it is a web page or XML text"));
    else if (is_words(file->bytes))
        diags_add(diags, DIAG_D140, whole(file), N_("it is plain text"));
    else
        diags_add(diags, DIAG_D140, whole(file), "%s", "");
    hint_save_as(diags, kind);
}

void zip_add_other(const struct file *file, enum zip_kind kind, struct diags *diags) {
    switch (ole_look(file->bytes)) {
    case OLE_ENCRYPTED: zip_add_encrypted(diags, whole(file), kind); return;
    case OLE_WORKBOOK:
    case OLE_BOOK:
        diags_add(diags, DIAG_D143, whole(file), N_("it is a workbook of Excel 97 to 2003 (.xls)"));
        hint_save_as(diags, ZIP_WORKBOOK);
        return;
    case OLE_DOCUMENT:
        diags_add(diags, DIAG_D143, whole(file), N_("it is a document of Word 97 to 2003 (.doc)"));
        hint_save_as(diags, ZIP_WORD_FILE);
        return;
    case OLE_DAMAGED:
        zip_add_damage(diags, whole(file), kind, gettext("its tables contradict one another"));
        return;
    case OLE_OTHER:
    case OLE_NONE: add_other_kind(file, kind, diags); return;
    }
}

/* ---- opening ---- */

static void discard(void *what) {
    zip_discard(what);
}

static uint32_t number_at(const char *at, size_t bytes) {
    uint32_t number = 0;
    while (bytes-- > 0) number = number << 8 | (unsigned char)at[bytes];
    return number;
}

/* What the end record says of the list of parts, before libzip makes room for it. */
static bool is_directory_small(struct text bytes) {
    enum { END_BYTES = 22, COMMENT_MOST = 65535, COUNT = 10, SIZE = 12 };
    size_t least =
        bytes.length > END_BYTES + COMMENT_MOST ? bytes.length - END_BYTES - COMMENT_MOST : 0;
    for (size_t at = bytes.length < END_BYTES ? 0 : bytes.length - END_BYTES + 1; at > least;
         at--) {
        const char *record = bytes.at + at - 1;
        if (memcmp(record, "PK\5\6", 4) != 0) continue;
        return number_at(record + COUNT, 2) <= ZIP_PARTS_MOST &&
               number_at(record + SIZE, 4) <= ZIP_DIRECTORY_BYTES_MOST;
    }
    return true; /* none: libzip will say that the file is damaged */
}

/* Small letters; '\\' of careless writers is '/'. */
static struct text plain_name(struct arena *arena, const char *name) {
    while (*name == '/' || *name == '\\') name++;
    size_t length = strlen(name);
    char *copy = arena_copy(arena, name, length);
    for (char *at = copy; *at; at++) {
        if (*at == '\\') *at = '/';
        if (*at >= 'A' && *at <= 'Z') *at = (char)(*at - 'A' + 'a');
    }
    return (struct text){copy, length};
}

/* Notes the parts' names; false if one is encrypted. */
static bool list_parts(struct zip_parts *zip, struct diags *diags) {
    zip_int64_t count = zip_get_num_entries(zip->zip, 0);
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t about;
        if (zip_stat_index(zip->zip, (zip_uint64_t)i, 0, &about) != 0) continue;
        if (about.valid & ZIP_STAT_ENCRYPTION_METHOD && about.encryption_method != ZIP_EM_NONE) {
            zip_add_encrypted(diags, whole(zip->file), zip->kind);
            return false;
        }
        struct text name = plain_name(zip->arena, about.name);
        if (!map_find(zip->indexes, name)) map_set(zip->indexes, name, (void *)((uintptr_t)i + 1));
    }
    return true;
}

static zip_t *open_zip(const struct file *file, enum zip_kind kind, struct diags *diags) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(file->bytes.at, file->bytes.length, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (!zip) {
        if (source) zip_source_free(source);
        zip_add_damage(diags, whole(file), kind,
                       gettext("its list of parts is not there; perhaps it was cut off"));
    }
    zip_error_fini(&error);
    return zip;
}

struct zip_parts *zip_open_parts(const struct file *file, enum zip_kind kind, struct arena *arena,
                                 struct diags *diags) {
    if (!text_starts(file->bytes, TEXT("PK\3\4")) && !text_starts(file->bytes, TEXT("PK\5\6"))) {
        zip_add_other(file, kind, diags);
        return NULL;
    }
    if (!is_directory_small(file->bytes)) {
        diags_add(diags, DIAG_D144, whole(file), N_("at most %d parts"), (int)ZIP_PARTS_MOST);
        return NULL;
    }
    zip_t *opened = open_zip(file, kind, diags);
    if (!opened) return NULL;
    arena_defer(arena, discard, opened);
    struct zip_parts *zip = ARENA_NEW(arena, struct zip_parts);
    *zip = (struct zip_parts){opened, file, kind, arena, map_new(arena), 0};
    return list_parts(zip, diags) ? zip : NULL;
}

/* ---- parts ---- */

const struct file *zip_file_of(const struct zip_parts *zip) {
    return zip->file;
}

bool zip_has_part(const struct zip_parts *zip, const char *name) {
    return map_find(zip->indexes, plain_name(zip->arena, name)) != NULL;
}

static bool refuse_size(struct zip_parts *zip, const char *name, struct diags *diags) {
    diags_add(diags, DIAG_D144, whole(zip->file),
              N_("the part %s unpacks to more than %d MiB, or to more than %d times its size"),
              name, ZIP_PART_BYTES_MOST >> 20, ZIP_RATIO_MOST);
    hint_save_as(diags, zip->kind);
    return false;
}

static bool refuse_damage(struct zip_parts *zip, const char *name, struct diags *diags) {
    struct arena *arena = zip->arena;
    zip_add_damage(diags, whole(zip->file), zip->kind,
                   arena_printf(arena, gettext("the part %s cannot be unpacked"), name));
    return false;
}

static bool is_size_allowed(const struct zip_parts *zip, uint64_t size, uint64_t packed) {
    return size <= ZIP_PART_BYTES_MOST && zip->total + size <= ZIP_TOTAL_BYTES_MOST &&
           (size <= RATIO_FREE_BYTES || size / ZIP_RATIO_MOST <= packed);
}

/* Finds a part, checks what is stated of it. */
static bool find_part(struct zip_parts *zip, const char *name, zip_stat_t *about, bool *found,
                      struct diags *diags) {
    uintptr_t index = (uintptr_t)map_find(zip->indexes, plain_name(zip->arena, name));
    *found = index != 0;
    if (!index) return false;
    const zip_uint64_t needed = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat_index(zip->zip, index - 1, 0, about) != 0 || (about->valid & needed) != needed)
        return refuse_damage(zip, name, diags);
    return is_size_allowed(zip, about->size, about->comp_size) || refuse_size(zip, name, diags);
}

static bool stream_part(struct zip_parts *zip, const char *name, const zip_stat_t *about,
                        zip_file_t *part, zip_take *take, void *context, struct diags *diags) {
    char piece[PIECE_BYTES];
    uint64_t size = 0;
    for (;;) {
        zip_int64_t step = zip_fread(part, piece, PIECE_BYTES);
        if (step < 0) return refuse_damage(zip, name, diags);
        size += (uint64_t)step;
        if (size > about->size) return refuse_damage(zip, name, diags);
        if (step == 0) break;
        zip->total += (size_t)step;
        if (!take(context, (struct text){piece, (size_t)step})) return false;
    }
    return size == about->size || refuse_damage(zip, name, diags);
}

bool zip_stream_part(struct zip_parts *zip, const char *name, zip_take *take, void *context,
                     bool *found, struct diags *diags) {
    zip_stat_t about;
    if (!find_part(zip, name, &about, found, diags)) return false;
    zip_file_t *part = zip_fopen_index(zip->zip, about.index, 0);
    if (!part) return refuse_damage(zip, name, diags);
    bool good = stream_part(zip, name, &about, part, take, context, diags);
    zip_fclose(part);
    return good;
}

static bool collect(void *context, struct text piece) {
    char **to = context;
    memcpy(*to, piece.at, piece.length);
    *to += piece.length;
    return true;
}

bool zip_read_part(struct zip_parts *zip, const char *name, struct text *out, bool *found,
                   struct diags *diags) {
    zip_stat_t about;
    if (!find_part(zip, name, &about, found, diags)) return false;
    char *bytes = arena_take(zip->arena, about.size + 1), *to = bytes;
    if (!zip_stream_part(zip, name, collect, &to, found, diags)) return false;
    *out = (struct text){bytes, about.size};
    return true;
}
