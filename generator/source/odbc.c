#include "source/inner.h"
static int claim_odbc(const char *path, struct text head) {
    (void)path;
    (void)head;
    return SOURCE_NO_CLAIM;
}
static bool read_odbc(const struct source_spec *spec, struct source_sink *sink, struct arena *arena,
                      struct diags *diags) {
    (void)spec;
    (void)sink;
    (void)arena;
    (void)diags;
    return false;
}
const struct source_kind source_odbc = {"odbc", claim_odbc, read_odbc};
