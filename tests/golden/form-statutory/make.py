from openpyxl import Workbook

book = Workbook()
sheet = book.active
sheet.title = "文统1表"
rows = [["文化馆服务情况"],
        [None, None, None, "表　　号：", "文统1表"],
        [None, None, None, "制定机关：", "青溪县文化局"],
        ["填报单位：青溪县文化馆（盖章）", None, "2026年1—6月", None, None],
        ["指标名称", "代码", "计量单位", "本年", "上年同期"],
        ["甲", "乙", "丙", 1, 2],
        ["接待群众", "01", "人次", 1200, 1000],
        ["演出场次", "02", "场", -1, 80],
        ["专项资金", "03", "万元", 12345.6, -2],
        ["单位负责人：张三", None, "填表人：李四", None, "报出日期：2026年7月2日"],
        ["说明：1. 缺报填－1。"],
        ["2. 没有该项业务填－2。"],
        ["审核关系：01≥02"]]
for row in rows:
    sheet.append(row)
for area in ["A1:E1", "A11:E11"]:
    sheet.merge_cells(area)
book.save("form.xlsx")
