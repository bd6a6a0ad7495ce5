package report

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestTheRoundTripThroughOffice: LibreOffice opens and saves the workbook, and
// nothing changed; somebody edits what it saved, it saves that, and what was edited
// is taken.
func TestTheRoundTripThroughOffice(t *testing.T) {
	needOffice(t)
	odd := oddTalks()
	for _, text := range []string{"=1+1+1+1", "+123456", "-123456", "＝全角公式", "12345678901234567890", "_x000A_乱码", "TRUE或者", "2026-11-03",
		"<b>&amp;", "一行\n\n三行", "1/2", "'单引号", "3.0", longest()} {
		odd.Opinions = append(odd.Opinions, problem("team", "a1", text))
	}
	for name, m := range map[string]Model{"odd texts": assembled(t, odd), "all channels": manyWays(t), "a sample": sample(t)} {
		t.Run(name, func(t *testing.T) {
			saved := throughOffice(t, []byte(rendered(t, m, Excel)))
			same, c, err := sentBack(m, saved)
			if err != nil {
				t.Fatal(inWords(err))
			}
			if diff := cmp.Diff(m, same); diff != "" || !c.None() {
				t.Errorf("%+v %s", c, diff)
			}
		})
	}
	t.Run("edited", func(t *testing.T) {
		m := merge(assembled(t, odd), "zhao", 2)
		d := desk{t, m, workbook(t, string(throughOffice(t, []byte(rendered(t, m, Excel)))))}
		d.write(pointsSheet, d.point("理论学习抓得不够紧"), pointColumn, "理论学习\n抓得不够紧、不够活")
		d.number("建议开展“点题式”学习。", d.of("理论学习抓得不够紧"))
		d.number("@某某 你好，请回复我", 77)
		d.write(pointsSheet, d.point("下基层少👩‍💻👍🏽，听得少"), subjectColumn, "李红")
		d.enter(map[string]any{channelColumn: "座谈会", subjectColumn: "李红", textColumn: "=多开几次"})
		d.write(othersSheet, 4, intoColumn, 1)
		want, changes := d.accepted()
		if diff := cmp.Diff(Changes{Merged: 1, Split: 1, Regrouped: 2, Reworded: 1, Moved: 1, Added: 1, Figures: 1}, changes); diff != "" {
			t.Errorf("before: %s", diff)
		}
		next, again, err := sentBack(m, throughOffice(t, d.saved()))
		if err != nil {
			t.Fatal(inWords(err))
		}
		if diff := cmp.Diff(want, next); diff != "" || again != changes {
			t.Errorf("%+v %s", again, diff)
		}
	})
}

// throughOffice is a workbook as LibreOffice saves it.
func throughOffice(t *testing.T, data []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, Excel.FileName())
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", dir+"/out", path)
	saved, err := os.ReadFile(filepath.Join(dir, "out", Excel.FileName()))
	if err != nil {
		t.Fatal(err)
	}
	return saved
}
