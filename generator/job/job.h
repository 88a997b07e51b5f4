/* The job: what to build.  Read from job.xml (namespace urn:zongjie:job:1).
 *
 *   <job xmlns="urn:zongjie:job:1" version="1" name="county-health">
 *     <template file="report.xml"/>            beside the job, else one that ships (templates/)
 *     <style file="official.xml" page-number="centre" duplex="yes"/>     the same
 * (templates/styles/) <period>2026H1</period> <date>2026-07-05</date>                  optional,
 * else SOURCE_DATE_EPOCH <units of="wsj" tree="admin" compare="children"/>      codes,
 * blank-separated; or "*" for every unit with data <source table="metrics" file="metrics.csv"
 * kind="csv" unit="wsj" period="2026H1" section="…" encoding="gb18030" separator="tab"
 * conflict="keep" periods="this last-year"> <constant column="standing" value="预计"/>
 *     </source>
 *     <source table="items" file="answer.json" at="data.rows"/>
 *     <source table="metrics" connection="stats">     a file, or a login to a database (odbc)
 *       <query timeout="60">SELECT … WHERE unit = :unit</query>     or <query table="metrics"/>
 *     </source>
 *     <checks file="checks.xml" on-error="mark"/>
 *     <scoring file="scheme.xml"/>             may be repeated; read by scoring/
 *     <clean mode="report" pinyin="keep"/>     what people wrote; else mode "on", pinyin "strip"
 *     <output folder="out" name="{job}-{unit}-{period}"/>
 *     <set name="phone" value="…"/>            constants that templates read as $phone
 *   </job>
 *
 * Paths are relative to the job file and may not leave its folder, by links neither, unless the
 * command line allows another folder.  Faults: J1xx. */
#ifndef JOB_JOB_H
#define JOB_JOB_H

#include "source/source.h"
#include "value/period.h"
#include "xml/xml.h"

struct job_attribute {
    struct text name, value;
    struct origin origin;
};
/** One declared check as written; report/ turns it into metric's form.  What all kinds have stands
 * in fields, the rest in `attributes`. */
struct job_check {
    struct text kind, name;             /* element; name="…", may be empty */
    struct text level, text;            /* "error" "warning" "note" or empty; the author's words */
    struct text period, units, content; /* content: of <relation>, one formula a line */
    struct job_attribute *attributes;
    size_t attribute_count;
    struct origin origin, content_origin, level_origin, period_origin, units_origin;
};
/** <waive check="…" unit="…" period="…" of="…" reason="…"/>; unit, period and of may be empty. */
struct job_waiver {
    struct text check, unit, period, of, reason;
    struct origin origin;
};
/** <generic check="jump" level="off"/> */
struct job_generic {
    struct text check, level;
    struct origin origin;
};

/** An assessment scheme that the job names. */
struct job_scheme {
    const char *path;     /* resolved */
    struct origin origin; /* of the file attribute */
};

struct job_set {
    struct text name, value;
};

struct job {
    const char *path, *folder;
    struct text name; /* attribute, else the stem of the file (of the folder, for job.xml) */
    const char *template_path;                   /* resolved */
    struct origin template_origin, style_origin; /* of the file attributes */
    const char *style_path; /* resolved; the official style if the job names none */
    struct text page_number,
        duplex; /* overrides of the style: "outside", "centre", "none", ""; "yes", "no", "" */
    struct period period;
    struct origin period_origin;
    struct text date;                 /* "2026-07-05" or empty */
    struct text units, tree, compare; /* units: codes or "*"; empty: the only unit */
    struct origin units_origin;
    struct source_spec *sources;
    size_t source_count;
    const char *checks_path; /* NULL if none */
    struct job_check *checks;
    size_t check_count;
    struct job_waiver *waivers;
    size_t waiver_count;
    struct job_generic *generics; /* levels of the checks that always run */
    size_t generic_count;
    struct text clean_mode,
        clean_pinyin; /* "on" "report" "off"; "strip" "keep"; empty: the first */
    bool mark_errors; /* on-error="mark": print and mark */
    struct text output_folder, output_name;
    struct job_scheme *schemes;
    size_t scheme_count;
    struct job_set *sets;
    size_t set_count;
    const struct file *const *files; /* read for the job itself: job.xml, checks.xml */
    size_t file_count;
};

/** Folders outside the job's own that files may be read from: what the command line allows. */
struct job_allowed {
    const char *const *folders;
    size_t count;
};

/** NULL with diagnostics.  `allowed` may be NULL. */
struct job *job_read(const char *path, const struct job_allowed *allowed, struct arena *arena,
                     struct diags *diags);
/** The element tables, for the schema test. */
extern const struct xml_language job_language, checks_language;

#endif
