package main

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// A hunt looks for what must not be there, in every form in which it is likely
// to be: as it is, in base64 and hex, escaped as in JSON, in UTF-16, and
// numbers also as eight bytes.
type hunt map[string][][]byte // the forms of each prey

func huntFor(prey ...string) hunt {
	h := hunt{}
	for _, p := range prey {
		h[p] = forms(p)
	}
	return h
}

func forms(p string) [][]byte {
	quoted, _ := json.Marshal(p)
	all := [][]byte{[]byte(p), []byte(hex.EncodeToString([]byte(p))), quoted[1 : len(quoted)-1],
		[]byte(strings.Trim(strconv.QuoteToASCII(p), `"`))}
	for shift := range 3 { // base64 depends on where in a triple it begins
		b64 := base64.StdEncoding.EncodeToString(append(make([]byte, shift), p...))
		all = append(all, []byte(strings.TrimRight(b64, "=")[4:max(4, len(b64)-5)]))
	}
	units := utf16.Encode([]rune(p))
	little, big := []byte{}, []byte{}
	for _, u := range units {
		little, big = binary.LittleEndian.AppendUint16(little, u), binary.BigEndian.AppendUint16(big, u)
	}
	all = append(all, little, big)
	if n, err := strconv.ParseInt(p, 10, 64); err == nil {
		all = append(all, binary.LittleEndian.AppendUint64(nil, uint64(n)), binary.BigEndian.AppendUint64(nil, uint64(n)))
	}
	return all
}

// in says which prey is in the bytes.
func (h hunt) in(where string, raw []byte) (found []string) {
	for prey, forms := range h {
		for _, form := range forms {
			if len(form) >= 6 && bytes.Contains(raw, form) {
				found = append(found, fmt.Sprintf("%s: %q", where, prey))
				break
			}
		}
	}
	return found
}

// under looks through all files below a directory, and their names, but not in
// those directories.
func (h hunt) under(dir string, but ...string) (found []string) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		for _, skip := range but {
			if path == skip {
				return fs.SkipDir
			}
		}
		if err != nil {
			return nil // it went while we looked
		}
		found = append(found, h.in("the name "+path, []byte(d.Name()))...)
		if !d.Type().IsRegular() {
			return nil
		}
		raw, err := os.ReadFile(path)
		if err == nil {
			found = append(found, h.in(path, raw)...)
			found = append(found, h.zipped(path, raw)...)
		}
		return nil
	})
	if err != nil {
		found = append(found, err.Error())
	}
	return found
}

// zipped looks into documents, which are zip files.
func (h hunt) zipped(path string, raw []byte) (found []string) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil
	}
	for _, f := range archive.File {
		r, err := f.Open()
		if err != nil {
			return append(found, err.Error())
		}
		inner, err := io.ReadAll(r)
		if err != nil {
			return append(found, err.Error())
		}
		found = append(found, h.in(path+" "+f.Name, inner)...)
	}
	return found
}

// TestAHuntFindsWhatIsThere plants a canary in every form and place: whatever
// breaks the promise in one of these ways does not go unseen.
func TestAHuntFindsWhatIsThere(t *testing.T) {
	const canary, id = "窗口canary办事", "7770010042"
	h := huntFor(canary, id)
	var doc bytes.Buffer
	archive := zip.NewWriter(&doc)
	inner, err := archive.Create("word/document.xml")
	if err == nil {
		_, err = inner.Write([]byte("<w:t>" + canary + "</w:t>"))
	}
	if err = joinClose(err, archive); err != nil {
		t.Fatal(err)
	}
	utf16le := forms(canary)[7]
	for name, raw := range map[string][]byte{
		"plain": []byte("x" + canary), "hex": []byte(hex.EncodeToString([]byte(canary))), "zipped.docx": doc.Bytes(),
		"base64": []byte(base64.StdEncoding.EncodeToString([]byte("ab" + canary + "cd"))), "UTF-16": utf16le,
		"JSON": []byte(strconv.QuoteToASCII(canary)), "number": []byte("chat=" + id),
		"binary number": binary.LittleEndian.AppendUint64(nil, 7770010042),
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if found := h.under(dir); len(found) == 0 {
			t.Errorf("a canary goes unseen: %s", name)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, id+".tmp"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if len(h.under(dir)) == 0 {
		t.Error("a canary goes unseen: in a file's name")
	}
}

func joinClose(err error, c io.Closer) error {
	if err != nil {
		return err
	}
	return c.Close()
}
