/* Style files: element table, XSD and RELAX NG agree. */
#include "../xml/schemas.h"

#include "style/style.h"

Test(schemas, of_styles) {
    cr_expect_eq(schemas_check(&style_language, "style"), 11);
}

Test(schemas, take_the_shipped_styles) {
    schemas_check_file(&style_language, "style", "templates/styles/official.xml");
    schemas_check_file(&style_language, "style", "templates/styles/modern.xml");
}
