/* Maps: order of insertion, many keys, values replaced. */
#include <criterion/criterion.h>

#include "base/map.h"

Test(map, finds_what_was_set_in_order) {
    enum { COUNT = 5000 };
    struct arena *arena = arena_new();
    struct map *map = map_new(arena);
    static int values[COUNT];
    cr_assert_null(map_find(map, TEXT("0")));
    for (int i = 0; i < COUNT; i++)
        cr_assert_null(map_set(map, text_of(arena_printf(arena, "键%d", i)), &values[i]));
    cr_assert_eq(map_count(map), COUNT);
    for (int i = 0; i < COUNT; i++) {
        struct text key = text_of(arena_printf(arena, "键%d", i));
        cr_assert_eq(map_find(map, key), &values[i]);
        cr_assert(text_equal(map_key(map, (size_t)i), key));
        cr_assert_eq(map_value(map, (size_t)i), &values[i]);
    }
    cr_assert_null(map_find(map, TEXT("键5000")));
    arena_free(arena);
}

Test(map, replaces_and_says_what_was_there) {
    struct arena *arena = arena_new();
    struct map *map = map_new(arena);
    int a, b;
    map_set(map, TEXT(""), &a);
    cr_assert_eq(map_set(map, (struct text){NULL, 0}, &b), &a);
    cr_assert_eq(map_find(map, TEXT("")), &b);
    cr_assert_eq(map_count(map), 1);
    arena_free(arena);
}

Test(map, hash_depends_on_text_and_seed) {
    cr_assert_eq(hash_text(TEXT(""), 0), 0xCBF29CE484222325u);
    cr_assert_eq(hash_text(TEXT("a"), 0), 0xAF63DC4C8601EC8Cu); /* FNV-1a's own test value */
    cr_assert_eq(hash_text(TEXT("ab"), 0), hash_text(TEXT("b"), hash_text(TEXT("a"), 0)));
    cr_assert_neq(hash_text(TEXT("a"), 1), hash_text(TEXT("a"), 2));
}
