from openpyxl import Workbook

book = Workbook()
sheet = book.active
sheet.title = "门诊"
rows = [["青溪县2026年上半年门诊情况", None, None, None, None, None],
        ["填报单位：青溪县卫生健康局", None, None, None, None, "单位：人次"],
        ["县区", "乡镇", "本期", None, "上年同期", None],
        [None, None, "门诊\n人次", "其中：急诊", "门诊\n人次", "其中：急诊"],
        ["东片", "青溪镇", 120, 12, 100, 10],
        [None, "南渡镇", 80, 8, 70, 7],
        ["西片", "白石乡", 40, 4, 50, 5],
        [],
        ["合计", None, 240, 24, 220, 22],
        ["注：急诊人次含留观。", None, None, None, None, None]]
for row in rows:
    sheet.append(row)
for area in ["A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "A5:A6", "A9:B9", "A10:F10"]:
    sheet.merge_cells(area)
book.save("book.xlsx")
