package docx

import (
	"fmt"
	"strings"
)

const (
	spread     = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	namespaceS = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
)

// workbook is the smallest workbook that “编辑数据” in Word opens: one sheet with
// the labels in column A and the numbers in column B (ECMA-376 18.2, 18.3).
func (c Chart) workbook(p *pack) {
	p.add("[Content_Types].xml", contentTypes(kind{extension: "rels", content: rels}, kind{extension: "xml", content: "application/xml"},
		kind{part: "/xl/workbook.xml", content: spread + "sheet.main+xml"}, kind{part: "/xl/worksheets/sheet1.xml", content: spread + "worksheet+xml"}))
	p.add("_rels/.rels", relationships(link{"rId1", "officeDocument", "xl/workbook.xml"}))
	p.add("xl/workbook.xml", head+`<workbook `+namespaceS+` `+namespaceR+`><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	p.add("xl/_rels/workbook.xml.rels", relationships(link{"rId1", "worksheet", "worksheets/sheet1.xml"}))
	p.add("xl/worksheets/sheet1.xml", head+`<worksheet `+namespaceS+`><sheetData>`+c.rows()+`</sheetData></worksheet>`)
}

func (c Chart) rows() string {
	var b strings.Builder
	fmt.Fprintf(&b, `<row r="1">%s</row>`, stringCell("B1", c.Series))
	for i, bar := range c.Bars {
		label := stringCell(fmt.Sprintf("A%d", i+2), bar.Label)
		fmt.Fprintf(&b, `<row r="%d">%s<c r="B%d"><v>%d</v></c></row>`, i+2, label, i+2, bar.Value)
	}
	return b.String()
}

func stringCell(at, s string) string {
	return `<c r="` + at + `" t="inlineStr"><is><t>` + attr(s) + `</t></is></c>`
}
