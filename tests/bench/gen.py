#!/usr/bin/env python3
"""One content model -> the same Chinese work summary as a text for floor.c and as a job for zongjie.

usage: gen.py --size small|large|PAGES [--seed N] --txt FILE --job DIR
       gen.py --size small --batch N --txt DIR --job DIR     (DIR/0001.txt ..., DIR/ one job of N units, alike in content)
       gen.py --rows UNITSxINDICATORSxPERIODS [--shuffle] --job DIR    (a job of so many metric rows and two figures in print)

In the job every figure of the text is bound to a row of metrics.csv, table rows are items, charts take their
points from metrics: the program does all of its work, and both sides set the same words.
"""
import argparse, csv, os, random, re
from xml.sax.saxutils import escape as X, quoteattr as Q

CN = "一二三四五六七八九十"
SUBJ = "全市 我局 各科室 办公室 信息中心 财务部门 人力资源部 党支部 项目组 基层单位 街道社区 重点企业 督查组 业务条线 各乡镇 综合执法大队 服务窗口 技术骨干 牵头单位 协调小组".split()
ADV = "认真 扎实 全面 深入 持续 稳步 积极 主动 严格 统筹 有序 及时 切实 着力 大力 不断 进一步 高标准 常态化 分类".split()
VERB = "推进 落实 开展 完善 加强 优化 规范 强化 组织 推动 深化 提升 健全 压实 整治 排查 梳理 部署 督导 保障 改造 建设 探索 拓展 化解 培育 审核 修订 对接 调度".split()
OBJ = "重点项目建设 安全生产责任 营商环境 政务服务事项 数字化转型 绩效考核机制 党风廉政建设 队伍能力建设 预算执行管理 档案管理工作 信息系统运维 固定资产清查 环境综合治理 乡村振兴帮扶 招商引资任务 消防隐患排查 政府采购流程 内部控制制度 干部教育培训 信访矛盾调处 公共卫生服务 交通疏导方案 老旧小区改造 水利设施维护 食品药品监管 文化惠民活动 统计数据质量 网络安全防护 社会保险扩面 就业创业扶持".split()
RES = "取得阶段性成效 群众满意度明显提高 各项指标保持平稳 较上年同期有所改善 基本完成既定目标 问题整改率稳步上升 办理时限大幅压缩 风险隐患得到有效控制 工作合力进一步增强 制度体系更加健全 服务质量持续向好 存量问题逐步销号".split()
PROB = "部分工作推进不够平衡 个别单位重视程度不足 专业人才储备偏少 数据共享仍有壁垒 经费保障存在缺口 制度执行不够到位 创新意识有待加强 跨部门协同效率不高 基础台账不够规范 督办力度需要加大".split()
PLAN = "下一步将 下半年要 计划 力争 拟 接下来".split()
LAT = "OA ERP GDP KPI App 5G AI PDF XML Wi-Fi ISO9001 GIS IPv6 BIM PPP API CPU Excel WPS VPN".split()
UNIT = "件 项 次 人 家 户 份 处 台 场 万元 公里 平方米 亩".split()
HEAD = "重点工作推进情况 党建引领与队伍建设 项目建设与投资运行 安全生产与应急管理 政务服务与流程优化 信息化建设与数据治理 财务管理与内部控制 民生保障与社会事业 生态环保与综合治理 制度建设与督查考核".split()
HEAD2 = "思想认识与责任落实方面 能力水平与人才结构方面 资金保障与资源配置方面 协同机制与执行效率方面 基础管理与数据质量方面".split()
HEAD3 = "聚焦主责主业抓好落实 强化统筹协调形成合力 深化改革创新激发活力 加强队伍建设提升能力 坚持底线思维防范风险".split()
# GB 2312 level-1 characters stand in for names of places, firms and people (glyph variety of real reports)
L1 = [bytes((h, l)).decode("gb2312") for h in range(0xB0, 0xD8) for l in range(0xA1, 0xFF)
      if not (h == 0xD7 and l > 0xF9)]


class Model:
    def __init__(self, pages, seed):
        r = self.r = random.Random(seed * 7919 + pages)
        L1s = L1[:]
        random.Random(seed).shuffle(L1s)
        self.l1 = L1s
        tables = max(1, round(pages / 3))
        charts = max(1, round(pages / 5))
        text = pages - tables * 0.97 - charts * 2 * 0.37 - 0.45
        n = max(3, round(text / 1.10))
        self.title = self.name(2) + "市" + self.name(2) + "局2026年上半年工作总结"
        self.org = self.title[:-12] + "办公室"
        split = [max(1, n - 2 * max(1, n // 5)), max(1, n // 5), max(1, n // 5)]
        names = ["一、上半年主要工作", "二、存在的问题", "三、下半年工作计划"]
        secs = []
        self.blocks = []
        heads = [HEAD, HEAD2, HEAD3]
        per = []
        for c in range(3):
            for s in range(split[c]):
                per.append((c, s))
        for i, (c, s) in enumerate(per):
            b = []
            if s == 0:
                b.append(("h1", names[c]))
            h = heads[c][s % len(heads[c])]
            if s >= len(heads[c]):
                h = self.name(2) + h
            b.append(("h2", "（" + self.num(s + 1) + "）" + h))
            b.append(("p", self.para(c)))
            if i % 2 == 0:
                for k in range(4):
                    b.append(("li", "%d．%s" % (k + 1, self.item(c))))
            b.append(("p", self.para(c)))
            secs.append(b)
        for t in range(tables):
            secs[t * n // tables].append(("table", self.table(t + 1)))
        for t in range(charts):
            secs[(t * n // charts + 1) % n].append(("bar", self.chart("%s业务量（单位：件）" % self.name(2), 1)))
            secs[(t * n // charts + 2) % n].append(("line", self.chart("%s进度趋势（单位：%%）" % self.name(2), 2)))
        for b in secs:
            self.blocks += b

    def num(self, n):
        if n > 99:
            return CN[n // 100 - 1] + "百" + ("" if n % 100 == 0 else ("零" if n % 100 < 10 else "") + self.num(n % 100))
        return CN[n - 1] if n <= 10 else ("" if n < 20 else CN[n // 10 - 1]) + "十" + ("" if n % 10 == 0 else CN[n % 10 - 1])

    def name(self, k):  # skewed so that common characters repeat
        return "".join(self.l1[int(len(self.l1) * self.r.random() ** 3)] for _ in range(k))

    def fig(self):
        r = self.r
        return r.choice([lambda: "%d%s" % (r.randint(2, 9800), r.choice(UNIT)), lambda: "%.1f%%" % (r.random() * 60 + 1),
                         lambda: "同比增长%.2f%%" % (r.random() * 30), lambda: "%d月%d日" % (r.randint(1, 6), r.randint(1, 28))])()

    def clause(self, c):
        r = self.r
        k = r.random()
        if k < .18:
            return r.choice(SUBJ) + "会同" + self.name(2) + "镇" + self.name(3) + "公司" + r.choice(VERB) + r.choice(OBJ)
        if k < .32:
            return "累计完成" + self.fig() + "，占年度任务的%.1f%%" % (r.random() * 70 + 20)
        if k < .42:
            return "依托" + r.choice(LAT) + "平台" + r.choice(ADV) + r.choice(VERB) + r.choice(OBJ)
        if k < .56:
            return r.choice(PROB) if c == 1 else r.choice(RES)
        if k < .66 and c == 2:
            return r.choice(PLAN) + r.choice(VERB) + r.choice(OBJ)
        return r.choice(SUBJ) + r.choice(ADV) + r.choice(VERB) + r.choice(OBJ)

    def para(self, c):
        r = self.r
        want = r.randint(150, 300)
        s = ""
        while len(s) < want:
            s += "，".join(self.clause(c) for _ in range(r.randint(2, 4))) + "。"
        return s[:299].rstrip("，。") + "。"

    def item(self, c):
        return self.clause(c) + "，" + self.clause(c) + "。"

    def table(self, t):
        r = self.r
        rows = [[str(i + 1), r.choice(VERB) + r.choice(OBJ), self.name(2) + "镇" + r.choice(SUBJ)[:4], "%d项 %.1f%%" % (r.randint(1, 400), r.random() * 100)]
                for i in range(30)]
        return dict(title="%s重点任务完成情况" % self.name(2), head=["序号", "任务名称", "责任单位", "完成情况"], rows=rows)

    def chart(self, title, series):
        r = self.r
        return dict(title=title, cats=["%d月" % m for m in range(1, 7)],
                    data=[[r.randint(15, 95) for _ in range(6)] for _ in range(series)])


W, H = 440, 200          # chart canvas, points


def geom(kind, ch):
    """primitives in points, y down: ('rect',x,y,w,h,color) ('line',x1,y1,x2,y2,color,width) ('text',x,y,size,str) (centred)"""
    o = [("text", W / 2, 16, 12, ch["title"])]
    x0, y0, pw, ph = 40, 170, 380, 135
    for g in range(6):
        y = y0 - ph * g / 5
        o += [("line", x0, y, x0 + pw, y, "#cccccc" if g else "#000000", 0.5), ("text", x0 - 14, y + 3, 9, str(g * 20))]
    o.append(("line", x0, y0, x0, y0 - ph, "#000000", 0.5))
    step = pw / 6
    for i, c in enumerate(ch["cats"]):
        o.append(("text", x0 + step * (i + .5), y0 + 14, 9, c))
    cols = ["#c00000", "#1f4e79"]
    for s, d in enumerate(ch["data"]):
        pts = [(x0 + step * (i + .5), y0 - ph * v / 100) for i, v in enumerate(d)]
        for i, (x, y) in enumerate(pts):
            if kind == "bar":
                o.append(("rect", x - 16, y, 32, y0 - y, cols[s]))
            else:
                o.append(("rect", x - 2, y - 2, 4, 4, cols[s]))
                if i:
                    o.append(("line", pts[i - 1][0], pts[i - 1][1], x, y, cols[s], 1.5))
            o.append(("text", x, y - 5, 9, str(d[i])))
    return o


def n(v):
    return ("%.2f" % v).rstrip("0").rstrip(".")


def txt(m):
    """line format for floor.c: one record a line, fields split by TAB"""
    o = ["title\t" + m.title, "org\t" + m.org]
    for k, v in m.blocks:
        if k in ("h1", "h2", "p", "li"):
            o.append(k + "\t" + v)
        elif k == "table":
            o.append("cap\t" + v["title"])
            o.append("thead\t" + "\t".join(v["head"]))
            o += ["tr\t" + "\t".join(row) for row in v["rows"]]
            o.append("tend")
        else:
            o.append("chart\t%d\t%d" % (W, H))
            for g in geom(k, v):
                o.append("\t".join([g[0]] + [n(x) if not isinstance(x, str) else x for x in g[1:]]))
            o.append("cend")
    return "\n".join(o) + "\n"



FIGURE = re.compile(r"(\d+(?:\.\d+)?)(万元|平方米|公里|件|项|次|人|家|户|份|处|台|场|亩|%)")


class Tables:
    """The rows of the job's tables, for one or many units."""

    def __init__(self):
        self.metrics, self.items, self.texts, self.units = [], [], [], []

    def write(self, folder):
        def put(name, head, rows):
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f:
                w = csv.writer(f, lineterminator="\n")
                w.writerow(head)
                w.writerows(rows)
        put("metrics.csv", ["unit", "code", "name", "value", "measure"], self.metrics)
        put("items.csv", ["unit", "section", "order", "title", "lead", "text"], self.items)
        put("texts.csv", ["unit", "section", "order", "paragraph"], self.texts)
        put("units.csv", ["code", "name"], self.units)


class Binder:
    """Turns the figures of a text into {codes} and rows of metrics."""

    def __init__(self, tables, unit):
        self.tables, self.unit, self.count = tables, unit, 0

    def metric(self, value, measure):
        self.count += 1
        code = "f%d" % self.count
        self.tables.metrics.append([self.unit, code, "指标%d" % self.count, value, measure])
        return code

    def bind(self, text):
        return FIGURE.sub(lambda m: "{%s}" % self.metric(m.group(1), m.group(2)), text)


def job(m, tables, unit, template):
    """Adds one document's rows; fills `template` (a list of XML lines) when it is the first."""
    b = Binder(tables, unit)
    out = template if template is not None else []
    tables.units.append([unit, m.title[:-12]])
    out.append("<title>{unit}{period}工作总结</title><subtitle>{unit}办公室</subtitle><contents/>")
    depth = 0
    for i, (kind, v) in enumerate(m.blocks):
        if kind in ("h1", "h2"):
            level = int(kind[1])
            out.append("</section>" * max(0, depth - level + 1))
            out.append('<section numbered="no"><heading><for-each select="texts/text[@section=\'s%d\']"><written/></for-each></heading>' % i)
            tables.texts.append([unit, "s%d" % i, 1, v])
            depth = level
        elif kind in ("p", "li"):
            tables.texts.append([unit, "s%d" % i, 1, b.bind(v)])
            out.append('<texts section="s%d"/>' % i)
        elif kind == "table":
            out.append('<table caption=%s number="no" grid="yes">' % Q(v["title"]))
            for head, width in zip(v["head"], (50, 170, 130, 90)):
                out.append("<column title=%s width=\"%d\" align=\"left\"/>" % (Q(head), width))
            out.append('<for-each select="items/item[@section=\'t%d\']"><row><cell><number scheme="1"/></cell>'
                       '<cell><get select="@title"/></cell><cell><get select="@lead"/></cell>'
                       '<cell><written/></cell></row></for-each></table>' % i)
            for n_, row in enumerate(v["rows"]):
                tables.items.append([unit, "t%d" % i, n_ + 1, row[1], row[2], b.bind(row[3])])
        else:
            out.append('<chart kind="%s" caption=%s number="no" height="200">' % ("column" if kind == "bar" else "line", Q(v["title"])))
            for s, data in enumerate(v["data"]):
                out.append("<series name=\"%s\">" % "甲乙"[s])
                for cat, d in zip(v["cats"], data):
                    out.append('<point label=%s of="%s"/>' % (Q(cat), b.metric(d, "件" if kind == "bar" else "%")))
                out.append("</series>")
            out.append("</chart>")
    out.append("</section>" * depth)


def write_job(folder, models):
    os.makedirs(folder, exist_ok=True)
    tables, template = Tables(), []
    for k, m in enumerate(models):
        job(m, tables, "u%04d" % (k + 1), template if k == 0 else None)
    tables.write(folder)
    with open(os.path.join(folder, "template.xml"), "w", encoding="utf-8") as f:
        f.write('<template xmlns="urn:zongjie:template:1" version="1">\n%s\n</template>\n' % "\n".join(template))
    with open(os.path.join(folder, "job.xml"), "w", encoding="utf-8") as f:
        f.write("""<job xmlns="urn:zongjie:job:1" version="1" name="bench">
  <template file="template.xml"/>
  <style file="official.xml" page-number="centre"/>
  <period>2026H1</period>
  <date>2026-07-05</date>
  <units of="*"/>
  <source table="units" file="units.csv"/>
  <source table="metrics" file="metrics.csv" period="2026H1"/>
  <source table="items" file="items.csv" period="2026H1"/>
  <source table="texts" file="texts.csv" period="2026H1"/>
</job>
""")


def write_rows(folder, units, indicators, periods, shuffle, seed):
    """A job with one row for each unit, indicator and period; its report prints one figure of this year and one of the last."""
    os.makedirs(folder, exist_ok=True)
    r = random.Random(seed)
    when = ["2026H1", "2025H1", "2025", "2024", "2024H1", "2023"][:periods]
    rows = ["u%04d,%s,c%03d,指标%03d,%d.%02d,万元\n" % (u, p, i, i, r.randint(1, 99999), r.randint(0, 99))
            for u in range(units) for i in range(indicators) for p in when]
    if shuffle:
        r.shuffle(rows)

    def put(name, lines):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.writelines(lines)
    put("metrics.csv", ["unit,period,code,name,value,measure\n"] + rows)
    put("units.csv", ["code,name\n"] + ["u%04d,单位%d\n" % (u, u) for u in range(units)])
    put("indicators.csv", ["code,name,measure\n"] + ["c%03d,指标%03d,万元\n" % (i, i) for i in range(indicators)])
    put("template.xml", ['<template xmlns="urn:zongjie:template:1" version="1"><title>{unit}</title>'
                         "<p>{c000}，同比{c001|change}。</p></template>\n"])
    put("job.xml", ['<job xmlns="urn:zongjie:job:1" version="1" name="rows"><template file="template.xml"/>'
                    '<period>2026H1</period><date>2026-07-05</date><units of="u0000"/>'
                    '<source table="metrics" file="metrics.csv"/><source table="units" file="units.csv"/>'
                    '<source table="indicators" file="indicators.csv"/></job>\n'])


def main():
    a = argparse.ArgumentParser()
    a.add_argument("--rows", default="")
    a.add_argument("--shuffle", action="store_true")
    a.add_argument("--size", default="small")
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--batch", type=int, default=0)
    a.add_argument("--txt")
    a.add_argument("--job", required=True)
    a.add_argument("--append", default="", help="text put into the first paragraph of the job (a rare character)")
    a = a.parse_args()
    if a.rows:
        return write_rows(a.job, *map(int, a.rows.split("x")), a.shuffle, a.seed)
    pages = {"small": 6, "large": 120}.get(a.size) or int(a.size)
    models = [Model(pages, a.seed) for _ in range(a.batch or 1)]
    if a.append:
        at = next(i for i, b in enumerate(models[0].blocks) if b[0] == "p")
        models[0].blocks[at] = ("p", a.append + models[0].blocks[at][1])
    if a.batch:
        os.makedirs(a.txt, exist_ok=True)
    for k, m in enumerate(models):
        with open(os.path.join(a.txt, "%04d.txt" % (k + 1)) if a.batch else a.txt, "w", encoding="utf-8") as f:
            f.write(txt(m))
    write_job(a.job, models)


main()
