"""A Word file as it comes back from a round of comments, written part by part."""
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACK = "http://schemas.openxmlformats.org/package/2006/"


def p(inside, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def t(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def changed(kind, inside):
    return f'<w:{kind} w:id="1" w:author="甲" w:date="2026-06-01T00:00:00Z">{inside}</w:{kind}>'


def deleted(text):
    return changed("del", f"<w:r><w:delText>{text}</w:delText></w:r>")


def field(code, result):
    mark = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    return (mark % "begin" + f"<w:r><w:instrText> {code} </w:instrText></w:r>" + mark % "separate" + result + mark % "end")


def cell(inside, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


box = f"<w:txbxContent>{p(t('框内文字。'))}</w:txbxContent>"
contents = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
contents += f"<w:sdtContent>{p(t('目录'))}{p(t('一、总体要求 1'))}</w:sdtContent></w:sdt>"
body = [
    p(t("工作计划"), '<w:pStyle w:val="a3"/>'),
    contents,
    p(field("TOC \\o", t("一、总体要求 1"))),
    p(t("总体要求"), '<w:pStyle w:val="1"/>'),
    p(t("完成") + deleted("10") + changed("ins", t("12")) + t("项。"), ""),
    p(t("前半句，"), f"<w:rPr>{changed('del', '')}</w:rPr>"),
    p(t("后半句。") + changed("moveFrom", t("移走的话。"))),
    p(changed("moveTo", t("移走的话。"))),
    p(deleted("整段删去。"), f"<w:rPr>{changed('del', '')}</w:rPr>"),
    p(t("重点任务"), '<w:pStyle w:val="1"/>'),
    p(t("截至") + field("DATE", t("6月30日")) + t("，率") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + t("90%。")
      + '<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部口径</w:t></w:r><w:commentRangeStart w:id="0"/>' + t("有批注。")
      + '<w:r><w:commentReference w:id="0"/></w:r>'),
    p('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>' + box + "</w:drawing></mc:Choice><mc:Fallback><w:pict>"
      + box + "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"),
    p("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + t("单击此处输入文字。") + "</w:sdtContent></w:sdt>"),
    "<w:tbl>" + row(cell(p(t("任务"))) + cell(p(t("单位")))) + row(cell(p(t("旧任务"))) + cell(p("")), changed("del", ""))
    + row(cell(p(t("新任务"))) + cell("<w:tbl>" + row(cell(p(t("甲"))) + cell(p(t("乙")))) + "</w:tbl>" + p("")), changed("ins", ""))
    + "</w:tbl>",
    p(t("保障措施"), '<w:pStyle w:val="1"/>'),
    p(t("加强组织领导。"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'),
    p(t("加大投入。"), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'),
]
style = '<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:pPr>%s</w:pPr></w:style>'
level = '<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/></w:lvl></w:abstractNum>'
number = '<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>'
parts = {
    "[Content_Types].xml": f'<Types xmlns="{PACK}content-types"/>',
    "_rels/.rels": f'<Relationships xmlns="{PACK}relationships"><Relationship Id="r1" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACK}relationships"><Relationship Id="r1" Type="{REL}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r2" Type="{REL}/numbering" Target="/word/numbering.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>',
    "word/styles.xml": f'<w:styles xmlns:w="{W}">' + style % ("1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    + style % ("a3", "Title", "") + "</w:styles>",
    "word/numbering.xml": f'<w:numbering xmlns:w="{W}">' + level % (0, "chineseCounting", "%1、") + level % (1, "decimal", "%1.")
    + number % (1, 0) + number % (2, 1) + "</w:numbering>",
}
with zipfile.ZipFile("back.docx", "w", zipfile.ZIP_DEFLATED) as archive:
    for name, text in parts.items():
        archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
