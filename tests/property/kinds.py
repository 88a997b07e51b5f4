"""Writes CSV tables in other kinds of source, by the ending of the target: kinds.py FROM.csv TO … in pairs."""
import csv
import sys


def to_docx(rows, path):
    import docx

    document = docx.Document()
    document.add_paragraph("表1 数据")
    table = document.add_table(len(rows), len(rows[0]))
    cells = table._cells
    for index, text in enumerate(text for row in rows for text in row):
        cells[index].text = text
    document.save(path)


WRITERS = {"docx": to_docx}

for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    with open(source, newline="", encoding="utf-8") as stream:
        WRITERS[target.rsplit(".", 1)[1]](list(csv.reader(stream)), target)
