/* JSON texts: every control character, quotes, and bytes that are no UTF-8. */
#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#include "base/json.h"

static void check(struct text text, const char *wanted) {
    char *bytes = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&bytes, &length);
    json_write(text, stream);
    fclose(stream);
    cr_expect_str_eq(bytes, wanted);
    free(bytes);
}

Test(json, texts) {
    check((struct text){NULL, 0}, "\"\"");
    check(TEXT("甲\"乙\\丙/𠮷"), "\"甲\\\"乙\\\\丙/𠮷\"");
    check(TEXT("\n\r\t\x01\x1F\x7F\0 x"), "\"\\n\\r\\t\\u0001\\u001f\\u007f\\u0000 x\"");
    check(TEXT("a\xFF\xE4\xB8z\xED\xA0\x80"), "\"a\uFFFD\uFFFD\uFFFDz\uFFFD\uFFFD\uFFFD\"");
}
