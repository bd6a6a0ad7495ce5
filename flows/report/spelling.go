package report

import (
	"strings"

	"soundings/flows"
	"soundings/flows/text"
)

// A spelling is how the workbook writes things of one kind, and which of them it
// reads back from what somebody wrote.
type spelling[K ~string] struct {
	all     []K // in the order in which they are offered
	written map[K]string
	read    map[string]K
}

// spell takes the names of things: the first is written, unless two have the same,
// and then the id with it. All of them, and the id, are read where they are clear.
func spell[K ~string](all []K, names func(K) []string) spelling[K] {
	s, of := spelling[K]{all, map[K]string{}, map[string]K{}}, map[string]int{}
	for _, k := range all {
		of[names(k)[0]]++
	}
	for _, k := range all {
		s.written[k] = names(k)[0]
		if of[s.written[k]] > 1 {
			s.written[k] += "（" + string(k) + "）"
		}
	}
	s.learn(func(k K) []string { return []string{s.written[k]} })
	s.learn(func(k K) []string { return []string{string(k)} })
	s.learn(names)
	return s
}

// learn reads names from now on that are not read yet and mean but one thing.
func (s spelling[K]) learn(names func(K) []string) {
	found := map[string]map[K]bool{}
	for _, k := range s.all {
		for _, name := range names(k) {
			if found[plain(name)] == nil {
				found[plain(name)] = map[K]bool{}
			}
			found[plain(name)][k] = true
		}
	}
	for name, ks := range found {
		for k := range ks {
			if _, known := s.read[name]; !known && len(ks) == 1 {
				s.read[name] = k
			}
		}
	}
}

// find is the thing that somebody named.
func (s spelling[K]) find(name string) (K, bool) {
	k, ok := s.read[plain(name)]
	return k, ok
}

// names are all as they are written.
func (s spelling[K]) names() []string {
	var all []string
	for _, k := range s.all {
		all = append(all, s.written[k])
	}
	return all
}

// plain is a name without what people do not see or mean: spaces, the width of a
// sign, the case of a letter.
func plain(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(text.HalfWidth(text.OneLine(name))), ""))
}

func (m Model) subjectNames() spelling[flows.SubjectID] {
	subjects, ids := m.subjects(), []flows.SubjectID{}
	for _, s := range m.Round.Subjects {
		ids = append(ids, s.ID)
	}
	return spell(ids, func(id flows.SubjectID) []string {
		s := subjects[id]
		return []string{s.Name, shortName(s), called(s)}
	})
}

// aspectNames has the empty aspect too, last.
func (m Model) aspectNames() spelling[flows.AspectID] {
	labels, ids := m.labels(), []flows.AspectID{}
	for _, a := range m.Round.Aspects {
		ids = append(ids, a.ID)
	}
	return spell(append(ids, ""), func(id flows.AspectID) []string {
		return []string{aspectCell(labels[id]), labels[id], bareLabel(labels[id]), aspectName(labels[id])}
	})
}

// enteredNames are the channels whose opinions the organizer enters.
func enteredNames() spelling[Channel] {
	return spell(entered(), func(c Channel) []string { return []string{channelName(c)} })
}

func kindNames() spelling[flows.Kind] {
	return spell([]flows.Kind{flows.Problem, flows.Proposal, ""}, func(k flows.Kind) []string {
		return []string{kindShort(k), kindName(k)}
	})
}
