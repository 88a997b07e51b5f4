import os
from openpyxl import Workbook

for folder in ["a", "b", "c", "d"]:
    os.mkdir(folder)


def save(path, rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


save("a/青溪-2026.xlsx", [["code", "value"], ["visit", 5]])
save("a/南渡-2026.xlsx", [["code", "value"], ["visit", 6]])
save("a/某某-2026.xlsx", [["code", "value"], ["visit", 7]])
save("b/one.xlsx", [["单位：", "青溪县文化馆"], ["code", "value"], ["visit", "many"]])
os.symlink("/etc/hostname", "c/link.xlsx")
os.symlink("/etc", "e")
os.mkdir("f")
os.symlink("../b/one.xlsx", "f/one.xlsx")
