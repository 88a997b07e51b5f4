/* The guide for template authors is true: every example in it compiles, and prints what stands
 * below it. */
#include "helper.h"

struct example {
    struct text code, want; /* want.at NULL: only compiled */
};

/* The block that starts with ```language at `from`, or an empty text; *end is behind it. */
static struct text fenced(struct text guide, size_t from, const char *fence, size_t *end) {
    struct text rest = text_slice(guide, from, guide.length);
    if (!text_starts(rest, text_of(fence))) return (struct text){NULL, 0};
    rest = text_slice(rest, strlen(fence), rest.length);
    size_t length = text_find(rest, TEXT("\n```"));
    cr_assert_neq(length, SIZE_MAX, "an open block");
    *end = (size_t)(rest.at - guide.at) + length + strlen("\n```");
    return text_slice(rest, 0, length);
}

static void write_example(struct bench *b, const struct example *example) {
    struct text code = example->code;
    const char *name = "t.xml";
    size_t close = text_find(code, TEXT(" -->"));
    if (text_starts(code, TEXT("<!-- "))) name = arena_copy(b->arena, code.at + 5, close - 5);
    bool whole = text_find(code, TEXT("xmlns=")) != SIZE_MAX;
    bench_write(b, name,
                whole ? as_c(b, code)
                      : arena_printf(b->arena, TEMPLATE_START "%.*s</template>", TEXT_ARGS(code)));
    struct template *template = bench_read(b, name);
    if (strcmp(name, "total.xml") == 0) return;
    cr_assert(template, "%.*s\n%s", TEXT_ARGS(code), bench_say(b));
    cr_assert(template_check(template, b->store, b->diags), "%s", bench_say(b));
    struct document *document = template_evaluate(template, &b->run, b->arena, b->diags);
    cr_assert(document, "%.*s\n%s", TEXT_ARGS(code), bench_say(b));
    if (!example->want.at) return;
    const char *printed = bench_print_document(b, document, "\n");
    cr_expect_str_eq(printed, as_c(b, example->want), "%.*s\nprints\n%s", TEXT_ARGS(code), printed);
}

Test(guide, examples_are_true) {
    struct bench b = bench_new();
    const struct file *file =
        file_read(b.arena, "templates/README.md", 1 << 20, ORIGIN_NONE, b.diags);
    cr_assert(file, "the tests run in the project's folder");
    struct text guide = file->bytes;
    size_t examples = 0, checked = 0;
    for (size_t i = 0; i < guide.length; i++) {
        struct example example = {0};
        size_t end = i;
        if (i > 0 && guide.at[i - 1] != '\n') continue;
        example.code = fenced(guide, i, "```xml\n", &end);
        if (!example.code.at) continue;
        if (text_starts(example.code, TEXT("<job")))
            continue; /* tests/property/manual.c reads it */
        size_t after;
        example.want = fenced(guide, end + 2, "```text\n", &after);
        b.diags = diags_new(b.arena);
        write_example(&b, &example);
        examples++;
        checked += example.want.at != NULL;
        i = end;
    }
    cr_expect_geq(examples, 15);
    cr_expect_geq(checked, 10);
    bench_free(&b);
}
