"""Tables: found by number and caption, of figures, of items."""
import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as align


def table(document, rows):
    grid = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(grid.rows, rows):
        for cell, text in zip(row.cells, texts):
            cell.text = text


two = docx.Document()
two.add_paragraph("表1　任务分工", style=None)
table(two, [["section", "code", "title", "lead", "deadline"], ["计划", "P1", "建成文化驿站", "县文化馆", "12月底"],
            ["计划", "P2", "整改安全隐患", "县文化馆", "9月底"]])
two.add_paragraph("主要指标").alignment = align.CENTER
two.add_paragraph("单位：人次").alignment = align.RIGHT
table(two, [["period", "code", "value"], ["2026H1", "visit", "1200"], ["2025H1", "visit", "一千"]])
two.save("two.docx")
plain = docx.Document()
plain.add_paragraph("没有标题也没有表格的一段话，只是说明。")
plain.save("plain.docx")
order = docx.Document()
for text in ["一、总体", "三、任务", "（一）甲", "（三）乙", "1.丙。", "3.丁。"]:
    order.add_paragraph(text)
order.save("order.docx")
