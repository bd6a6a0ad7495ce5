package report

import (
	"slices"

	"soundings/flows"
)

// Changes counts what an edited workbook changed in a Model (Model.Edit), or one of a
// ledger in that (Ledger.Edit). Zero: nothing.
type Changes struct {
	Merged    int // points that are gone into others
	Split     int // points that came out of others
	Regrouped int // originals that went to another point, those of the two above too
	Across    int // points that now hold opinions of several channels
	Reworded  int // points with other words
	Moved     int // points filed under another subject or aspect
	Assigned  int // points with another leader or department
	Added     int // opinions of other channels, entered
	Corrected int // such opinions, entered otherwise
	Removed   int // such opinions, taken out
	Figures   int // figures of other channels, entered otherwise

	Listed     int // rows of a ledger that is taken in for the first time
	Planned    int // rows of one in which what is to be done, by whom or by when is another
	Progressed int // rows of one of another state, or another 销号日期
	Emptied    int // cells of one that were filled in, and are empty
}

// None says that nothing changed.
func (c Changes) None() bool { return c == Changes{} }

// OfLedger says that it is a ledger that changed: documents but that one stay as they
// are, and there is no step back.
func (c Changes) OfLedger() bool { return c.Listed+c.Planned+c.Progressed > 0 }

// Told says what changed in words, a line each; one line where nothing did.
func (c Changes) Told() []flows.Phrase {
	var all []flows.Phrase
	for _, line := range []struct {
		key   string
		count int
	}{
		{"import.done.merged", c.Merged}, {"import.done.split", c.Split}, {"import.done.regrouped", c.Regrouped},
		{"import.done.across", c.Across}, {"import.done.reworded", c.Reworded}, {"import.done.moved", c.Moved},
		{"import.done.assigned", c.Assigned}, {"import.done.added", c.Added}, {"import.done.corrected", c.Corrected},
		{"import.done.removed", c.Removed}, {"import.done.figures", c.Figures},
		{"import.done.listed", c.Listed}, {"import.done.planned", c.Planned}, {"import.done.progressed", c.Progressed},
		{"import.done.emptied", c.Emptied},
	} {
		if line.count > 0 {
			all = append(all, flows.Phrase{Key: line.key, Args: flows.Args{"count": line.count}})
		}
	}
	if len(all) == 0 {
		return []flows.Phrase{{Key: "import.done.none"}}
	}
	return all
}

// changes compares the Model with what became of it.
func (e *editor) changes(next Model) Changes {
	c := Changes{Corrected: e.corrected, Figures: e.m.Figures.differ(next.Figures)}
	before, after, kept := e.m.pointsOf(), next.pointsOf(), map[PointID]bool{}
	for id, p := range after {
		switch was, known := before[id]; {
		case !known:
			c.Added++
		case was != p:
			c.Regrouped++
			kept[was] = true
		default:
			kept[was] = true
		}
	}
	for id := range before {
		if _, ok := after[id]; !ok {
			c.Removed++
		}
	}
	c.comparePoints(e.m, next, kept)
	return c
}

// comparePoints counts what became of points; kept are those of which an original
// is still there.
func (c *Changes) comparePoints(m, next Model, kept map[PointID]bool) {
	old, links, ways, waysNow := map[PointID]Point{}, m.pointsOf(), m.waysOf(), next.waysOf()
	for _, p := range m.Points {
		old[p.ID] = p
	}
	for _, p := range next.Points {
		was, known := old[p.ID]
		delete(old, p.ID)
		c.Across += one(waysNow[p.ID] > 1 && waysNow[p.ID] > ways[p.ID])
		if from := links[p.Opinions[0]]; !known && p.takes(old[from], links) {
			delete(kept, from) // another point in its place
			continue
		}
		if !known {
			c.Split += one(slices.ContainsFunc(p.Opinions, func(id OpinionID) bool { return links[id] != "" }))
			continue
		}
		c.Reworded += one(p.Text != was.Text)
		c.Moved += one(p.Subject != was.Subject || p.Aspect != was.Aspect)
		c.Assigned += one(p.Leader != was.Leader || p.Department != was.Department)
	}
	for id := range old {
		c.Merged += one(kept[id])
	}
}

// takes says that a point has the originals of another, all of them and no others.
func (p Point) takes(from Point, links map[OpinionID]PointID) bool {
	return len(p.Opinions) == len(from.Opinions) &&
		!slices.ContainsFunc(p.Opinions, func(id OpinionID) bool { return links[id] != from.ID })
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// waysOf says of each point by how many channels its originals came.
func (m Model) waysOf() map[PointID]int {
	all, of := map[PointID]int{}, m.byID()
	for _, p := range m.Points {
		ways := map[Channel]bool{}
		for _, id := range p.Opinions {
			ways[of[id].Channel] = true
		}
		all[p.ID] = len(ways)
	}
	return all
}

// PointOf says of each original in which point it is.
func (m Model) PointOf() map[OpinionID]Point {
	all := map[OpinionID]Point{}
	for _, p := range m.Points {
		for _, id := range p.Opinions {
			all[id] = p
		}
	}
	return all
}

// pointsOf is PointOf by their ids alone.
func (m Model) pointsOf() map[OpinionID]PointID {
	all := map[OpinionID]PointID{}
	for id, p := range m.PointOf() {
		all[id] = p.ID
	}
	return all
}

// differ counts the figures that are others.
func (f Figures) differ(g Figures) int {
	n, others := 0, g.entries()
	for i, entry := range f.entries() {
		if *entry.value != *others[i].value {
			n++
		}
	}
	return n
}
