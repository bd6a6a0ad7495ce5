package docx

import "fmt"

// footer is the part with the page number “— 1 —”: 四号 half-width 宋体 between
// two dashes, a character in from the right edge on odd pages, from the left
// on even ones (GB/T 9704-2012, 7.5).
func footer(f Fonts, even bool) string {
	l := find(f, pageNumber)
	jc, side := "right", "right"
	if even {
		jc, side = "left", "left"
	}
	run := func(inner string) string { return `<w:r><w:rPr>` + l.run(f, false) + `</w:rPr>` + inner + `</w:r>` }
	return head + `<w:ftr ` + namespaceW + `><w:p><w:pPr><w:pStyle w:val="PageNumber"/>` +
		fmt.Sprintf(`<w:ind w:%sChars="100" w:%[1]s="280"/><w:jc w:val="%s"/></w:pPr>`, side, jc) +
		run(`<w:t xml:space="preserve">— </w:t>`) +
		run(`<w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText xml:space="preserve"> PAGE </w:instrText>`) +
		run(`<w:fldChar w:fldCharType="separate"/>`) + run(`<w:t>1</w:t>`) + run(`<w:fldChar w:fldCharType="end"/>`) +
		run(`<w:t xml:space="preserve"> —</w:t>`) + `</w:p></w:ftr>`
}

func find(f Fonts, s Style) look {
	for _, l := range looks(f) {
		if l.style == s {
			return l
		}
	}
	return find(f, Body)
}
