// Package draft is the conversation in which an organizer makes a round, or changes
// one that is still a draft. What it makes goes by the rules of round.yaml.
package draft

import (
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

// FlowName is the name of the conversation.
const FlowName = "draft"

// The effects. EffectKeep keeps the draft that the answers make, and may be asked for
// again; EffectEdit begins the conversation with a round's, its payload.
const (
	EffectKeep = "draft.save"
	EffectEdit = organize.EffectEdit
)

// Step and answer names. They are kept in sessions: changing one means raising the
// flow's version.
const (
	preset      = "preset"
	title       = "title"
	unit        = "unit"
	team        = "team"
	people      = "people"      // as pasted, a line each
	principal   = "principal"   // by name
	departments = "departments" // as pasted
	opens       = "opens"
	closes      = "closes"
	k           = "k"
	admission   = "admission"
	check       = "check"

	round = "round" // the id of the draft that is changed; empty: it is a new one
	seen  = "seen"  // its mark as it was then
	fresh = "id"    // of a new one, drawn for the review
	from  = "from"  // the months that the calendars are open at
	until = "until"

	none   = "-"    // as people, principal and departments
	byHand = "hand" // as opens and closes: by command
	keep   = "keep" // as preset: what stands
)

// A World is what the conversation depends on outside of what is said in it.
type World struct {
	Presets []organize.Preset
	Rounds  []flows.Round // the last first
	Now     time.Time
}

// ToNew is where /round leads: to the conversation, where it stood.
func ToNew() dialogue.Move { return dialogue.Move{Enter: dialogue.Ref{Flow: FlowName}} }

// Flow is the conversation.
func Flow(w World) dialogue.Flow {
	return dialogue.Flow{Name: FlowName, Version: 1, Steps: []dialogue.Step{
		presetStep(w),
		lineStep(title, flows.MaxTitle, w.titles),
		lineStep(unit, flows.MaxUnit, w.units),
		lineStep(team, flows.MaxPost, func(a dialogue.Answers) []string { return []string{organize.TeamOf(a[unit])} }),
		peopleStep(w),
		principalStep(w),
		departmentsStep(w),
		opensStep(w),
		closesStep(w),
		kStep(),
		admissionStep(),
		checkStep(w),
	}}
}

// base is the draft that is changed; zero: a new one is made.
func (w World) base(a dialogue.Answers) flows.Round {
	for _, r := range w.Rounds {
		if string(r.ID) == a[round] {
			return r
		}
	}
	return flows.Round{}
}

// told takes a message for nothing, and says why.
func told(why dialogue.Text) dialogue.Option {
	return dialogue.Option{Move: &dialogue.Move{Notice: why}}
}
