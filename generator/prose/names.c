/* How near the names of indicators stand to a typed figure.
 *
 * Every name is kept as its pairs of neighbouring characters, each weighted by how few names have
 * it, so that 高血压 tells more than 管理率.  A figure's subject is scored by the share of its name
 * that is found, nearer words counting more. */
#include "prose/matcher.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

uint64_t prose_pair(uint32_t first, uint32_t second) {
    return (uint64_t)first << 32 | second;
}

/* Words at the end of a name that the measure or the verb says in prose: 门诊人次 is written
 * 门诊61102人次. */
static size_t tail_length(const struct chars *name) {
    static const char *const tails[] = {"总人次", "人次数", "总人数", "总金额", "总面积", "人次",
                                        "人数",   "总数",   "金额",   "数量",   "总量",   "件数",
                                        "户数",   "次数",   "家数",   "个数",   "面积",   "总额",
                                        "情况",   "数",     "量",     "额",     NULL};
    for (size_t i = 0; tails[i] != NULL; i++) {
        size_t length = text_characters(text_of(tails[i]));
        if (length + 2 <= name->count && prose_precedes(name, name->count, tails[i])) return length;
    }
    return 0;
}

static bool is_joint(uint32_t code_point) {
    static const uint32_t joints[] = {0x53CA, 0x548C, 0x4E0E, 0x7684, 0x3001,
                                      0xFF08, 0xFF09, '(',    ')',    0x7B49};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (joints[i] == code_point) return true;
    return false;
}

static void add_part(struct prose_matcher *matcher, uint64_t pair, uint32_t entry, float weight) {
    struct name_index *names = &matcher->names;
    ARENA_GROW(matcher->arena, names->parts, names->part_count, names->part_room);
    names->parts[names->part_count++] = (struct name_part){pair, entry, weight};
}

/* Brackets at a name's end explain it and are not written in prose: 整改率（原文）. */
static size_t name_end(const struct chars *name) {
    for (size_t i = 2; i < name->count; i++)
        if (name->at[i] == 0xFF08 || name->at[i] == '(') return i;
    return name->count;
}

static void add_name(struct prose_matcher *matcher, uint32_t subject, struct text text) {
    struct chars name = prose_decode(text_trim(text), matcher->arena);
    name.count = name_end(&name);
    if (name.count < 2) return;
    struct name_index *names = &matcher->names;
    if (names->entry_count >= names->entry_room) {
        size_t room = names->entry_room;
        names->entry_subject =
            arena_grow_array(matcher->arena, names->entry_subject, names->entry_count, &room,
                             sizeof *names->entry_subject);
        room = names->entry_room;
        names->entry_text = arena_grow_array(matcher->arena, names->entry_text, names->entry_count,
                                             &room, sizeof *names->entry_text);
        names->entry_room = room;
    }
    uint32_t entry = (uint32_t)names->entry_count++;
    names->entry_subject[entry] = subject;
    names->entry_text[entry] = prose_between(&name, 0, name.count);
    size_t core = name.count - tail_length(&name);
    for (size_t i = 0; i + 1 < name.count; i++) {
        float weight = i + 1 < core ? 1.0F : 0.12F;
        if (is_joint(name.at[i]) || is_joint(name.at[i + 1])) weight = 0.15F;
        add_part(matcher, prose_pair(name.at[i], name.at[i + 1]), entry, weight);
    }
}

static int compare_parts(const void *a, const void *b) {
    const struct name_part *left = a, *right = b;
    if (left->pair != right->pair) return left->pair < right->pair ? -1 : 1;
    return left->entry < right->entry ? -1 : left->entry > right->entry;
}

/* One part a pair and entry; its weight divided by the square root of how many entries have the
 * pair. */
static void weigh_parts(struct name_index *names, float *totals) {
    size_t kept = 0;
    for (size_t i = 0; i < names->part_count; i++) {
        struct name_part *last = kept > 0 ? &names->parts[kept - 1] : NULL;
        if (last != NULL && last->pair == names->parts[i].pair &&
            last->entry == names->parts[i].entry)
            continue;
        names->parts[kept++] = names->parts[i];
    }
    names->part_count = kept;
    for (size_t from = 0, to; from < kept; from = to) {
        for (to = from; to < kept && names->parts[to].pair == names->parts[from].pair;) to++;
        for (size_t i = from; i < to; i++) {
            names->parts[i].weight /= sqrtf((float)(to - from));
            totals[names->parts[i].entry] += names->parts[i].weight;
        }
    }
    for (size_t i = 0; i < kept; i++) names->parts[i].weight /= totals[names->parts[i].entry];
}

void prose_add_names(struct prose_matcher *matcher) {
    struct name_index *names = &matcher->names;
    for (uint32_t i = 0; i < matcher->subject_count; i++) {
        const struct indicator *indicator = matcher->subjects[i].indicator;
        add_name(matcher, i, matcher->subjects[i].name);
        for (size_t alias = 0; indicator != NULL && alias < indicator->aliases.count; alias++)
            add_name(matcher, i, indicator->aliases.at[alias]);
    }
    if (names->part_count > 0)
        qsort(names->parts, names->part_count, sizeof *names->parts, compare_parts);
    struct arena *arena = matcher->arena;
    weigh_parts(names, arena_take_array(arena, names->entry_count + 1, sizeof(float)));
    matcher->part_near = arena_take_array(arena, names->part_count + 1, sizeof(float));
    matcher->entry_all = arena_take_array(arena, names->entry_count + 1, sizeof(float));
    matcher->entry_near = arena_take_array(arena, names->entry_count + 1, sizeof(float));
    matcher->subject_all = arena_take_array(arena, matcher->subject_count + 1, sizeof(float));
    matcher->subject_near = arena_take_array(arena, matcher->subject_count + 1, sizeof(float));
}

size_t prose_find_parts(const struct name_index *names, uint64_t pair) {
    size_t from = 0, to = names->part_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (names->parts[middle].pair < pair)
            from = middle + 1;
        else
            to = middle;
    }
    return from < names->part_count && names->parts[from].pair == pair ? from : names->part_count;
}

struct hit_list {
    struct hit *at;
    size_t count, room;
};

static void add_hits(const struct name_index *names, struct hit_list *list, size_t place,
                     uint64_t pair, struct arena *arena) {
    for (size_t i = prose_find_parts(names, pair);
         i < names->part_count && names->parts[i].pair == pair; i++) {
        ARENA_GROW(arena, list->at, list->count, list->room);
        list->at[list->count++] = (struct hit){(uint32_t)place, (uint32_t)i};
    }
}

/* Beside the pairs of the text those over a figure: 门诊61102人次 holds 诊人 of 门诊人次, at the
 * place of 诊. */
void prose_find_hits(const struct prose_matcher *matcher, struct passage *passage,
                     struct arena *arena) {
    struct hit_list list = {0};
    const struct chars *chars = &passage->chars;
    size_t stand = 0;
    for (size_t i = 0; i + 1 < chars->count; i++) {
        add_hits(&matcher->names, &list, i, prose_pair(chars->at[i], chars->at[i + 1]), arena);
        while (stand < passage->stand_count && passage->stands[stand].from <= i) stand++;
        if (stand == passage->stand_count || passage->stands[stand].from != i + 1) continue;
        uint32_t behind = prose_at(chars, passage->stands[stand].number_to);
        add_hits(&matcher->names, &list, i, prose_pair(chars->at[i], behind), arena);
    }
    passage->hits = list.at;
    passage->hit_count = list.count;
}
