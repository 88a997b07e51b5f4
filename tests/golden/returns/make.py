"""Thirty clinics send a form back: most rightly, some in every way that offices know."""
import os
import shutil
from openpyxl import Workbook

INDICATORS = [("01", "门诊人次", "人次"), ("02", "出院人数", "人"), ("03", "医疗收入", "万元")]
HEADINGS = ["指标名称", "代码", "计量单位", "本期", "上年同期", "增幅（%）", "全年目标"]


def form(unit, period="2026年上半年", number="卫统1表", headings=HEADINGS, factor=1, filled=True):
    book = Workbook()
    sheet = book.active
    sheet.title = "卫统1表"
    sheet["A1"] = "基层医疗卫生机构服务情况"
    sheet.merge_cells("A1:G1")
    sheet["F2"], sheet["G2"] = "表　　号：", number
    sheet["F3"], sheet["G3"] = "制定机关：", "青溪县卫生健康局"
    sheet["A4"], sheet["C4"] = "填报单位：" + unit + "（盖章）", period
    sheet.append(headings)
    sheet.append(["甲", "乙", "丙", 1, 2, 3, 4])
    for i, (code, name, measure) in enumerate(INDICATORS):
        now, before = 100 * factor + 10 * i, 80 * factor + 10 * i
        figures = [now, before, round((now - before) * 100 / before, 1), 2 * now] if filled else []
        sheet.append([name, code, measure] + figures)
    sheet.append(["单位负责人：张三", None, "填表人：李四", None, "联系电话：", 8812345])
    sheet.append(["说明：缺报填－1，没有该项业务填－2。"])
    return book


os.mkdir("returns")
form("", filled=False).save("form.xlsx")
for n in range(1, 31):
    unit, path = "第%02d卫生院" % n, "returns/c%02d.xlsx" % n
    book = form(unit, factor=n)
    if n == 3:
        continue  # nothing
    if n == 5:
        book = form(unit, filled=False)
    if n == 6:
        book = form(unit, period="2025年上半年")
    if n == 7:
        book = form(unit, headings=HEADINGS[:3] + ["本年累计"] + HEADINGS[4:])
    if n == 8:
        with open(path, "wb") as out:
            out.write(b"PK\3\4 cut short")
        continue
    if n == 9:
        book = form(unit, number="卫统2表")
    if n == 10:
        book = form("")
    if n == 11:
        book = form("第十一卫生所")
    if n == 12:
        book.active["D7"] = "约八百"  # found when the figures are read
    if n == 13:
        book.active["D7"], book.active["E7"], book.active["F7"] = -2, -2, -2
        book.active["D8"] = -1
    if n == 14:
        book.active["F7"] = 99  # does not follow from the two values
    book.save(path)
shutil.copy("returns/c01.xlsx", "returns/c01 副本.xlsx")
form("第02卫生院", factor=77).save("returns/c02 新.xlsx")
form("青溪县卫生健康局").save("returns/wsj.xlsx")
open("returns/~$c04.xlsx", "w").close()
open("returns/.~lock.c04.xlsx#", "w").close()
open("returns/说明.txt", "w").close()
open("returns/c16.xls", "w").close()
