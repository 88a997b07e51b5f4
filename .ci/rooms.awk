# Reads generator/ROOMS, then C files; prints each include that ROOMS does not allow.  Status 1 if there was one.
FILENAME ~ /ROOMS$/ {
    if ($0 !~ /^[a-z]+:/) next
    room = $1; sub(/:.*/, "", room)
    line = $0; sub(/^[a-z]+:/, "", line)
    n = split(line, names, " ")
    may[room, room] = may[room, "base"] = known[room] = 1
    for (i = 1; i <= n; i++) may[room, names[i]] = 1
    next
}
/^#include "/ {
    split(FILENAME, parts, "/"); room = parts[2]
    to = $2; gsub(/"/, "", to)
    if (index(to, "/") == 0) { print FILENAME ":" FNR ": error: include rooms by path: " to " [ROOM]"; bad = 1; next }
    sub(/\/.*/, "", to)
    if (!known[room]) { print FILENAME ": error: room '" room "' is not in ROOMS [ROOM]"; bad = 1; nextfile }
    if (!may[room, to]) { print FILENAME ":" FNR ": error: room '" room "' may not include room '" to "' [ROOM]"; bad = 1 }
    if ($2 ~ /\/inner\.h"/ && to != room) { print FILENAME ":" FNR ": error: inner.h of room '" to "' is its own [ROOM]"; bad = 1 }
}
END { exit bad }
