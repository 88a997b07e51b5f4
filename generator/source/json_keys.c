/* Keys of the objects that are open, in a stack and a hash table over it.
 *
 * Keys leave in the reverse order in which they came, so a slot can simply be emptied again: no key
 * that is still there was ever put behind it. */
#include <stdint.h>
#include <string.h>

#include "source/json.h"

struct entry {
    const struct text *key;
    size_t object; /* where its object begins in the stack: no two open ones begin alike */
    size_t offset, slot;
};

struct json_keys {
    struct arena *arena;
    struct map *names; /* text → its lasting copy */
    struct entry *entries;
    size_t count, room;
    size_t *slots; /* index of an entry + 1; 0: empty */
    size_t slot_count;
};

enum { SLOTS_FIRST = 256 };

struct json_keys *json_keys_new(struct arena *arena) {
    struct json_keys *keys = ARENA_NEW(arena, struct json_keys);
    keys->arena = arena;
    keys->names = map_new(arena);
    keys->slot_count = SLOTS_FIRST;
    keys->slots = arena_take_array(arena, keys->slot_count, sizeof *keys->slots);
    return keys;
}

const struct text *json_keys_intern(struct json_keys *keys, struct text key) {
    key = text_trim(key);
    struct text *known = map_find(keys->names, key);
    if (known) return known;
    if (map_count(keys->names) == JSON_NAMES_MOST) return NULL;
    known = ARENA_NEW(keys->arena, struct text);
    *known = text_copy(keys->arena, key);
    map_set(keys->names, *known, known);
    return known;
}

size_t json_keys_open(const struct json_keys *keys) {
    return keys->count;
}

/* The slot of the key, or the empty one where it belongs.  Half of the slots are always empty. */
static size_t find_slot(const struct json_keys *keys, const struct text *key, size_t object) {
    uint64_t hash = ((uint64_t)(uintptr_t)key >> 4) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ object) * 0x9E3779B97F4A7C15u;
    size_t slot = (size_t)(hash >> 32) & (keys->slot_count - 1);
    for (;; slot = (slot + 1) & (keys->slot_count - 1)) {
        if (!keys->slots[slot]) return slot;
        const struct entry *entry = &keys->entries[keys->slots[slot] - 1];
        if (entry->key == key && entry->object == object) return slot;
    }
}

static void grow_slots(struct json_keys *keys) {
    keys->slot_count *= 2;
    keys->slots = arena_take_array(keys->arena, keys->slot_count, sizeof *keys->slots);
    for (size_t i = 0; i < keys->count; i++) {
        struct entry *entry = &keys->entries[i];
        entry->slot = find_slot(keys, entry->key, entry->object);
        keys->slots[entry->slot] = i + 1;
    }
}

bool json_keys_add(struct json_keys *keys, size_t from, const struct text *key, size_t offset,
                   size_t *earlier) {
    size_t slot = find_slot(keys, key, from);
    if (keys->slots[slot]) {
        *earlier = keys->entries[keys->slots[slot] - 1].offset;
        return false;
    }
    ARENA_GROW(keys->arena, keys->entries, keys->count, keys->room);
    keys->entries[keys->count++] = (struct entry){key, from, offset, slot};
    keys->slots[slot] = keys->count;
    if (keys->count * 2 > keys->slot_count) grow_slots(keys);
    return true;
}

void json_keys_close(struct json_keys *keys, size_t from) {
    while (keys->count > from) keys->slots[keys->entries[--keys->count].slot] = 0;
}
