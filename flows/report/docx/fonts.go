package docx

import "cmp"

// Fonts names the fonts of a document. They are named, not embedded; an empty
// name stands for that of DefaultFonts.
type Fonts struct {
	Title      string // 小标宋: titles (GB/T 9704-2012, 7.3.1)
	Heading    string // 黑体: 一、 and “附件” (7.3.3, 7.3.7)
	Subheading string // 楷体: （一） (7.3.3)
	Body       string // 仿宋: everything else (5.2.2)
	PageNumber string // 宋体 (7.5)
	Latin      string // letters and digits, save in page numbers
}

// DefaultFonts are the names under which offices have these fonts installed.
func DefaultFonts() Fonts {
	return Fonts{Title: "方正小标宋简体", Heading: "黑体", Subheading: "楷体_GB2312",
		Body: "仿宋_GB2312", PageNumber: "宋体", Latin: "Times New Roman"}
}

func (f Fonts) filled() Fonts {
	d := DefaultFonts()
	return Fonts{cmp.Or(f.Title, d.Title), cmp.Or(f.Heading, d.Heading), cmp.Or(f.Subheading, d.Subheading),
		cmp.Or(f.Body, d.Body), cmp.Or(f.PageNumber, d.PageNumber), cmp.Or(f.Latin, d.Latin)}
}

// substitute is the font that a computer without the given one is likely to
// have: Windows has called 仿宋 and 楷体 so, without _GB2312, since Vista.
func substitute(font string) string {
	switch font {
	case "方正小标宋简体":
		return "宋体"
	case "楷体_GB2312":
		return "楷体"
	case "仿宋_GB2312":
		return "仿宋"
	case "黑体":
		return "SimHei"
	case "宋体":
		return "SimSun"
	}
	return ""
}

// fontTable is the part that names the substitutes (ECMA-376 17.8).
func (f Fonts) fontTable() string {
	x := head + `<w:fonts ` + namespaceW + `>`
	seen := map[string]bool{}
	for _, name := range []string{f.Title, f.Heading, f.Subheading, f.Body, f.PageNumber} {
		if other := substitute(name); other != "" && !seen[name] {
			x += `<w:font w:name="` + attr(name) + `"><w:altName w:val="` + other + `"/><w:charset w:val="86"/></w:font>`
		}
		seen[name] = true
	}
	return x + `</w:fonts>`
}
