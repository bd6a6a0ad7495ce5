package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"
)

// zipped is a zip file of parts.
func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(parts[name]))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	list = `<workbook xmlns:r="r"><sheets><sheet name=" 表一 " sheetId="7" r:id="rId3"/></sheets></workbook>`
	rels = `<Relationships><Relationship Id="rId3" Target="/xl/worksheets/odd.xml"/></Relationships>`
)

// aBook is a workbook of one sheet, with texts that cells share.
func aBook(t testing.TB, cells string, shared ...string) []byte {
	return zipped(t, map[string]string{"xl/workbook.xml": list, "xl/_rels/workbook.xml.rels": rels,
		"xl/worksheets/odd.xml": "<worksheet><sheetData>" + cells + "</sheetData></worksheet>",
		"xl/sharedStrings.xml":  "<sst>" + strings.Join(shared, "") + "</sst>"})
}

func read(t testing.TB, data []byte) (Sheet, error) {
	b, err := Open(data)
	if err != nil {
		return Sheet{}, err
	}
	return b.Sheet("表一")
}

// TestCells in all the forms that programs write them.
func TestCells(t *testing.T) {
	for _, c := range []struct {
		name, xml string
		shared    []string
		want      map[int]Cell
	}{
		{"a number", `<row r="1"><c r="B1"><v>3</v></c></row>`, nil, map[int]Cell{1: {"3", Number, false}}},
		{"a number of a formula", `<row r="1"><c r="A1" t="n"><f>1+2</f><v>3</v></c></row>`, nil, map[int]Cell{0: {"3", Number, true}}},
		{"a text of a formula", `<row r="1"><c r="A1" t="str"><f>B1</f><v>字</v></c></row>`, nil, map[int]Cell{0: {"字", Text, true}}},
		{"a formula that came to nothing", `<row r="1"><c r="A1"><f>B1</f></c></row>`, nil, map[int]Cell{0: {"", Number, true}}},
		{"a formula that went wrong", `<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`, nil, map[int]Cell{0: {"#DIV/0!", Fault, true}}},
		{"a truth", `<row r="1"><c r="A1" t="b"><v>1</v></c></row>`, nil, map[int]Cell{0: {"1", Truth, false}}},
		{"a shared text", `<row r="1"><c r="A1" t="s"><v>1</v></c></row>`, []string{"<si><t>零</t></si>", "<si><t> 一 </t></si>"}, map[int]Cell{0: {" 一 ", Text, false}}},
		{"a text in runs, and how it is pronounced", `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`,
			[]string{"<si><r><t>会议</t></r><r><rPr><b/></rPr><t>太多</t></r><rPh sb=\"0\" eb=\"2\"><t>ホイイ</t></rPh></si>"}, map[int]Cell{0: {"会议太多", Text, false}}},
		{"a text inside", `<row r="1"><c r="A1" t="inlineStr"><is><t>行一
行二</t></is></c></row>`, nil, map[int]Cell{0: {"行一\n行二", Text, false}}},
		{"characters that XML cannot hold", `<row r="1"><c r="A1" t="inlineStr"><is><t>_x005F_x000A__x0041_</t></is></c></row>`, nil, map[int]Cell{0: {"_x000A_A", Text, false}}},
		{"cells without names", `<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row>`, nil,
			map[int]Cell{0: {"1", Number, false}, 3: {"4", Number, false}, 4: {"5", Number, false}}},
		{"cells with a look alone", `<row r="1"><c r="A1" s="3"/><c r="XFD1"><v>1</v></c></row>`, nil, map[int]Cell{16383: {"1", Number, false}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := read(t, aBook(t, c.xml, c.shared...))
			if err != nil || len(s.Rows) != 1 || s.Rows[0].N != 1 {
				t.Fatalf("%v %+v", err, s)
			}
			if diff := cmp.Diff(c.want, s.Rows[0].Cells); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEmptyRowsAreNotKept(t *testing.T) {
	s, err := read(t, aBook(t, `<row r="2"><c r="A2"><v>1</v></c></row><row r="1048576"><c r="A1048576" s="1"/></row>`))
	if err != nil || len(s.Rows) != 1 || s.Rows[0].N != 2 {
		t.Errorf("%v %+v", err, s)
	}
}

func TestWhatIsNoWorkbook(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	text := `<row><c t="inlineStr"><is><t>字</t></is></c></row>`
	for _, c := range []struct {
		name string
		data []byte
		want Reason
	}{
		{"nothing", nil, Unknown},
		{"a table of text", []byte("序号,对象\n"), Unknown},
		{"an old workbook", []byte(ole), OldExcel},
		{"one with a password", []byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), Locked},
		{"a letter", zipped(t, map[string]string{"word/document.xml": "<document/>"}), Document},
		{"half a file", aBook(t, text)[:300], Damaged},
		{"no zip behind its first letters", []byte("PK\x03\x04 nothing"), Damaged},
		{"no XML in it", aBook(t, "<row><c>"), Damaged},
		{"a text that is not there", aBook(t, `<row><c t="s"><v>3</v></c></row>`), Damaged},
		{"a bigger file", make([]byte, MaxFile+1), TooBig},
		{"more parts", zipped(t, many(maxParts+1, func(i int) (string, string) { return fmt.Sprint(i), "" })), TooBig},
		{"more rows", aBook(t, strings.Repeat("<row><c><v>1</v></c></row>", MaxRows+1)), TooBig},
		{"more texts", aBook(t, "", strings.Repeat("<si/>", maxCells+1)), TooBig},
		{"far more than its size", aBook(t, strings.Repeat(" ", fairSize+1)), TooBig},
		{"more than may be unpacked", aBook(t, strings.Repeat(text+"一二三四五六七八九十", MaxUnpacked/60)), TooBig},
		{"more than it says", lying(t), Damaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(t, c.data)
			if e, ok := errors.AsType[*Error](err); !ok || e.Reason != c.want {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

func many(n int, part func(int) (string, string)) map[string]string {
	all := map[string]string{}
	for i := range n {
		name, content := part(i)
		all[name] = content
	}
	return all
}

// lying is a workbook whose sheet unpacks to more than it says.
func lying(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{"xl/workbook.xml": list, "xl/_rels/workbook.xml.rels": rels} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(content))
	}
	content := []byte("<worksheet>" + strings.Repeat("<row/>", 1000) + "</worksheet>")
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/odd.xml", Method: zip.Store, CRC32: crc32.ChecksumIEEE(content),
		CompressedSize64: uint64(len(content)), UncompressedSize64: 20})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(content)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWhatWasWrittenIsRead: the library's workbooks, in its two ways of writing
// texts.
func TestWhatWasWrittenIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		want := map[string]string{}
		for range rapid.IntRange(0, 20).Draw(t, "cells") {
			name := Column(rapid.IntRange(0, 800).Draw(t, "column")) + fmt.Sprint(rapid.IntRange(1, 90).Draw(t, "row"))
			text := rapid.StringMatching(`[ -~一-龥\n]{1,20}`).Draw(t, "text")
			if err := f.SetCellStr("Sheet1", name, text); err != nil {
				t.Fatal(err)
			}
			want[name] = text
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		book, err := Open(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		s, err := book.Sheet("Sheet1")
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, r := range s.Rows {
			for i, c := range r.Cells {
				got[Column(i)+fmt.Sprint(r.N)] = c.Text
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestSheetsAreFoundByTheirNames(t *testing.T) {
	b, err := Open(aBook(t, ""))
	if err != nil || !b.Has("表一") || b.Has("表") {
		t.Errorf("%v %+v", err, b)
	}
	if s, err := b.Sheet("表"); err != nil || len(s.Rows) > 0 {
		t.Errorf("%v %+v", err, s)
	}
}

func TestCorner(t *testing.T) {
	for area, want := range map[string][2]int{"B3:C4": {3, 1}, "AA10": {10, 26}, "": {}, "3": {}, "B": {}} {
		row, column, ok := Corner(area)
		if ok != (want[0] > 0) || ok && (row != want[0] || column != want[1]) {
			t.Errorf("%s: row %d, column %d, %v", area, row, column, ok)
		}
	}
}
