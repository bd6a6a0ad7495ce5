package docx

import (
	"fmt"
	"time"
)

// Setup is what has to be known before a document's first paragraph.
type Setup struct {
	Title   string    // in the file's properties
	Author  string    // likewise
	Created time.Time // its day is put there; zero: none
	Fonts   Fonts
	Charts  []Chart // shown where Document.Chart is called
}

const (
	word    = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	drawing = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
	rels    = "application/vnd.openxmlformats-package.relationships+xml"
	sheet   = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	core    = "application/vnd.openxmlformats-package.core-properties+xml"
	kindPkg = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)

// write writes all parts but the document itself, which streams behind them.
func (s Setup) write(p *pack) {
	p.add("[Content_Types].xml", contentTypes(s.kinds()...))
	p.add("_rels/.rels", relationships(link{"rId1", "officeDocument", "word/document.xml"},
		link{"rId2", kindPkg, "docProps/core.xml"}))
	p.add("docProps/core.xml", s.properties())
	p.add("word/_rels/document.xml.rels", relationships(s.links()...))
	p.add("word/styles.xml", styles(s.Fonts))
	p.add("word/settings.xml", settings())
	p.add("word/fontTable.xml", s.Fonts.fontTable())
	p.add("word/footer1.xml", footer(s.Fonts, false))
	p.add("word/footer2.xml", footer(s.Fonts, true))
	for i, c := range s.Charts {
		c.write(p, i+1, s.Fonts)
	}
}

func (s Setup) kinds() []kind {
	all := []kind{{extension: "rels", content: rels}, {extension: "xml", content: "application/xml"}}
	if len(s.Charts) > 0 {
		all = append(all, kind{extension: "xlsx", content: sheet})
	}
	for _, part := range [][2]string{{"document", "document.main"}, {"styles", "styles"}, {"settings", "settings"},
		{"fontTable", "fontTable"}, {"footer1", "footer"}, {"footer2", "footer"}} {
		all = append(all, kind{part: "/word/" + part[0] + ".xml", content: word + part[1] + "+xml"})
	}
	all = append(all, kind{part: "/docProps/core.xml", content: core})
	for i := range s.Charts {
		all = append(all, kind{part: fmt.Sprintf("/word/charts/chart%d.xml", i+1), content: drawing})
	}
	return all
}

func (s Setup) links() []link {
	all := []link{{"rStyles", "styles", "styles.xml"}, {"rSettings", "settings", "settings.xml"},
		{"rFonts", "fontTable", "fontTable.xml"}, {"rOdd", "footer", "footer1.xml"}, {"rEven", "footer", "footer2.xml"}}
	for i := range s.Charts {
		all = append(all, link{fmt.Sprintf("rChart%d", i+1), "chart", fmt.Sprintf("charts/chart%d.xml", i+1)})
	}
	return all
}

// properties tells the day and not the hour: more is nobody's business.
func (s Setup) properties() string {
	x := head + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
		`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" ` +
		`xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + attr(s.Title) + `</dc:title><dc:creator>` + attr(s.Author) + `</dc:creator>`
	if !s.Created.IsZero() {
		day := s.Created.Format(time.DateOnly) + "T00:00:00Z"
		x += `<dcterms:created xsi:type="dcterms:W3CDTF">` + day + `</dcterms:created>` +
			`<dcterms:modified xsi:type="dcterms:W3CDTF">` + day + `</dcterms:modified>`
	}
	return x + `</cp:coreProperties>`
}
