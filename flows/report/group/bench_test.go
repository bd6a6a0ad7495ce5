package group

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// BenchmarkQuality tells how well proposals meet what was sorted by hand.
func BenchmarkQuality(b *testing.B) {
	l := readLabelled(b)
	for name, part := range parts() {
		b.Run(name, func(b *testing.B) {
			texts, group := l.part(part)
			var q quality
			for b.Loop() {
				q = measure(Propose(texts, Options{}), group)
			}
			q.report(b)
		})
	}
}

// BenchmarkPropose groups many opinions about one subject: such as people write,
// with how well that goes among so many, and such as nobody does.
func BenchmarkPropose(b *testing.B) {
	l := readLabelled(b)
	for name, text := range map[string]func(i int, r *rand.Rand) (words string, group int){
		"real":  func(_ int, r *rand.Rand) (string, int) { return l.another(r) },
		"equal": func(int, *rand.Rand) (string, int) { return "会议太多", 0 },
		"template": func(i int, _ *rand.Rand) (string, int) {
			return fmt.Sprintf("第%d条：会议太多，影响正常工作", i), 0
		},
		"noise":  func(i int, r *rand.Rand) (string, int) { return noise(r, 20_000, 2000), i },
		"babble": func(i int, r *rand.Rand) (string, int) { return noise(r, 50, 2000), i },
	} {
		for _, n := range []int{1_000, 10_000} {
			b.Run(fmt.Sprintf("%s/%d", name, n), func(b *testing.B) {
				r := rand.New(rand.NewPCG(1, 1))
				texts, group := make([]Text, n), make([]int, n)
				for i := range texts {
					texts[i].Words, group[i] = text(i, r)
				}
				var groups []Group
				for b.Loop() {
					groups = Propose(texts, Options{})
				}
				if name == "real" {
					measure(groups, group).report(b)
				}
			})
		}
	}
}

// another is an opinion as somebody else might write it, and its group: clauses
// of one group, shuffled, with a character or two of their own.
func (l labelled) another(r *rand.Rand) (words string, group int) {
	group = r.IntN(len(l.Groups))
	from := l.Groups[group].Words
	var clauses []string
	for range 1 + r.IntN(3) {
		all := strings.FieldsFunc(from[r.IntN(len(from))], func(r rune) bool { return strings.ContainsRune("，。？", r) })
		clauses = append(clauses, all[r.IntN(len(all))])
	}
	rs := []rune(strings.Join(clauses, "，"))
	at := r.IntN(len(rs))
	return string(rs[:at]) + noise(r, 20_000, 1+r.IntN(2)) + string(rs[at:]), group
}

// noise is n characters at random, out of some.
func noise(r *rand.Rand, some, n int) string {
	rs := make([]rune, n)
	for i := range rs {
		rs[i] = '一' + rune(r.IntN(some))
	}
	return string(rs)
}

// BenchmarkAspects tells how well aspects are suggested where a third, or all,
// were left open.
func BenchmarkAspects(b *testing.B) {
	l := readLabelled(b)
	for _, n := range []int{3, 1} {
		for name, part := range parts() {
			b.Run(fmt.Sprintf("%s/1of%d", name, n), func(b *testing.B) {
				var f filing
				for b.Loop() {
					f = l.refile(n, part)
				}
				b.ReportMetric(f.precision, "precision")
				b.ReportMetric(f.coverage, "coverage")
			})
		}
	}
}
