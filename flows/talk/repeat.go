package talk

import (
	"cmp"
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/text"
)

// minRepeated is how long a wording is, in UTF-16 units, that is pointed out where
// it repeats: what is shorter is said in many talks.
const minRepeated = 15

// A Repeat is a wording that stands word for word in the logs of several talks. It
// says nothing of who had it first, or why.
type Repeat struct {
	Text  string // on one line, without outer punctuation
	Talks []flows.TalkID
}

// Repeated are the wordings that repeat, whole texts and sentences, the widest
// spread first. A sentence that repeats only with the text around it is not told by
// itself. White space and outer punctuation make no difference. The logs of one
// talk by each of its sides may well say the same: they count as one. The time it
// takes grows with what is written, not with its square.
func Repeated(records []flows.TalkRecord) []Repeat {
	said := spread{}
	for _, r := range records {
		for _, s := range r.Talk.Said() {
			said.note(s, r)
		}
	}
	return said.repeats()
}

// A spread is where every wording stands.
type spread map[string]*places

type places struct {
	shown     string // as it was first met
	talks     []flows.TalkID
	occasions map[string]bool
	parts     []string // of a whole text: its sentences
}

// note notes a text, and its sentences.
func (s spread) note(said string, r flows.TalkRecord) {
	whole, parts := bare(said), sentences(said)
	s.at(whole, r)
	for i, part := range parts {
		if part != whole {
			s.at(part, r)
		}
		parts[i] = solid(part)
	}
	if p := s[solid(whole)]; p != nil && len(parts) > 1 {
		p.parts = parts
	}
}

func (s spread) at(wording string, r flows.TalkRecord) {
	if text.Len(wording) < minRepeated {
		return
	}
	key := solid(wording)
	if s[key] == nil {
		s[key] = &places{shown: wording, occasions: map[string]bool{}}
	}
	p := s[key]
	p.occasions[sitting(r.Talk)] = true
	if n := len(p.talks); n == 0 || p.talks[n-1] != r.ID {
		p.talks = append(p.talks, r.ID)
	}
}

func (s spread) repeats() []Repeat {
	inside := s.inside()
	var all []Repeat
	for key, p := range s {
		if len(p.occasions) > 1 && !inside[key] {
			all = append(all, Repeat{p.shown, p.talks})
		}
	}
	slices.SortFunc(all, func(a, b Repeat) int {
		return cmp.Or(cmp.Compare(len(b.Talks), len(a.Talks)), strings.Compare(a.Text, b.Text))
	})
	return all
}

// inside are the sentences that stand nowhere but where a whole text does.
func (s spread) inside() map[string]bool {
	inside := map[string]bool{}
	for key, p := range s {
		for _, part := range p.parts {
			if q := s[part]; q != nil && part != key && len(q.talks) == len(p.talks) {
				inside[part] = true
			}
		}
	}
	return inside
}

// sitting is when and between whom a talk was, whoever logged it.
func sitting(t flows.Talk) string {
	who := []string{string(t.By)}
	for _, c := range t.With {
		who = append(who, string(c.Member)+"\t"+string(c.Department)+"\t"+c.Name)
	}
	who[0] += "\t\t"
	slices.Sort(who)
	return t.Date + "\n" + strings.Join(who, "\n")
}
