// Package xlsx reads the cells of a workbook that somebody sent. Nothing of it is
// believed: Open bounds its size, what it unpacks to, and how much more that is, and
// a sheet is read as a stream, of which only cells that hold something are kept.
//
// It is small and by hand because a library that is made to edit workbooks lays out
// every cell up to the furthest one: a few kilobytes would fill the memory. Nothing
// is written to disk.
package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// Bounds. A workbook of ten thousand opinions of usual length is 2 MB, and unpacks
// to 15.
const (
	MaxFile     = 20 << 20  // bytes, packed
	MaxUnpacked = 128 << 20 // bytes
	MaxRows     = 50_000    // of a sheet, that hold something
	maxCells    = 1_000_000 // of a sheet, likewise, and texts that they share
	maxParts    = 1_000
	maxRatio    = 200      // unpacked to packed,
	fairSize    = 16 << 20 // beyond so many bytes
)

// Reason says why a file is no workbook that is read.
type Reason int

// The reasons.
const (
	Damaged  Reason = iota // a zip file in which something is amiss
	Unknown                // no workbook at all
	OldExcel               // .xls
	Locked                 // opens with a password only
	Document               // .docx, .pptx, .ods, …
	TooBig                 // packed, unpacked, or in rows
)

// An Error holds nothing of what the file holds.
type Error struct {
	Reason Reason
	Err    error
}

func (e *Error) Error() string { return "not a workbook that can be read: " + e.Reason.String() }

// Unwrap gives the cause, if there is one.
func (e *Error) Unwrap() error { return e.Err }

func (r Reason) String() string {
	return [...]string{"damaged", "of an unknown kind", "an old one", "locked", "another document", "too big"}[r]
}

// A Book is a workbook.
type Book struct {
	parts  map[string]*zip.File
	left   int64 // bytes that may still be unpacked
	sheets []sheetRef
	shared []string
}

type sheetRef struct{ name, part string }

// Open looks at a file and reads the list of its sheets. Errors are *Error.
func Open(data []byte) (*Book, error) {
	z, err := unpacked(data)
	if err != nil {
		return nil, err
	}
	b := &Book{parts: map[string]*zip.File{}, left: MaxUnpacked}
	for _, f := range z.File {
		b.parts[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	if b.parts["xl/workbook.xml"] == nil {
		return nil, &Error{Reason: Document}
	}
	if err := b.list(); err != nil {
		return nil, reasoned(err)
	}
	if err := b.share(); err != nil {
		return nil, reasoned(err)
	}
	return b, nil
}

// unpacked looks at what a file says of itself before anything of it is unpacked.
// What it says is binding: the zip reader unpacks no more than that.
func unpacked(data []byte) (*zip.Reader, error) {
	switch {
	case len(data) > MaxFile:
		return nil, &Error{Reason: TooBig}
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return nil, &Error{Reason: Locked}
		}
		return nil, &Error{Reason: OldExcel}
	case !bytes.HasPrefix(data, []byte("PK")):
		return nil, &Error{Reason: Unknown}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Error{Damaged, err}
	}
	return z, fair(z)
}

func fair(z *zip.Reader) error {
	var packed, unpacked uint64
	for _, f := range z.File {
		if f.UncompressedSize64 > MaxUnpacked {
			return &Error{Reason: TooBig}
		}
		packed, unpacked = packed+f.CompressedSize64, unpacked+f.UncompressedSize64
	}
	if len(z.File) > maxParts || unpacked > MaxUnpacked || unpacked > fairSize && unpacked > maxRatio*packed {
		return &Error{Reason: TooBig}
	}
	return nil
}

func reasoned(err error) error {
	if _, ok := errors.AsType[*Error](err); ok {
		return err
	}
	return &Error{Damaged, err}
}

// open reads a part as XML. A part that is not there is empty.
func (b *Book) open(name string, read func(*xml.Decoder) error) error {
	f := b.parts[strings.ToLower(name)]
	if f == nil {
		return nil
	}
	if b.left -= int64(f.UncompressedSize64); b.left < 0 {
		return &Error{Reason: TooBig} // parts may be named twice
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	return read(xml.NewDecoder(r))
}

// list reads the names of the sheets, and in which part each is.
func (b *Book) list() error {
	parts := map[string]string{}
	err := b.open("xl/_rels/workbook.xml.rels", func(d *xml.Decoder) error {
		return each(d, "Relationship", func(e xml.StartElement) error {
			target := attr(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join("xl", target)
			}
			parts[attr(e, "Id")] = strings.TrimPrefix(target, "/")
			return nil
		})
	})
	if err != nil {
		return err
	}
	return b.open("xl/workbook.xml", func(d *xml.Decoder) error {
		return each(d, "sheet", func(e xml.StartElement) error {
			b.sheets = append(b.sheets, sheetRef{attr(e, "name"), parts[attr(e, "id")]})
			return nil
		})
	})
}

// each calls for every element of a name.
func each(d *xml.Decoder, name string, do func(xml.StartElement) error) error {
	for {
		token, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == name {
			if err := do(e); err != nil {
				return err
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Property is a custom property of the file, empty where it has none of that name.
func (b *Book) Property(name string) (string, error) {
	value := ""
	err := b.open("docProps/custom.xml", func(d *xml.Decoder) error {
		return each(d, "property", func(e xml.StartElement) error {
			var p struct {
				Text string `xml:"lpwstr"`
			}
			if err := d.DecodeElement(&p, &e); err != nil {
				return err
			}
			if attr(e, "name") == name {
				value = p.Text
			}
			return nil
		})
	})
	if err != nil {
		return "", reasoned(err)
	}
	return value, nil
}
