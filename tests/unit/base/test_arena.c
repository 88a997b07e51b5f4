/* Arenas: alignment, zeros, big blocks, growth, undos. */
#include <criterion/criterion.h>

#include <stdint.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

Test(arena, gives_zeroed_aligned_memory_of_every_size) {
    static const size_t sizes[] = {0, 1, 15, 16, 17, 4096, 16384, 16385, 65536, 200000, 3};
    struct arena *arena = arena_new();
    size_t total = 0;
    for (int round = 0; round < 20; round++)
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            unsigned char *at = arena_take(arena, sizes[i]);
            cr_assert_eq((uintptr_t)at % 16, 0);
            for (size_t k = 0; k < sizes[i]; k++) cr_assert_eq(at[k], 0);
            memset(at, 0xAB, sizes[i]);
            total += sizes[i];
        }
    cr_assert_geq(arena_bytes(arena), total);
    cr_assert_leq(arena_bytes(arena), total + 20 * 16 * 11);
    arena_free(arena);
    arena_free(NULL);
}

static void note(void *what) {
    char **at = what;
    *(*at)++ = 'x';
}

struct noted {
    char **at;
    char letter;
};

static void note_letter(void *what) {
    struct noted *noted = what;
    *(*noted->at)++ = noted->letter;
}

Test(arena, undoes_last_first) {
    char log[8] = "", *at = log;
    struct arena *arena = arena_new();
    struct noted a = {&at, 'a'}, b = {&at, 'b'};
    arena_defer(arena, note_letter, &a);
    arena_defer(arena, note_letter, &b);
    arena_defer(arena, note, &at);
    arena_free(arena);
    cr_assert_str_eq(log, "xba");
}

Test(arena, copies_and_prints) {
    struct arena *arena = arena_new();
    cr_assert_str_eq(arena_copy(arena, "abcdef", 3), "abc");
    cr_assert_str_eq(arena_copy(arena, NULL, 0), "");
    cr_assert_eq(memcmp(arena_copy(arena, "a\0b", 3), "a\0b", 4), 0);
    cr_assert_str_eq(arena_printf(arena, "%s-%d", "x", 12), "x-12");
    char *wide = arena_printf(arena, "%100000d", 7);
    cr_assert_eq(strlen(wide), 100000);
    cr_assert_eq(wide[99999], '7');
    arena_free(arena);
}

Test(arena, arrays_grow_and_keep_what_they_hold) {
    struct arena *arena = arena_new();
    int *list = NULL;
    size_t count = 0, room = 0;
    for (int i = 0; i < 10000; i++) {
        ARENA_GROW(arena, list, count, room);
        list[count++] = i;
    }
    for (int i = 0; i < 10000; i++) cr_assert_eq(list[i], i);
    cr_assert_geq(room, count);
    cr_assert(arena_take_array(arena, 0, 8));
    cr_assert(arena_take_array(arena, 8, 0));
    arena_free(arena);
}

/* AddressSanitizer ends a process that asks for too much by itself. */
#ifndef __SANITIZE_ADDRESS__
static void take_all(struct arena *arena) {
    arena_take(arena, SIZE_MAX);
}
static void take_nearly_all(struct arena *arena) {
    arena_take(arena, SIZE_MAX - 20);
}
static void take_much(struct arena *arena) {
    arena_take(arena, SIZE_MAX / 2);
}
static void overflow_array(struct arena *arena) {
    arena_take_array(arena, SIZE_MAX / 2, 3);
}
static void copy_all(struct arena *arena) {
    arena_copy(arena, "", SIZE_MAX);
}
static void grow_over(struct arena *arena) {
    size_t room = SIZE_MAX / 2 + 1;
    arena_grow_array(arena, NULL, 0, &room, 1);
}

/* Impossible sizes end the process with status 4, and nothing else. */
Test(arena, refuses_impossible_sizes) {
    static void (*const tries[])(struct arena *) = {take_all,       take_nearly_all, take_much,
                                                    overflow_array, copy_all,        grow_over};
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        pid_t child = fork();
        if (child == 0) {
            close(STDERR_FILENO);
            struct arena *arena = arena_new();
            tries[i](arena);
            _exit(0);
        }
        int status = 0;
        cr_assert_eq(waitpid(child, &status, 0), child);
        cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 4, "try %zu: status %d", i, status);
    }
}
#endif
