package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Style names how a paragraph looks.
type Style string

// The styles. Sizes are those of GB/T 9704-2012: 二号 22 pt, 三号 16 pt, 四号 14 pt.
const (
	Title      Style = "Title"      // 二号小标宋, centred (7.3.1)
	Addressee  Style = "Addressee"  // 主送机关, from the edge (7.3.2)
	Heading1   Style = "Heading1"   // 一、 黑体 (7.3.3)
	Heading2   Style = "Heading2"   // （一） 楷体
	Heading3   Style = "Heading3"   // 仿宋, bold, for headings without a number
	Body       Style = "Body"       // 三号仿宋, indented by two characters
	AnnexNote  Style = "AnnexNote"  // 附件：…, one line below the text (7.3.4)
	Signature  Style = "Signature"  // 署名, one line below that (7.3.5.2)
	Date       Style = "IssueDate"  // 成文日期
	AnnexMark  Style = "AnnexMark"  // 附件, 三号黑体, from the edge (7.3.7)
	AnnexTitle Style = "AnnexTitle" // in the third line, centred (7.3.7)
	Caption    Style = "Caption"    // below a chart
	CellText   Style = "CellText"   // in a table
	CellCentre Style = "CellCentre" // likewise, centred
	CellHead   Style = "CellHead"   // in its first row
	CellLabel  Style = "CellLabel"  // before what a form asks for

	picture    Style = "Picture"    // holds a chart
	gap        Style = "Gap"        // keeps apart what Word would join; no height
	pageNumber Style = "PageNumber" // “— 1 —” (7.5)
)

// look is what a style says. Lengths are twentieths of a point, as in the file.
type look struct {
	style   Style
	name    string // as Word shows it; its own names where it has some
	font    string
	half    int // size in half points
	bold    bool
	jc      string
	line    int // exact pitch; 0: as high as what is in it
	indent  int // first line, in hundredths of a character
	before  int
	after   int
	outline int  // 1…: level in the navigation
	keep    bool // on the page of what follows
	tight   int  // space between characters
	latin   string
}

const (
	pitch = 28 * 20 // of the body, exact: 22 lines in 225 mm (5.2.3)
	dense = 20 * 20 // in tables

	// A line of 156 mm holds 28 characters (5.2.3) when each of 16 pt gives up a
	// quarter of a point.
	tight = -5
)

// looks are the styles in the order of styles.xml.
func looks(f Fonts) []look {
	return []look{
		{style: Title, name: "Title", font: f.Title, half: 44, jc: "center", line: 33 * 20, after: pitch, keep: true},
		{style: Addressee, name: "主送机关", font: f.Body, half: 32, jc: "left", line: pitch, tight: tight},
		{style: Heading1, name: "heading 1", font: f.Heading, half: 32, jc: "both", line: pitch, indent: 200, outline: 1, keep: true, tight: tight},
		{style: Heading2, name: "heading 2", font: f.Subheading, half: 32, jc: "both", line: pitch, indent: 200, outline: 2, keep: true, tight: tight},
		{style: Heading3, name: "heading 3", font: f.Body, half: 32, bold: true, jc: "both", line: pitch, indent: 200, outline: 3, keep: true, tight: tight},
		{style: Body, name: "公文正文", font: f.Body, half: 32, jc: "both", line: pitch, indent: 200, tight: tight},
		{style: AnnexNote, name: "附件说明", font: f.Body, half: 32, jc: "left", line: pitch, indent: 200, before: pitch, tight: tight, keep: true},
		{style: Signature, name: "署名", font: f.Body, half: 32, jc: "left", line: pitch, before: pitch, keep: true, tight: tight},
		{style: Date, name: "成文日期", font: f.Body, half: 32, jc: "left", line: pitch, tight: tight},
		{style: AnnexMark, name: "附件标识", font: f.Heading, half: 32, jc: "left", line: pitch, keep: true, outline: 1},
		{style: AnnexTitle, name: "附件标题", font: f.Title, half: 44, jc: "center", line: 33 * 20, before: pitch, after: pitch, keep: true},
		{style: Caption, name: "caption", font: f.Heading, half: 24, jc: "center", line: dense, after: 8 * 20},
		{style: CellText, name: "表格正文", font: f.Body, half: 24, jc: "left", line: dense},
		{style: CellCentre, name: "表格居中", font: f.Body, half: 24, jc: "center", line: dense},
		{style: CellHead, name: "表头", font: f.Heading, half: 24, jc: "center", line: dense, keep: true},
		{style: CellLabel, name: "表格项目", font: f.Heading, half: 24, jc: "center", line: dense},
		{style: picture, name: "图", font: f.Body, half: 32, jc: "center", before: 8 * 20, keep: true},
		{style: gap, name: "间隔", font: f.Body, half: 2, jc: "left", line: 20},
		{style: pageNumber, name: "页码", font: f.PageNumber, half: 28, line: pitch, latin: f.PageNumber},
	}
}

// xml is the style as styles.xml holds it (ECMA-376 17.7.4.17).
func (l look) xml(f Fonts) string {
	custom := ""
	if l.name[0] >= utf8.RuneSelf { // Word's own have English names in the file
		custom = ` w:customStyle="1"`
	}
	x := fmt.Sprintf(`<w:style w:type="paragraph"%s w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/>`, custom, l.style, l.name)
	if l.outline > 0 {
		x += `<w:next w:val="Body"/>`
	}
	return x + `<w:qFormat/><w:pPr>` + l.paragraph() + `</w:pPr><w:rPr>` + l.run(f, false) + `</w:rPr></w:style>`
}

// paragraph are the properties of pPr in the order of its schema (17.3.1.26).
func (l look) paragraph() string {
	var b strings.Builder
	if l.keep {
		b.WriteString(`<w:keepNext/>`)
	}
	if l.style == CellText || l.style == CellCentre || l.style == CellLabel {
		b.WriteString(`<w:wordWrap w:val="0"/>`) // a long address breaks anywhere, or it would push a column wide
	}
	if l.style == Signature || l.style == Date {
		// Their places are reckoned in characters, so digits keep to half of one.
		b.WriteString(`<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>`)
	}
	fmt.Fprintf(&b, `<w:spacing w:before="%d" w:after="%d"%s/>`, l.before, l.after, l.height())
	if l.indent > 0 {
		fmt.Fprintf(&b, `<w:ind w:firstLineChars="%d" w:firstLine="%d"/>`, l.indent, l.indent*l.half/10)
	}
	if l.jc != "" {
		fmt.Fprintf(&b, `<w:jc w:val="%s"/>`, l.jc)
	}
	if l.outline > 0 {
		fmt.Fprintf(&b, `<w:outlineLvl w:val="%d"/>`, l.outline-1)
	}
	return b.String()
}

func (l look) height() string {
	if l.line == 0 {
		return ` w:line="240" w:lineRule="auto"`
	}
	return fmt.Sprintf(` w:line="%d" w:lineRule="exact"`, l.line)
}

// run are the properties of rPr in the order of its schema (17.3.2.28). The
// hint makes “”, … and — full-width: they are in the Latin fonts too.
func (l look) run(f Fonts, bold bool) string {
	latin := f.Latin
	if l.latin != "" {
		latin = l.latin
	}
	x := fmt.Sprintf(`<w:rFonts w:hint="eastAsia" w:ascii="%s" w:eastAsia="%s" w:hAnsi="%[1]s" w:cs="%[1]s"/>`, attr(latin), attr(l.font))
	if bold || l.bold {
		x += `<w:b/><w:bCs/>`
	}
	if l.tight != 0 {
		x += fmt.Sprintf(`<w:spacing w:val="%d"/>`, l.tight)
	}
	return x + fmt.Sprintf(`<w:sz w:val="%d"/><w:szCs w:val="%[1]d"/>`, l.half)
}
