/* job.xml and checks files: element table, XSD and RELAX NG agree. */
#include "../xml/schemas.h"

#include "job/job.h"

Test(schemas, of_jobs) {
    cr_expect_eq(schemas_check(&job_language, "job"), 18);
}

Test(schemas, of_checks) {
    cr_expect_eq(schemas_check(&checks_language, "checks"), 23);
}

Test(schemas, take_the_starter) {
    schemas_check_file(&job_language, "job", "templates/starter/job.xml");
    schemas_check_file(&checks_language, "checks", "templates/starter/checks.xml");
}
