/* Shared inside job/: a job while it is read. */
#ifndef JOB_INNER_H
#define JOB_INNER_H

#include "job/job.h"

#define JOB_TABLES     "metrics|items|texts|units|memberships|indicators"
#define JOB_ENCODINGS  "utf-8|gb18030|gbk|utf-16|utf-16le|utf-16be"
#define JOB_SEPARATORS "comma|tab|semicolon|bar"

enum { JOB_BYTES_MOST = 4 * 1024 * 1024 };

struct job_reading {
    struct arena *arena;
    struct diags *diags;
    struct job *job;
    const struct job_allowed *allowed; /* NULL: nothing but the job's folder */
    const struct file **files;
    size_t file_count, file_room, source_room, scheme_room, set_room;
    bool failed;
};

/** A file that an attribute names: beside the job, else, if `shipped` is not NULL, in that folder
 * of what ships with the program.  NULL with a diagnostic (J102, J106). */
const char *job_find_file(struct job_reading *reading, const xml_node *node, const char *attribute,
                          const char *shipped);
/** Reads and parses; keeps the file.  NULL with diagnostics. */
xml_node *job_read_xml(struct job_reading *reading, const char *path, struct origin asked_from);
/** True if version="1"; else J103. */
bool job_check_version(struct job_reading *reading, const xml_node *root);
/** Trimmed text of an element and its place. */
struct text job_content(struct job_reading *reading, const xml_node *node, struct origin *origin);
/** Reads a period; J104 if it is none. */
bool job_read_period(struct job_reading *reading, struct text text, struct origin origin,
                     struct period *period);
/** Takes the <query> of a source. */
void job_take_query(struct job_reading *reading, const xml_node *node, struct source_spec *spec);
/** Takes file="…" or connection="…" of a source, after its query. */
void job_take_place(struct job_reading *reading, const xml_node *node, struct source_spec *spec);
/** Takes one <source>. */
void job_take_source(struct job_reading *reading, const xml_node *node);
/** Takes its <column>, <columns> and <returns> (mapping.c). */
void job_take_mapping(struct job_reading *reading, const xml_node *node, struct source_spec *spec);
/** Reads the checks file of the job. */
void job_read_checks(struct job_reading *reading, struct origin asked_from);

#endif
