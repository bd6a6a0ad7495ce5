package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

// TestEveryNumberAgreesWithTheModel: each is read back out of Word and Excel, and
// held against a count of the opinions and points themselves.
func TestEveryNumberAgreesWithTheModel(t *testing.T) {
	for name, m := range map[string]Model{"a sample, merged": sample(t), "all channels, edited": editedWays(t), "odd texts": assembled(t, oddInput()),
		"talks": assembled(t, oddTalks())} {
		t.Run(name, func(t *testing.T) {
			word, book := rendered(t, m, Word), workbook(t, rendered(t, m, Excel))
			want := recount(m)
			all := paragraphs(t, word)
			for what, got := range map[string][]int{
				"the sentence in Word": figuresIn(sentenceOf(t, all)), "the sentence in Excel": figuresIn(firstCell(t, desk{t, m, book}, 2)),
			} {
				if diff := cmp.Diff(want.sentence, got); diff != "" {
					t.Errorf("%s: %s", what, diff)
				}
			}
			if diff := cmp.Diff(want.aspects, charted(t, word)); diff != "" {
				t.Errorf("the chart in Word: %s", diff)
			}
			if diff := cmp.Diff(want.sizes, told(all)); diff != "" {
				t.Errorf("the points in Word: %s", diff)
			}
			if diff := cmp.Diff(want.tables, tables(t, desk{t, m, book})); diff != "" {
				t.Errorf("the tables in Excel: %s", diff)
			}
			if diff := cmp.Diff(want.rows, rowsRead(t, desk{t, m, book})); diff != "" {
				t.Errorf("the rows in Excel: %s", diff)
			}
			if diff := cmp.Diff(want.feedback, fedBack(t, m)); diff != "" {
				t.Errorf("the 反馈单: %s", diff)
			}
			if diff := cmp.Diff(want.ledger, ledgerRead(t, m)); diff != "" {
				t.Errorf("the ledger: %s", diff)
			}
		})
	}
}

// editedWays is a Model of all channels that an organizer has edited.
func editedWays(t *testing.T) Model {
	d := opened(t, manyWays(t))
	d.number("建议开展“点题式”学习。", d.of("理论学习抓得不够紧"))
	d.enter(map[string]any{channelColumn: "座谈会", subjectColumn: "局领导班子", textColumn: "多学习", intoColumn: d.of("理论学习抓得不够紧")})
	d.write(othersSheet, 6, intoColumn, 9)
	m, _ := d.accepted()
	return m
}

// recounted are a Model's numbers, as they are to be read.
type recounted struct {
	sentence []int          // in its order
	aspects  map[string]int // opinions
	sizes    map[int]int    // how many points have so many originals
	tables   map[string][]int
	rows     []int // points, their originals, and originals in sheets of their own
	feedback map[flows.SubjectID][]int
	ledger   []int // points, and their originals
}

func recount(m Model) recounted {
	r := recounted{aspects: map[string]int{}, sizes: map[int]int{}, tables: map[string][]int{}, rows: []int{len(m.Points), len(m.Opinions), len(m.Opinions)}}
	kind, channel, labels := map[flows.SubjectKind]int{}, map[Channel]int{}, m.labels()
	for _, s := range m.Round.Subjects {
		r.tables["对象 "+shortName(s)] = []int{0, 0}
	}
	for _, a := range m.Round.Aspects {
		r.aspects[bareLabel(a.Label)] = 0
		r.tables["方面 "+bareLabel(a.Label)] = []int{0, 0}
	}
	count := func(table, line string, column int) {
		if r.tables[table+" "+line] == nil {
			r.tables[table+" "+line] = make([]int, map[string]int{"对象": 2, "方面": 2, "性质": 1, "渠道": 1}[table])
		}
		r.tables[table+" "+line][column]++
	}
	for _, o := range m.Opinions {
		s := m.subjects()[o.Subject]
		kind[s.Kind]++
		channel[o.Channel]++
		aspect := bareLabel(aspectCell(labels[o.Aspect]))
		r.aspects[aspect]++
		count("对象", shortName(s), 0)
		count("方面", aspect, 0)
		count("性质", kindName(o.Kind), 0)
		count("渠道", channelName(o.Channel), 0)
	}
	for _, p := range m.Points {
		r.sizes[len(p.Opinions)]++
		count("对象", shortName(m.subjects()[p.Subject]), 1)
		count("方面", bareLabel(aspectCell(labels[p.Aspect])), 1)
	}
	for line := range r.tables {
		if strings.HasPrefix(line, "渠道") && len(channel) == 1 || line == "性质 "+kindName("") && r.tables[line][0] == 0 {
			delete(r.tables, line)
		}
	}
	r.feedback, r.ledger = m.answered(), []int{len(m.Points), len(m.Opinions)}
	r.sentence = m.spoken(kind, channel)
	return r
}

// spoken are the numbers of the counting sentence; what is 0 is not told.
func (m Model) spoken(kind map[flows.SubjectKind]int, channel map[Channel]int) []int {
	f := m.Figures
	all := []int{m.Counts.Invited, m.Counts.Participants, f.FormsIssued, f.FormsReturned, f.Seminars, f.SeminarPeople, f.Interviews, f.Boxes}
	talks := 0
	if m.Talks != nil {
		for _, n := range m.Talks.ByKind {
			talks += n
		}
	}
	all = append(all, talks, len(m.Opinions))
	if len(channel) > 1 {
		for _, c := range []Channel{"chat", "form", "seminar", "interview", "box", "talk"} {
			all = append(all, channel[c])
		}
	}
	all = append(all, kind[flows.TeamKind], kind[flows.MemberKind], kind[flows.OtherKind])
	if len(m.Points) < len(m.Opinions) {
		all = append(all, len(m.Points))
	}
	if m.Counts.NoOpinion != nil {
		all = append(all, *m.Counts.NoOpinion)
	}
	return filtered(all, func(n int) bool { return n > 0 })
}

var digits = regexp.MustCompile(`\d+`)

func figuresIn(s string) (all []int) {
	for _, d := range digits.FindAllString(s, -1) {
		n, _ := strconv.Atoi(d)
		all = append(all, n)
	}
	return all
}

func sentenceOf(t *testing.T, paragraphs []string) string {
	t.Helper()
	for _, p := range paragraphs {
		if strings.Contains(p, "共征求到意见建议") {
			p, _, _ = strings.Cut(p, "按方面统计情况")
			return p
		}
	}
	t.Fatal("there is no counting sentence")
	return ""
}

func firstCell(t *testing.T, d desk, row int) string {
	t.Helper()
	s, err := d.f.GetCellValue(numbersSheet, at(1, row))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// charted are the bars of the chart in Word, by their labels.
func charted(t *testing.T, word string) map[string]int {
	t.Helper()
	var all []string
	for _, v := range regexp.MustCompile(`<c:v>([^<]*)</c:v>`).FindAllStringSubmatch(unzipped(t, word)["word/charts/chart1.xml"], -1) {
		all = append(all, strings.NewReplacer("&#34;", `"`, "&amp;", "&").Replace(v[1]))
	}
	bars, n := map[string]int{}, (len(all)-1)/2
	for i, label := range all[1 : 1+n] {
		bars[label], _ = strconv.Atoi(all[1+n+i])
	}
	return bars
}

// told are the points that Word tells before the annex, by how many originals it
// says they have.
func told(paragraphs []string) map[int]int {
	sizes, merged := map[int]int{}, regexp.MustCompile(`（归并(\d+)条）`)
	for _, p := range paragraphs {
		if p == "附件：意见建议原文" {
			break
		}
		if !regexp.MustCompile(`^\d+\.【`).MatchString(p) {
			continue
		}
		n := 1
		if m := merged.FindStringSubmatch(p); m != nil {
			n, _ = strconv.Atoi(m[1])
		}
		sizes[n]++
	}
	return sizes
}

// tables are the lines of 统计 by what they count, without their sums, which have to
// be right.
func tables(t *testing.T, d desk) map[string][]int {
	t.Helper()
	all, table, sums := map[string][]int{}, "", []int{0, 0}
	for _, row := range d.rows(numbersSheet)[3:] {
		var numbers []int
		for _, v := range row[min(1, len(row)):] {
			if n, err := strconv.Atoi(v); err == nil {
				numbers = append(numbers, n)
			}
		}
		switch {
		case len(row) == 0:
		case len(numbers) == 0:
			table, sums = row[0], make([]int, len(row)-1)
		case row[0] == "合计":
			if !cmp.Equal(numbers, sums) {
				t.Errorf("%s: the sums are %v, and say %v", table, sums, numbers)
			}
		default:
			all[table+" "+row[0]] = numbers
			for i, n := range numbers {
				sums[i] += n
			}
		}
	}
	return all
}

// rowsRead are how many points there are, how many originals they say, and how many
// there are.
func rowsRead(t *testing.T, d desk) []int {
	t.Helper()
	points, said, there := 0, 0, 0
	for row := 3; ; row++ {
		n, _ := d.f.GetCellValue(pointsSheet, d.cell(pointsSheet, row, "条数"))
		if n == "" {
			break
		}
		one, _ := strconv.Atoi(n)
		points, said = points+1, said+one
	}
	for _, sheet := range []string{originalsSheet, othersSheet} {
		for _, row := range d.rows(sheet) {
			if len(row) > 5 && regexp.MustCompile(`^[0-9a-f]{8}-`).MatchString(row[len(row)-1]) {
				there++
			}
		}
	}
	return []int{points, said, there}
}

// TestChartsInExcelStandOnTheNumbers: their ranges are the lines of their table.
func TestChartsInExcelStandOnTheNumbers(t *testing.T) {
	m := editedWays(t)
	out := rendered(t, m, Excel)
	d := desk{t, m, workbook(t, out)}
	charts, refs := 0, regexp.MustCompile(`<(?:c:)?f>(?:'|&#39;)统计(?:'|&#39;)!\$B\$(\d+):\$B\$(\d+)</f>`)
	for name, part := range unzipped(t, out) {
		if !strings.HasPrefix(name, "xl/charts/chart") {
			continue
		}
		charts++
		ref := refs.FindStringSubmatch(part)
		if ref == nil {
			t.Fatalf("%s has no range", name)
		}
		from, _ := strconv.Atoi(ref[1])
		to, _ := strconv.Atoi(ref[2])
		sum := 0
		for row := from; row <= to; row++ {
			v, _ := d.f.GetCellValue(numbersSheet, fmt.Sprint("B", row))
			n, err := strconv.Atoi(v)
			if err != nil {
				t.Errorf("%s: row %d holds %q", name, row, v)
			}
			sum += n
		}
		if sum != len(m.Opinions) {
			t.Errorf("%s shows %d opinions of %d", name, sum, len(m.Opinions))
		}
	}
	if charts != 2 {
		t.Errorf("%d charts", charts)
	}
}
