package organize

import (
	"soundings/flows"
	"soundings/flows/report"
	"soundings/flows/report/group"
)

// Hints are proposals for the workbook: which originals seem to say what another
// point says, which are stock phrases, and which aspect may fit where its writer
// left that open. What the organizer has followed is proposed no more.
func (r Result) Hints() map[report.OpinionID]report.Hint {
	p := proposals{r.Model, r.Model.PointOf(), textsOf(r.Model), map[report.OpinionID]report.Hint{}}
	for _, g := range group.Propose(p.texts, group.Options{Alike: r.alike}) {
		p.merge(g)
	}
	for _, s := range group.Aspects(p.texts, headingsOf(r.Model)) {
		p.file(s)
	}
	return p.all
}

type proposals struct {
	m     report.Model
	home  map[report.OpinionID]report.Point
	texts []group.Text // one for each opinion of the Model
	all   map[report.OpinionID]report.Hint
}

// merge proposes that a group be one point.
func (p proposals) merge(g group.Group) {
	into := p.target(g)
	for _, i := range g.Members {
		id, hint := p.m.Opinions[i].ID, report.Hint{Stock: g.Stock}
		if p.home[id].ID != p.home[into].ID {
			hint.Into = into
		}
		if hint != (report.Hint{}) {
			p.all[id] = hint
		}
	}
}

// target is one of the point that a group is to go into: that which has most of it
// already, and of several the one with the wording that is proposed.
func (p proposals) target(g group.Group) report.OpinionID {
	there := map[report.PointID]int{}
	for _, i := range g.Members {
		there[p.home[p.m.Opinions[i].ID].ID]++
	}
	best := p.m.Opinions[g.Wording].ID
	for _, i := range g.Members {
		if id := p.m.Opinions[i].ID; there[p.home[id].ID] > there[p.home[best].ID] {
			best = id
		}
	}
	return best
}

// file proposes an aspect, unless the point has got one meanwhile.
func (p proposals) file(s group.Suggestion) {
	id := p.m.Opinions[s.Text].ID
	if p.home[id].Aspect != "" {
		return
	}
	hint := p.all[id]
	hint.Aspect = flows.AspectID(s.Aspect)
	p.all[id] = hint
}

func textsOf(m report.Model) (all []group.Text) {
	for _, o := range m.Opinions {
		all = append(all, group.Text{Subject: string(o.Subject), Channel: string(o.Channel), Aspect: string(o.Aspect), Words: o.Text, Case: o.Case})
	}
	return all
}

func headingsOf(m report.Model) (all []group.Heading) {
	for _, a := range m.Round.Aspects {
		all = append(all, group.Heading{Aspect: string(a.ID), Label: a.Label, Text: a.Text})
	}
	return all
}
