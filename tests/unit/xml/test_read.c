/* Reading: what is refused, with its place; what the tree holds; where everything stands. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "xml/xml.h"

struct world {
    struct arena *arena;
    struct diags *diags;
};

static struct world world_new(void) {
    struct arena *arena = arena_new();
    return (struct world){arena, diags_new(arena)};
}

static xml_node *read_text(struct world *world, const char *xml) {
    return xml_read(file_from_text(world->arena, "a.xml", text_of(xml)), world->arena,
                    world->diags);
}

static const char *printed(struct world *world, size_t index) {
    if (index >= diags_size(world->diags)) return "(none)";
    return diag_print(diags_at(world->diags, index), false, world->arena);
}

static bool is(struct text text, const char *wanted) {
    return text_is(text, wanted);
}

Test(read, refuses_with_the_true_place) {
    static const struct {
        const char *xml, *wanted;
    } rows[] = {
        {"", "a.xml:1:1: error: not well-formed XML: the file is empty [X101]"},
        {"  \n", "a.xml:1:1: error: not well-formed XML: the file is empty [X101]"},
        {"<a>\n  <b>\n  </a>\n</a>",
         "a.xml:3:3: error: not well-formed XML: </a> stands where </b> is due [X101]\n"
         "    hint: <b> was opened at a.xml:2:3"},
        {"<a>\n <中>字</a>",
         "a.xml:2:6: error: not well-formed XML: </a> stands where </中> is due [X101]\n"
         "    hint: <中> was opened at a.xml:2:2"},
        {"<a>\n <b>", "a.xml:2:2: error: not well-formed XML: <b> is never closed [X101]"},
        {"<a>\n中 &nbsp;</a>",
         "a.xml:2:3: error: not well-formed XML: unknown entity &nbsp; [X101]\n"
         "    hint: write the character itself; only &lt; &gt; &amp; &quot; &apos; and numbers such "
         "as &#160; are known"},
        {"<a>研发 & 销售</a>", "a.xml:1:7: error: not well-formed XML: a bare & [X101]\n"
                               "    hint: write &amp; for the character itself"},
        {"<a>R&D</a>", "a.xml:1:5: error: not well-formed XML: a bare & [X101]\n"
                       "    hint: write &amp; for the character itself"},
        {"<a t='x<y'/>",
         "a.xml:1:8: error: not well-formed XML: < must be written &lt; in an attribute [X101]"},
        {"<!DOCTYPE a><a/>",
         "a.xml:1:1: error: a document type declaration is not read: <!DOCTYPE [X103]\n"
         "    hint: take the declaration out; characters can be written as they are or as &#160;"},
        {"<?xml version='1.0'?>\n<!-- <x> --><?y z?>\n <!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
         "a.xml:3:2: error: a document type declaration is not read: <!DOCTYPE [X103]\n"
         "    hint: take the declaration out; characters can be written as they are or as &#160;"},
        {"<?xml version=\"1.0\" encoding=\"GB2312\"?><a/>",
         "a.xml:1:31: error: only UTF-8 is read: the file declares GB2312 [X104]\n"
         "    hint: save the file as UTF-8 and write encoding=\"UTF-8\" in its first line"},
        {"\xFE\xFF", "a.xml:1:1: error: only UTF-8 is read: the file is UTF-16 [X104]\n"
                     "    hint: save the file as UTF-8"},
        {"<a>\n中\xD6\xD0</a>", "a.xml:2:2: error: not valid UTF-8: byte 0xD6 [X105]\n"
                                "    hint: the file may be GBK or GB 18030: save it as UTF-8"},
        {"<a/><b/>", "a.xml:1:5: error: not well-formed XML: Extra content at the end of the "
                     "document [X101]"},
        {"just words", "a.xml:1:1: error: not well-formed XML: Start tag expected, '<' not found "
                       "[X101]"},
        {"<a>\n<x:b/></a>",
         "a.xml:2:1: error: not well-formed XML: namespace prefix x is not declared [X101]"},
        {"<!-- never closed", "a.xml:1:18: error: not well-formed XML: Comment not terminated "
                              "[X101]"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world world = world_new();
        cr_expect_null(read_text(&world, rows[i].xml), "row %zu", i);
        cr_expect_str_eq(printed(&world, 0), rows[i].wanted, "row %zu: %s", i, printed(&world, 0));
        cr_expect_eq(diags_size(world.diags), 1, "row %zu: %s", i, printed(&world, 1));
        arena_free(world.arena);
    }
}

Test(read, refuses_an_attribute_given_twice) {
    struct world world = world_new();
    cr_assert_null(read_text(&world, "<a>\n<b c='1' c='2'/></a>"));
    cr_expect_not_null(strstr(printed(&world, 0), "attribute c is given twice [X101]"));
    cr_expect_eq(strncmp(printed(&world, 0), "a.xml:2:10: ", 12), 0, "%s", printed(&world, 0));
    arena_free(world.arena);
}

Test(read, refuses_a_nul_byte) {
    struct world world = world_new();
    struct text xml = {"<a>\0</a>", 8};
    cr_assert_null(xml_read(file_from_text(world.arena, "a.xml", xml), world.arena, world.diags));
    cr_expect_str_eq(printed(&world, 0),
                     "a.xml:1:4: error: not well-formed XML: a NUL byte [X101]");
    arena_free(world.arena);
}

Test(read, refuses_depth_over_200_and_takes_200) {
    for (size_t depth = 200; depth <= 201; depth++) {
        struct world world = world_new();
        struct buffer xml = buffer_new(world.arena);
        for (size_t i = 0; i < depth; i++) buffer_add(&xml, "<a>", 3);
        for (size_t i = 0; i < depth; i++) buffer_add(&xml, "</a>", 4);
        xml_node *root = read_text(&world, xml.at);
        cr_expect_eq(root != NULL, depth == 200);
        if (!root)
            cr_expect_str_eq(printed(&world, 0),
                             "a.xml:1:601: error: XML is nested too deep: "
                             "more than 200 elements within one another [X102]");
        arena_free(world.arena);
    }
}

Test(read, refuses_more_than_64_mib) {
    struct world world = world_new();
    struct text xml = {"", (size_t)64 * 1024 * 1024 + 1}; /* the bytes are never looked at */
    cr_assert_null(xml_read(file_from_text(world.arena, "a.xml", xml), world.arena, world.diags));
    cr_expect_str_eq(printed(&world, 0),
                     "a.xml: error: XML file is larger than the limit: at most 64 MiB [X106]");
    arena_free(world.arena);
}

Test(read, takes_what_is_sound) {
    static const char *const rows[] = {
        "\xEF\xBB\xBF<a/>",
        "<?xml version='1.0' encoding='utf-8'?>\n<!-- encoding='GBK' --><a/>\n<!-- end -->\n",
        "<?xml version='1.0' encoding = \"UTF-8\" standalone='yes'?><a/>",
        "<?xml version='1.0'?><a/>",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world world = world_new();
        xml_node *root = read_text(&world, rows[i]);
        cr_assert_not_null(root, "row %zu: %s", i, printed(&world, 0));
        cr_expect(xml_is(root, "a"));
        cr_expect_eq(diags_size(world.diags), 0);
        arena_free(world.arena);
    }
}

Test(read, gives_the_tree) {
    struct world world = world_new();
    xml_node *root = read_text(
        &world,
        "<r xmlns='urn:x' xml:space='default' b='2' a='&lt;一&#x4E8C;'>甲<!-- c --><?p i?>乙"
        "<c/><![CDATA[<丙>]]><d xml:space='preserve'><e> x </e></d></r>");
    cr_assert_not_null(root, "%s", printed(&world, 0));
    cr_expect(is(xml_name(root), "r"));
    cr_expect(is(xml_namespace(root), "urn:x"));
    cr_expect_null(xml_parent(root));
    cr_expect_eq(xml_attribute_count(root), 2);
    cr_expect(is(xml_attribute_at(root, 0).name, "b"));
    cr_expect(is(xml_attribute_at(root, 1).value, "<一二"));
    cr_expect(xml_has(root, "a"));
    cr_expect_not(xml_has(root, "space"));
    cr_expect_eq(xml_attribute(root, "none").length, 0);

    xml_node *text = xml_first(root);
    cr_expect(xml_is_text(text));
    cr_expect(is(xml_text(text), "甲乙")); /* comments and instructions leave no trace */
    cr_expect_eq(xml_name(text).length, 0);
    cr_expect_eq(xml_namespace(text).length, 0);
    cr_expect_null(xml_first(text));
    cr_expect_null(xml_payload(text));
    cr_expect_not(xml_preserves_space(text));
    xml_node *c = xml_first_element(root);
    cr_expect(xml_is(c, "c"));
    cr_expect_eq(xml_parent(c), root);
    cr_expect_null(xml_first(c));
    cr_expect_eq(xml_content(c, world.arena).length, 0);
    cr_expect_eq(xml_text(c).length, 0);
    xml_node *cdata = xml_next(c);
    cr_expect(xml_is_text(cdata));
    cr_expect(is(xml_text(cdata), "<丙>"));
    xml_node *d = xml_next_element(c);
    cr_expect(xml_is(d, "d"));
    cr_expect_null(xml_next_element(d));
    cr_expect(xml_preserves_space(xml_first(xml_first_element(d))));
    cr_expect(is(xml_content(root, world.arena), "甲乙<丙> x "));
    cr_expect(is(xml_content(d, world.arena), " x "));
    cr_expect(is(xml_content(text, world.arena), "甲乙"));
    arena_free(world.arena);
}

static size_t offset_of(const char *xml, const char *part) {
    return (size_t)(strstr(xml, part) - xml);
}

Test(place, of_elements_and_texts) {
    static const char xml[] = "\xEF\xBB\xBF<r>\r\n  <a x='>'\n  y=\"/\" />甲<b\n>乙&amp;丙</b >"
                              "<!-- <no> -->丁<![CDATA[戊]]></r>";
    struct world world = world_new();
    xml_node *root = read_text(&world, xml);
    cr_assert_not_null(root, "%s", printed(&world, 0));
    xml_node *a = xml_first_element(root), *b = xml_next_element(a);
    cr_expect_eq(xml_origin(root).offset, 3);
    cr_expect_eq(xml_origin(a).offset, offset_of(xml, "<a"));
    cr_expect_eq(xml_origin(b).offset, offset_of(xml, "<b"));
    cr_expect_eq(xml_origin(xml_first(root)).offset, offset_of(xml, "\r\n"));
    cr_expect_eq(xml_origin(xml_next(a)).offset, offset_of(xml, "甲"));
    xml_node *in_b = xml_first(b);
    cr_expect(is(xml_text(in_b), "乙&丙"));
    cr_expect_eq(xml_origin(in_b).offset, offset_of(xml, "乙"));
    cr_expect_eq(xml_text_origin(in_b, 3).offset, offset_of(xml, "&amp;"));
    cr_expect_eq(xml_text_origin(in_b, 4).offset, offset_of(xml, "丙"));
    cr_expect_eq(xml_text_origin(in_b, 7).offset, offset_of(xml, "</b"));
    xml_node *last = xml_next(b);
    cr_expect(is(xml_text(last), "丁戊"));
    cr_expect_eq(xml_origin(last).offset, offset_of(xml, "丁"));
    cr_expect_eq(xml_text_origin(last, 3).offset, offset_of(xml, "戊"));
    arena_free(world.arena);
}

/* Each byte of a text or value must lead back to the place that the raw input shows. */
Test(place, of_bytes_after_references_and_line_ends) {
    static const struct {
        const char *raw;  /* between the tags, or the quotes */
        const char *text; /* what XML makes of it as text */
        size_t index, wanted;
    } rows[] = {
        {"ab", "ab", 1, 1},
        {"a\r\nb", "a\nb", 2, 3},
        {"a\rb", "a\nb", 2, 2},
        {"&lt;b", "<b", 1, 4},
        {"&#x4E2D;b", "中b", 3, 8},
        {"&#x4E2D;b", "中b", 2, 0}, /* within the character: its reference */
        {"&#20013;b", "中b", 3, 8},
        {"&#x20BB7;b", "𠮷b", 4, 9},
        {"&#160;b",
         "\xC2\xA0"
         "b",
         2, 6},
        {"&quot;&apos;&gt;b", "\"'>b", 3, 16},
        {"中b", "中b", 3, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world world = world_new();
        char *xml = arena_printf(world.arena, "<r>%s<b z = '1' v\n=\n\"%s\" w='9'/></r>",
                                 rows[i].raw, rows[i].raw);
        xml_node *root = read_text(&world, xml);
        cr_assert_not_null(root, "row %zu", i);
        cr_expect(is(xml_text(xml_first(root)), rows[i].text), "row %zu", i);
        cr_expect_eq(xml_text_origin(xml_first(root), rows[i].index).offset, 3 + rows[i].wanted,
                     "text of row %zu", i);
        size_t value = offset_of(xml, "\n\"") + 2;
        cr_expect_eq(xml_attribute_origin(xml_first_element(root), "v", rows[i].index).offset,
                     value + rows[i].wanted, "value of row %zu", i);
        arena_free(world.arena);
    }
}

Test(place, in_cdata_nothing_is_a_reference) {
    static const char xml[] = "<r>一<![CDATA[&lt;<!-- 二]]]]>三</r>";
    struct world world = world_new();
    xml_node *text = xml_first(read_text(&world, xml));
    cr_expect(is(xml_text(text), "一&lt;<!-- 二]]三"));
    cr_expect_eq(xml_text_origin(text, 3).offset, offset_of(xml, "&lt;"));
    cr_expect_eq(xml_text_origin(text, 12).offset, offset_of(xml, "二"));
    cr_expect_eq(xml_text_origin(text, 17).offset, offset_of(xml, "三"));
    arena_free(world.arena);
}

Test(place, of_attributes) {
    static const char xml[] = "<r><a.b x.y='1' y='2' xmlns:q='urn:q' q:y='3'\n z=''/></r>";
    struct world world = world_new();
    xml_node *a = xml_first_element(read_text(&world, xml));
    cr_expect_eq(xml_attribute_origin(a, "y", 0).offset, offset_of(xml, "2'"));
    cr_expect_eq(xml_attribute_origin(a, "z", 0).offset, offset_of(xml, "''") + 1);
    cr_expect_eq(xml_attribute_origin(a, "z", 99).offset, offset_of(xml, "''") + 1);
    cr_expect_eq(xml_attribute_origin(a, "none", 0).offset, 3);
    cr_expect_eq(xml_attribute_name_origin(a, TEXT("z")).offset, offset_of(xml, "z="));
    cr_expect_eq(xml_attribute_name_origin(a, TEXT("none")).offset, 3);
    cr_expect_eq(xml_attribute_count(a), 3); /* q:y has a namespace */
    arena_free(world.arena);
}

Test(place, beyond_line_65535) {
    struct world world = world_new();
    struct buffer xml = buffer_new(world.arena);
    buffer_add(&xml, "<r>", 3);
    for (size_t i = 0; i < 70000; i++) buffer_add(&xml, "\n", 1);
    buffer_add_text(&xml, TEXT("  <a\n\n/></r>"));
    xml_node *root = read_text(&world, xml.at);
    cr_assert_not_null(root);
    cr_expect_str_eq(origin_print(xml_origin(xml_first_element(root)), world.arena),
                     "a.xml:70001:3");
    arena_free(world.arena);
}

Test(place, long_texts_keep_their_places) {
    struct world world = world_new();
    struct buffer xml = buffer_new(world.arena);
    buffer_add(&xml, "<r>", 3);
    for (size_t i = 0; i < 20000; i++) buffer_add_text(&xml, TEXT("<p>文字&#x4E2D;与数字</p>\r\n"));
    buffer_add_text(&xml, TEXT("<p>末</p></r>"));
    xml_node *node = xml_first_element(read_text(&world, xml.at)), *last = node;
    size_t count = 0;
    for (; node; node = xml_next_element(node), count++) {
        struct origin origin = xml_origin(node);
        cr_assert_eq(memcmp(xml.at + origin.offset, "<p>", 3), 0, "element %zu", count);
        last = node;
    }
    cr_expect_eq(count, 20001);
    cr_expect_eq(xml_origin(xml_first(last)).offset, xml.length - strlen("末</p></r>"));
    arena_free(world.arena);
}

Test(xml_read, attributes_are_found_by_local_name) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    const struct file *file = file_from_text(
        arena, "t.xml",
        TEXT("<w:a xmlns:w=\"urn:w\" xmlns:r=\"urn:r\" w:val=\"1\" r:id=\"2\" b=\"3\"/>"));
    const xml_node *root = xml_read(file, arena, diags);
    cr_assert(root);
    cr_expect(text_is(xml_attribute_local(root, "val"), "1"));
    cr_expect(text_is(xml_attribute_local(root, "id"), "2"));
    cr_expect(text_is(xml_attribute_local(root, "b"), "3"));
    cr_expect(xml_has_local(root, "val"));
    cr_expect_not(xml_has_local(root, "c"));
    cr_expect_eq(xml_attribute_local(root, "c").length, 0);
    cr_expect_not(xml_has(root, "val"));
    arena_free(arena);
}
