"""Workbooks as programs of our time write them, for the tests.

    python3 make.py FOLDER

writes with openpyxl, and turns with LibreOffice into .xlsx and .xls (one start for each):

    FOLDER/plain.csv  plain.xlsx  lo/plain.xlsx  lo/plain.xls     one table, from openpyxl and LibreOffice
    FOLDER/kinds.xlsx lo/kinds.xlsx lo/kinds.xls     every kind of cell; formulas worked out by LibreOffice
"""
import csv
import datetime
import os
import random
import subprocess
import sys
import tempfile

import openpyxl
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

folder = sys.argv[1]
os.makedirs(folder + "/lo", exist_ok=True)
random.seed(20260531)


def number():
    """A decimal of at most 15 digits, as text without useless zeros."""
    digits = random.randint(1, 15)
    whole = str(random.randint(0, 10**digits - 1))
    places = random.randint(0, min(9, len(whole)))
    text = whole[: len(whole) - places].lstrip("0") or "0"
    behind = whole[len(whole) - places :].rstrip("0") if places else ""
    text += "." + behind if behind else ""
    return ("-" if random.random() < 0.2 and text != "0" else "") + text


def words():
    return random.choice(["检查村卫生室", "001", "0012300", "1e5", "=1+1", "'上", "a,b", "他说“好”", "两\n行", " x ", "TRUE?", "2026H1", "㈱", "😀"])


def plain():
    """The same table as CSV and as cells: codes and words as text, figures as numbers."""
    heads = ["单位", "指标", "值", "目标", "备注"]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    sheet.append(heads)
    with open(folder + "/plain.csv", "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(heads)
        for i in range(400):
            row = ["qx%02d" % (i % 30), words(), number(), number(), words()]
            writer.writerow(row)
            for column, value in enumerate(row, 1):
                cell = sheet.cell(i + 2, column)
                if column in (3, 4):
                    cell.value = float(value) if "." in value else int(value)
                else:
                    cell.value = value
                    cell.data_type = "s"  # never a formula
                    cell.number_format = "@"
    book.save(folder + "/plain.xlsx")


def kinds():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "汇总"
    date = datetime.date(2026, 5, 31)
    rows = [
        ["名称", "值", "式"],
        ["数", 12.3, "=B2*2"],
        ["和", 0.1 + 0.2, "=0.1+0.2"],
        ["真", True, "=1=2"],
        ["日", date, "=B5+1"],
        ["时刻", datetime.datetime(2026, 5, 31, 14, 30), "=\"文\"&\"字\""],
        ["时", datetime.time(8, 5), "=TIME(9,30,0)"],
        ["月", datetime.date(2026, 5, 1), "=DATE(2026,6,1)"],
        ["率", 0.125, "=1/8"],
        ["码", 7, "=3+4"],
        ["万", 123456.78, "=SUM(B2:B3)"],
        ["空", None, "=\"\""],
    ]
    for row in rows:
        sheet.append(row)
    for cell, code in {"C5": "yyyy-mm-dd", "C7": "h:mm", "B8": 'yyyy"年"m"月"', "C8": "[$-804]yyyy\"年\"m\"月\";@",
                       "B9": "0.0%", "C9": "0.00%", "B10": "000000", "C10": "000", "B11": "#,##0.00"}.items():
        sheet[cell].number_format = code
    sheet["A2"].font = Font(bold=True)
    other = book.create_sheet("两列")
    other.append(["组", "数", "隐"])
    other.append(["甲", 1, 5])
    other.append([None, 2, 6])
    other.append(["乙", 3, 7])
    other.merge_cells("A2:A3")
    other.row_dimensions[4].hidden = True
    other.column_dimensions["C"].hidden = True
    table = book.create_sheet("清单")
    for row in [["说明"], [None], ["码", "数"], ["a", 1], ["b", 2]]:
        table.append(row)
    table.add_table(Table(displayName="清单表", ref="A3:B5"))
    book.create_sheet("不给看").sheet_state = "hidden"
    book["不给看"]["A1"] = "x"
    book.defined_names.append(DefinedName("区域", attr_text="清单!$A$3:$B$4"))
    faults = book.create_sheet("错")
    faults.append(["名称", "值"])
    for name, formula in [("除零", "=1/0"), ("无", "=NA()"), ("号", 362202199001011234)]:
        faults.append([name, formula])
    book.save(folder + "/kinds.xlsx")


def convert(kind):
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["soffice", "--headless", "-env:UserInstallation=file://" + home, "--convert-to", kind, "--outdir",
             folder + "/lo", folder + "/plain.xlsx", folder + "/kinds.xlsx"],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)


plain()
kinds()
for kind in ("xlsx", "xls"):
    convert(kind)
