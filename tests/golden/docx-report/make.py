"""Last half's plan with a table of tasks, and this half's text, as an office writes them in Word."""
import sys

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH as align


def line(document, text, where=None):
    paragraph = document.add_paragraph(text)
    if where is not None:
        paragraph.alignment = where


plan = docx.Document()
line(plan, "青溪县文化馆", align.CENTER)
line(plan, "2026年上半年工作计划", align.CENTER)
line(plan, "")
line(plan, "上半年重点抓好以下工作。")
line(plan, "一、总体思路")
line(plan, "坚持公益性、均等性。")
line(plan, "二、重点任务")
line(plan, "（一）办好惠民演出。送戏下乡，走进乡镇。")
line(plan, "（二）整改安全隐患")
line(plan, "逐项销号，")
line(plan, f"按期演出{sys.argv[1]}场。")
line(plan, "表1 指标", align.CENTER)
table = plan.add_table(3, 4)
for row, cells in zip(table.rows, [("period", "code", "value", "target"), ("2026H1", "visit", "1200", ""),
                                   ("2025H1", "visit", "1000", "")]):
    for cell, text in zip(row.cells, cells):
        cell.text = text
line(plan, "青溪县文化馆", align.RIGHT)
line(plan, "2025年12月30日", align.RIGHT)
plan.save("plan.docx")

text = docx.Document()
text.add_heading("上半年工作总结", 0)
text.add_heading("导语", 1)
line(text, "上半年接待群众{接待群众}，同比增长20%。")
line(text, f"演出{sys.argv[1]}场。")
text.add_heading("结语", 1)
line(text, "下半年,我们将再接再厉。")
text.save("text.docx")
