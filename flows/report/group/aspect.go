package group

import (
	"cmp"
	"maps"
	"slices"
)

const (
	// akin is how alike a text must be to what is filed, to be asked for its aspect.
	akin = 0.1
	// voters is how many of the most alike are asked.
	voters = 7
	// enough is what the voices for an aspect must come to, each weighing as much
	// as it is alike, and ahead how many times those for any other.
	enough = 0.15
	ahead  = 2.0
)

// A Heading is an aspect of the round, as its notice words it.
type Heading struct{ Aspect, Label, Text string }

// A Suggestion is where a text that was left open may belong. It is to be shown
// as one, beside the open aspect and never in its place.
type Suggestion struct {
	Text   int // its place in the input
	Aspect string
}

// Aspects suggests an aspect for each text that has none, in the order of texts,
// where the opinions that have one, about whomever, and the headings' own words
// clearly speak for it; for others it suggests nothing. The same text gets the
// same suggestion in whatever order the texts come.
func Aspects(texts []Text, headings []Heading) []Suggestion {
	said := sayings(texts, func(Text) room { return room{} })
	f := filed(texts, said)
	words := plains(said)
	for _, h := range headings {
		f = append(f, map[string]float64{h.Aspect: 1}, map[string]float64{h.Aspect: 1})
		words = append(words, plain(h.Label), plain(h.Text))
	}
	s := newSpace(words)
	x := newIndex(s.vectors, s.board(), func(i int) bool { return len(f[i]) > 0 })
	var all []Suggestion
	for i, of := range said {
		if aspect := elect(f[i], x.near(i, akin), f); aspect != "" {
			all = append(all, suggest(texts, of, aspect)...)
		}
	}
	slices.SortFunc(all, func(a, b Suggestion) int { return cmp.Compare(a.Text, b.Text) })
	return all
}

// filed are the aspects of sayings: which part of the texts that have one has
// which.
func filed(texts []Text, said []*saying) (all []map[string]float64) {
	for _, s := range said {
		shares, n := map[string]float64{}, 0.0
		for _, i := range s.texts {
			if a := texts[i].Aspect; a != "" {
				shares[a]++
				n++
			}
		}
		for a := range shares {
			shares[a] /= n
		}
		all = append(all, shares)
	}
	return all
}

// elect is the aspect that is clearly spoken for, or none.
func elect(own map[string]float64, near []neighbour, filed []map[string]float64) string {
	votes := maps.Clone(own) // of the very same words
	for _, n := range near[:min(len(near), voters)] {
		for aspect, share := range filed[n.at] {
			votes[aspect] += share * n.like
		}
	}
	ranked := slices.SortedFunc(maps.Keys(votes), func(a, b string) int {
		return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(a, b))
	})
	switch {
	case len(ranked) == 0 || votes[ranked[0]] < enough:
		return ""
	case len(ranked) > 1 && votes[ranked[0]] < ahead*votes[ranked[1]]:
		return ""
	}
	return ranked[0]
}

func suggest(texts []Text, s *saying, aspect string) (all []Suggestion) {
	for _, i := range s.texts {
		if texts[i].Aspect == "" {
			all = append(all, Suggestion{i, aspect})
		}
	}
	return all
}
