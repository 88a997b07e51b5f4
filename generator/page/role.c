/* Structure roles: names of the PDF structure types, and kinship between roles.  A role is known by
 * its address: what goes on over lines and pages is one object. */
#include "page/page.h"

#include <assert.h>

static const char *const names[PAGE_TAGS] = {
    [PAGE_DOCUMENT] = "Document",
    [PAGE_SECT] = "Sect",
    [PAGE_H1] = "H1",
    [PAGE_H2] = "H2",
    [PAGE_H3] = "H3",
    [PAGE_H4] = "H4",
    [PAGE_P] = "P",
    [PAGE_L] = "L",
    [PAGE_LI] = "LI",
    [PAGE_TABLE] = "Table",
    [PAGE_TR] = "TR",
    [PAGE_TH] = "TH",
    [PAGE_TD] = "TD",
    [PAGE_CAPTION] = "Caption",
    [PAGE_FIGURE] = "Figure",
    [PAGE_TOC] = "TOC",
    [PAGE_TOCI] = "TOCI",
    [PAGE_LINK] = "Link",
    [PAGE_NOTE] = "Note",
    [PAGE_ARTIFACT] = "Artifact",
};

const char *page_tag_name(enum page_tag tag) {
    assert((size_t)tag < PAGE_TAGS);
    return names[tag];
}

bool page_role_is_artifact(const struct page_role *role) {
    if (!role) return true;
    while (role->parent) role = role->parent;
    return role->tag == PAGE_ARTIFACT;
}

size_t page_role_depth(const struct page_role *role) {
    size_t depth = 0;
    for (; role; role = role->parent) depth++;
    return depth;
}

const struct page_role *page_role_common(const struct page_role *a, const struct page_role *b) {
    size_t depth_a = page_role_depth(a), depth_b = page_role_depth(b);
    for (; depth_a > depth_b; depth_a--) a = a->parent;
    for (; depth_b > depth_a; depth_b--) b = b->parent;
    while (a != b) {
        a = a->parent;
        b = b->parent;
    }
    return a;
}
