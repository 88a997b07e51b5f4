/* Arena: a list of blocks, filled from the front, and a list of undos. */
#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_BYTES = 64 * 1024, ALIGNMENT = 16 };

struct block {
    struct block *before;
    size_t used, size;
    _Alignas(16) unsigned char bytes[];
};

struct undo {
    struct undo *before;
    void (*call)(void *);
    void *what;
};

struct arena {
    struct block *block;
    struct undo *undo;
    size_t total;
};

_Noreturn void arena_fail(void) {
    fputs("zongjie: out of memory\n", stderr);
    exit(4);
}

static struct block *new_block(struct block *before, size_t size) {
    if (size > SIZE_MAX - sizeof(struct block)) arena_fail();
    struct block *block = malloc(sizeof *block + size);
    if (!block) arena_fail();
    block->before = before;
    block->used = 0;
    block->size = size;
    return block;
}

struct arena *arena_new(void) {
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena) arena_fail();
    return arena;
}

void arena_free(struct arena *arena) {
    if (!arena) return;
    for (struct undo *undo = arena->undo; undo; undo = undo->before) undo->call(undo->what);
    while (arena->block) {
        struct block *before = arena->block->before;
        free(arena->block);
        arena->block = before;
    }
    free(arena);
}

void *arena_take(struct arena *arena, size_t size) {
    if (size > PTRDIFF_MAX - sizeof(struct block) - ALIGNMENT) arena_fail();
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    struct block *block = arena->block;
    if (size > BLOCK_BYTES / 4) {
        /* A block of its own, kept behind the current one so that its rest stays in use. */
        struct block *own = new_block(block ? block->before : NULL, size);
        own->used = size;
        if (block)
            block->before = own;
        else
            arena->block = own;
        arena->total += size;
        return memset(own->bytes, 0, size);
    }
    if (!block || block->size - block->used < size)
        block = arena->block = new_block(block, BLOCK_BYTES);
    void *at = block->bytes + block->used;
    block->used += size;
    arena->total += size;
    return memset(at, 0, size);
}

void *arena_take_array(struct arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) arena_fail();
    return arena_take(arena, count * size);
}

char *arena_copy(struct arena *arena, const char *at, size_t length) {
    if (length == SIZE_MAX) arena_fail();
    char *copy = arena_take(arena, length + 1);
    if (length) memcpy(copy, at, length);
    return copy;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list list) {
    char none[1];
    va_list again;
    va_copy(again, list);
    int length = vsnprintf(none, sizeof none, format, again);
    va_end(again);
    if (length < 0) arena_fail();
    char *text = arena_take(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, list);
    return text;
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list list;
    va_start(list, format);
    char *text = arena_vprintf(arena, format, list);
    va_end(list);
    return text;
}

void arena_defer(struct arena *arena, void (*call)(void *), void *what) {
    struct undo *undo = arena_take(arena, sizeof *undo);
    *undo = (struct undo){arena->undo, call, what};
    arena->undo = undo;
}

size_t arena_bytes(const struct arena *arena) {
    return arena->total;
}

void *arena_grow_array(struct arena *arena, const void *array, size_t count, size_t *room,
                       size_t size) {
    size_t more = *room ? *room : 4;
    if (more > SIZE_MAX / 2) arena_fail();
    more *= 2;
    void *grown = arena_take_array(arena, more, size);
    if (count) memcpy(grown, array, count * size);
    *room = more;
    return grown;
}
