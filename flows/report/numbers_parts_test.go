package report

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

// answered are the numbers that each 反馈单 has to have: the opinions of its
// subject, the points, how many of those are not an original as it was written, and
// originals below those.
func (m Model) answered() map[flows.SubjectID][]int {
	all, of := map[flows.SubjectID][]int{}, m.byID()
	for _, s := range m.Round.Subjects {
		all[s.ID] = []int{0, 0, 0}
	}
	for _, o := range m.Opinions {
		all[o.Subject][0]++
	}
	for _, p := range m.Points {
		all[p.Subject][1]++
		if len(p.Opinions) > 1 || strings.TrimSpace(p.Text) != strings.TrimSpace(of[p.Opinions[0]].Text) {
			all[p.Subject][2] += len(p.Opinions)
		}
	}
	return all
}

// fedBack are those numbers as they are read back out of Word.
func fedBack(t *testing.T, m Model) map[flows.SubjectID][]int {
	t.Helper()
	counted, point, below := regexp.MustCompile(`意见建议(\d+)条`), regexp.MustCompile(`^\d+\.【`), regexp.MustCompile(`^（\d+）【`)
	all := map[flows.SubjectID][]int{}
	for _, s := range m.Round.Subjects {
		numbers := []int{0, 0, 0}
		for _, p := range paragraphs(t, rendered(t, only(t, m, s.ID), Word)) {
			if said := counted.FindStringSubmatch(p); said != nil && strings.Contains(p, "征求到") && strings.HasPrefix(p, "根据") {
				numbers[0], _ = strconv.Atoi(said[1])
			}
			numbers[1] += one(point.MatchString(p))
			numbers[2] += one(below.MatchString(p))
		}
		all[s.ID] = numbers
	}
	return all
}

// ledgerRead is how many points the ledger lists, and how many originals it says they
// have.
func ledgerRead(t *testing.T, m Model) []int {
	t.Helper()
	d, merged, points, originals := ledgerOf(t, m.Ledger(Ledger{})), regexp.MustCompile(`，归并(\d+)条）$`), 0, 0
	for i, row := range d.rows(ledgerSheet) {
		if len(row) < 11 || row[10] == idColumn {
			continue
		}
		n := 1
		if said := merged.FindStringSubmatch(row[1]); said != nil {
			n, _ = strconv.Atoi(said[1])
		}
		points, originals = points+1, originals+n
		if row[0] != strconv.Itoa(i-1) {
			t.Errorf("row %d has number %s", i+1, row[0])
		}
	}
	return []int{points, originals}
}

// TestWhatIsToldOfTheLastRoundAgreesWithItsLedger: the numbers in Word and Markdown
// are counts of what the ledger, as it is read in Excel, has.
func TestWhatIsToldOfTheLastRoundAgreesWithItsLedger(t *testing.T) {
	m, l := following(t), ledgerOf(t, filled(t))
	states, rows := map[string]int{}, 0
	for _, row := range l.rows(ledgerSheet)[2:] {
		if len(row) > 8 {
			states[row[8]], rows = states[row[8]]+1, rows+1
		}
	}
	want := []int{2021, rows, 2022, 11, 20, states["已完成"], states["长期坚持"], states["整改中"], states["未开始"], states["整改中"] + states["未开始"]}
	for _, f := range []Format{Word, Markdown} {
		all := lines(rendered(t, m, f))
		if f == Word {
			all = paragraphs(t, rendered(t, m, f))
		}
		listed := 0
		for _, p := range all {
			if strings.Contains(p, "列入整改台账") {
				if diff := cmp.Diff(want, figuresIn(p)); diff != "" {
					t.Errorf("%s: %s", f, diff)
				}
			}
			listed += one(regexp.MustCompile(`^\d+\. ?【(整改中|未开始)`).MatchString(p))
		}
		if listed != want[len(want)-1] {
			t.Errorf("%s lists %d points", f, listed)
		}
	}
}
