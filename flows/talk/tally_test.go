package talk

import (
	"fmt"
	"slices"
	"testing"

	"soundings/flows"
)

// numbers says a tally: done/due, person-times in the order of documents, days.
func numbers(t Tally) string {
	s := fmt.Sprintf("%s %d/%d", t.Member, t.Done, t.Due)
	for _, k := range flows.TalkKinds() {
		s += fmt.Sprint(" ", t.Kinds[k])
	}
	return fmt.Sprintf("%s =%d %s…%s", s, t.Times(), t.First, t.Last)
}

func TestTallies(t *testing.T) {
	r := bureau()
	for _, c := range []struct {
		name  string
		talks []flows.Talk
		want  []string // wang, li, zhao, all
	}{
		{"nothing was logged", nil, []string{
			"wang 0/4 0 0 0 0 0 =0 …", "li 0/5 0 0 0 0 0 =0 …", "zhao 0/3 0 0 0 0 0 =0 …", " 0/9 0 0 0 0 0 =0 …"}},
		{"the principal sees members, members see the principal", []flows.Talk{talked(r, "wang", member("li"))}, []string{
			"wang 1/4 0 1 0 0 0 =1 2026-11-03…2026-11-03", "li 1/5 1 0 0 0 0 =1 2026-11-03…2026-11-03",
			"zhao 0/3 0 0 0 0 0 =0 …", " 1/9 1 0 0 0 0 =1 2026-11-03…2026-11-03"}},
		{"both log one talk", []flows.Talk{talked(r, "li", member("zhao")), talked(r, "zhao", member("li"))}, []string{
			"wang 0/4 0 0 0 0 0 =0 …", "li 1/5 0 1 0 0 0 =1 2026-11-03…2026-11-03",
			"zhao 1/3 0 1 0 0 0 =1 2026-11-03…2026-11-03", " 1/9 0 1 0 0 0 =1 2026-11-03…2026-11-03"}},
		{"one logs a talk twice", []flows.Talk{talked(r, "li", named("陈静")), talked(r, "li", named("陈静"))}, []string{
			"wang 0/4 0 0 0 0 0 =0 …", "li 1/5 0 0 0 1 0 =1 2026-11-03…2026-11-03",
			"zhao 0/3 0 0 0 0 0 =0 …", " 1/9 0 0 0 1 0 =1 2026-11-03…2026-11-03"}},
		{"they talk twice", []flows.Talk{talked(r, "li", member("zhao")), on("2026-11-09", talked(r, "zhao", member("li")))}, []string{
			"wang 0/4 0 0 0 0 0 =0 …", "li 1/5 0 2 0 0 0 =2 2026-11-03…2026-11-09",
			"zhao 1/3 0 2 0 0 0 =2 2026-11-03…2026-11-09", " 1/9 0 2 0 0 0 =2 2026-11-03…2026-11-09"}},
		{"one side was asked for it", []flows.Talk{as(flows.RequestedTalk, talked(r, "li", member("zhao")))}, []string{
			"wang 0/4 0 0 0 0 0 =0 …", "li 1/5 0 0 0 0 1 =1 2026-11-03…2026-11-03",
			"zhao 1/3 0 1 0 0 0 =1 2026-11-03…2026-11-03", " 1/9 0 0 0 0 1 =1 2026-11-03…2026-11-03"}},
		{"a group counts each of its people, as what they are", []flows.Talk{talked(r, "li", member("wang"), headOf(r, "rsc"), headOf(r, "cwc"))}, []string{
			"wang 1/4 0 1 0 0 0 =1 2026-11-03…2026-11-03", "li 3/5 1 0 2 0 0 =3 2026-11-03…2026-11-03",
			"zhao 0/3 0 0 0 0 0 =0 …", " 3/9 1 0 2 0 0 =3 2026-11-03…2026-11-03"}},
		{"a group that asked for it", []flows.Talk{as(flows.RequestedTalk, talked(r, "zhao", named("陈静"), member("li")))}, []string{
			"wang 0/4 0 0 0 0 0 =0 …", "li 1/5 0 1 0 0 0 =1 2026-11-03…2026-11-03",
			"zhao 1/3 0 0 0 0 2 =2 2026-11-03…2026-11-03", " 1/9 0 0 0 0 2 =2 2026-11-03…2026-11-03"}},
	} {
		for _, order := range []string{"as told", "the other way round"} {
			var got []string
			for _, tally := range append(Tallies(r, c.talks), Total(r, c.talks)) {
				got = append(got, numbers(tally))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s, %s:\ngot  %q\nwant %q", c.name, order, got, c.want)
			}
			slices.Reverse(c.talks)
		}
	}
}

func TestTheSameTalkUnderTwoKindsCountsUnderOne(t *testing.T) {
	r := bureau()
	talks := []flows.Talk{as(flows.RequestedTalk, talked(r, "li", member("zhao"))), talked(r, "zhao", member("li"))}
	for range 2 {
		if got := numbers(Total(r, talks)); got != " 1/9 0 1 0 0 0 =1 2026-11-03…2026-11-03" {
			t.Errorf("all together: %s", got)
		}
		if got := numbers(Tallies(r, talks)[1]); got != "li 1/5 0 0 0 0 1 =1 2026-11-03…2026-11-03" {
			t.Errorf("who was asked for it: %s", got)
		}
		slices.Reverse(talks)
	}
}
