package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// read gives back the words of a document.xml.
func read(t *rapid.T, content string) string {
	var b strings.Builder
	d, inside := xml.NewDecoder(strings.NewReader(content)), false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			inside = e.Name.Local == "t"
			b.WriteString(map[string]string{"br": "\n", "tab": "\t"}[e.Name.Local])
		case xml.EndElement:
			inside = false
		case xml.CharData:
			if inside {
				b.Write(e)
			}
		}
	}
}

// TestWordsComeBack: what XML can hold is kept to the letter, outer space and
// all; what it cannot is gone.
func TestWordsComeBack(t *testing.T) {
	parts := rapid.SampledFrom([]string{"字", "👩‍💻", "👍🏽", " ", "　", "\n", "\t", "&", "<", ">", "]]>", "\"", "'", "&amp;",
		"\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\xff", "\u202e", "𠀀", "_x000A_"})
	drop := strings.NewReplacer("\x00", "", "\x0b", "", "\x1f", "", "\ufffe", "", "\uffff", "", "\xff", "")
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOf(parts).Draw(t, "parts"), "")
		var b bytes.Buffer
		d := New(&b, Setup{})
		d.Add(Body, in)
		if err := d.Close(); err != nil {
			t.Fatal(err)
		}
		got := read(t, unzip(&testing.T{}, b.Bytes())["word/document.xml"])
		if want := drop.Replace(in); got != want {
			t.Fatalf("%q came back as %q", want, got)
		}
	})
}

func TestALongTextStaysWhole(t *testing.T) {
	long := strings.Repeat("𠀀汉&👍", 500)
	parts := unzip(t, written(t, func(w io.Writer) error {
		d := New(w, Setup{})
		table := d.Table(Column{"原文", 100, false})
		table.Row(Cell{Text: long})
		table.End()
		return d.Close()
	}))
	if !strings.Contains(parts["word/document.xml"], strings.ReplaceAll(long, "&", "&amp;")) {
		t.Error("2,000 characters did not survive")
	}
}

func TestFontsAreNamedPerRun(t *testing.T) {
	parts := unzip(t, written(t, func(w io.Writer) error {
		d := New(w, Setup{Fonts: Fonts{Body: "华文\"仿宋"}})
		d.Add(Body, "甲")
		d.Add(Heading1, "乙")
		return d.Close()
	}))
	for _, want := range []string{`w:eastAsia="华文&quot;仿宋"`, `w:eastAsia="黑体"`} {
		if strings.Count(parts["word/document.xml"], want) != 1 {
			t.Errorf("no run has %s", want)
		}
	}
}

func TestErrorsComeOutAtClose(t *testing.T) {
	for _, room := range []int{0, 100, 5_000} {
		if err := sample(&disk{room}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("a disk with room for %d: %v", room, err)
		}
	}
}

// disk has room for so many bytes.
type disk struct{ room int }

func (d *disk) Write(b []byte) (int, error) {
	if d.room -= len(b); d.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

// TestMemoryIsBounded: 15 MB of text go through without being held.
func TestMemoryIsBounded(t *testing.T) {
	d := New(io.Discard, Setup{})
	before := heap()
	table := d.Table(Column{"原文", 100, false})
	text := strings.Repeat("会议偏多，文件偏长；", 100)
	for i := range 5_000 {
		table.Row(Cell{Text: fmt.Sprint(i, text)})
	}
	if grown := heap() - before; grown > 2<<20 {
		t.Errorf("%d MB are held after 15 MB of text", grown>>20)
	}
	table.End()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
}

func heap() int {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}
