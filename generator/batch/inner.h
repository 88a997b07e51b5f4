/* What the two sides of a batch share: the worker's work, the wire between, and what both leave on
 * disk. */
#ifndef BATCH_INNER_H
#define BATCH_INNER_H

#include "batch/batch.h"

enum { BATCH_WORKERS_MOST = 256 };

/** What is the same for every report of a batch; read-only once the workers run. */
struct batch_work {
    const struct report_run *run;
    const struct batch_options *options;
    const char *run_stamp; /* NULL when only checking */
    const struct unit **units;
    size_t count;
};

/** Makes (or leaves, or checks) one report. */
void worker_make(const struct batch_work *work, const struct unit *unit,
                 struct batch_result *result, struct arena *arena);
/** A worker's life: reads indexes from the socket until it closes, answers each with a result. */
void worker_serve(int handle, const struct batch_work *work);
bool worker_send_index(int handle, size_t index);
/** Hands a result on and lets go of its trace. */
void worker_tell(struct batch_result *result, batch_report_fn *tell, void *self);
/** One answer; false if the worker is gone. */
bool worker_receive(int handle, struct batch_result *result, struct arena *arena);

/** Messages as they travel and are kept with a stamp: with and without the input line. */
struct text messages_pack(const struct diags *diags, struct arena *arena);
/** False if the bytes are no packed messages. */
bool messages_are_sound(struct text records);

/** Removes what processes that are gone were writing for these reports. */
void parts_sweep(const struct batch_work *work);

#endif
