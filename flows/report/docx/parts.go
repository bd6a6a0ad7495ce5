package docx

import (
	"archive/zip"
	"io"
	"strings"
)

// pack is a zip file of parts. Entries carry no times (the zero time.Time
// writes none), so that the same parts give the same bytes. It keeps its first
// error.
type pack struct {
	zip *zip.Writer
	err error
}

func newPack(w io.Writer) *pack { return &pack{zip: zip.NewWriter(w)} }

func (p *pack) open(name string) io.Writer {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if p.err == nil {
		p.err = err
	}
	if p.err != nil {
		return io.Discard
	}
	return w
}

func (p *pack) add(name, content string) {
	if _, err := io.WriteString(p.open(name), content); p.err == nil {
		p.err = err
	}
}

func (p *pack) close() error {
	if err := p.zip.Close(); p.err == nil {
		p.err = err
	}
	return p.err
}

// link is a relationship (ECMA-376 part 2, 9.3).
type link struct{ id, kind, target string }

const kindOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

func relationships(links ...link) string {
	var b strings.Builder
	b.WriteString(head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, l := range links {
		kind := l.kind
		if !strings.Contains(kind, "://") {
			kind = kindOffice + kind
		}
		b.WriteString(`<Relationship Id="` + l.id + `" Type="` + kind + `" Target="` + l.target + `"/>`)
	}
	return b.String() + `</Relationships>`
}

// kind is the content type of one part, or of all with an extension.
type kind struct{ part, extension, content string }

func contentTypes(kinds ...kind) string {
	var b strings.Builder
	b.WriteString(head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">`)
	for _, k := range kinds {
		if k.extension != "" {
			b.WriteString(`<Default Extension="` + k.extension + `" ContentType="` + k.content + `"/>`)
			continue
		}
		b.WriteString(`<Override PartName="` + k.part + `" ContentType="` + k.content + `"/>`)
	}
	return b.String() + `</Types>`
}
