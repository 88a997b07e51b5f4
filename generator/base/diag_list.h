/* Every diagnostic: DIAG(code, level, fixed text).  Included several times with DIAG defined, so
 * the enum, the texts and the reference page cannot drift.  One file a letter; codes are never
 * reused. */
#include "base/diag/batch.h"
#include "base/diag/data.h"
#include "base/diag/document.h"
#include "base/diag/font.h"
#include "base/diag/job.h"
#include "base/diag/layout.h"
#include "base/diag/metric.h"
#include "base/diag/output.h"
#include "base/diag/prose.h"
#include "base/diag/scoring.h"
#include "base/diag/style.h"
#include "base/diag/template.h"
#include "base/diag/xml.h"
