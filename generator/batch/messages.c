/* Messages of a report, packed: "level plain-bytes caret-bytes\n", the two forms, and again.
 *
 * Both forms are kept because a report that is up to date tells its messages again, maybe to a
 * terminal that the one who built it had not. */
#include <stdlib.h>
#include <string.h>

#include "batch/inner.h"

struct text messages_pack(const struct diags *diags, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < diags_size(diags); i++) {
        const struct diag *diag = diags_at(diags, i);
        const char *plain = diag_print(diag, false, arena), *caret = diag_print(diag, true, arena);
        buffer_printf(&out, "%d %zu %zu\n", (int)diag->level, strlen(plain), strlen(caret));
        buffer_add_text(&out, text_of(plain));
        buffer_add_text(&out, text_of(caret));
    }
    return buffer_text(&out);
}

/* A whole number and the character after it. */
static bool cut_number(struct text *rest, char after, size_t *out) {
    struct text digits;
    *out = 0;
    if (!text_cut(rest, after, &digits) || !digits.length || digits.length > 9) return false;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9') return false;
        *out = *out * 10 + (size_t)(digits.at[i] - '0');
    }
    return true;
}

struct message {
    size_t level;
    struct text plain, caret;
};

static bool cut_message(struct text *rest, struct message *message) {
    size_t plain, caret;
    if (!cut_number(rest, ' ', &message->level) || !cut_number(rest, ' ', &plain) ||
        !cut_number(rest, '\n', &caret) || plain + caret > rest->length)
        return false;
    message->plain = text_slice(*rest, 0, plain);
    message->caret = text_slice(*rest, plain, plain + caret);
    *rest = text_slice(*rest, plain + caret, rest->length);
    return message->level <= DIAG_FATAL;
}

bool messages_are_sound(struct text records) {
    struct message message;
    while (records.length)
        if (!cut_message(&records, &message)) return false;
    return true;
}

const char *batch_messages(const struct batch_result *result, enum diag_level least, bool caret,
                           struct arena *arena) {
    struct buffer out = buffer_new(arena);
    struct text rest = result->records;
    struct message message;
    while (rest.length && cut_message(&rest, &message)) {
        if (message.level < least) continue;
        buffer_add_text(&out, caret ? message.caret : message.plain);
        buffer_add(&out, "\n", 1);
    }
    return out.length ? out.at : "";
}
