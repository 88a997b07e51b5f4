/* XPath: what the guard refuses and why; what expressions choose, test and say. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"
#include "xml/xml.h"

static struct xml_path *compile(const char *expression, struct arena *arena, struct diags *diags) {
    const struct file *file = file_from_text(arena, "x", text_of(expression));
    return xml_path_compile(file->bytes, (struct origin){file, 0}, arena, diags);
}

Test(guard, lets_pass) {
    static const char *const rows[] = {
        "items/item[@section='主要工作' and @state!='x']",
        "*",
        "//unit/@name",
        "/report/units/unit[position() mod 2 = 1]",
        "/",
        "units/unit[last()]",
        "units/unit[position() < last() - 1]",
        "units/unit[3]",
        "count(items/item) > 3",
        "string-length(@name) * 2 >= 1 + 1",
        "$index div 2 = 1",
        "$row-index + 1 = 2",
        "-1 < 2",
        "- - 1 = 1",
        "floor(position() div 2) = 1",
        "round(3)",
        "(count(a) + 1) * 2 <= last()",
        "last-plan/item",
        "div/mod/and/or",
        "div = 1 or and and or",
        "a[not(@b)] | c[contains(., '>') or starts-with(@x, \"<\")]",
        "child::item/descendant-or-self::node()/self::*/ancestor::report/..",
        "text()",
        "processing-instruction('x')",
        "concat(@a, '；', string(.)) = normalize-space(' x ')",
        "translate(@a,'一','1')",
        "$item/@name",
        "$item[@a]/b",
        "(a|b)[1]/c",
        "//a//b",
        "@*",
        "指标/项目[@名称='接诊']",
        "substring(@code, 1, 2) = 'ab'",
        "true() and not(false())",
        "./. = .",
        " a [ 1 ] ",
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_new();
        struct diags *diags = diags_new(arena);
        cr_expect_not_null(compile(rows[i], arena, diags), "%s: %s", rows[i],
                           diags_size(diags) ? diag_print(diags_at(diags, 0), false, arena) : "?");
        arena_free(arena);
    }
}

Test(guard, refuses) {
    static const struct {
        const char *expression, *wanted; /* a part of the diagnostic */
    } rows[] = {
        {"indicators/indicator[@value > 3]",
         "x:1:29: error: XPath never computes with figures: the operator >"},
        {"@a < @b", "x:1:4: error: XPath never computes with figures: the operator < in @a < @b "
                    "[X302]\n    hint: choose by a figure with by= and above= or below="},
        {"@a<=1", "x:1:3: error: XPath never computes with figures: the operator <="},
        {"1 >= @a", "the operator >="},
        {"@a + 1", "the operator + in @a + 1 [X302]\n    hint: figures are computed as derived"},
        {"@a - 1", "the operator -"},
        {"-@a", "x:1:1: error: XPath never computes with figures: the operator -"},
        {"@a * @b", "the operator *"},
        {"a * 2", "the operator *"},
        {"@a div 2", "x:1:4: error: XPath never computes with figures: the operator div"},
        {"@a mod 2", "the operator mod"},
        {"$x + 1", "the operator +"},
        {"sum(items/item/@a)", "sum() in sum(items/item/@a) [X302]\n    hint: declare a <sum>"},
        {"number(@a) = 3", "x:1:1: error: XPath never computes with figures: number()"},
        {"number()", "number()"},
        {"round(@a)", "round() in round(@a) [X302]\n    hint: use decimals="},
        {"floor(string(.))", "floor()"},
        {"ceiling(count(a) = 1)", "ceiling()"},
        {"a[b[sum(c) = 1]]", "x:1:5: error: XPath never computes with figures: sum()"},
        {"3.5 = position()", "x:1:1: error: XPath never computes with figures: a number with"},
        {".5", "a number with decimals"},
        {"1234567890", "more than 9 digits"},
        {"(1 = 1) + 1", "the operator +"},
        {"count(a)[1] + 1", "the operator +"},
        {"(1|2) > 0", "the operator >"},
        {"(1 or 2) > 0", "the operator >"},
        {"(1 and 2) > 0", "the operator >"},
        {"'3' > 2", "the operator >"},
        {"(1 < 2) < 3", "x:1:9: error: XPath never computes with figures: the operator <"},
        {"item[@a='x'", "x:1:12: error: XPath is not understood: the expression ends too early"},
        {"", "the expression ends too early"},
        {"   ", "the expression ends too early"},
        {"a]", "x:1:2: error: XPath is not understood: unexpected ]"},
        {"a/中，", "unexpected ，"},
        {"a/", "ends too early"},
        {"'abc", "a quotation mark is never closed"},
        {"contans(a, 'b')", "unknown function contans() in contans(a, 'b') [X301]\n    hint: did "
                            "you mean contains()?"},
        {"xyzzyxyzzy(1)", "unknown function xyzzyxyzzy()"},
        {"count()", "count() takes 1 to 1 arguments, not 0"},
        {"contains('a')", "contains() takes 2 to 2 arguments, not 1"},
        {"a/count(b)", "x:1:3: error: XPath is not understood: a function cannot stand in a path"},
        {"x:a", "names in the data tree have no prefix"},
        {"$", "ends too early"},
        {"$1", "unexpected 1"},
        {"a b", "unexpected b"},
        {"a = = b", "unexpected ="},
        {"sideways::a", "[X301]"},
        {"a\xEF\xBF\xBF", "x:1:2: error: XPath is not understood: character U+FFFF"},
        {"'\x01'", "character U+0001"},
        {"count(1", "ends too early"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_new();
        struct diags *diags = diags_new(arena);
        cr_expect_null(compile(rows[i].expression, arena, diags), "%s", rows[i].expression);
        cr_assert_eq(diags_size(diags), 1, "%s", rows[i].expression);
        char *got = diag_print(diags_at(diags, 0), false, arena);
        cr_expect_not_null(strstr(got, rows[i].wanted), "%s: %s", rows[i].expression, got);
        arena_free(arena);
    }
}

Test(guard, refuses_deep_nesting) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    struct buffer deep = buffer_new(arena);
    for (size_t i = 0; i < 5000; i++) buffer_add(&deep, "(", 1);
    cr_expect_null(compile(deep.at, arena, diags));
    cr_expect_not_null(strstr(diag_print(diags_at(diags, 0), false, arena), "nested too deep"));
    arena_free(arena);
}

Test(guard, places_in_an_attribute_with_references) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    static const char xml[] = "<if test=\"1 &lt; 2 and @a &gt; 3\"/>";
    const struct file *file = file_from_text(arena, "a.xml", text_of(xml));
    xml_node *node = xml_read(file, arena, diags);
    cr_expect_null(xml_path_compile(xml_attribute(node, "test"),
                                    xml_attribute_origin(node, "test", 0), arena, diags));
    cr_expect_eq(diags_at(diags, 0)->origin.offset, (size_t)(strstr(xml, "&gt;") - xml));
    arena_free(arena);
}

struct world {
    struct arena *arena;
    struct diags *diags;
    struct xml_tree *tree;
    xml_node *units[3];
};

static const char *const names[] = {"甲院", "乙院", "丙院"};

static struct world world_new(void) {
    struct world world = {.arena = arena_new()};
    world.diags = diags_new(world.arena);
    world.tree = xml_tree_new(world.arena, "report");
    xml_node *root = xml_tree_root(world.tree);
    xml_tree_set(world.tree, root, "period", TEXT("2026H1"));
    xml_node *units = xml_tree_add(world.tree, root, "units", NULL);
    for (size_t i = 0; i < 3; i++) {
        world.units[i] = xml_tree_add(world.tree, units, "unit", names[i]);
        xml_tree_set(world.tree, world.units[i], "name", text_of(names[i]));
    }
    xml_tree_set_text(world.tree, world.units[1], TEXT("旁注 & <尖>"));
    return world;
}

Test(tree, holds_what_was_put_in) {
    struct world world = world_new();
    cr_expect_eq(xml_payload(world.units[2]), names[2]);
    cr_expect_null(xml_payload(xml_tree_root(world.tree)));
    cr_expect(text_is(xml_content(world.units[1], world.arena), "旁注 & <尖>"));
    xml_tree_set(world.tree, world.units[0], "name", TEXT("子院"));
    cr_expect(text_is(xml_attribute(world.units[0], "name"), "子院"));
    cr_expect_eq(xml_attribute_count(world.units[0]), 1);
    cr_expect_null(xml_origin(world.units[0]).file);
    cr_expect_null(xml_origin(xml_first(world.units[1])).file);
    cr_expect_null(xml_attribute_origin(world.units[0], "name", 0).file);
    cr_expect_null(xml_attribute_name_origin(world.units[0], TEXT("name")).file);
    arena_free(world.arena);
}

Test(path, selects_in_document_order) {
    static const struct {
        const char *expression, *wanted; /* names joined */
    } rows[] = {
        {"units/unit", "甲院乙院丙院"},
        {"units/unit[@name!='乙院']", "甲院丙院"},
        {"units/unit[last()] | units/unit[1]", "甲院丙院"},
        {"units/unit[last()]/preceding-sibling::unit", "甲院乙院"},
        {"units/unit[position() mod 2 = 1]", "甲院丙院"},
        {"units/none", ""},
        {"$it", "乙院"},
        {"$it/following-sibling::*", "丙院"},
        {"units/unit[@name=$wanted]", "丙院"},
    };
    struct world world = world_new();
    struct xml_variable variables[] = {{TEXT_INIT("it"), world.units[1], {NULL, 0}},
                                       {TEXT_INIT("wanted"), NULL, TEXT_INIT("丙院")}};
    struct xml_scope scope = {xml_tree_root(world.tree), 1, 1, variables, 2};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct xml_path *path = compile(rows[i].expression, world.arena, world.diags);
        cr_assert_not_null(path, "%s", rows[i].expression);
        xml_node **nodes;
        size_t count;
        cr_assert(xml_path_select(path, &scope, world.arena, &nodes, &count, world.diags));
        struct buffer out = buffer_new(world.arena);
        for (size_t n = 0; n < count; n++) buffer_add_text(&out, xml_attribute(nodes[n], "name"));
        cr_expect_str_eq(out.at ? out.at : "", rows[i].wanted, "%s", rows[i].expression);
    }
    arena_free(world.arena);
}

Test(path, tests_and_says) {
    static const struct {
        const char *expression;
        bool truth;
        const char *text;
    } rows[] = {
        {"@period = '2026H1'", true, "true"},
        {"units/unit[2]/@name", true, "乙院"},
        {"units/unit", true, ""},
        {"none", false, ""},
        {"position() < last()", true, "true"},
        {"position()", true, "2"},
        {"last()", true, "5"},
        {"count(units/unit) = 3", true, "true"},
        {"count(units/unit) + 1", true, "4"},
        {"concat($t, '。')", true, "文本。"},
        {"$t = ''", false, "false"},
        {"$empty = ''", true, "true"},
    };
    struct world world = world_new();
    struct xml_variable variables[] = {{TEXT_INIT("t"), NULL, TEXT_INIT("文本")},
                                       {TEXT_INIT("empty"), NULL, {NULL, 0}}};
    struct xml_scope scope = {xml_tree_root(world.tree), 2, 5, variables, 2};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct xml_path *path = compile(rows[i].expression, world.arena, world.diags);
        cr_assert_not_null(path, "%s", rows[i].expression);
        bool truth;
        struct xml_words words;
        cr_expect(xml_path_test(path, &scope, world.arena, &truth, world.diags));
        cr_expect(xml_path_text(path, &scope, world.arena, &words, world.diags));
        cr_expect_eq(truth, rows[i].truth, "%s", rows[i].expression);
        cr_expect(text_is(words.text, rows[i].text), "%s: %.*s", rows[i].expression,
                  TEXT_ARGS(words.text));
    }
    cr_expect_eq(diags_size(world.diags), 0);
    arena_free(world.arena);
}

Test(path, says_why_it_has_no_value) {
    static const struct {
        const char *expression, *wanted;
    } rows[] = {
        {"$nobody", "x:1:1: error: unknown variable in XPath: $nobody in $nobody [X304]"},
        {"units/unit[@name = $nobody]/@name", "[X304]"},
        {"'text'", "x:1:1: error: XPath cannot be evaluated: 'text' does not choose elements"},
        {"units/unit/@name", "does not choose elements [X303]"},
        {"count('x')", "count('x'): a text stands where nodes are due [X303]"},
        {"//*[count(//*[count(//*[count(//*[count(//*) > 1]) > 1]) > 1]) > 1]",
         "it takes more than 1,000,000 steps [X303]"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct world world = world_new();
        for (size_t n = 0; n < 60; n++)
            xml_tree_add(world.tree, xml_tree_root(world.tree), "item", NULL);
        struct xml_scope scope = {xml_tree_root(world.tree), 1, 1, NULL, 0};
        struct xml_path *path = compile(rows[i].expression, world.arena, world.diags);
        cr_assert_not_null(path, "%s", rows[i].expression);
        xml_node **nodes;
        size_t count;
        cr_expect_not(xml_path_select(path, &scope, world.arena, &nodes, &count, world.diags));
        cr_assert_eq(diags_size(world.diags), 1);
        char *got = diag_print(diags_at(world.diags, 0), false, world.arena);
        cr_expect_not_null(strstr(got, rows[i].wanted), "%s: %s", rows[i].expression, got);
        bool truth;
        struct xml_words words;
        bool value = i == 2 || i == 3;
        cr_expect_eq(xml_path_test(path, &scope, world.arena, &truth, world.diags), value);
        cr_expect_eq(xml_path_text(path, &scope, world.arena, &words, world.diags), value);
        arena_free(world.arena);
    }
}

Test(path, walks_a_file_too) {
    struct arena *arena = arena_new();
    struct diags *diags = diags_new(arena);
    xml_node *root = xml_read(
        file_from_text(arena, "a.xml", TEXT("<r><a n='1'/><b><a n='2'/></b></r>")), arena, diags);
    struct xml_path *path = compile("//a[@n='2']", arena, diags);
    struct xml_scope scope = {root, 1, 1, NULL, 0};
    xml_node **nodes;
    size_t count;
    cr_assert(xml_path_select(path, &scope, arena, &nodes, &count, diags));
    cr_expect_eq(count, 1);
    cr_expect_eq(xml_origin(nodes[0]).offset, 16);
    arena_free(arena);
}
