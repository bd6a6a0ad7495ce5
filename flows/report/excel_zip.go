package report

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
)

// sortedZip makes one workbook of the parts that the library hands over in no
// certain order and with the time: always in the same order and without any. It
// holds the parts compressed until Close.
type sortedZip struct {
	w     io.Writer
	parts []*zipPart
}

type zipPart struct {
	header  zip.FileHeader
	data    bytes.Buffer
	deflate *flate.Writer
}

func newSortedZip(w io.Writer) *sortedZip { return &sortedZip{w: w} }

// Create starts a part and ends the one before.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	p := &zipPart{header: zip.FileHeader{Name: name, Method: zip.Deflate}}
	var err error
	p.deflate, err = flate.NewWriter(&p.data, flate.DefaultCompression)
	z.parts = append(z.parts, p)
	return p, err
}

// Write compresses a part, of which the library writes all at once.
func (p *zipPart) Write(b []byte) (int, error) {
	content := settled(p.header.Name, b)
	p.header.CRC32 = crc32.Update(p.header.CRC32, crc32.IEEETable, content)
	p.header.UncompressedSize64 += uint64(len(content))
	if _, err := p.deflate.Write(content); err != nil {
		return 0, err
	}
	return len(b), nil
}

// images are the kinds of image that the library lists, in no certain order,
// where it has drawn a chart; there are none.
var images = regexp.MustCompile(`<Default Extension="[a-z]+" ContentType="image/[^"]*"></Default>`)

// settled is a part without what would differ from one time to the next, and
// without what the library says of every height of a row: that somebody chose
// it. Excel shall make a row fit that was edited. (In texts quotes are escaped.)
func settled(name string, content []byte) []byte {
	switch {
	case name == "[Content_Types].xml":
		return images.ReplaceAll(content, nil)
	case strings.HasPrefix(name, "xl/worksheets/"):
		return bytes.ReplaceAll(content, []byte(`" customHeight="1"`), []byte(`"`))
	}
	return content
}

// AddFS is part of the library's interface; it is for workbooks with macros.
func (z *sortedZip) AddFS(fs.FS) error {
	return fmt.Errorf("no file systems in a workbook: %w", fs.ErrInvalid)
}

// Close writes it all: the list of contents first, as programs that look at the
// first bytes expect it, then by name.
func (z *sortedZip) Close() error {
	slices.SortFunc(z.parts, func(a, b *zipPart) int { return cmp.Compare(a.header.Name, b.header.Name) })
	out := zip.NewWriter(z.w)
	for _, p := range z.parts {
		if err := p.copy(out); err != nil {
			return err
		}
	}
	return out.Close()
}

func (p *zipPart) copy(out *zip.Writer) error {
	if err := p.deflate.Close(); err != nil {
		return err
	}
	p.header.CompressedSize64 = uint64(p.data.Len())
	w, err := out.CreateRaw(&p.header)
	if err != nil {
		return err
	}
	_, err = p.data.WriteTo(w)
	return err
}
