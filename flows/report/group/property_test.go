package group

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// anyTexts are opinions that were sorted by hand, about fewer subjects, some
// again and again, with what nobody would write among them, and many that are
// exactly as alike to one as to another.
func anyTexts(t *rapid.T, l labelled) []Text {
	real, _ := l.part(parts()["all"])
	odd := []string{"", "好", "？？？", "👍👍", "wifi太慢", "ＷＩＦＩ太慢", "理论学习不够深入", "\x00\u200b", "建议取消", "建议保留"}
	tying := rapid.StringOfN(rapid.SampledFrom([]rune("会议太多少，")), 2, 5, -1)
	words := rapid.OneOf(rapid.SampledFrom(odd), rapid.String(), tying, tying,
		rapid.Map(rapid.SampledFrom(real), func(t Text) string { return t.Words }))
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Text {
		return Text{
			Subject: rapid.SampledFrom([]string{"team", "wang"}).Draw(t, "subject"),
			Channel: rapid.SampledFrom([]string{"chat", "chat", "talk"}).Draw(t, "channel"),
			Aspect:  rapid.SampledFrom([]string{"", "xue", "feng"}).Draw(t, "aspect"),
			Words:   words.Draw(t, "words"),
			Case:    rapid.SampledFrom([]string{"", "", "三季度"}).Draw(t, "case"),
		}
	}), 0, 40).Draw(t, "texts")
}

// shuffled are the texts in another order.
func shuffled(t *rapid.T, texts []Text) []Text {
	out, seed := slices.Clone(texts), rapid.Uint64().Draw(t, "order")
	r := rand.New(rand.NewPCG(seed, 0))
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// told is a proposal without places in the input.
func told(texts []Text, groups []Group) (all []string) {
	for _, g := range groups {
		var members []string
		for _, i := range g.Members {
			members = append(members, fmt.Sprintf("%q", texts[i]))
		}
		slices.Sort(members)
		all = append(all, fmt.Sprint(members, " as ", texts[g.Wording].Words, g.Stock, g.Alike))
	}
	slices.Sort(all)
	return all
}

func TestTheOrderOfTextsDecidesNothing(t *testing.T) {
	l := readLabelled(t)
	rapid.Check(t, func(t *rapid.T) {
		texts := anyTexts(t, l)
		others := shuffled(t, texts)
		o := Options{Alike: rapid.Float64Range(0.05, 0.6).Draw(t, "alike")}
		one, other := told(texts, Propose(texts, o)), told(others, Propose(others, o))
		if !slices.Equal(one, other) {
			t.Fatalf("in one order\n%q\nin another\n%q", one, other)
		}
		suggested := func(texts []Text) (all []string) {
			for _, s := range Aspects(texts, l.headings()) {
				all = append(all, fmt.Sprintf("%q %s", texts[s.Text], s.Aspect))
			}
			slices.Sort(all)
			return all
		}
		if one, other := suggested(texts), suggested(others); !slices.Equal(one, other) {
			t.Fatalf("in one order\n%q\nin another\n%q", one, other)
		}
	})
}

// TestATieIsBrokenByWords has a text that is exactly as alike to one as to
// another, and may go with one of them only.
func TestATieIsBrokenByWords(t *testing.T) {
	for _, order := range [][]string{
		{"甲乙子丑", "甲乙丙丁", "丙丁寅卯"}, {"丙丁寅卯", "甲乙丙丁", "甲乙子丑"}, {"甲乙丙丁", "丙丁寅卯", "甲乙子丑"},
	} {
		for range 8 {
			texts := about(order...)
			for _, g := range Propose(texts, Options{Alike: 0.2}) {
				if len(g.Members) == 1 && texts[g.Members[0]].Words != "甲乙子丑" {
					t.Fatalf("of %q %q is left alone", order, texts[g.Members[0]].Words)
				}
			}
		}
	}
}

func TestEveryTextIsInOneGroupOfItsKind(t *testing.T) {
	l := readLabelled(t)
	rapid.Check(t, func(t *rapid.T) {
		texts := anyTexts(t, l)
		var seen []int
		for _, g := range Propose(texts, Options{Alike: rapid.Float64Range(0.01, 1).Draw(t, "alike")}) {
			seen = append(seen, g.Members...)
			first := texts[g.Members[0]]
			for _, i := range g.Members {
				if texts[i].Subject != first.Subject || texts[i].Channel != first.Channel {
					t.Fatalf("%+v is grouped with %+v", texts[i], first)
				}
			}
			if !slices.Contains(g.Members, g.Wording) || !slices.IsSorted(g.Members) || !(g.Alike > -1 && g.Alike <= 1) {
				t.Fatalf("a group %+v", g)
			}
		}
		slices.Sort(seen)
		for i := range texts {
			if i >= len(seen) || seen[i] != i {
				t.Fatalf("%d texts, grouped are %v", len(texts), seen)
			}
		}
		if len(seen) != len(texts) {
			t.Fatalf("%d texts, %d grouped", len(texts), len(seen))
		}
	})
}

// TestTheIndexMissesNothing compares with average linkage over all pairs, which
// looks at every one.
func TestTheIndexMissesNothing(t *testing.T) {
	texts, _ := readLabelled(t).part(parts()["all"])
	rapid.Check(t, func(t *rapid.T) {
		some := shuffled(t, texts)[:rapid.IntRange(0, 40).Draw(t, "n")]
		least := rapid.Float64Range(0.03, 0.4).Draw(t, "alike")
		if one, other := together(Propose(some, Options{Alike: least})), allPairs(some, least); !slices.EqualFunc(one, other, slices.Equal) {
			t.Fatalf("proposed\n%v\nby all pairs\n%v", one, other)
		}
	})
}

// allPairs is average linkage as it is defined. The texts differ from one another.
func allPairs(texts []Text, least float64) [][]int {
	slots := sayings(texts, roomOf)
	s := newSpace(plains(slots))
	clusters := [][]int{}
	for i := range slots {
		clusters = append(clusters, []int{i})
	}
	average := func(a, b []int) (sum float64) {
		for _, i := range a {
			for _, j := range b {
				sum += alikeness(s, i, j)
			}
		}
		return sum / float64(len(a)*len(b))
	}
	for {
		best, at, with := least, -1, -1
		for i, a := range clusters {
			for j, b := range clusters[:i] {
				if like := average(a, b); slots[a[0]].room == slots[b[0]].room && like >= best {
					best, at, with = like, i, j
				}
			}
		}
		if at < 0 {
			break
		}
		clusters[with] = slices.Concat(clusters[with], clusters[at])
		clusters = slices.Delete(clusters, at, at+1)
	}
	for _, c := range clusters {
		for i := range c {
			c[i] = slots[c[i]].texts[0]
		}
		slices.Sort(c)
	}
	slices.SortFunc(clusters, slices.Compare)
	return clusters
}

// alikeness is the cosine of two texts less 1 for each two opposite sides.
func alikeness(s space, i, j int) (like float64) {
	for _, e := range s.vectors[i] {
		for _, o := range s.vectors[j] {
			switch {
			case e.term == o.term && e.term < s.sides:
				like += e.w * o.w
			case e.term^1 == o.term && e.term >= s.sides:
				like--
			}
		}
	}
	return like
}
