package report

import (
	"cmp"
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/talk"
)

// A TalkBook is a round's talks as talks.docx and talks.xlsx tell them. The
// Model, and so its JSON, only counts them. How they are counted, and what 人次
// is, says talk.Tally.
type TalkBook struct {
	round     flows.Round
	records   []loggedTalk // by date, then rank
	standings []talk.Standing
	tallies   []talk.Tally // of each member, in rank order
	total     talk.Tally
	heard     map[flows.SubjectID]int // opinions carried over
}

// AssembleTalks makes the TalkBook of a round that has closed. It does not ask
// how many took part: k is promised to who writes anonymously, and a talk is
// logged under its member's name.
//
// A talk that does not fit the round is report.bad_talk.
func AssembleTalks(in Input) (TalkBook, error) {
	if err := in.Round.Releasable(in.Round.K); err != nil {
		return TalkBook{}, err
	}
	b := TalkBook{round: in.Round, heard: map[flows.SubjectID]int{}}
	var talks []flows.Talk
	for _, r := range in.Talks.Records {
		l := in.Talks.logged(r, b.ranks())
		if field := l.misfit(in.Round); field != "" {
			return TalkBook{}, flows.Fail(flows.Invalid, "report.bad_talk", flows.Args{"field": field})
		}
		b.records, talks = append(b.records, l), append(talks, r.Talk)
	}
	b.standings, b.tallies, b.total = talk.Standings(in.Round, talks), talk.Tallies(in.Round, talks), talk.Total(in.Round, talks)
	for _, o := range in.Talks.Opinions {
		b.heard[o.Subject]++
	}
	b.sort()
	return b, nil
}

// Talked says whether a round has documents of talks: where its rules require
// some, also when nobody talked, as who is missing is what they are for; and
// where somebody did. A round that knows nothing of talks has none.
func (in Input) Talked() bool { return len(in.Round.TalkRules) > 0 || len(in.Talks.Records) > 0 }

// sort makes the order the same whatever that of the input.
func (b *TalkBook) sort() {
	rank := b.ranks()
	slices.SortFunc(b.records, func(x, y loggedTalk) int {
		return cmp.Or(cmp.Compare(x.Talk.Date, y.Talk.Date), cmp.Compare(rank[x.Talk.By], rank[y.Talk.By]),
			cmp.Compare(b.names(x.Talk.With), b.names(y.Talk.With)),
			cmp.Compare(strings.Join(x.Talk.Said(), "\n"), strings.Join(y.Talk.Said(), "\n")), cmp.Compare(x.ID, y.ID))
	})
}

func (b TalkBook) ranks() map[flows.SubjectID]int {
	rank := map[flows.SubjectID]int{}
	for i, m := range b.round.Members {
		rank[m.ID] = i
	}
	return rank
}
