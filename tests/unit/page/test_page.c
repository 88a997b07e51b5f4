/* Pages: items keep their order, the dump tells what changed, roles know their kin. */
#include "page/page.h"

#include <string.h>

#include <criterion/criterion.h>

static const struct page_role document = {PAGE_DOCUMENT, NULL};
static const struct page_role section = {PAGE_SECT, &document};
static const struct page_role paragraph = {PAGE_P, &section};
static const struct page_role link_role = {PAGE_LINK, &paragraph};
static const struct page_role heading = {PAGE_H1, &document};
static const struct page_role artifact = {PAGE_ARTIFACT, NULL};
static const struct page_role below_artifact = {PAGE_P, &artifact};

Test(page, every_tag_has_a_name_of_its_own) {
    for (int i = 0; i < PAGE_TAGS; i++) {
        const char *name = page_tag_name((enum page_tag)i);
        cr_assert_not_null(name);
        for (int j = 0; j < i; j++) cr_assert_str_neq(name, page_tag_name((enum page_tag)j));
    }
}

Test(page, artifacts_are_told_by_their_root) {
    cr_assert(page_role_is_artifact(NULL));
    cr_assert(page_role_is_artifact(&artifact));
    cr_assert(page_role_is_artifact(&below_artifact));
    cr_assert_not(page_role_is_artifact(&document));
    cr_assert_not(page_role_is_artifact(&link_role));
}

Test(page, nearest_common_role) {
    const struct page_role other = {PAGE_DOCUMENT, NULL};
    const struct {
        const struct page_role *a, *b, *want;
    } rows[] = {
        {&paragraph, &paragraph, &paragraph},
        {&link_role, &paragraph, &paragraph},
        {&paragraph, &link_role, &paragraph},
        {&link_role, &heading, &document},
        {&heading, &section, &document},
        {&document, &link_role, &document},
        {&link_role, &other, NULL},
        {NULL, &paragraph, NULL},
        {&paragraph, NULL, NULL},
        {NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_assert_eq(page_role_common(rows[i].a, rows[i].b), rows[i].want, "row %zu", i);
    cr_assert_eq(page_role_depth(NULL), 0);
    cr_assert_eq(page_role_depth(&document), 1);
    cr_assert_eq(page_role_depth(&link_role), 4);
}

Test(page, keeps_many_items_in_order) {
    struct page *page = page_new(595, 842, 3);
    for (int i = 0; i < 1000; i++) {
        struct page_item *item = page_add(page, PAGE_ANCHOR, &heading);
        cr_assert_eq(item->anchor.name.length, 0);
        item->anchor.x_pt = i;
    }
    cr_assert_eq(page->count, 1000);
    cr_assert_eq(page->number, 3);
    for (size_t i = 0; i < 1000; i++) cr_assert_eq(page->items[i].anchor.x_pt, (double)i);
    page_free(page);
    page_free(NULL);
}

static void add_run(struct page *page, const char *text, const struct figure *figure) {
    struct page_item *item = page_add(page, PAGE_RUN, &paragraph);
    item->run = (struct page_run){.font = 2,
                                  .size_pt = 15.75,
                                  .x_pt = 79.37,
                                  .y_pt = 118.74,
                                  .width_pt = 441,
                                  .colour = 0xFF0000,
                                  .text = text_of(text),
                                  .figure = figure};
}

Test(page, dump_shows_each_kind) {
    static const struct page_point points[] = {{1, 2}, {3.04, 4.06}};
    struct page *page = page_new(595.276, 841.89, 1);
    struct figure figure = {.indicator = TEXT("blood.donors")};
    page->label = TEXT("1");
    add_run(page, "上半\"年\"\\\n", NULL);
    add_run(page, "12", &figure);
    struct page_item *item = page_add(page, PAGE_RULE, &artifact);
    item->rule.points = points;
    item->rule.count = 2;
    item->rule.width_pt = 0.25;
    item = page_add(page, PAGE_AREA, NULL);
    item->area.x_pt = -0.01;
    item->area.width_pt = 9.99;
    item->area.hatch = 2;
    item->area.colour = 0x1F4E79;
    for (int filled = 0; filled < 2; filled++) {
        item = page_add(page, PAGE_PATH, &section);
        item->path.points = points;
        item->path.count = 2;
        item->path.filled = filled;
    }
    item = page_add(page, PAGE_LINK_AREA, &link_role);
    item->link.name = TEXT("一");
    item = page_add(page, PAGE_LINK_AREA, &link_role);
    item->link.href = TEXT("https://example.org");
    item = page_add(page, PAGE_ANCHOR, &heading);
    item->anchor.name = TEXT("一");
    struct text got = page_dump(page, page->arena);
    const char *want =
        "page 1 \"1\" 595.3 841.9\n"
        "run 79.4 118.7 441.0 font 2 size 15.75 #ff0000 \"上半\\\"年\\\"\\\\\\x0a\" Document/Sect/P\n"
        "run 79.4 118.7 441.0 font 2 size 15.75 #ff0000 \"12\" figure \"blood.donors\" Document/Sect/P\n"
        "rule width 0.25 #000000: 1.0 2.0 3.0 4.1 Artifact\n"
        "area 0.0 0.0 10.0 0.0 #1f4e79 hatch 2\n"
        "path width 0 #000000: 1.0 2.0 3.0 4.1 Document/Sect\n"
        "path filled 0 #000000: 1.0 2.0 3.0 4.1 Document/Sect\n"
        "link 0.0 0.0 0.0 0.0 \"一\" Document/Sect/P/Link\n"
        "link 0.0 0.0 0.0 0.0 \"https://example.org\" Document/Sect/P/Link\n"
        "anchor 0.0 0.0 \"一\" Document/H1\n";
    cr_assert_str_eq(arena_copy(page->arena, got.at, got.length), want);
    page_free(page);
}
