/* at="data.rows": where in a JSON file the table stands. */
#include <string.h>

#include "source/json.h"

/* ~1 is a slash, ~0 a tilde (RFC 6901, section 4). */
static struct text undo_pointer(struct text part, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    for (size_t i = 0; i < part.length; i++) {
        bool escape = part.at[i] == '~' && i + 1 < part.length &&
                      (part.at[i + 1] == '0' || part.at[i + 1] == '1');
        buffer_add(&out, escape ? (part.at[i + 1] == '0' ? "~" : "/") : part.at + i, 1);
        i += escape;
    }
    return buffer_text(&out);
}

bool json_path_read(struct text at, struct origin origin, struct json_path *path,
                    struct arena *arena, struct diags *diags) {
    *path = (struct json_path){.origin = origin};
    at = text_trim(at);
    if (!at.length) return true;
    bool pointer = at.at[0] == '/';
    struct text rest = pointer ? text_slice(at, 1, at.length) : at, part;
    path->parts = arena_take_array(arena, JSON_PATH_PARTS_MOST, sizeof *path->parts);
    while (text_cut(&rest, pointer ? '/' : '.', &part)) {
        if (path->count == JSON_PATH_PARTS_MOST || (!part.length && !pointer)) {
            diags_add(diags, DIAG_D163, origin, "at=\"%.*s\"", TEXT_ARGS(at));
            diags_hint(diags, N_("write the keys that lead to the table, with dots between them: "
                                 "at=\"data.rows\""));
            return false;
        }
        path->parts[path->count++] = pointer ? undo_pointer(part, arena) : part;
    }
    return true;
}

static void add_pointer_part(struct buffer *out, struct text part) {
    buffer_add(out, "/", 1);
    for (size_t i = 0; i < part.length; i++)
        if (part.at[i] == '~' || part.at[i] == '/')
            buffer_add(out, part.at[i] == '~' ? "~0" : "~1", 2);
        else
            buffer_add(out, part.at + i, 1);
}

char *json_path_print(const struct text *parts, size_t count, struct arena *arena) {
    struct buffer out = buffer_new(arena);
    bool pointer = false;
    for (size_t i = 0; i < count; i++)
        pointer = pointer || !parts[i].length || memchr(parts[i].at, '.', parts[i].length) ||
                  parts[i].at[0] == '/';
    for (size_t i = 0; i < count; i++) {
        if (pointer) {
            add_pointer_part(&out, parts[i]);
        } else {
            if (i) buffer_add(&out, ".", 1);
            buffer_add_text(&out, parts[i]);
        }
    }
    return count ? out.at : "";
}
