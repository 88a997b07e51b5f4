"""Files that bear the name of a Word file, or nearly."""
import zipfile

import docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def pack(name, document, others=()):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        if document is not None:
            archive.writestr("word/document.xml", document)
        for part, text in others:
            archive.writestr(part, text)


good = docx.Document()
good.add_paragraph("正文。")
good.save("good.docx")
whole = open("good.docx", "rb").read()
open("cut.docx", "wb").write(whole[: len(whole) // 2])
open("empty.docx", "wb").write(b"")
open("text.docx", "wb").write("正文。".encode())
open("page.docx", "wb").write(b"<html><body>x</body></html>")
open("rich.rtf", "wb").write(rb"{\rtf1\ansi x}")
open("rich.docx", "wb").write(rb"{\rtf1\ansi x}")
open("print.docx", "wb").write(b"%PDF-1.4")
pack("book.docx", None, [("xl/workbook.xml", "<workbook/>")])
pack("nothing.docx", None, [("a.txt", "x")])
pack("open.odt", None, [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")])
pack("xml.docx", f"<w:document {W}><w:body><w:p></w:body></w:document>")
pack("bodiless.docx", f"<w:document {W}/>")
pack("other.docx", "<document><body/></document>")
pack("laughs.docx", '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' f"<w:document {W}><w:body>&b;</w:body></w:document>")
pack("entity.docx", f'<!DOCTYPE l SYSTEM "file:///etc/passwd"><w:document {W}><w:body/></w:document>')
pack("bomb.docx", f"<w:document {W}><w:body>" + "<w:p/>" * 20_000_000 + "</w:body></w:document>")
pack("deep.docx", f"<w:document {W}><w:body>" + "<w:p>" * 300 + "</w:p>" * 300 + "</w:body></w:document>")
pack("wide.docx", f'<w:document {W}><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>')
pack("styles.docx", f"<w:document {W}><w:body/></w:document>", [("word/styles.xml", "<w:styles")])
