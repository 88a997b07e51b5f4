/* Templates and documents: element table, XSD and RELAX NG agree. */
#include "../xml/schemas.h"

#include "template/template.h"

Test(schemas, of_templates) {
    cr_expect_geq(schemas_check(&template_language, "template"), 40);
}

Test(schemas, of_documents) {
    cr_expect_geq(schemas_check(&document_language, "document"), 20);
}

Test(schemas, take_the_shipped_templates) {
    schemas_check_file(&template_language, "template", "templates/summary.xml");
    schemas_check_file(&template_language, "template", "templates/starter/report.xml");
}
