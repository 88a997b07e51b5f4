/* See county.h. */
#include "county.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/file.h"

static const char indicators[] = "code,name,aliases,section,measure,nature,numerator,denominator\n"
                                 "out.n,门诊人次,门诊服务,医疗服务,人次,flow,,\n"
                                 "in.n,住院人次,出院人次,医疗服务,人次,flow,,\n"
                                 "ncms.n,合作医疗报销人次,,合作医疗,人次,flow,,\n"
                                 "ncms.amt,合作医疗报销金额,,合作医疗,万元,flow,,\n"
                                 "ncms.out.amt,门诊报销金额,,合作医疗,万元,flow,,\n"
                                 "ncms.in.amt,住院报销金额,,合作医疗,万元,flow,,\n"
                                 "clinic.check,检查村卫生室,,医政管理,家,flow,,\n"
                                 "clinic.notice,下发整改意见书,,医政管理,份,flow,,\n"
                                 "blood.donors,无偿献血人次,,无偿献血,人次,flow,,\n"
                                 "blood.volume,献血量,,无偿献血,升,flow,,\n"
                                 "hyper.n,高血压患者管理人数,,公共卫生,人,stock,,\n"
                                 "diab.n,糖尿病患者管理人数,,公共卫生,人,stock,,\n"
                                 "hyper.rate,高血压患者规范管理率,,公共卫生,%,rate,,\n"
                                 "diab.rate,糖尿病患者规范管理率,,公共卫生,%,rate,,\n"
                                 "mch.manage,孕产妇系统管理率,,妇幼保健,%,rate,,\n"
                                 "child.rate,7岁以下儿童保健管理率,,妇幼保健,%,rate,,\n"
                                 "vac.rate,免疫规划疫苗接种率,,疾病预防,%,rate,,\n"
                                 "income,医疗收入,,医疗服务,万元,flow,,\n"
                                 "beds,开放床位,,医疗服务,张,stock,,\n"
                                 "staff,卫生技术人员,,医疗服务,人,stock,,\n"
                                 "train,举办培训班,,队伍建设,期,flow,,\n"
                                 "train.n,培训人员,,队伍建设,人次,flow,,\n"
                                 "disab.survey,残疾抽样调查,,公共卫生,人,flow,,\n"
                                 "drill,应急演练,,应急管理,次,flow,,\n"
                                 "letters,信访案件,,综合,件次,flow,,\n"
                                 "center,标准化卫生院,,基层建设,所,stock,,\n"
                                 "days,平均住院日,,医疗服务,天,rate,,\n"
                                 "dead,孕产妇死亡,,妇幼保健,例,flow,,\n"
                                 "found,查出安全隐患,,安全生产,条,flow,,\n"
                                 "fixed,整改安全隐患,,安全生产,条,flow,,\n"
                                 "structure,医护比例,,医疗服务,,rate,,\n"
                                 "blank,家庭医生签约人数,,公共卫生,人,stock,,\n";

static const char metrics[] = "unit,period,code,value,qualifier,target,target_period,text\n"
                              "county,2026H1,out.n,61102,,116000,2026,\n"
                              "county,2025H1,out.n,56422,,,,\n"
                              "county,2025H2,out.n,59870,,,,\n"
                              "county,2026H1,in.n,5038,,10000,2026,\n"
                              "county,2025H1,in.n,5210,,,,\n"
                              "county,2026H1,ncms.n,70084,,,,\n"
                              "county,2025H1,ncms.n,68020,,,,\n"
                              "county,2026H1,ncms.amt,921.97,,1800,2026,\n"
                              "county,2025H1,ncms.amt,850.12,,,,\n"
                              "county,2026H1,ncms.out.amt,31.76,,,,\n"
                              "county,2026H1,ncms.in.amt,890.21,,,,\n"
                              "county,2026H1,clinic.check,252,,300,2026,\n"
                              "county,2025H1,clinic.check,240,,,,\n"
                              "county,2026H1,clinic.notice,172,,,,\n"
                              "county,2025H1,clinic.notice,180,,,,\n"
                              "county,2026H1,blood.donors,2020,,4000,2026,\n"
                              "county,2025H1,blood.donors,1866,,,,\n"
                              "county,2026-01..2026-05,blood.volume,496.8,,,,\n"
                              "county,2025-01..2025-05,blood.volume,470.1,,,,\n"
                              "county,2026H1,hyper.n,38210,,40000,2026,\n"
                              "county,2025H1,hyper.n,36115,,,,\n"
                              "county,2026H1,diab.n,9874,,10500,2026,\n"
                              "county,2025H1,diab.n,9120,,,,\n"
                              "county,2026H1,hyper.rate,75.2,,70,2026,\n"
                              "county,2025H1,hyper.rate,73.8,,,,\n"
                              "county,2026H1,diab.rate,73.1,,70,2026,\n"
                              "county,2025H1,diab.rate,74.6,,,,\n"
                              "county,2026H1,mch.manage,94.96,,95,2026,\n"
                              "county,2025H1,mch.manage,94.10,,,,\n"
                              "county,2026H1,child.rate,97.1,,,,\n"
                              "county,2026H1,vac.rate,99.2,,98,2026,\n"
                              "county,2026H1,income,11985,,24000,2026,\n"
                              "county,2025H1,income,11020,,,,\n"
                              "county,2026H1,beds,1860,,,,\n"
                              "county,2025H1,beds,1740,,,,\n"
                              "county,2025,beds,1800,,,,\n"
                              "county,2026H1,staff,2315,,,,\n"
                              "county,2026H1,train,12,,,,\n"
                              "county,2025H1,train,10,,,,\n"
                              "county,2026H1,train.n,1530,,,,\n"
                              "county,2025H1,train.n,1275,,,,\n"
                              "county,2026H1,disab.survey,4000,ge,,,\n"
                              "county,2026H1,drill,3,,,,\n"
                              "county,2026H1,letters,38,,,,\n"
                              "county,2025H1,letters,46,,,,\n"
                              "county,2026H1,center,5,,8,2026,\n"
                              "county,2025H1,center,3,,,,\n"
                              "county,2026H1,days,8.2,,,,\n"
                              "county,2025H1,days,8.7,,,,\n"
                              "county,2026H1,dead,0,,,,\n"
                              "county,2026H1,found,224,,,,\n"
                              "county,2026H1,fixed,223,,,,\n"
                              "county,2026H1,structure,,,,,1∶1.2\n"
                              "east,2026H1,out.n,8310,,,,\n"
                              "east,2025H1,out.n,8000,,,,\n"
                              "west,2026H1,out.n,6020,,,,\n"
                              "town,2026H1,out.n,12345,,,,\n";

static const char units[] = "code,name,short_name,aliases\n"
                            "county,安平县卫生健康局,县卫健局,\n"
                            "east,河东镇卫生院,河东,\n"
                            "west,河西镇卫生院,河西,\n"
                            "town,城关镇卫生院,城关,\n";

static const char items[] = "unit,period,section,code,order,title,text,amount,measure\n"
                            "county,2026H1,主要工作,a1,1,县医院迁建工程,完成主体建设,3200,万元\n"
                            "county,2026H1,主要工作,a2,2,深化医改,,,\n"
                            "county,2026H1,存在的问题,p1,1,人才不足,,,\n"
                            "county,2026H1,存在的问题,p2,2,投入不足,,,\n"
                            "county,2026H1,存在的问题,p3,3,设备老化,,,\n";

static struct table *make_table(struct arena *arena, const char *name, const char *csv) {
    const struct file *file =
        file_from_text(arena, arena_printf(arena, "%s.csv", name), text_of(csv));
    struct table *table = table_new(arena, text_of(name), file);
    struct text rest = file->bytes, line, cell;
    for (bool heading = true; text_cut(&rest, '\n', &line); heading = false) {
        if (line.length == 0) continue;
        size_t row = heading ? 0 : table_add_row(arena, table);
        for (size_t column = 0; text_cut(&line, ',', &cell); column++) {
            struct origin origin = {file, (size_t)(cell.at - file->bytes.at)};
            if (heading)
                table_add_column(arena, table, cell, origin);
            else if (column < table->column_count)
                *table_cell(table, row, column) = (struct cell){cell, origin, false};
        }
    }
    return table;
}

struct county county_new(void) {
    struct county county = {.arena = arena_new()};
    county.diags = diags_new(county.arena);
    struct table *tables[] = {make_table(county.arena, "indicators", indicators),
                              make_table(county.arena, "metrics", metrics),
                              make_table(county.arena, "units", units),
                              make_table(county.arena, "items", items)};
    struct store *store =
        metric_build(tables, 4, TEXT("county"), TEXT("2026H1"), county.arena, county.diags);
    struct period period;
    cr_assert(period_read(TEXT("2026H1"), &period));
    const struct unit *unit = metric_find_unit(store, TEXT("county"));
    cr_assert(unit != NULL);
    diags_print(county.diags, DIAG_ERROR, stderr);
    cr_assert_not(diags_failed(county.diags));
    county.slice = metric_slice(store, unit, period, TEXT("all"), TEXT(""), county.arena);
    county.matcher = prose_matcher_new(county.slice, county.arena);
    return county;
}

const char *county_judge(struct county *county, const char *text) {
    static const char letters[] = "ACU";
    struct finding *findings;
    size_t count = prose_match(county->matcher, text_of(text), county->arena, &findings);
    char *result = arena_take(county->arena, count + 1);
    for (size_t i = 0; i < count; i++) result[i] = letters[findings[i].agreement];
    return result;
}
