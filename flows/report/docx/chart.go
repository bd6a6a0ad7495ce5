package docx

import (
	"fmt"
	"strings"
)

// A Chart is a chart of horizontal bars. It is native: it can be edited in Word,
// where its numbers lie in a small workbook inside the document.
type Chart struct {
	Series string // what is counted
	Alt    string // what it shows, for who cannot see it
	Bars   []Bar
}

// A Bar is one number of a Chart.
type Bar struct {
	Label string
	Value int
}

// Chart shows one of Setup.Charts. Each can be shown once.
func (d *Document) Chart(i int) {
	d.drawn++
	c := d.charts[i]
	wide, high := 150*emu, (6+7*len(c.Bars))*emu
	d.Paragraph(Paragraph{Style: picture, Runs: []Run{{raw: `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">` +
		fmt.Sprintf(`<wp:extent cx="%d" cy="%d"/><wp:effectExtent l="0" t="0" r="0" b="0"/>`, wide, high) +
		fmt.Sprintf(`<wp:docPr id="%d" name="%s" descr="%s"/>`, d.drawn, fmt.Sprintf("Chart %d", i+1), attr(c.Alt)) +
		`<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">` +
		fmt.Sprintf(`<c:chart r:id="rChart%d"/></a:graphicData></a:graphic></wp:inline></w:drawing>`, i+1)}}})
}

const emu = 36000 // in a millimetre (ECMA-376 20.1.2.1)

func (c Chart) write(p *pack, n int, f Fonts) {
	p.add(fmt.Sprintf("word/charts/chart%d.xml", n), c.xml(f))
	p.add(fmt.Sprintf("word/charts/_rels/chart%d.xml.rels", n),
		relationships(link{"rId1", "package", fmt.Sprintf("../embeddings/chart%d.xlsx", n)}))
	inner := newPack(p.open(fmt.Sprintf("word/embeddings/chart%d.xlsx", n)))
	c.workbook(inner)
	if err := inner.close(); p.err == nil {
		p.err = err
	}
}

// xml is the chart part (21.2). Bars need a fill of their own: without a theme
// Word leaves them without any. The first bar is on top, hence maxMin.
func (c Chart) xml(f Fonts) string {
	const hair = `<a:ln w="6350"><a:solidFill><a:srgbClr val="7F7F7F"/></a:solidFill></a:ln>`
	return head + `<c:chartSpace ` + namespaceC + ` ` + namespaceA + ` ` + namespaceR + `><c:roundedCorners val="0"/>` +
		`<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/>` +
		`<c:varyColors val="0"/>` + c.series() + `<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>` +
		`<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>` +
		`<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
		`<c:tickLblPos val="low"/><c:spPr>` + hair + `</c:spPr><c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="1"/>` +
		`<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>` +
		`<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/>` +
		`<c:axPos val="t"/><c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>` +
		`<c:tickLblPos val="none"/><c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>` +
		`<c:spPr><a:noFill/></c:spPr></c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>` +
		`<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>` + c.letters(f) +
		`<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>`
}

// series holds the numbers a second time, as a cache: what is drawn until
// somebody edits them (21.2.2.170).
func (c Chart) series() string {
	var labels, values strings.Builder
	for i, b := range c.Bars {
		fmt.Fprintf(&labels, `<c:pt idx="%d"><c:v>%s</c:v></c:pt>`, i, attr(b.Label))
		fmt.Fprintf(&values, `<c:pt idx="%d"><c:v>%d</c:v></c:pt>`, i, b.Value)
	}
	n, last := len(c.Bars), len(c.Bars)+1
	return `<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>Sheet1!$B$1</c:f><c:strCache><c:ptCount val="1"/>` +
		`<c:pt idx="0"><c:v>` + attr(c.Series) + `</c:v></c:pt></c:strCache></c:strRef></c:tx>` +
		`<c:spPr><a:solidFill><a:srgbClr val="2F5597"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>` +
		`<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>` +
		`<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>` +
		fmt.Sprintf(`<c:cat><c:strRef><c:f>Sheet1!$A$2:$A$%d</c:f><c:strCache><c:ptCount val="%d"/>%s</c:strCache></c:strRef></c:cat>`, last, n, labels.String()) +
		fmt.Sprintf(`<c:val><c:numRef><c:f>Sheet1!$B$2:$B$%d</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="%d"/>%s</c:numCache></c:numRef></c:val>`, last, n, values.String()) +
		`</c:ser>`
}

func (c Chart) letters(f Fonts) string {
	return fmt.Sprintf(`<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr lang="zh-CN" altLang="en-US" sz="1050"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>`+
		`<a:latin typeface="%s"/><a:ea typeface="%s"/></a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`, attr(f.Latin), attr(f.Body))
}
