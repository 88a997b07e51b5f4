from openpyxl import Workbook


def save(name, rows, merged=()):
    book = Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save(name + ".xlsx")


save("numbers", [[1, 2, 3], [4, 5, 6]])
save("two-rows", [["机构", "地区", "本期", None], [None, None, None, "其中：急诊"], ["青溪", "东", 5, 1]])
save("nameless", [["机构", None, "本期"], ["青溪", 3, 5]])
save("repeated", [["机构", "本期", "本期"], ["青溪", 3, 5]])
save("below-foot", [["机构", "本期"], ["青溪", 3], ["填表人：李四", None], ["南渡", 5]])
save("merged", [["县区", "乡镇", "本期"], ["东片", "青溪", 3], [None, "南渡", 5]], ["A2:A3"])
