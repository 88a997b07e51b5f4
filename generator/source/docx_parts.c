/* The parts of a Word file: found through the relations of the container, read as XML within
 * limits.
 *
 * Whatever is wrong inside is said of the Word file as a whole: nobody edits its XML by hand. */
#include <libintl.h>
#include <string.h>

#include "base/file.h"
#include "source/docx.h"
#include "source/zip.h"

/* ---- elements of WordprocessingML */

bool docx_is(const xml_node *node, const char *name) {
    if (!xml_is(node, name)) return false;
    struct text space = xml_namespace(node);
    return text_ends(space, TEXT("/wordprocessingml/2006/main")) ||
           text_ends(space, TEXT("/ooxml/wordprocessingml/main"));
}

const xml_node *docx_child(const xml_node *node, const char *name) {
    const xml_node *child = node ? xml_first_element(node) : NULL;
    while (child && !docx_is(child, name)) child = xml_next_element(child);
    return child;
}

struct text docx_value(const xml_node *node) {
    return node ? xml_attribute_local(node, "val") : TEXT("");
}

int docx_switch(const xml_node *properties, const char *name) {
    const xml_node *found = docx_child(properties, name);
    if (!found) return -1;
    struct text value = docx_value(found);
    return !(text_is(value, "0") || text_is(value, "false") || text_is(value, "off"));
}

int docx_number(struct text text, int most, int none) {
    int value = 0;
    if (!text.length) return none;
    for (size_t i = 0; i < text.length; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') return none;
        value = value * 10 + (text.at[i] - '0');
        if (value > most) value = most;
        if (value > 100000000) value = 100000000;
    }
    return value < most ? value : most;
}

/* True if something that we read stands below. */
static bool has_words(const xml_node *node) {
    for (const xml_node *child = xml_first_element(node); child; child = xml_next_element(child))
        if (docx_is(child, "t") || docx_is(child, "drawing") || docx_is(child, "pict") ||
            docx_is(child, "txbxContent") || docx_is(child, "numFmt") || has_words(child))
            return true;
    return false;
}

const xml_node *docx_alternative(const xml_node *node) {
    const xml_node *fallback = NULL;
    for (const xml_node *child = xml_first_element(node); child; child = xml_next_element(child)) {
        if (xml_is(child, "Choice") && has_words(child)) return child;
        if (xml_is(child, "Fallback")) fallback = child;
    }
    return fallback;
}

/* ---- XML */

static void add_damage(const struct file *file, const char *detail, struct diags *diags) {
    zip_add_damage(diags, (struct origin){file, ORIGIN_WHOLE_FILE}, ZIP_WORD_FILE, detail);
}

/* What the XML reader has found, in one line, as a detail of ours. */
static void report_xml(const struct file *file, const struct diags *found, struct arena *arena,
                       struct diags *diags) {
    const struct diag *first = diags_size(found) ? diags_at(found, 0) : NULL;
    if (!first) {
        add_damage(file, "", diags);
        return;
    }
    const char *place = origin_print(first->origin, arena);
    add_damage(file,
               arena_printf(arena, *first->detail ? "%s: %s: %s" : "%s: %s", place,
                            diag_text(first->code), first->detail),
               diags);
}

static bool check_size(const struct file *file, const char *name, struct text bytes,
                       struct diags *diags) {
    struct origin whole = {file, ORIGIN_WHOLE_FILE};
    if (bytes.length > DOCX_PART_BYTES_MOST) {
        diags_add(diags, DIAG_D144, whole, N_("the part %s has more than %d MiB"), name,
                  DOCX_PART_BYTES_MOST >> 20);
        return false;
    }
    size_t tags = 0;
    for (const char *at = bytes.at, *end = bytes.at + bytes.length; at < end; at++, tags++) {
        at = memchr(at, '<', (size_t)(end - at));
        if (!at) break;
    }
    if (tags <= DOCX_TAGS_MOST) return true;
    diags_add(diags, DIAG_D144, whole, N_("the part %s has more than %d tags"), name,
              (int)DOCX_TAGS_MOST);
    return false;
}

const xml_node *docx_read_xml(const struct file *file, const char *name, struct text bytes,
                              struct arena *arena, struct diags *diags) {
    if (!check_size(file, name, bytes, diags)) return NULL;
    struct diags *found = diags_new(arena);
    const struct file *part = file_from_text(arena, name, bytes);
    const xml_node *root = xml_read(part, arena, found);
    if (!root) report_xml(file, found, arena, diags);
    return root;
}

/* ---- the container */

struct container {
    const struct file *file;
    struct zip_parts *zip;
    struct arena *arena;
    struct diags *diags;
};

/* A part as a tree.  False with diagnostics; a part that is not there is NULL. */
static bool read_part(const struct container *in, const char *name, const xml_node **root) {
    struct text bytes;
    bool found;
    *root = NULL;
    if (!zip_has_part(in->zip, name)) return true;
    if (!zip_read_part(in->zip, name, &bytes, &found, in->diags)) return false;
    *root = docx_read_xml(in->file, name, bytes, in->arena, in->diags);
    return *root != NULL;
}

/* Where a relation of this kind leads, from the folder; NULL if there is none. */
static const char *find_relation(const xml_node *relations, const char *kind, const char *folder,
                                 struct arena *arena) {
    const xml_node *one = relations ? xml_first_element(relations) : NULL;
    for (; one; one = xml_next_element(one)) {
        struct text type = xml_attribute(one, "Type"), target = xml_attribute(one, "Target");
        if (!text_ends(type, text_of(kind)) || !target.length) continue;
        if (text_is(xml_attribute(one, "TargetMode"), "External")) continue;
        if (target.at[0] == '/')
            return arena_printf(arena, "%.*s", TEXT_ARGS(text_slice(target, 1, target.length)));
        return arena_printf(arena, "%s%.*s", folder, TEXT_ARGS(target));
    }
    return NULL;
}

/* Folder of a part, with its "/". */
static const char *folder_of(struct arena *arena, const char *part) {
    const char *slash = strrchr(part, '/');
    return slash ? arena_copy(arena, part, (size_t)(slash - part) + 1) : "";
}

static const char hint_save_as[] =
    N_("open it in Word or WPS and save it as \"Word document (*.docx)\"");

/* What else the container may be. */
static void report_other(const struct container *in, struct text type) {
    struct origin whole = {in->file, ORIGIN_WHOLE_FILE};
    if (zip_has_part(in->zip, "xl/workbook.xml")) {
        diags_add(in->diags, DIAG_D143, whole, N_("it is a workbook (.xlsx), no Word file"));
        diags_hint(in->diags, N_("give it its own ending again, .xlsx"));
    } else if (zip_has_part(in->zip, "ppt/presentation.xml")) {
        diags_add(in->diags, DIAG_D143, whole, N_("it is a presentation (.pptx), no Word file"));
        diags_hint(in->diags, N_("copy what is needed into a Word file"));
    } else if (text_starts(type, TEXT("application/vnd.oasis.opendocument"))) {
        diags_add(in->diags, DIAG_D143, whole, N_("it is an OpenDocument file (.odt)"));
        diags_hint(in->diags, hint_save_as);
    } else {
        zip_add_damage(in->diags, whole, ZIP_WORD_FILE, gettext("it holds no Word document"));
    }
}

static const char *find_document(const struct container *in) {
    const xml_node *relations;
    if (!read_part(in, "_rels/.rels", &relations)) return NULL;
    const char *name = find_relation(relations, "/officeDocument", "", in->arena);
    if (!name || !zip_has_part(in->zip, name)) name = "word/document.xml";
    if (zip_has_part(in->zip, name) && !zip_has_part(in->zip, "xl/workbook.xml")) return name;
    struct text type = TEXT("");
    bool found;
    if (zip_has_part(in->zip, "mimetype") &&
        !zip_read_part(in->zip, "mimetype", &type, &found, in->diags))
        return NULL;
    report_other(in, type);
    return NULL;
}

static bool read_all(const struct container *in, const char *document, struct docx_parts *parts) {
    struct arena *arena = in->arena;
    const char *folder = folder_of(arena, document), *name = document + strlen(folder);
    const xml_node *relations;
    if (!read_part(in, arena_printf(arena, "%s_rels/%s.rels", folder, name), &relations))
        return false;
    const struct {
        const char *kind, *usual;
        const xml_node **root;
    } others[] = {{"/styles", "styles.xml", &parts->styles},
                  {"/numbering", "numbering.xml", &parts->numbering},
                  {"/footnotes", "footnotes.xml", &parts->footnotes},
                  {"/endnotes", "endnotes.xml", &parts->endnotes}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const char *path = find_relation(relations, others[i].kind, folder, arena);
        if (!path) path = arena_printf(arena, "%s%s", folder, others[i].usual);
        if (!read_part(in, path, others[i].root)) return false;
    }
    return read_part(in, document, &parts->document) && parts->document;
}

bool docx_open_parts(const struct file *file, struct docx_parts *parts, struct arena *arena,
                     struct diags *diags) {
    *parts = (struct docx_parts){0};
    if (text_starts(file->bytes, TEXT("{\\rtf"))) {
        diags_add(diags, DIAG_D143, (struct origin){file, ORIGIN_WHOLE_FILE},
                  N_("it is a rich text file (.rtf)"));
        diags_hint(diags, hint_save_as);
        return false;
    }
    struct container in = {file, zip_open_parts(file, ZIP_WORD_FILE, arena, diags), arena, diags};
    const char *document = in.zip ? find_document(&in) : NULL;
    if (!document || !read_all(&in, document, parts)) return false;
    if (docx_child(parts->document, "body")) return true;
    zip_add_damage(diags, (struct origin){file, ORIGIN_WHOLE_FILE}, ZIP_WORD_FILE,
                   gettext("it holds no Word document"));
    return false;
}
