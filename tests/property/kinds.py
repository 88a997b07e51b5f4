"""Random tables, each written as every kind of source that the program reads, with a job for each.

    python3 kinds.py FOLDER TURNS

fills FOLDER with TURNS sets of three tables (metrics, items, texts), always the same:

    FOLDER/T/KIND.xml     the job of set T that takes the tables from KIND (a row of KINDS below)
    FOLDER/T/KIND.show    the same tables as `show` takes them, one a line; empty where it gives other texts or cannot be asked
    FOLDER/server.sql     all sets for PostgreSQL, as texts and in columns of types of their own

Numbers have at most 15 significant digits.  A cell is a text, as CSV has it; where a kind keeps numbers or dates of
its own, those texts that such a cell gives back become one.
"""
import concurrent.futures
import csv
import datetime
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import docx
import openpyxl

FOLDER, TURNS = sys.argv[1], int(sys.argv[2])
PERIODS = ["2026H1", "2025H1", "2026", "2026-05", "2026Q1", "2025-12"]
MEASURES = ["人次", "万元", "%", "个", "亿元", "‰"]
NATURES = ["flow", "stock", "rate"]
MARKS = ["", "", "—", "-", "/", "无", "xx", "□", "**", "x"]
TYPED = ["1.50", "0.0", "  7  ", "１２．５", "1,234,567.5", "-0.00", "+3"]  # a person's, that no binary number keeps
PIECES = ["县文化馆", "认真", "落实", "，", "。", "、", "“", "”", "（", "）", "PDF", " ", "\n", "\t", "䶮", "𠮷", "《", "》",
          "；", '"', ",", "'", "—", "&<>", "　", "ab", "服务", "{unit}", "=", "A/B", ":", ";", "é", "㈱", "😀"]
NOTES = ["", "", "村卫生室", "001", "=1+1", "'上", "a,b", "他说“好”", 'a "b"', "两\n行", "TRUE?", "it's", "x\\y", "😀"]

# ---- chance


def number(most=15):
    """A decimal without zeros at its ends, as a binary number gives it back."""
    digits = random.randint(1, most)
    text = str(random.randint(1, 10**digits - 1))
    places = random.randint(0, min(9, len(text)))
    if random.random() < 0.1:
        places = len(text) + random.randint(1, 4)  # 0.00012
    text = text.rjust(places + 1, "0")
    whole, behind = text[: len(text) - places], text[len(text) - places:].rstrip("0")
    return random.choice(["", "", "", "-"]) + whole + ("." + behind if behind else "")


def value():
    chance = random.random()
    if chance < 0.15:
        return random.choice(MARKS)
    if chance < 0.25:
        return random.choice(TYPED)
    return number()


def words():
    """Without figures: typed ones would be checked."""
    return "本馆" + "".join(random.choices(PIECES, k=random.randint(1, 30))) + "完"


def without_emoji(tables):
    """For PDFs: no font has them."""
    return {name: [[text.replace("😀", "县") for text in row] for row in rows] for name, rows in tables.items()}


def make_tables():
    codes = range(random.randint(3, 12))
    metrics = [["period", "code", "value", "target", "note"]]
    for code in codes:
        percent = random.random() < 0.2
        for period in PERIODS[:1] + random.sample(PERIODS[1:], 3):
            figure = number(6) + "%" if percent else value()
            target = random.choice(["", "", number(6) + "%" if percent else number()])
            metrics.append([period, "c%d" % code, figure, target, random.choice(NOTES)])
    items = [["section", "code", "order", "title", "text", "deadline", "note"]]
    for order in range(1, random.randint(3, 8)):
        day = datetime.date(2026, 1, 1) + datetime.timedelta(days=random.randint(0, 364))
        items.append([random.choice(["成绩", "问题"]), "%04d" % random.randint(0, 99) + str(order), str(order), words(),
                      words(), random.choice(["", str(day), str(day), "年底前"]), random.choice(NOTES)])
    texts = [["section", "order", "paragraph"]]
    texts += [["正文", str(order), words()] for order in range(1, random.randint(3, 7))]
    percents = {row[1] for row in metrics if row[2].endswith("%") or row[3].endswith("%")}
    measures = [(c, "%" if "c%d" % c in percents else random.choice(MEASURES), random.choice(NATURES)) for c in codes]
    return {"metrics": metrics, "items": items, "texts": texts}, measures


# ---- what a cell holds

NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d*[1-9])?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Number(float):
    """A number that keeps the digits of its text."""

    def __new__(cls, text):
        self = super().__new__(cls, text)
        self.text = text
        return self


def own_cell(heading, text):
    """The number or the day of a cell that holds one and gives back just this text; else the text."""
    if heading in ("value", "target", "order") and NUMBER.fullmatch(text):
        return Number(text)
    return datetime.date.fromisoformat(text) if heading == "deadline" and DAY.fullmatch(text) else text


def own_rows(rows):
    return [[own_cell(heading, text) for heading, text in zip(rows[0], row)] for row in rows[1:]]


# ---- kinds of source: each writes the tables into a folder and gives their sources and their files for `show`

KEYS = {"metrics": 'unit="u"', "items": 'unit="u" period="2026H1"', "texts": 'unit="u" period="2026H1"'}


def source(name, file, more=""):
    return f'<source table="{name}" file="{file}" {KEYS[name]} {more}/>'


def by_name(pattern, tables, more=""):
    return [source(name, pattern % name, more) for name in tables], [pattern % name for name in tables]


def write(path, text):
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)


def write_csv(folder, tables, kind, encoding, ending="csv", declared="", **how):
    for name, rows in tables.items():
        with open(f"{folder}/{kind}-{name}.{ending}", "w", newline="", encoding=encoding) as out:
            csv.writer(out, **how).writerows(rows)
    return by_name(f"{kind}-%s.{ending}", tables, declared)


def to_csv(folder, tables, kind):
    return write_csv(folder, tables, kind, "utf-8", lineterminator="\n")


def to_quoted(folder, tables, kind):
    return write_csv(folder, tables, kind, "utf-8-sig", quoting=csv.QUOTE_ALL)


def to_gb18030(folder, tables, kind):
    return write_csv(folder, tables, kind, "gb18030", declared=random.choice(["", 'encoding="gb18030"']))


def to_utf_16(folder, tables, kind):
    return write_csv(folder, tables, kind, "utf-16", ending="tsv", delimiter="\t")


def as_json(what, **how):
    """Numbers with their own digits, which Python would print in its own way."""
    def mark(cell):
        if isinstance(cell, Number):
            return "\x01" + cell.text
        if isinstance(cell, datetime.date):
            return str(cell)
        if isinstance(cell, dict):
            return {key: mark(value) for key, value in cell.items()}
        return [mark(value) for value in cell] if isinstance(cell, list) else cell

    return re.sub(r'"\\u0001([^"]*)"', r"\1", json.dumps(mark(what), ensure_ascii=random.random() < 0.3, **how))


def as_records(rows):
    return [dict(zip(rows[0], row)) for row in own_rows(rows)]


def to_json(folder, tables, kind):
    """All in one file; of empty cells some are null, some are not there."""
    data = {name: as_records(rows) for name, rows in tables.items()}
    for records in data.values():
        for record in records[1:]:
            for key in [key for key in record if record[key] == ""]:
                record[key] = None
                if random.random() < 0.5:
                    del record[key]
    write(f"{folder}/{kind}.json", as_json({"data": data}, indent=1))
    return [source(name, f"{kind}.json", f'at="data.{name}"') for name in tables], []


def to_records(folder, tables, kind):
    for name, rows in tables.items():
        write(f"{folder}/{kind}-{name}.json", as_json(as_records(rows)))
    return by_name(kind + "-%s.json", tables)


def to_columns(folder, tables, kind):
    for name, rows in tables.items():
        columns = {heading: list(column) for heading, column in zip(rows[0], zip(*own_rows(rows)))}
        write(f"{folder}/{kind}-{name}.json", as_json(columns, indent=2))
    return by_name(kind + "-%s.json", tables)


def to_lines(folder, tables, kind):
    for name, rows in tables.items():
        write(f"{folder}/{kind}-{name}.ndjson", "".join(as_json(record) + "\n" for record in as_records(rows)))
    return by_name(kind + "-%s.ndjson", tables)


def to_docx(folder, tables, kind):
    document = docx.Document()
    for name, rows in tables.items():
        document.add_paragraph("表 " + name)
        cells = iter(document.add_table(len(rows), len(rows[0]))._cells)
        for row in rows:
            for text in row:
                next(cells).text = text
    document.save(f"{folder}/{kind}.docx")
    parts = [f"{kind}.docx#{i + 1}" for i in range(len(tables))]
    return [source(name, part) for name, part in zip(tables, parts)], ["", *parts[1:]]  # "  7  " has no blanks in Word


def name_column(heading):
    return f'"{heading}"'


def write_sqlite(folder, tables, kind, types, cells_of):
    data = sqlite3.connect(f"{folder}/{kind}.db")
    for name, rows in tables.items():
        data.execute(f"CREATE TABLE {name}({', '.join(name_column(heading) + types for heading in rows[0])})")
        data.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(rows[0]))})", cells_of(rows))
    data.commit()
    data.close()
    return by_name(f"{kind}.db#%s", tables)


def to_sqlite(folder, tables, kind):
    return write_sqlite(folder, tables, kind, " TEXT", lambda rows: [[text or None for text in row] for row in rows[1:]])


def to_real(folder, tables, kind):
    """Integers and floating-point numbers, in columns without a type: what is a text stays one."""
    def store(cell):
        if isinstance(cell, Number):
            return float(cell) if "." in cell.text else int(cell.text)
        return str(cell)

    return write_sqlite(folder, tables, kind, "", lambda rows: [[store(cell) for cell in row] for row in own_rows(rows)])


# ---- workbooks

def put_cell(cell, heading, text):
    own = own_cell(heading, text)
    if isinstance(own, Number):
        cell.value = float(own) if "." in own.text else int(own.text)
        cell.number_format = random.choice(["General", "0.00", "#,##0.00", "0"])
    elif isinstance(own, datetime.date):
        cell.value = own
        cell.number_format = random.choice(["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "yyyy/m/d"])
    elif heading == "period" and text == "2026-05":
        cell.value = datetime.date(2026, 5, 1)
        cell.number_format = random.choice(["yyyy-mm", 'yyyy"年"m"月"'])
    elif heading == "value" and text.endswith("%"):
        cell.value = float(text[:-1] + "e-2")
        cell.number_format = random.choice(["0%", "0.00%"])
    elif heading == "code" and text.isdigit():
        cell.value = int(text)
        cell.number_format = "0" * len(text)
    elif text:
        cell.value = text
        cell.data_type = "s"  # never a formula
        cell.number_format = "@"


def to_openpyxl(folder, tables, kind):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for y, row in enumerate(rows, 1):
            for x, text in enumerate(row, 1):
                put_cell(sheet.cell(y, x), rows[0][x - 1] if y > 1 else "", text)
    book.save(f"{folder}/{kind}.xlsx")
    return of_book(f"{kind}.xlsx", tables)


def of_book(file, tables):
    return [source(name, file, f'sheet="{name}"') for name in tables], [f"{file}#{name}" for name in tables]


def to_xlsx(folder, tables, kind):
    return of_book("libreoffice.xlsx", tables)


def to_xls(folder, tables, kind):
    return of_book("libreoffice.xls", tables)


def convert(ending):
    """All workbooks of openpyxl, with one start of LibreOffice."""
    with tempfile.TemporaryDirectory() as home:
        for turn in range(TURNS):
            os.symlink(f"{FOLDER}/{turn}/openpyxl.xlsx", f"{home}/{turn}.xlsx")
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{home}/user", "--convert-to", ending,
                        "--outdir", home + "/out", *(f"{home}/{turn}.xlsx" for turn in range(TURNS))],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
        for turn in range(TURNS):
            shutil.move(f"{home}/out/{turn}.{ending}", f"{FOLDER}/{turn}/libreoffice.{ending}")


# ---- PostgreSQL

SQL = []


def quote(cell):
    if isinstance(cell, Number):
        return cell.text
    return "'" + str(cell).replace("'", "''") + "'" if cell != "" else "NULL"


def ask(name, columns, table, where="true"):
    query = f"SELECT {', '.join(columns)} FROM {table} WHERE {where} ORDER BY n"
    return f'<source table="{name}" connection="stats" {KEYS[name]}><query>{query}</query></source>'


def create(table, columns, rows):
    SQL.append(f"CREATE TABLE {table}(n integer, {', '.join(columns)});")
    for n, row in enumerate(rows):
        SQL.append(f"INSERT INTO {table} VALUES ({n}, {', '.join(quote(cell) for cell in row)});")


def to_server(folder, tables, kind):
    sources = []
    for name, rows in tables.items():
        table = f"{name}_{os.path.basename(folder)}"
        columns = [name_column(heading) for heading in rows[0]]
        create(table, [column + " text" for column in columns], rows[1:])
        sources.append(ask(name, columns, table))
    return sources, []


def to_typed(folder, tables, kind):
    """Columns of types of their own; rows of metrics from tables of numeric, double precision and, where one is no
    number, text.  The rows of the others stay in one table: their order is that of the report."""
    turn, sources = os.path.basename(folder), []
    for name, rows in tables.items():
        columns = [name_column(heading) for heading in rows[0]]
        for number, mine in split(name, rows).items():
            table = f"{name}_{number[:4]}_{turn}"
            types = [column_type(heading, [row[i] for row in mine], number) for i, heading in enumerate(rows[0])]
            create(table, [f"{column} {own}" for column, own in zip(columns, types)],
                   [[str_of(cell) if own == "text" else cell for cell, own in zip(row, types)] for row in mine])
            sources.append(ask(name, columns, table))
    return sources, []


def split(name, rows):
    own = own_rows(rows)
    if name != "metrics":
        return {"all": own}
    numbers = [row for row in own if all(cell == "" or isinstance(cell, Number) for cell in row[2:4])]
    return {"numeric": numbers[::2], "double precision": numbers[1::2], "text": [row for row in own if row not in numbers]}


def column_type(heading, cells, number):
    if heading in ("value", "target"):
        return number
    if heading == "order":
        return "integer"
    return "date" if heading == "deadline" and all(cell == "" or isinstance(cell, datetime.date) for cell in cells) else "text"


def str_of(cell):
    return cell.text if isinstance(cell, Number) else str(cell)


# ---- jobs

KINDS = {"csv": to_csv, "quoted": to_quoted, "gb18030": to_gb18030, "utf-16": to_utf_16, "json": to_json,
         "records": to_records, "columns": to_columns, "lines": to_lines, "docx": to_docx, "sqlite": to_sqlite,
         "real": to_real, "openpyxl": to_openpyxl, "xlsx": to_xlsx, "xls": to_xls, "server": to_server, "typed": to_typed}


def write_set(turn):
    folder = f"{FOLDER}/{turn}"
    os.mkdir(folder)
    tables, measures = make_tables()
    tables = without_emoji(tables) if turn % 2 else tables
    codes = " ".join("c%d" % code for code, _, _ in measures)
    write(folder + "/indicators.csv", "code,name,section,measure,nature\n" +
          "".join("c%d,指标%d,其他,%s,%s\n" % (code, code, measure, nature) for code, measure, nature in measures))
    write(folder + "/report.xml", REPORT % codes)
    for kind, to_kind in KINDS.items():
        sources, shown = to_kind(folder, tables, kind)
        write(f"{folder}/{kind}.xml", JOB % "\n".join(sources))
        write(f"{folder}/{kind}.show", "".join(file + "\n" for file in shown))


JOB = """<job xmlns="urn:zongjie:job:1" version="1" name="k"><template file="report.xml"/>
<period>2026H1</period><date>2026-07-05</date>
<source table="indicators" file="indicators.csv"/>
%s</job>
"""
REPORT = """<template xmlns="urn:zongjie:template:1" version="1"><title>{unit}总结</title>
<table of="%s" columns="name measure value base growth target completion"/>
<for-each select="items/item"><p><get select="concat(@section, ' ', @code, ' ', @order, ' ', @deadline)"/></p>
<p><get select="@title"/></p><p><get select="@note"/>：<written/></p></for-each>
<texts section="正文"/></template>
"""

random.seed(20260705)
for turn in range(TURNS):
    write_set(turn)
with concurrent.futures.ThreadPoolExecutor() as both:
    list(both.map(convert, ("xlsx", "xls")))
SQL += ["CREATE ROLE reader LOGIN PASSWORD 'geheim77';", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;"]
write(FOLDER + "/server.sql", "\n".join(SQL) + "\n")
