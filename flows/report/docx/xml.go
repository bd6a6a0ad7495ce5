package docx

import (
	"strings"
	"unicode/utf8"
)

const (
	head       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	namespaceW = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	namespaceR = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	namespaceA = `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`
	namespaceC = `xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"`
	namespaceD = `xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`
)

// escape makes a text safe between tags and in attributes. Characters that XML
// 1.0 cannot hold (section 2.2) are dropped: one of them would make Word refuse
// the whole document.
func escape(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case legal(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// attr is escape for an attribute, where line breaks would be lost.
func attr(s string) string { return escape(strings.Join(strings.Fields(s), " ")) }

func legal(r rune) bool {
	if r < ' ' {
		return r == '\t' || r == '\n'
	}
	return r != 0x7f && r != 0xfffe && r != 0xffff && r != utf8.RuneError
}
