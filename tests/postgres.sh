#!/bin/sh
# A PostgreSQL server for one test: sh tests/postgres.sh FOLDER SQL-FILE starts it in FOLDER (which must not exist), on a
# socket in there and nowhere else, runs the SQL in a new database "stats" as its owner, prints "ready", and stops and
# removes everything when its standard input ends: that is, when the test does, however that comes about.
#   FOLDER/odbcinst.ini   names the driver "PostgreSQL"; the test sets ODBCSYSINI=FOLDER
#   FOLDER/server         "Servername=…;Port=…;Database=stats;", for a connection string
# Whoever is not "owner" needs a password.  PostgreSQL does not run as root: then it runs as the user postgres.
set -u
folder=$1
data=$folder/data
bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
as=
[ "$(id -u)" = 0 ] && as="runuser -u postgres --"

stop() {
    trap - EXIT
    [ -f "$data/postmaster.pid" ] && $as "$bin/pg_ctl" -D "$data" -m immediate -w stop >/dev/null 2>&1
    rm -rf "$folder"
}
mkdir "$folder" || exit 1
trap stop EXIT
trap 'exit 1' HUP INT TERM
chmod 755 "$folder"
mkdir -m 700 "$data"
[ -n "$as" ] && chown postgres "$data"
port=$((20000 + $$ % 20000))
printf '[PostgreSQL]\nDriver=%s\n' "$(ls /usr/lib/*/odbc/psqlodbcw.so | tail -1)" >"$folder/odbcinst.ini"
echo "Servername=$data;Port=$port;Database=stats;" >"$folder/server"
cd "$data" || exit 1

LC_ALL=C $as "$bin/initdb" -D "$data" -A trust -U owner -E UTF8 --no-locale --no-sync >"$folder/log" 2>&1 ||
    { cat "$folder/log" >&2; exit 1; }
printf 'local all owner trust\nlocal all all scram-sha-256\n' >"$data/pg_hba.conf"
$as "$bin/pg_ctl" -D "$data" -w -s -l "$data/log" start \
    -o "-c listen_addresses='' -c port=$port -c unix_socket_directories='$data' -c fsync=off" ||
    { cat "$data/log" >&2; exit 1; }
export PGHOST="$data" PGPORT=$port PGUSER=owner PGOPTIONS='-c client_min_messages=warning'
"$bin/psql" -q -X -d postgres -c "CREATE DATABASE stats" >/dev/null &&
    "$bin/psql" -q -X -v ON_ERROR_STOP=1 -d stats -f "$2" >/dev/null || exit 1
echo ready
cat >/dev/null
