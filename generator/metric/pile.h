/* A pile: a growing array in blocks, so that nothing is moved or left behind when it grows. */
#ifndef METRIC_PILE_H
#define METRIC_PILE_H

#include "base/arena.h"

enum { PILE_BITS = 11, PILE_BLOCK = 1 << PILE_BITS };

struct pile {
    char **blocks;
    size_t count, block_count, block_room, size; /* size of an element, in bytes */
};

static inline struct pile pile_of(size_t size) {
    return (struct pile){.size = size};
}

static inline void *pile_at(const struct pile *pile, size_t index) {
    return pile->blocks[index >> PILE_BITS] + (index & (PILE_BLOCK - 1)) * pile->size;
}

/** A new element at the end; it stays where it is.  Zeroed, unless the pile was cleared. */
static inline void *pile_add(struct arena *arena, struct pile *pile) {
    size_t index = pile->count++, block = index >> PILE_BITS;
    if ((index & (PILE_BLOCK - 1)) == 0 && block == pile->block_count) {
        ARENA_GROW(arena, pile->blocks, block, pile->block_room);
        pile->blocks[block] = arena_take_array(arena, PILE_BLOCK, pile->size);
        pile->block_count++;
    }
    return pile_at(pile, index);
}

/** Forgets the elements, keeps their room. */
static inline void pile_clear(struct pile *pile) {
    pile->count = 0;
}

#endif
