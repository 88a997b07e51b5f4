/* Batches over the small job of the report tests. */
#ifndef TESTS_BATCH_HELPER_H
#define TESTS_BATCH_HELPER_H

#include "../report/world.h"
#include "batch/inner.h"

enum { HEARD_MOST = 100 };

/* What was told, in order. */
struct heard {
    struct world *world;
    struct batch_result results[HEARD_MOST];
    size_t count;
    void (*on_first)(struct heard *heard); /* called when the first is told; may be NULL */
};

static inline void hear(void *self, const struct batch_result *result) {
    struct heard *heard = self;
    cr_assert(heard->count < HEARD_MOST);
    heard->results[heard->count++] = *result;
    if (heard->count == 1 && heard->on_first) heard->on_first(heard);
}

static inline struct batch_options plain_options(int workers) {
    return (struct batch_options){.workers = workers, .timeout_seconds = 60};
}

/* Opens the job as it is now and builds it. */
static inline struct heard run_batch(struct world *world, struct batch_options options) {
    struct heard heard = {.world = world};
    world_open(world);
    cr_assert(world->run, "%s", world_say(world));
    cr_assert_eq(batch_run(world->run, &options, hear, &heard, world->arena), heard.count);
    cr_assert_eq(batch_count(world->run, &options), heard.count);
    return heard;
}

static inline size_t count_state(const struct heard *heard, enum batch_state state) {
    size_t count = 0;
    for (size_t i = 0; i < heard->count; i++) count += heard->results[i].state == state;
    return count;
}

static inline const char *say_messages(const struct heard *heard, size_t index) {
    return batch_messages(&heard->results[index], DIAG_NOTE, false, heard->world->arena);
}

/* The second unit gets so much text that its report takes its time. */
static inline void world_slow_second(struct world *world) {
    struct buffer rows = buffer_new(world->arena);
    for (int i = 0; i < 3000; i++) {
        buffer_printf(&rows, "u2,正文,%d,", i + 1);
        for (int k = 0; k < 12; k++) buffer_add_text(&rows, TEXT("各项工作进展顺利，服务群众。"));
        buffer_add(&rows, "\n", 1);
    }
    world_put(world, "texts.csv", "unit,section,order,paragraph\n%s", rows.at);
    world_put(world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\"><title>题</title>"
              "<p>接待群众{接待群众}。</p><texts section=\"正文\"/></template>\n");
    world_change_job(world, "</job>", "<source table=\"texts\" file=\"texts.csv\"/></job>");
}

#endif
