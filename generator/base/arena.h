/* Arena: memory that dies as a whole.
 *
 * The run owns one arena, each report another (style: two lifetimes).  Nothing taken
 * from an arena is freed singly; arena_free() gives all back and first calls, last
 * registered first, the undos of handles that had to live as long as the arena.
 * Out of memory or an impossible size ends the process with status 4, here alone. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
/** Frees everything; NULL is allowed. */
void arena_free(struct arena *arena);

/** Ends the process: out of memory, status 4. */
_Noreturn void arena_fail(void);
/** Zeroed memory, aligned for any type.  Never NULL. */
void *arena_take(struct arena *arena, size_t size);
/** Zeroed array; the product is checked. */
void *arena_take_array(struct arena *arena, size_t count, size_t size);
/** NUL-terminated copy of `length` bytes (the bytes may hold NUL). */
char *arena_copy(struct arena *arena, const char *at, size_t length);
/** Formatted, NUL-terminated text. */
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list list)
    __attribute__((format(printf, 2, 0)));
/** Calls undo(what) when the arena is freed. */
void arena_defer(struct arena *arena, void (*undo)(void *), void *what);
/** Bytes taken so far, for limits and reports. */
size_t arena_bytes(const struct arena *arena);

/** Doubled copy of an array with room for at least one more than `count`. */
void *arena_grow_array(struct arena *arena, const void *array, size_t count, size_t *room,
                       size_t size);
/** Makes room for one more element: ARENA_GROW(arena, list->at, list->count, list->room). */
#define ARENA_GROW(arena, array, count, room)                                                      \
    do {                                                                                           \
        if ((count) >= (room))                                                                     \
            (array) = arena_grow_array((arena), (array), (count), &(room), sizeof *(array));       \
    } while (0)

#define ARENA_NEW(arena, type) ((type *)arena_take((arena), sizeof(type)))

#endif
