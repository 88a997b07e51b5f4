/* Open addressing over an array of entries in order of insertion. */
#include "base/map.h"

struct entry {
    struct text key;
    uint64_t hash;
    void *value;
};

struct map {
    struct arena *arena;
    struct entry *entries;
    size_t count, room;
    uint32_t *slots;   /* index + 1 into entries; 0 is free */
    size_t slot_count; /* a power of two */
};

uint64_t hash_text(struct text text, uint64_t seed) {
    uint64_t hash = seed ? seed : 0xCBF29CE484222325u;
    for (size_t i = 0; i < text.length; i++) {
        hash ^= (unsigned char)text.at[i];
        hash *= 0x100000001B3u;
    }
    return hash;
}

struct map *map_new(struct arena *arena) {
    struct map *map = ARENA_NEW(arena, struct map);
    map->arena = arena;
    map->slot_count = 16;
    map->slots = arena_take_array(arena, map->slot_count, sizeof *map->slots);
    return map;
}

static uint32_t *find_slot(const struct map *map, struct text key, uint64_t hash) {
    for (size_t at = hash & (map->slot_count - 1);; at = (at + 1) & (map->slot_count - 1)) {
        uint32_t *slot = &map->slots[at];
        if (!*slot) return slot;
        const struct entry *entry = &map->entries[*slot - 1];
        if (entry->hash == hash && text_equal(entry->key, key)) return slot;
    }
}

void *map_find(const struct map *map, struct text key) {
    uint32_t slot = *find_slot(map, key, hash_text(key, 0));
    return slot ? map->entries[slot - 1].value : NULL;
}

static void widen(struct map *map) {
    map->slot_count *= 2;
    map->slots = arena_take_array(map->arena, map->slot_count, sizeof *map->slots);
    for (size_t i = 0; i < map->count; i++)
        *find_slot(map, map->entries[i].key, map->entries[i].hash) = (uint32_t)i + 1;
}

void *map_set(struct map *map, struct text key, void *value) {
    uint64_t hash = hash_text(key, 0);
    uint32_t *slot = find_slot(map, key, hash);
    if (*slot) {
        void *before = map->entries[*slot - 1].value;
        map->entries[*slot - 1].value = value;
        return before;
    }
    ARENA_GROW(map->arena, map->entries, map->count, map->room);
    map->entries[map->count++] = (struct entry){key, hash, value};
    *slot = (uint32_t)map->count;
    if (map->count * 2 > map->slot_count) widen(map);
    return NULL;
}

size_t map_count(const struct map *map) {
    return map->count;
}

struct text map_key(const struct map *map, size_t index) {
    return map->entries[index].key;
}

void *map_value(const struct map *map, size_t index) {
    return map->entries[index].value;
}
