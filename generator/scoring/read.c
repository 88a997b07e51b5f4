/* Reading a scheme: its head, groups and items.  Every element is taken and judged, so that one run
 * lists all faults. */
#include "base/file.h"
#include "scoring/inner.h"

static void note(struct reading *reading, bool good) {
    if (!good) reading->failed = true;
}

static struct number number_of(struct reading *reading, const xml_node *node, const char *attribute,
                               bool *set) {
    struct number number = {0};
    note(reading,
         scoring_take_number(node, attribute, &number, set, reading->arena, reading->diags));
    return number;
}

static void add_fault(struct reading *reading, const xml_node *node, enum diag_code code,
                      const char *attribute, struct text what) {
    reading->failed = true;
    FAULT_OF(reading->diags, node, attribute, code, "%.*s", TEXT_ARGS(what));
}

/* ---- codes: they become names of indicators, which formulas and templates use */

static bool may_stand(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '_' || (unsigned char)c >= 0x80;
}

static bool is_taken(const struct scheme *scheme, struct text code) {
    static const char *const own[] = {"base", "bonus", "deduction", "total", "grade"};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (text_is(code, own[i])) return true;
    size_t count = 0;
    for (size_t i = 0; i < scheme->item_count; i++)
        count += text_equal(scheme->items[i].code, code);
    for (size_t i = 0; i < scheme->group_count; i++)
        count += text_equal(scheme->groups[i].code, code);
    for (size_t i = 0; i < scheme->ranking_count; i++)
        count += text_equal(scheme->rankings[i].code, code);
    for (size_t i = 0; i < scheme->decision_count; i++)
        count += text_equal(scheme->decisions[i].code, code);
    return count > 0;
}

bool scoring_check_code(struct reading *reading, const xml_node *node, struct text code) {
    bool fit = true;
    for (size_t i = 0; i < code.length; i++) fit = fit && may_stand(code.at[i]);
    if (fit && !is_taken(reading->scheme, code)) return true;
    add_fault(reading, node, DIAG_K105, "code", code);
    if (fit)
        diags_hint(reading->diags, N_("each code stands once; base, bonus, deduction, total and "
                                      "grade are the program's own"));
    else
        diags_hint(reading->diags, N_("a code holds letters, digits, points and underscores"));
    return false;
}

/* ---- items */

static void take_line(struct reading *reading, struct score_item *item, const xml_node *node) {
    const struct rule_kind *kind = rule_find(xml_name(node));
    if (item->line_count == SCORING_LINES_MOST) {
        add_fault(reading, node, DIAG_K114, "", item->code);
        return;
    }
    if (item->rule && (item->rule != kind || !kind->many)) {
        add_fault(reading, node, DIAG_K104, "", item->code);
        if (item->rule == kind)
            diags_hint(reading->diags, N_("<%s> stands once in an item"), kind->name);
        else
            diags_hint(reading->diags, N_("an item has one kind of rule: <%s> or <%s>"),
                       item->rule->name, kind->name);
        return;
    }
    item->rule = kind;
    ARENA_GROW(reading->arena, item->lines, item->line_count, item->line_room);
    struct line *line = &item->lines[item->line_count++];
    *line = (struct line){.node = node};
    note(reading, !kind->read || kind->read(line, node, reading->arena, reading->diags));
}

/* Rules that work on the item's own value need one. */
static void check_item(struct reading *reading, struct score_item *item) {
    bool base = !item->group || item->group->kind == GROUP_BASE;
    struct diags *diags = reading->diags;
    if (!item->rule) {
        add_fault(reading, item->node, DIAG_K104, "", item->code);
        diags_hint(diags, N_("write one of: <interval>, <ratio>, <deduct>, <per>, <value>"));
        return;
    }
    bool every = item->line_count > 0;
    for (size_t i = 0; i < item->line_count; i++) every = every && value_is_set(&item->lines[i].of);
    if (!value_is_set(&item->of) && !every) {
        add_fault(reading, item->node, DIAG_K104, "", item->code);
        diags_hint(diags, N_("say which indicator is judged: of=\"…\""));
    }
    if (base && reading->scheme->has_full && !item->has_full) {
        add_fault(reading, item->node, DIAG_K104, "", item->code);
        diags_hint(diags, N_("say the full mark of the item: full=\"10\""));
    } else if (!item->rule->plain && (!item->has_full || !base)) {
        add_fault(reading, item->node, DIAG_K104, "", item->code);
        if (base)
            diags_hint(diags, N_("<%s> needs the full mark of the item: full=\"10\""),
                       item->rule->name);
        else
            diags_hint(diags, N_("in bonus and deduction write <per>, <interval> or <value>"));
    }
}

static void take_item(struct reading *reading, const xml_node *node, size_t group) {
    struct scheme *scheme = reading->scheme;
    struct score_item item = {.node = node,
                              .code = xml_attribute(node, "code"),
                              .name = text_trim(xml_attribute(node, "name")),
                              .of = scoring_take_value(node, "of", "periods"),
                              .missing_is_zero = text_is(xml_attribute(node, "missing"), "zero"),
                              .upper_inclusive = text_is(xml_attribute(node, "inclusive"), "upper"),
                              .coefficient = number_from_integer(1)};
    if (group < scheme->group_count) item.group = &scheme->groups[group];
    item.full = number_of(reading, node, "full", &item.has_full);
    item.weight = number_of(reading, node, "weight", &item.has_weight);
    if (xml_has(node, "coefficient"))
        item.coefficient = number_of(reading, node, "coefficient", &item.has_coefficient);
    scoring_check_code(reading, node, item.code);
    for (const xml_node *line = xml_first_element(node); line; line = xml_next_element(line))
        take_line(reading, &item, line);
    check_item(reading, &item);
    if (scheme->item_count == SCORING_ITEMS_MOST) {
        add_fault(reading, node, DIAG_K114, "", item.code);
        return;
    }
    ARENA_GROW(reading->arena, scheme->items, scheme->item_count, scheme->item_room);
    scheme->items[scheme->item_count++] = item;
    if (group < scheme->group_count) scheme->groups[group].item_count++;
}

/* ---- groups: all of them first, since items point to theirs */

static void take_group(struct reading *reading, const xml_node *node) {
    struct scheme *scheme = reading->scheme;
    bool bonus = xml_is(node, "bonus"), deduction = xml_is(node, "deduction");
    struct group group = {.node = node,
                          .kind = bonus       ? GROUP_BONUS
                                  : deduction ? GROUP_DEDUCTION
                                              : GROUP_BASE,
                          .code = xml_attribute(node, "code"),
                          .name = text_trim(xml_attribute(node, "name")),
                          .highest = text_is(xml_attribute(node, "highest-only"), "yes"),
                          .coefficient = number_from_integer(1),
                          .factor = number_from_integer(1)};
    if (!group.name.length) group.name = bonus ? TEXT("加分") : TEXT("扣分");
    group.weight = number_of(reading, node, "weight", &group.has_weight);
    group.cap = number_of(reading, node, "cap", &group.has_cap);
    if (xml_has(node, "coefficient"))
        group.coefficient = number_of(reading, node, "coefficient", NULL);
    if (group.code.length) scoring_check_code(reading, node, group.code);
    for (size_t i = 0; i < scheme->group_count; i++)
        if (group.kind != GROUP_BASE && scheme->groups[i].kind == group.kind)
            add_fault(reading, node, DIAG_K105, "", xml_name(node));
    ARENA_GROW(reading->arena, scheme->groups, scheme->group_count, scheme->group_room);
    scheme->groups[scheme->group_count++] = group;
}

static bool is_group(const xml_node *node) {
    return xml_is(node, "group") || xml_is(node, "bonus") || xml_is(node, "deduction");
}

static void take_items(struct reading *reading) {
    struct scheme *scheme = reading->scheme;
    const xml_node *node;
    size_t group = 0;
    for (node = xml_first_element(scheme->root); node; node = xml_next_element(node)) {
        if (!is_group(node)) continue;
        if (scheme->group_count == SCORING_LINES_MOST) {
            add_fault(reading, node, DIAG_K114, "", xml_name(node));
            return;
        }
        take_group(reading, node);
    }
    for (node = xml_first_element(scheme->root); node; node = xml_next_element(node)) {
        if (xml_is(node, "item")) take_item(reading, node, SIZE_MAX);
        if (!is_group(node)) continue;
        scheme->groups[group].first_item = scheme->item_count;
        for (const xml_node *in = xml_first_element(node); in; in = xml_next_element(in))
            take_item(reading, in, group);
        group++;
    }
}

/* ---- the head */

static void take_head(struct reading *reading) {
    struct scheme *scheme = reading->scheme;
    const xml_node *root = scheme->root;
    scheme->code = xml_attribute(root, "code");
    if (!scheme->code.length) scheme->code = TEXT("score");
    for (size_t i = 0; i < scheme->code.length; i++)
        if (!may_stand(scheme->code.at[i])) {
            add_fault(reading, root, DIAG_K105, "code", scheme->code);
            break;
        }
    scheme->name = text_trim(xml_attribute(root, "name"));
    scheme->full = number_of(reading, root, "full", &scheme->has_full);
    scheme->least = number_of(reading, root, "least", &scheme->has_least);
    scheme->most = number_of(reading, root, "most", &scheme->has_most);
    scheme->units = text_trim(xml_attribute(root, "units"));
    scheme->under = text_trim(xml_attribute(root, "under"));
    scheme->tree = xml_attribute(root, "tree");
    scheme->also = xml_attribute(root, "also");
    scheme->scales = text_is(xml_attribute(root, "not-applicable"), "scale");
    scheme->round_at_end = text_is(xml_attribute(root, "round"), "end");
    bool even = text_is(xml_attribute(root, "rounding"), "half-even");
    scheme->rounding = even ? NUMBER_HALF_EVEN : NUMBER_HALF_AWAY;
    struct number decimals = number_from_integer(2);
    if (xml_has(root, "decimals")) decimals = number_of(reading, root, "decimals", NULL);
    scheme->decimals = (int)decimals.coefficient;
    if (decimals.coefficient > SCORING_DECIMALS_MOST) {
        add_fault(reading, root, DIAG_K108, "decimals", xml_attribute(root, "decimals"));
        diags_hint(reading->diags, N_("at most %d"), (int)SCORING_DECIMALS_MOST);
    }
}

static bool check_version(struct reading *reading, const xml_node *root) {
    struct text version = xml_attribute(root, "version");
    if (text_is(version, "1")) return true;
    add_fault(reading, root, DIAG_K101, "version", version);
    diags_hint(reading->diags, N_("this program knows version 1"));
    return false;
}

struct scheme *scoring_read(const char *path, struct origin asked_from, struct arena *arena,
                            struct diags *diags) {
    struct scheme *scheme = ARENA_NEW(arena, struct scheme);
    struct reading reading = {scheme, arena, diags, false};
    scheme->arena = arena;
    scheme->file = file_read(arena, path, SCORING_BYTES_MOST, asked_from, diags);
    scheme->root = scheme->file ? xml_read(scheme->file, arena, diags) : NULL;
    if (!scheme->root || !xml_check(scheme->root, &scoring_language, arena, diags) ||
        !check_version(&reading, scheme->root))
        return NULL;
    take_head(&reading);
    take_items(&reading);
    scoring_read_verdicts(&reading);
    if (!scheme->item_count) {
        add_fault(&reading, scheme->root, DIAG_K104, "", scheme->name);
        diags_hint(diags, N_("a scheme has at least one <item>"));
    }
    if (!reading.failed) scoring_weigh(&reading);
    return reading.failed ? NULL : scheme;
}

const struct file *scoring_file(const struct scheme *scheme) {
    return scheme->file;
}
