package report

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestGuard(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"=1+1", "'=1+1"}, {"+1", "'+1"}, {"-1", "'-1"}, {"@a", "'@a"}, {"\ta", "'\ta"}, {"\ra", "'\ra"},
		{"＝1", "'＝1"}, {"＋1", "'＋1"}, {"－1", "'－1"}, {"＠a", "'＠a"}, {" =1", "' =1"}, {"\u3000=1", "'\u3000=1"},
		{"1=1", "1=1"}, {"会议-多", "会议-多"}, {"", ""}, {"  ", "  "}, {"'=1", "'=1"}, {"—多", "—多"},
	} {
		if got := guard(c.in); got != c.want {
			t.Errorf("guard(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestCSVReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t)
		var b strings.Builder
		if err := Render(m, CSV, &b); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
		if err != nil || len(rows) != len(m.Opinions)+1 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		for i, o := range m.Opinions {
			// encoding/csv reads CR LF inside a cell as LF.
			if want := strings.ReplaceAll(guard(o.Text), "\r\n", "\n"); rows[i+1][5] != want || rows[i+1][0] != string(o.ID) {
				t.Fatalf("row %d has %q, want %q", i, rows[i+1][5], want)
			}
		}
	})
}

func TestNoCellOfTheCSVIsAFormula(t *testing.T) {
	in := oddInput()
	in.Round.Members[0].Name, in.Round.Members[0].Post = "=王()", "@党组"
	in.Round.Aspects[2].Label = "-作风"
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(rendered(t, assembled(t, in), CSV), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if first, _ := utf8.DecodeRuneInString(cell); cell != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", first) {
				t.Errorf("a cell starts a formula: %q", cell)
			}
		}
	}
}

func TestCSVHasNoRunningNumber(t *testing.T) {
	head, _, _ := strings.Cut(rendered(t, assembled(t, oddInput()), CSV), "\r\n")
	if want := "\ufeff编号,对象,职务,方面,性质,内容,具体事例,改进希望,渠道"; head != want {
		t.Errorf("header %q, want %q", head, want)
	}
}
