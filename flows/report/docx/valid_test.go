package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"
)

func TestEveryPartIsWellFormed(t *testing.T) {
	for name, content := range unzip(t, written(t, sample)) {
		if strings.HasSuffix(name, ".xlsx") {
			for inner, content := range unzip(t, []byte(content)) {
				wellFormed(t, name+"/"+inner, content)
			}
			continue
		}
		wellFormed(t, name, content)
	}
}

func wellFormed(t *testing.T, name, content string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(content))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

func TestRelationshipsResolveAndEveryPartHasAType(t *testing.T) {
	data := written(t, sample)
	packaged(t, unzip(t, data))
	packaged(t, unzip(t, []byte(unzip(t, data)["word/embeddings/chart1.xlsx"])))
}

// packaged checks the rules of a package (ECMA-376 part 2): targets exist,
// every part is reached and has a content type, no type is for a part that is
// not there, and every r:id that is used is defined.
func packaged(t *testing.T, parts map[string]string) {
	t.Helper()
	reached := map[string]bool{"[Content_Types].xml": true}
	for name, content := range parts {
		if !strings.HasSuffix(name, ".rels") {
			continue
		}
		reached[name] = true
		folder, file := path.Split(name)
		source := path.Join(folder, "..", strings.TrimSuffix(file, ".rels"))
		ids := []string{}
		for _, r := range elements(t, content, "Relationship") {
			target := path.Join(folder, "..", r["Target"])
			if _, ok := parts[target]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, target)
			}
			reached[target], ids = true, append(ids, r["Id"])
		}
		for _, id := range used(parts[source]) {
			if !slices.Contains(ids, id) {
				t.Errorf("%s uses %s, which %s does not define", source, id, name)
			}
		}
	}
	for name := range parts {
		if !reached[name] {
			t.Errorf("nothing leads to %s", name)
		}
	}
	typed(t, parts)
}

func typed(t *testing.T, parts map[string]string) {
	t.Helper()
	have := map[string]bool{}
	for _, d := range elements(t, parts["[Content_Types].xml"], "Default") {
		have["."+d["Extension"]] = true
	}
	for _, o := range elements(t, parts["[Content_Types].xml"], "Override") {
		have[o["PartName"]] = true
		if _, ok := parts[strings.TrimPrefix(o["PartName"], "/")]; !ok {
			t.Errorf("a content type for %s, which is not there", o["PartName"])
		}
	}
	for name := range parts {
		extension := path.Ext(name)
		special := extension != ".rels" && extension != ".xlsx" && name != "[Content_Types].xml"
		if special && !have["/"+name] || !have[extension] {
			t.Errorf("%s has no content type", name)
		}
	}
}

func elements(t *testing.T, content, name string) (all []map[string]string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(content))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == name {
			attrs := map[string]string{}
			for _, a := range e.Attr {
				attrs[a.Name.Local] = a.Value
			}
			all = append(all, attrs)
		}
	}
}

// used are the values of r:id attributes.
func used(content string) (ids []string) {
	for _, piece := range strings.Split(content, ` r:id="`)[1:] {
		ids = append(ids, piece[:strings.IndexByte(piece, '"')])
	}
	return ids
}
