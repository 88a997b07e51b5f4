/* The file of font roles: element table, XSD and RELAX NG agree. */
#include "../xml/schemas.h"

#include "font/inner.h"

Test(schemas, of_fonts) {
    cr_expect_eq(schemas_check(&font_language, "fonts"), 4);
}

Test(schemas, take_the_shipped_roles) {
    schemas_check_file(&font_language, "fonts", "fonts/fonts.xml");
}
