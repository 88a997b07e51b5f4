/* Map from text to pointer, in an arena; iteration follows the order of insertion. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/text.h"

struct map;

struct map *map_new(struct arena *arena);
/** Value of the key, or NULL. */
void *map_find(const struct map *map, struct text key);
/** Sets the value; the key is not copied.  Returns the value it had, or NULL. */
void *map_set(struct map *map, struct text key, void *value);
size_t map_count(const struct map *map);
struct text map_key(const struct map *map, size_t index);
void *map_value(const struct map *map, size_t index);

/** 64-bit FNV-1a, continued from `seed` (start with 0). */
uint64_t hash_text(struct text text, uint64_t seed);

#endif
