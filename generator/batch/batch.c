/* The parent's side: hands out reports, gathers results, tells them in order.
 * A report that nothing else waits for is made here: a crash could harm no other.
 *
 * Signals that end the run are held back while workers live: the parent looks for one between two
 * answers, ends the workers, removes what they were writing, and lets the signal end it. */
#include "batch/batch.h"

#include <errno.h>
#include <libintl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "batch/inner.h"
#include "batch/stamp.h"

struct crew {
    struct batch_work work;
    struct arena *arena;
    struct batch_result *results; /* by index into work.units */
    bool *done;
    size_t next, told;
    struct worker {
        pid_t pid;
        int socket;
        size_t index; /* report under way */
        bool busy;
        double since;
    } * workers;
    int worker_count;
    sigset_t held, before; /* signals held back; the mask before that */
    bool lost;             /* a worker ended in the middle of its report */
};

enum { LOOK_MILLISECONDS = 200 };

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void hold_signals(struct crew *crew) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    sigemptyset(&crew->held);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction action;
        if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&crew->held, signals[i]);
    }
    sigprocmask(SIG_BLOCK, &crew->held, &crew->before);
}

static bool is_interrupted(const struct crew *crew) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t waiting;
    if (sigpending(&waiting) != 0) return false;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (sigismember(&waiting, signals[i]) == 1 && sigismember(&crew->held, signals[i]) == 1)
            return true;
    return false;
}

static bool start_worker(struct crew *crew, struct worker *worker) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0) return false;
    fflush(NULL); /* what is buffered must not be written twice */
    worker->pid = fork();
    if (worker->pid < 0) {
        worker->pid = 0;
        close(pair[0]);
        close(pair[1]);
        return false;
    }
    if (worker->pid == 0) {
        sigprocmask(SIG_SETMASK, &crew->before, NULL);
        close(pair[0]);
        for (int i = 0; i < crew->worker_count; i++)
            if (crew->workers[i].socket >= 0) close(crew->workers[i].socket);
        worker_serve(pair[1], &crew->work);
        _exit(0);
    }
    close(pair[1]);
    worker->socket = pair[0];
    worker->busy = false;
    return true;
}

static void stop_worker(struct worker *worker, bool kill_it, int *status) {
    if (!worker->pid) return;
    if (kill_it) kill(worker->pid, SIGKILL);
    if (worker->socket >= 0) close(worker->socket);
    while (waitpid(worker->pid, status, 0) < 0 && errno == EINTR) continue;
    worker->pid = 0;
    worker->socket = -1;
    worker->busy = false;
}

/* The result of a report whose worker gave none. */
static void record_lost(struct crew *crew, size_t index, enum diag_code code, const char *why) {
    struct diags *diags = diags_new(crew->arena);
    diags_add(diags, code, ORIGIN_NONE, "%.*s: %s", TEXT_ARGS(crew->work.units[index]->code), why);
    crew->results[index] = (struct batch_result){.unit = crew->work.units[index],
                                                 .state = BATCH_FAILED,
                                                 .errors = 1,
                                                 .path = "",
                                                 .records = messages_pack(diags, crew->arena)};
    crew->done[index] = true;
}

static void lose_worker(struct crew *crew, struct worker *worker, bool too_slow) {
    size_t index = worker->index;
    bool busy = worker->busy;
    int status = 0;
    stop_worker(worker, too_slow, &status);
    if (!busy) return;
    if (crew->results[index].lines) arena_free(crew->results[index].lines); /* half of a trace */
    crew->lost = true;
    if (too_slow)
        record_lost(crew, index, DIAG_B102,
                    arena_printf(crew->arena, "%d s", crew->work.options->timeout_seconds));
    else if (WIFSIGNALED(status))
        record_lost(crew, index, DIAG_B101,
                    arena_printf(crew->arena, gettext("signal %d"), WTERMSIG(status)));
    else
        record_lost(crew, index, DIAG_B101,
                    arena_printf(crew->arena, gettext("status %d"), WEXITSTATUS(status)));
    if (!too_slow && WIFEXITED(status) && WEXITSTATUS(status) == 4)
        crew->results[index].system_failed = true;
}

static bool any_worker(const struct crew *crew) {
    for (int i = 0; i < crew->worker_count; i++)
        if (crew->workers[i].pid) return true;
    return false;
}

/* Gives a free worker the next report, starting it if need be.  Where no more can be started, those
 * that live do the work. */
static void feed_worker(struct crew *crew, struct worker *worker) {
    if (crew->next >= crew->work.count || worker->busy) return;
    bool alive = worker->pid || start_worker(crew, worker);
    int why = errno;
    if (!alive && any_worker(crew)) return;
    size_t index = crew->next++;
    if (!alive) {
        record_lost(crew, index, DIAG_B103, diag_system_words(why));
        crew->results[index].system_failed = true;
        return;
    }
    worker->index = index;
    worker->busy = true;
    worker->since = now();
    if (!worker_send_index(worker->socket, index)) lose_worker(crew, worker, false);
}

static void hear_worker(struct crew *crew, struct worker *worker) {
    struct batch_result *result = &crew->results[worker->index];
    if (!worker_receive(worker->socket, result, crew->arena)) {
        lose_worker(crew, worker, false);
        return;
    }
    result->unit = crew->work.units[worker->index];
    result->seconds = now() - worker->since;
    crew->done[worker->index] = true;
    worker->busy = false;
}

static void wait_for_workers(struct crew *crew) {
    struct pollfd waits[BATCH_WORKERS_MOST];
    int by[BATCH_WORKERS_MOST], count = 0;
    double first = crew->work.options->timeout_seconds;
    for (int i = 0; i < crew->worker_count; i++) {
        struct worker *worker = &crew->workers[i];
        if (!worker->busy) continue;
        double left = worker->since + crew->work.options->timeout_seconds - now();
        if (left < first) first = left;
        waits[count] = (struct pollfd){.fd = worker->socket, .events = POLLIN};
        by[count++] = i;
    }
    if (!count) return;
    int most = first > 0 ? (int)(first * 1000) + 1 : 0;
    int ready = poll(waits, (nfds_t)count, most < LOOK_MILLISECONDS ? most : LOOK_MILLISECONDS);
    if (is_interrupted(crew)) return;
    for (int k = 0; k < count; k++) {
        struct worker *worker = &crew->workers[by[k]];
        if (ready > 0 && waits[k].revents)
            hear_worker(crew, worker);
        else if (now() - worker->since > crew->work.options->timeout_seconds)
            lose_worker(crew, worker, true);
    }
}

static void run_workers(struct crew *crew, batch_report_fn *tell, void *self) {
    while (crew->told < crew->work.count && !is_interrupted(crew)) {
        for (int i = 0; i < crew->worker_count; i++) feed_worker(crew, &crew->workers[i]);
        wait_for_workers(crew);
        while (crew->told < crew->work.count && crew->done[crew->told])
            worker_tell(&crew->results[crew->told++], tell, self);
    }
    bool interrupted = is_interrupted(crew);
    for (int i = 0; i < crew->worker_count; i++) {
        int status;
        stop_worker(&crew->workers[i], interrupted, &status);
    }
    if (!crew->work.options->check_only && (interrupted || crew->lost)) parts_sweep(&crew->work);
}

/* Every N-th is this shard's, so that neighbours spread. */
static bool is_picked(const struct batch_options *options, size_t index) {
    return !options->shards || (options->before + index) % options->shards + 1 == options->shard;
}

static size_t pick_units(const struct report_run *run, const struct batch_options *options,
                         const struct unit **units) {
    size_t count = 0;
    for (size_t i = 0; i < run->unit_count; i++)
        if (is_picked(options, i)) units[count++] = run->units[i];
    return count;
}

size_t batch_count(const struct report_run *run, const struct batch_options *options) {
    size_t count = 0;
    for (size_t i = 0; i < run->unit_count; i++) count += is_picked(options, i);
    return count;
}

size_t batch_run(const struct report_run *run, const struct batch_options *options,
                 batch_report_fn *tell, void *self, struct arena *arena) {
    struct crew crew = {.arena = arena, .work = {.run = run, .options = options}};
    struct batch_work *work = &crew.work;
    work->units = arena_take_array(arena, run->unit_count + 1, sizeof *work->units);
    work->count = pick_units(run, options, work->units);
    work->run_stamp = options->check_only ? NULL : stamp_of_run(run, arena);
    crew.results = arena_take_array(arena, work->count + 1, sizeof *crew.results);
    crew.done = arena_take_array(arena, work->count + 1, sizeof *crew.done);
    if (!options->check_only) parts_sweep(work);
    if (work->count == 1 && options->alone) {
        double start = now();
        worker_make(work, work->units[0], &crew.results[0], arena);
        crew.results[0].seconds = now() - start;
        worker_tell(&crew.results[0], tell, self);
        return 1;
    }
    crew.worker_count = options->workers < (int)work->count ? options->workers : (int)work->count;
    if (crew.worker_count > BATCH_WORKERS_MOST) crew.worker_count = BATCH_WORKERS_MOST;
    crew.workers = arena_take_array(arena, (size_t)crew.worker_count + 1, sizeof *crew.workers);
    for (int i = 0; i < crew.worker_count; i++) crew.workers[i].socket = -1;
    signal(SIGPIPE, SIG_IGN); /* a worker that died is seen by read and write */
    hold_signals(&crew);
    run_workers(&crew, tell, self);
    sigprocmask(SIG_SETMASK, &crew.before, NULL); /* here a signal that waits ends the run */
    return crew.told;
}
