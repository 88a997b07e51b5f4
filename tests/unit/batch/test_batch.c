/* Order, shards, and workers that crash, hang or are ended. */
#include "helper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>

#include "base/file.h"

static struct text read_output(struct world *world, const char *path) {
    const struct file *file = file_read(world->arena, path, 1 << 24, ORIGIN_NONE, world->diags);
    cr_assert(file, "%s", path);
    return file->bytes;
}

Test(batch, same_results_and_bytes_with_any_number_of_workers) {
    enum { UNITS = 12 };
    static const int workers[] = {1, 2, 8, 300};
    struct world world = world_new(UNITS);
    struct text first[UNITS];
    world.options.format = TEXT("pdf");
    for (size_t w = 0; w < sizeof workers / sizeof *workers; w++) {
        struct batch_options options = plain_options(workers[w]);
        options.force = true;
        struct heard heard = run_batch(&world, options);
        cr_assert_eq(heard.count, UNITS);
        for (size_t i = 0; i < UNITS; i++) {
            struct batch_result *result = &heard.results[i];
            cr_assert(text_is(result->unit->code, arena_printf(world.arena, "u%zu", i + 1)));
            cr_assert_eq(result->state, BATCH_BUILT);
            cr_assert_eq(result->pages, 1);
            cr_expect_str_eq(say_messages(&heard, i), "");
            struct text bytes = read_output(&world, result->path);
            if (!w) first[i] = text_copy(world.arena, bytes);
            cr_expect(text_equal(bytes, first[i]), "unit %zu, %d workers", i, workers[w]);
        }
        cr_expect_eq(world_count(&world, "out", ".part-"), 0);
    }
    world_end(&world);
}

Test(batch, one_bad_unit_never_stops_the_rest) {
    struct world world = world_new(4);
    world_put(&world, "units.csv", "code,name\nu1,甲\n../u2,乙\nu3,丙\nu4,丁\n");
    world_put(&world, "metrics.csv",
              "unit,period,code,name,value\nu3,2026H1,visit,接待群众,x1\n"
              "u4,2026H1,visit,接待群众,5\n");
    struct heard heard = run_batch(&world, plain_options(2));
    static const enum batch_state states[] = {BATCH_BUILT, BATCH_FAILED, BATCH_FAILED, BATCH_BUILT};
    for (size_t i = 0; i < 4; i++) cr_expect_eq(heard.results[i].state, states[i], "unit %zu", i);
    cr_expect_not_null(strstr(say_messages(&heard, 1), "[J108]"));
    cr_expect_not_null(strstr(say_messages(&heard, 2), "[D110]"));
    cr_expect_eq(heard.results[2].errors, 1);
    world_end(&world);
}

Test(batch, shards_cover_all_exactly_once) {
    static const size_t counts[] = {1, 2, 3, 7, 50};
    struct world world = world_new(7);
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
        for (size_t before = 0; before < 4; before += 3) {
            size_t seen[7] = {0}, all = 0;
            for (size_t shard = 1; shard <= counts[c]; shard++) {
                struct batch_options options = plain_options(1);
                options.check_only = true;
                options.shard = shard;
                options.shards = counts[c];
                options.before = before;
                struct heard heard = run_batch(&world, options);
                for (size_t i = 0; i < heard.count; i++)
                    seen[heard.results[i].unit->order]++, all++;
            }
            cr_expect_eq(all, 7);
            for (size_t i = 0; i < 7; i++) cr_expect_eq(seen[i], 1, "unit %zu", i);
        }
    world_end(&world);
}

/* Jobs of one report each are shared out too. */
Test(batch, shards_count_on_over_jobs) {
    struct world world = world_new(1);
    struct batch_options options = plain_options(1);
    options.shard = 2;
    options.shards = 2;
    world_open(&world);
    cr_expect_eq(batch_count(world.run, &options), 0);
    options.before = 1;
    cr_expect_eq(batch_count(world.run, &options), 1);
    world_end(&world);
}

Test(batch, a_check_writes_nothing) {
    struct world world = world_new(3);
    struct batch_options options = plain_options(2);
    options.check_only = true;
    struct heard heard = run_batch(&world, options);
    cr_expect_eq(count_state(&heard, BATCH_BUILT), 3);
    cr_expect_eq(world_count(&world, "out", ""), -1);
    world_end(&world);
}

/* Parent of a process, as /proc says; 0 if it is gone. */
static long parent_of(const char *pid) {
    char path[300], line[600] = "";
    snprintf(path, sizeof path, "/proc/%s/stat", pid);
    FILE *stream = fopen(path, "r");
    if (!stream) return 0;
    char *got = fgets(line, sizeof line, stream);
    fclose(stream);
    const char *end = got ? strrchr(line, ')') : NULL;
    return end ? strtol(end + 4, NULL, 10) : 0;
}

static int signal_children(int number) {
    int count = 0;
    DIR *open = opendir("/proc");
    for (struct dirent *entry; open && (entry = readdir(open));) {
        long pid = strtol(entry->d_name, NULL, 10);
        if (pid <= 0 || parent_of(entry->d_name) != (long)getpid()) continue;
        kill((pid_t)pid, number);
        count++;
    }
    if (open) closedir(open);
    return count;
}

/* Until the slow report is being written. */
static void wait_for_part(const struct world *world) {
    for (int i = 0; i < 1000 && world_count(world, "out", "u2-2026H1.pdf.part-") < 1; i++)
        nanosleep(&(struct timespec){0, 5000000}, NULL);
    cr_assert_eq(world_count(world, "out", "u2-2026H1.pdf.part-"), 1);
}

static void kill_workers(struct heard *heard) {
    wait_for_part(heard->world);
    cr_assert_geq(signal_children(SIGKILL), 1);
}

static void stop_workers(struct heard *heard) {
    wait_for_part(heard->world);
    cr_assert_geq(signal_children(SIGSTOP), 1);
}

static void lose_workers(void (*how)(struct heard *), int timeout, const char *code) {
    struct world world = world_new(8);
    world.options.format = TEXT("pdf");
    world_slow_second(&world);
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    struct heard heard = {.world = &world, .on_first = how};
    struct batch_options options = plain_options(2);
    options.timeout_seconds = timeout;
    cr_assert_eq(batch_run(world.run, &options, hear, &heard, world.arena), 8);
    cr_expect_eq(heard.results[1].state, BATCH_FAILED);
    cr_expect_not_null(strstr(say_messages(&heard, 1), code), "%s", say_messages(&heard, 1));
    cr_expect_leq(count_state(&heard, BATCH_FAILED), 2); /* what the two were at */
    for (size_t i = 4; i < 8; i++) cr_expect_eq(heard.results[i].state, BATCH_BUILT, "unit %zu", i);
    cr_expect_eq(world_count(&world, "out", ".part-"), 0);
    cr_expect_not(world_has(&world, "out/b-u2-2026H1.pdf"));
    cr_expect_eq(waitpid(-1, NULL, WNOHANG), -1); /* none is left */
    world_end(&world);
}

Test(batch, a_crash_costs_one_report, .timeout = 60) {
    lose_workers(kill_workers, 60, "B101");
}

Test(batch, a_hang_costs_one_report, .timeout = 60) {
    lose_workers(stop_workers, 1, "[B102]");
}

Test(batch, no_time_at_all, .timeout = 60) {
    struct world world = world_new(3);
    struct batch_options options = plain_options(2);
    options.timeout_seconds = 0;
    struct heard heard = run_batch(&world, options);
    cr_expect_eq(heard.count, 3);
    for (size_t i = 0; i < 3; i++)
        cr_expect(heard.results[i].state == BATCH_BUILT ||
                      strstr(say_messages(&heard, i), "[B102]"),
                  "%s", say_messages(&heard, i));
    world_end(&world);
}

Test(batch, no_worker_can_be_started) {
    struct world world = world_new(2);
    world_open(&world);
    struct heard heard = {.world = &world};
    struct batch_options options = plain_options(2);
    struct rlimit limit;
    getrlimit(RLIMIT_NOFILE, &limit);
    struct rlimit few = {3, limit.rlim_max};
    setrlimit(RLIMIT_NOFILE, &few);
    batch_run(world.run, &options, hear, &heard, world.arena);
    setrlimit(RLIMIT_NOFILE, &limit);
    cr_expect_eq(heard.count, 2);
    for (size_t i = 0; i < heard.count; i++) {
        cr_expect(heard.results[i].system_failed);
        cr_expect_not_null(strstr(say_messages(&heard, i), "[B103]"));
    }
    world_end(&world);
}

static void end_run(struct heard *heard) {
    wait_for_part(heard->world);
    raise(SIGTERM); /* held back: the batch ends in order, then the signal takes effect */
}

Test(batch, a_signal_ends_the_workers_and_leaves_no_part, .timeout = 60) {
    struct world world = world_new(6);
    world.options.format = TEXT("pdf");
    world_slow_second(&world);
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    pid_t child = fork();
    if (child == 0) {
        signal(SIGTERM, SIG_DFL);
        struct heard heard = {.world = &world, .on_first = end_run};
        struct batch_options options = plain_options(2);
        batch_run(world.run, &options, hear, &heard, world.arena);
        _exit(0);
    }
    int status = 0;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM, "status %x", (unsigned)status);
    cr_expect_eq(world_count(&world, "out", ".part-"), 0);
    cr_expect(world_has(&world, "out/b-u1-2026H1.pdf"));
    cr_expect_not(world_has(&world, "out/b-u2-2026H1.pdf"));
    world_end(&world);
}

/* A signal that is ignored from outside (nohup) stays ignored. */
Test(batch, an_ignored_signal_ends_nothing) {
    struct world world = world_new(3);
    signal(SIGHUP, SIG_IGN);
    world_open(&world);
    struct heard heard = {.world = &world};
    struct batch_options options = plain_options(2);
    raise(SIGHUP);
    batch_run(world.run, &options, hear, &heard, world.arena);
    cr_expect_eq(count_state(&heard, BATCH_BUILT), 3);
    world_end(&world);
}

/* A process number that is nobody's. */
static long dead_pid(void) {
    pid_t child = fork();
    if (child == 0) _exit(0);
    waitpid(child, NULL, 0);
    return (long)child;
}

Test(batch, removes_what_a_killed_run_left_and_nothing_else) {
    struct world world = world_new(2);
    long dead = dead_pid(), alive = (long)getpid();
    const struct {
        const char *name;
        long pid;
        bool stays;
    } rows[] = {
        {"b-u1-2026H1.pdf.part-%ld", dead, false},
        {"b-u2-2026H1-003.png.new-%ld", dead, false},
        {"b-u2-2026H1-003.png.new-%1$ld.part-%1$ld", dead, false},
        {".zongjie/b-u1-2026H1.txt.stamp.part-%ld", dead, false},
        {"b-u1-2026H1.pdf.part-%ld", alive, true},
        {"other-u1-2026H1.pdf.part-%ld", dead, true}, /* another job's */
        {"b-u1-2026H1.pdf.part-%ldx", dead, true},
        {"b-u1-2026H1.pdf", 0, true},
        {"b-u1-2026H1.part", 0, true},
    };
    enum { ROWS = sizeof rows / sizeof *rows };
    mkdir(world_path(&world, "out"), 0777);
    mkdir(world_path(&world, "out/.zongjie"), 0777);
    char names[ROWS][80];
    for (size_t i = 0; i < ROWS; i++) {
        char name[70];
        snprintf(name, sizeof name, rows[i].name, rows[i].pid);
        snprintf(names[i], sizeof names[i], "out/%s", name);
        world_put(&world, names[i], "x");
    }
    run_batch(&world, plain_options(1));
    for (size_t i = 0; i < ROWS; i++)
        cr_expect_eq(world_has(&world, names[i]), rows[i].stays, "%s", names[i]);
    world_end(&world);
}

/* The wire, with both ends in this process. */
Test(batch, worker_answers_each_index_until_the_end) {
    struct world world = world_new(3);
    world_put(&world, "units.csv", "code,name\nu1,甲\nu2/,乙\nu3,丙\n");
    world_put(&world, "metrics.csv", "unit,period,code,name,value\nu3,2026H1,visit,接待群众,5\n");
    world_open(&world);
    struct batch_options options = plain_options(1);
    struct batch_work work = {.run = world.run, .options = &options};
    work.units = world.run->units;
    work.count = 3;
    int pair[2];
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    cr_assert(worker_send_index(pair[0], 1));
    cr_assert(worker_send_index(pair[0], 2));
    cr_assert(worker_send_index(pair[0], 99)); /* no such report: the end */
    worker_serve(pair[1], &work);
    struct heard heard = {.world = &world, .count = 2};
    for (size_t i = 0; i < 2; i++)
        cr_assert(worker_receive(pair[0], &heard.results[i], world.arena));
    cr_expect_eq(heard.results[0].state, BATCH_FAILED);
    cr_expect_not_null(strstr(say_messages(&heard, 0), "[J108]"));
    cr_expect_eq(heard.results[1].state, BATCH_BUILT);
    cr_expect_str_eq(path_name(heard.results[1].path), "b-u3-2026H1.txt");
    close(pair[1]);
    cr_expect_not(worker_receive(pair[0], &heard.results[0], world.arena));
    signal(SIGPIPE, SIG_IGN);
    cr_expect_not(worker_send_index(pair[0], 0));
    close(pair[0]);
    world_end(&world);
}
