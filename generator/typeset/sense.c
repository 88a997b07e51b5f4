/* Sense units of titles: how well a line may end at each place, as a cost.
 *
 * No full dictionary is needed: the words that titles of official documents are made of, and what
 * may not be parted from its neighbours, find the right places in nearly all of them. */
#include "typeset/inner.h"

#include <stdlib.h>

enum {
    COST_UNKNOWN = 60,  /* between two characters of which nothing is known */
    COST_KNOWN = 12,    /* between two words */
    COST_INSIDE = 4000, /* inside a word */
    COST_CLINGS = 1500, /* before 的 等 … */
    COST_PREPOSITION = 600,
    COST_AFTER_OF = 20, /* after 的 */
    COST_ABOUT = 4,     /* before 关于 */
    COST_PERIOD = 250   /* 2026年 | 上半年 */
};

static const char words[] =
    "上半年 下半年 第一季度 第二季度 第三季度 第四季度 一季度 年度 全年 "
    "半年 半年度 季度 十四五 十五五 五年 工作总结 工作报告 工作汇报 "
    "工作要点 工作计划 工作方案 工作情况 工作安排 工作部署 工作意见 工作会议 "
    "实施方案 实施意见 实施办法 实施细则 行动计划 行动方案 指导意见 若干措施 "
    "若干意见 管理办法 考核办法 考核方案 自查报告 调研报告 情况报告 情况汇报 "
    "述职报告 政府工作报告 总结报告 汇报材料 工作 总结 报告 汇报 要点 计划 "
    "方案 情况 安排 部署 意见 会议 办法 细则 措施 通知 通报 决定 请示 "
    "批复 公告 通告 规划 纲要 目标 任务 责任 分工 制度 机制 体系 建设 "
    "管理 服务 发展 改革 创新 开放 保障 监督 监管 检查 督查 督导 考核 "
    "评价 评估 整改 整治 治理 专项 行动 活动 项目 投资 招商引资 招商 "
    "引资 经济 社会 民生 财政 预算 国民经济 卫生健康 卫生 健康 医疗 "
    "医疗保障 医院 公立医院 卫生院 乡镇卫生院 医疗机构 医疗保障局 农业农村局 县级 公共卫生 疾病预防控制 疾病 预防 控制 妇幼 "
    "妇幼保健 基层 农村 城市 城乡 乡村 乡村振兴 脱贫攻坚 脱贫 攻坚 扶贫 "
    "旅游 文化 教育 科技 农业 林业 水利 交通 交通运输 环境 环境保护 生态 "
    "生态环境 安全 安全生产 生产 应急 应急管理 消防 人力资源 "
    "人力资源和社会保障 社会保障 住房 城乡建设 自然资源 市场 市场监督管理 "
    "信访 统计 审计 税务 公安 司法 民政 组织 宣传 统战 纪检 监察 党建 "
    "党风廉政 廉政 队伍 人才 干部 党员 群众 企业 产业 工业 商务 贸易 "
    "质量 高质量 高质量发展 效能 效率 绩效 关于 "
    "印发 深入 深入推进 进一步 贯彻 落实 贯彻落实 "
    "加强 推进 推动 促进 做好 开展 深化 加快 完善 健全 提高 提升 "
    "组织实施 实施 人民政府 人民代表大会 委员会 办公室 领导小组 开发区 "
    "经济开发区 管理委员会 管委会 卫生健康局 卫生健康委员会 卫生局 中心 集团 "
    "公司 有限公司 学校 大学 学院 全县 全市 全区 全省 全国 我县 我市 "
    "社会发展 社会发展计划 法治政府 法治政府建设 服务体系 乡村医生 医疗卫生 现代化 农业农村 "
    "先进 集体 个人 系统 名单 老旧小区 安全防范 隐患 火灾隐患 目标管理 我区 主要 重点 综合 基本 基础 设施 示范 试点 创建 争创 三年 问题 "
    "经验 成效 存在 下一步 "
    /* heads and cells of tables */
    "指标 本期 上年 同期 上年同期 同比 环比 增减 增减额 增长 增幅 增速 降幅 完成 完成率 "
    "未完成 目标 目标值 实际 占比 比重 累计 数量 合计 小计 总计 总额 总量 总数 平均 人均 次均 费用 "
    "收入 支出 金额 经费 投资额 产值 人次 人数 户数 百分点 达到 未达 达标 序时 进度 序时进度 "
    "评价 得分 分值 排名 名次 名称 机构 单位 部门 牵头 牵头单位 配合单位 责任单位 责任人 时限 时段 "
    "备注 说明 对应 内容 类别 项目名称 诊疗 门诊 住院 出院 手术 病床 床位 使用 使用率 签约 签约率 "
    "居民 患者 高血压 糖尿病 规范 管理率 筛查 筛查率 疫苗 接种 接种率 免疫 报告率 传染病 疾病 "
    "儿童 老年人 孕产妇 新生儿 农村妇女 体检 检测 监测 合格率 普及率 覆盖率 满意度 满意率 整改率 "
    "电子 档案 建档 建档率 死亡 死亡率 抢救 处理率 办结 办结率 及时 患者满意度 老龄 特色 作风 信息 信息共享 共享 数据 数据治理 股 科 流感 "
    "同步 扎实 深入 做实 做细 细化 强化 巩固 优化 规划 运行 领域 国家 全面 县域 紧密型 医共体 城乡居民 乡镇 社区 村级 "
    "万人次 例次 户次 家次 台次 剂次 件次 场次 批次 万元 亿元 千米 公里 平方米 平方公里 公顷 万亩 "
    "以上 以下 以内 ";

static int compare_words(const void *a, const void *b) {
    const struct sense_word *left = a, *right = b;
    return (left->first > right->first) - (left->first < right->first);
}

static void index_words(struct typeset *typeset) {
    struct text rest = text_of(words), word;
    size_t room = 0;
    while (text_cut(&rest, ' ', &word)) {
        const char *at = word.at, *end = word.at + word.length;
        if (at == end) continue;
        ARENA_GROW(typeset->arena, typeset->words, typeset->word_count, room);
        struct sense_word *entry = &typeset->words[typeset->word_count++];
        entry->first = text_next(&at, end);
        entry->rest = text_slice(word, (size_t)(at - word.at), word.length);
    }
    qsort(typeset->words, typeset->word_count, sizeof *typeset->words, compare_words);
}

/* Characters of the word if it stands there, its first one being right. */
static size_t match_length(const struct atoms *atoms, size_t from, struct text rest) {
    const char *at = rest.at, *end = rest.at + rest.length;
    size_t i = from + 1;
    for (; at < end; i++)
        if (i >= atoms->count || text_next(&at, end) != atoms->at[i].code) return 0;
    return i - from;
}

static size_t longest_word(const struct atoms *atoms, size_t from) {
    const struct typeset *typeset = atoms->typeset;
    uint32_t first = atoms->at[from].code;
    size_t low = 0, high = typeset->word_count, best = 0;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (typeset->words[middle].first < first)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < typeset->word_count && typeset->words[low].first == first; low++) {
        size_t length = match_length(atoms, from, typeset->words[low].rest);
        if (length > best) best = length;
    }
    return best;
}

static bool is_one_of(uint32_t code, const char *set) {
    char bytes[4];
    struct text character = {bytes, text_encode(code, bytes)};
    return text_find(text_of(set), character) != SIZE_MAX;
}

/* Places at the edges of marks, and what clings to its neighbour whatever the words are. */
static unsigned edge_cost(const struct atoms *atoms, size_t place, unsigned cost) {
    const struct atom *before = &atoms->at[place - 1], *after = &atoms->at[place];
    if (class_is_mark(before->kind) || class_is_mark(after->kind) || before->kind == CLASS_SPACE)
        return 4;
    if (before->kind == CLASS_DASH || after->kind == CLASS_DASH) return 4;
    if (is_one_of(after->code, "的地得之了着过等们")) return COST_CLINGS;
    if (is_one_of(before->code, "的之")) return COST_AFTER_OF;
    return cost;
}

static bool is_word_at(const struct atoms *atoms, size_t place, const char *word) {
    struct text rest = text_of(word);
    const char *at = rest.at;
    if (place >= atoms->count || text_next(&at, rest.at + rest.length) != atoms->at[place].code)
        return false;
    return match_length(atoms, place, text_slice(rest, (size_t)(at - rest.at), rest.length)) > 0;
}

/* 关于 opens the subject of a document: a line begins with it, and never ends with it nor with the
 * adverb after it. */
static bool is_leading(const struct atoms *atoms, size_t place) {
    return (place >= 2 && is_word_at(atoms, place - 2, "关于")) ||
           (place >= 2 && is_word_at(atoms, place - 2, "深入")) ||
           (place >= 3 && is_word_at(atoms, place - 3, "进一步"));
}

static unsigned word_cost(const struct atoms *atoms, size_t place, bool known) {
    uint32_t before = atoms->at[place - 1].code, after = atoms->at[place].code;
    if (atoms->at[place - 1].kind == CLASS_SUFFIX) return COST_INSIDE; /* 85%以上 */
    if (is_one_of(before, "年") && place >= 2 && atoms->at[place - 2].kind == CLASS_DIGIT)
        return COST_PERIOD;
    if (is_leading(atoms, place)) return COST_PREPOSITION;
    if (is_word_at(atoms, place, "关于")) return COST_ABOUT;
    if (is_one_of(after, "和与及暨")) return COST_KNOWN / 2;
    if (is_one_of(before, "和与及暨并对在从向由以为将把被于")) return COST_PREPOSITION;
    bool opens = place == 1 || class_is_mark(atoms->at[place - 2].kind);
    if (opens && is_one_of(before, "县市区省全各本我")) return COST_INSIDE;
    if (is_one_of(before, "县市区省镇乡村局委会厅院所处办府司校站队州盟旗")) return COST_KNOWN / 2;
    return known ? COST_KNOWN : COST_UNKNOWN;
}

/* A short quotation is one word: “两癌”. */
static void price_quotes(const struct atoms *atoms, unsigned *costs) {
    enum { QUOTED_MOST = 6 };
    for (size_t i = 0; i < atoms->count; i++) {
        size_t end = i + 1;
        if (!is_one_of(atoms->at[i].code, "“《‘")) continue;
        while (end < atoms->count && end - i <= QUOTED_MOST + 1 &&
               !is_one_of(atoms->at[end].code, "”》’"))
            end++;
        if (end == atoms->count || end - i > QUOTED_MOST + 1) continue;
        for (size_t k = i + 1; k <= end; k++) costs[k] = COST_INSIDE;
    }
}

void sense_costs(const struct atoms *atoms, unsigned *costs) {
    bool known_before = false;
    if (!atoms->typeset->words) index_words(atoms->typeset);
    for (size_t i = 0, length; i < atoms->count; i += length ? length : 1) {
        length = longest_word(atoms, i);
        bool known = length > 1;
        if (i > 0) costs[i] = edge_cost(atoms, i, word_cost(atoms, i, known || known_before));
        for (size_t k = i + 1; k < i + length; k++) costs[k] = COST_INSIDE;
        known_before = known;
    }
    price_quotes(atoms, costs);
    for (size_t i = 1; i < atoms->count; i++) costs[i] += atoms->at[i].penalty;
}
