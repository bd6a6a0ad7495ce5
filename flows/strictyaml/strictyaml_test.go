package strictyaml

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

type sample struct {
	Name  string   `yaml:"name"`
	Count *int     `yaml:"count"`
	Sure  bool     `yaml:"sure"`
	Tags  []string `yaml:"tags"`
	Inner *inner   `yaml:"inner"`
	List  []inner  `yaml:"list"`
}

type inner struct {
	ID string `yaml:"id"`
}

func TestValuesStayAsTheyAreWritten(t *testing.T) {
	five := 5
	for in, want := range map[string]sample{
		"name: 007":            {Name: "007"},
		"name: 0x10":           {Name: "0x10"},
		"name: 12.50":          {Name: "12.50"},
		"name: True":           {Name: "True"},
		"name: 2026-11-01":     {Name: "2026-11-01"},
		"name: ~":              {Name: "default"},
		"name:":                {Name: "default"},
		"name: ''":             {},
		"name: 'it''s'":        {Name: "it's"},
		`name: "a\nb\"\\"`:     {Name: "a\nb\"\\"},
		"name: |\n  一\n  二\n":  {Name: "一\n二\n"},
		"name: >-\n  a\n  b\n": {Name: "a b"},
		"name: a\n  b":         {Name: "a b"},
		"name: “引号”：、，":        {Name: "“引号”：、，"},
		"count: 5\nsure: true": {Name: "default", Count: &five, Sure: true},
		"tags: [a, 01, 'b c']": {Name: "default", Tags: []string{"a", "01", "b c"}},
		"tags: []":             {Name: "default", Tags: []string{}},
		"tags:\n- a\n- b":      {Name: "default", Tags: []string{"a", "b"}},
		"inner: {}":            {Name: "default", Inner: &inner{}},
		"inner:":               {Name: "default"},
		"inner: {id: x}":       {Name: "default", Inner: &inner{ID: "x"}},
		"inner:\n  id: x":      {Name: "default", Inner: &inner{ID: "x"}},
		"list:\n  - id: a\n  -\n    id: b\n  - {id: c}": {Name: "default", List: []inner{{"a"}, {"b"}, {"c"}}},
		"\ufeffname: a\r\nsure: true\r\n":               {Name: "a", Sure: true},
		"# c\n---\nname: a # c\n...\n":                  {Name: "a"},
		"{name: a, sure: true}":                         {Name: "a", Sure: true},
	} {
		got := sample{Name: "default"}
		if _, err := Decode([]byte(in), &got); err != nil {
			t.Errorf("%q: %v", in, err)
		} else if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: (-want +got)\n%s", in, diff)
		}
	}
}

func TestWhatIsWrongAndWhere(t *testing.T) {
	for _, c := range []struct {
		in           string
		reason       Reason
		line, column int
		problem      string
	}{
		{"", Empty, 0, 0, "empty"},
		{"# only\n\n", Empty, 0, 0, "empty"},
		{"---\n", Empty, 0, 0, "empty"},
		{strings.Repeat("#", MaxSize+1), TooBig, 0, 0, "64 KiB"},
		{"name: a\ntags: [\xb0\xec]", NotUTF8, 2, 0, "UTF-8"},
		{"\xff\xfen\x00a\x00", NotUTF8, 1, 0, "UTF-8"},
		{"sure: true\nname: a\x00b", Malformed, 2, 0, "control character"},
		{"name: a\nnmae: b", Unknown, 2, 1, "nmae"},
		{"名称: a", Unknown, 1, 1, "名称"},
		{"inner: {id: a, 序号: b}", Unknown, 1, 16, "序号"},
		{"1: a", Unknown, 1, 1, `"1"`},
		{"Name: a", Unknown, 1, 1, "Name"},
		{"name: a\nsure: true\nname: b", Malformed, 3, 1, "already defined"},
		{"name: a\n\"name\": b", Malformed, 2, 1, ""},
		{"name: [a]", Malformed, 1, 7, "single value"},
		{"name: {id: a}", Malformed, 1, 7, "single value"},
		{"count: 5.5", Malformed, 1, 8, "whole number"},
		{"count: '5'", Malformed, 1, 8, "whole number"},
		{"count: five", Malformed, 1, 8, "whole number"},
		{"count: 99999999999999999999", Malformed, 1, 8, "whole number"},
		{"sure: yes", Malformed, 1, 7, "true or false"},
		{"sure: 1", Malformed, 1, 7, "true or false"},
		{"tags: a", Malformed, 1, 7, "list"},
		{"tags: [a, ]\ninner: x", Malformed, 2, 8, "keys with values"},
		{"list:\n  - id: a\n  -", Malformed, 3, 0, "empty"},
		{"list:\n  - a", Malformed, 2, 5, "keys with values"},
		{"- a", Malformed, 1, 1, "keys with values"},
		{"text", Malformed, 1, 1, "keys with values"},
		{"name: a\n---\nname: b", Malformed, 3, 1, "second document"},
		{"name: \"a", Malformed, 1, 7, "double-quoted"},
		{"name: [a", Malformed, 1, 7, "not found"},
		{"name: @a", Malformed, 1, 7, "reserved"},
		{"inner:\n\tid: a", Malformed, 2, 1, ""},
		{"name：a", Malformed, 1, 5, "full-width colon"},
		{"sure: true\nname： a", Malformed, 2, 5, "full-width colon"},
		{"name:a\nsure: true", Malformed, 1, 6, "space"},
		{"name: &x a", Malformed, 1, 7, "not supported"},
		{"name: *x", Malformed, 1, 7, "not supported"},
		{"name: !!str a", Malformed, 1, 7, "not supported"},
		{"<<: {name: a}", Malformed, 1, 1, "not supported"},
		{"? name\n: a", Malformed, 1, 1, "not supported"},
		{"%YAML 1.2\n---\nname: a", Malformed, 1, 1, "not supported"},
	} {
		_, err := Decode([]byte(c.in), new(sample))
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Reason != c.reason || e.Line != c.line || c.column > 0 && e.Column != c.column || !strings.Contains(e.Problem, c.problem) {
			t.Errorf("%.60q: %#v; want reason %d at %d:%d, %q", c.in, err, c.reason, c.line, c.column, c.problem)
		}
	}
}

func TestHostileFilesAreRefusedQuickly(t *testing.T) {
	var ladder strings.Builder
	for i := range 300 {
		ladder.WriteString(strings.Repeat(" ", i) + "inner:\n")
	}
	for name, in := range map[string]string{
		"flow":   "name: " + strings.Repeat("[", 60000),
		"maps":   strings.Repeat("{name: ", 9000),
		"dashes": strings.Repeat("- ", 32000) + "x",
		"marks":  strings.Repeat("? ", 30000),
		"ladder": ladder.String(),
		"bomb":   "a: &a [x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\n",
		"quotes": strings.Repeat("\"", 60000),
		"keys":   strings.Repeat("name: x\n", 8000),
	} {
		started := time.Now()
		_, err := Decode([]byte(in), new(sample))
		e, ok := errors.AsType[*Error](err)
		if !ok || len(e.Problem) > 4*maxProblem {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(started); took > 5*time.Second {
			t.Errorf("%s took %s", name, took)
		}
	}
}

func TestReadStopsAtTheLimit(t *testing.T) {
	r := &counting{}
	_, err := Read(r)
	if e, ok := errors.AsType[*Error](err); !ok || e.Reason != TooBig {
		t.Errorf("Read = %v, want TooBig", err)
	}
	if r.given > 2*MaxSize {
		t.Errorf("%d bytes were read", r.given)
	}
}

// counting is an endless file.
type counting struct{ given int }

func (c *counting) Read(p []byte) (int, error) {
	c.given += len(p)
	return len(p), nil
}

func TestPlacesFindTheThingAFieldIsMissingFrom(t *testing.T) {
	places, err := Decode([]byte("name: 一\nlist:\n  - id: a\n  - {id: 乙, id2: x}"), new(struct {
		Name string `yaml:"name"`
		List []struct {
			ID  string `yaml:"id"`
			ID2 string `yaml:"id2"`
		} `yaml:"list"`
	}))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]Place{
		"name": {1, 7}, "list[0].id": {3, 9}, "list[0].id2": {3, 5}, "list[1].id2": {4, 18}, "list[1].none": {4, 5}, "list[7].id": {3, 3},
	} {
		if got, _ := places.Find(path); got != want {
			t.Errorf("Find(%s) = %v, want %v", path, got, want)
		}
	}
	if got, ok := places.Find("nothing"); ok {
		t.Errorf("Find(nothing) = %v", got)
	}
}

func TestNothingPanics(t *testing.T) {
	piece := rapid.SampledFrom([]string{"name", "list", ":", ": ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "'", "\"", "|", ">", "#", "&a", "*a", "!", "?", "一", "\t", "5", "~", "---\n", "\\", "%", "@", "\xff"})
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOfN(piece, 0, 40).Draw(t, "pieces"), "")
		_, err := Decode([]byte(in), new(sample))
		if _, ok := errors.AsType[*Error](err); err != nil && !ok {
			t.Fatalf("%q: %T %v", in, err, err)
		}
	})
}
