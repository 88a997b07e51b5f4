/* One quantity printed twice in a report: what agrees, what does not. */
#include "world.h"

struct pair {
    const char *first, *second; /* as a template prints them */
    const char *codes;          /* of what is found, each followed by a blank */
};

static const char metrics[] = "period,code,value,target\n"
                              "2026H1,visit,122876,\n2025H1,visit,100000,\n2026,visit,,200000\n"
                              "2026H1,edge,122449.6,\n"
                              "2026H1,fund,12345.67,\n2025H1,fund,10000,\n"
                              "2026H1,loss,-3.26,\n2025H1,loss,2.5,\n"
                              "2026H1,rate,97.5,\n2025H1,rate,96.25,\n";
static const char indicators[] = "code,name,measure,decimals,nature\n"
                                 "visit,接待群众,人次,,flow\nedge,边缘,人次,0,flow\n"
                                 "fund,资金,万元,1,flow\nloss,利润,亿元,,flow\nrate,比率,%,,rate\n";

static struct world open_world(void) {
    struct world world = world_new(1);
    world_change_job(&world, "  <source table=\"metrics\" file=\"metrics.csv\"/>\n",
                     "  <source table=\"indicators\" file=\"indicators.csv\"/>\n"
                     "  <source table=\"metrics\" file=\"metrics.csv\" unit=\"u1\"/>\n");
    world_put(&world, "metrics.csv", "%s", metrics);
    world_put(&world, "indicators.csv", "%s", indicators);
    return world;
}

static void check_pair(const struct pair *pair) {
    struct world world = open_world();
    world_put(&world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\">\n<p>甲%s。</p>\n"
              "<table><column title=\"名\"/><column title=\"数\"/><row><cell>乙</cell>"
              "<cell>%s</cell></row></table>\n</template>\n",
              pair->first, pair->second);
    world_open(&world);
    cr_assert(world.run, "%s", world_say(&world));
    cr_expect(report_make(world.run, world.run->units[0], REPORT_CHECK, world.diags, NULL));
    cr_expect_str_eq(world_say(&world), pair->codes, "%s and %s", pair->first, pair->second);
    world_end(&world);
}

Test(agreement, cases) {
    static const struct pair pairs[] = {
        {"{visit}", "{visit}", ""},
        {"{visit}", "{visit|bare}", ""},
        {"{visit}", "{visit|chinese}", ""},
        {"{visit|万|1}", "{visit}", ""}, /* 12.3万 is 122,876 rounded */
        {"{visit|万|1}", "{visit|万|2}", "R102 "},
        {"{visit|万|0}", "{visit|万|1}", "R102 "},
        {"{fund|1}", "{fund|亿|2}", ""},
        {"{fund}", "{fund|2}", "R102 "},
        {"{fund}", "{fund|亿|6}", ""},            /* the finer one says the coarser */
        {"{edge|万|2}", "{edge}", "R101 "},       /* 12.24万, but 122450 is 12.25万 */
        {"{edge|万|1}", "{edge}", ""},            /* 12.2万 */
        {"{visit|change}", "{visit|growth}", ""}, /* 增长22.9% and 22.9 */
        {"{visit|change}", "{visit|growth|2}", "R102 "},
        {"{visit|change}", "{visit|change(amount)}", ""}, /* another question */
        {"{visit|change(multiple)}", "{visit|change(percent)}", ""},
        {"{visit|completion}", "{visit|completion|bare}", ""},
        {"{visit|completion|1}", "{visit|completion|0}", "R102 "},
        {"{visit}", "{visit|base}", ""}, /* another period */
        {"{visit}", "{visit|target}", ""},
        {"{loss}", "{loss|万}", ""}, /* below zero */
        {"{loss|1}", "{loss|2}", "R102 "},
        {"{rate|change}", "{rate|growth}", ""}, /* 提高1.25个百分点 and 1.25 */
        {"{rate}", "{rate|0}", "R102 "},
        {"{visit|share(edge)|1}", "{visit|share(edge)|1|bare}", ""},
        {"{visit|share(edge)|1}", "{visit|share(edge)|2}", "R102 "},
        {"{visit|share(edge)|1}", "{edge|share(visit)|2}", ""},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) check_pair(&pairs[i]);
}

/* Both places are named, with the cell of the data. */
Test(agreement, names_both_places) {
    struct world world = open_world();
    world_put(&world, "report.xml",
              "<template xmlns=\"urn:zongjie:template:1\" version=\"1\">\n<p>甲{fund}。</p>\n"
              "<table caption=\"资金\"><column title=\"名\"/><column title=\"数\"/>\n"
              "<row><cell>乙</cell><cell>{fund|2}</cell></row></table>\n"
              "<chart kind=\"column\"><series><point label=\"丙\" of=\"fund\" decimals=\"0\"/>"
              "<point label=\"丁\" of=\"visit\"/></series></chart>\n</template>\n");
    world_open(&world);
    cr_assert(report_make(world.run, world.run->units[0], REPORT_CHECK, world.diags, NULL));
    const char *said = "";
    size_t found = 0;
    for (size_t i = 0; i < diags_size(world.diags); i++) {
        const struct diag *diag = diags_at(world.diags, i);
        if (diag->code != DIAG_R102) continue;
        said = arena_printf(world.arena, "%s%s\n", said, diag_print(diag, false, world.arena));
        found++;
    }
    cr_expect_eq(found, 2u, "table and chart: %s", said);
    cr_expect(strstr(said, "12345.67万元 here, 12345.7万元 at"), "%s", said);
    cr_expect(strstr(said, "report.xml:4:20: warning"), "%s", said);
    cr_expect(strstr(said, "report.xml:2:1 (data at"), "%s", said);
    cr_expect(strstr(said, "metrics.csv:6:13"), "%s", said);
    cr_expect(strstr(said, "12346 here"), "the chart prints it so: %s", said);
    world_end(&world);
}
