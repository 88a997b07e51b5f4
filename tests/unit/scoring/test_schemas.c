/* Schemes: element table, XSD and RELAX NG agree. */
#include "../xml/schemas.h"

#include "scoring/scoring.h"

Test(schemas, of_schemes) {
    cr_expect_eq(schemas_check(&scoring_language, "scoring"), 17);
}

Test(schemas, take_the_sample) {
    schemas_check_file(&scoring_language, "scoring", "samples/clinic-assessment/scheme.xml");
}
