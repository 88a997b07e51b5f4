/* A PostgreSQL server for one test, through tests/postgres.sh: it ends with the test, whatever ends
 * that. */
#ifndef TESTS_POSTGRES_H
#define TESTS_POSTGRES_H

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

struct postgres {
    char folder[64];
    int hold; /* the server stops when this is closed */
    pid_t shell;
    char login[400]; /* driver, server and database: "…;UID=reader;PWD=…" goes behind */
};

static void postgres_write(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file, "%s", path);
    fputs(text, file);
    cr_assert_eq(fclose(file), 0);
    cr_assert_eq(chmod(path, 0644), 0);
}

/** Starts a server with the tables that `sql` makes in the database "stats", and names its driver
 * to this process and its children (ODBCSYSINI). */
static void postgres_start(struct postgres *server, const char *sql) {
    int in[2], out[2];
    char tables[96], home[96], path[128], place[300] = "", word[8] = "";
    strcpy(server->folder, "/tmp/zongjie-pg-XXXXXX");
    cr_assert_not_null(mkdtemp(server->folder));
    cr_assert_eq(chmod(server->folder, 0755), 0);
    snprintf(tables, sizeof tables, "%s/tables.sql", server->folder);
    snprintf(home, sizeof home, "%s/server", server->folder);
    postgres_write(tables, sql);
    cr_assert(pipe(in) == 0 && pipe(out) == 0);
    fcntl(in[1], F_SETFD, FD_CLOEXEC);
    server->hold = in[1];
    server->shell = fork();
    if (server->shell == 0) {
        dup2(in[0], STDIN_FILENO);
        dup2(out[1], STDOUT_FILENO);
        close(in[0]);
        close(out[0]);
        close(out[1]);
        execlp("sh", "sh", "tests/postgres.sh", home, tables, (char *)NULL);
        _exit(127);
    }
    close(in[0]);
    close(out[1]);
    ssize_t got = read(out[0], word, 5);
    close(out[0]);
    cr_assert(got == 5 && strcmp(word, "ready") == 0, "the server did not start");
    snprintf(path, sizeof path, "%s/server", home);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file);
    cr_assert_not_null(fgets(place, sizeof place, file));
    fclose(file);
    place[strcspn(place, "\n")] = '\0';
    snprintf(server->login, sizeof server->login, "Driver={PostgreSQL};%s", place);
    setenv("ODBCSYSINI", home, 1);
}

static void postgres_stop(struct postgres *server) {
    char home[96], command[96];
    close(server->hold);
    waitpid(server->shell, NULL, 0);
    snprintf(home, sizeof home, "%s/server", server->folder);
    cr_assert_eq(access(home, F_OK), -1, "the server is gone, and all its files");
    snprintf(command, sizeof command, "rm -rf '%s'", server->folder);
    cr_assert_eq(system(command), 0);
}

#endif
