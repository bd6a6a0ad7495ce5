package opinion

import (
	"slices"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// HearName is the conversation in which somebody asks to hear how a round came out, or
// no longer to. It is a consent of its own, asked for away from giving an opinion: what
// it keeps must not come into the store beside one.
const HearName = "hear"

// The effects of asking. Their payload are the ids of rounds, with spaces.
const (
	EffectHear   = "organize.hear"   // ask: the chat's address is kept until the message is sent
	EffectUnhear = "organize.unhear" // no longer: it is deleted
)

// An Ear is the closing message of a round, for somebody.
type Ear struct {
	Round flows.Round
	On    bool // it was asked for: the chat's address is kept
}

// Ears are the closing messages there are for somebody.
type Ears []Ear

// EarsOf are those that were asked for, and those that still can be, of the rounds that
// are taken part in.
func EarsOf(asked, joined []flows.Round, now time.Time) Ears {
	var all Ears
	for _, r := range asked {
		all = append(all, Ear{r, true})
	}
	for _, r := range joined {
		if r.Hears(now) && !slices.ContainsFunc(asked, func(a flows.Round) bool { return a.ID == r.ID }) {
			all = append(all, Ear{Round: r})
		}
	}
	return all
}

// MayHear says whether somebody may have a closing message to ask for or to take back.
// Nobody is looked up for it: where a round has closed and its message is to come, it
// is so for everybody, also for who never took part.
func MayHear(known, joined []flows.Round, now time.Time) bool {
	return slices.ContainsFunc(joined, func(r flows.Round) bool { return r.Hears(now) }) ||
		slices.ContainsFunc(known, func(r flows.Round) bool {
			return r.State != flows.Opened && r.Remembers() && now.Before(r.HearsUntil())
		})
}

func (e Ears) of(on bool) []flows.Round {
	var rounds []flows.Round
	for _, ear := range e {
		if ear.On == on {
			rounds = append(rounds, ear.Round)
		}
	}
	return rounds
}

// hearing is the button to it. It looks first what is kept.
func hearing() dialogue.Action {
	return dialogue.Action{ID: "hear", Label: dialogue.Say("home.button.hear"), Row: 3,
		Move: dialogue.Move{Effect: EffectBells, Enter: dialogue.Ref{Flow: HearName}}}
}

// Hear says what is kept longer for a closing message, until when and what that gives
// away, before it is kept.
func Hear(ears Ears) dialogue.Flow {
	return dialogue.Flow{Name: HearName, Version: 1, Steps: []dialogue.Step{{
		ID: "hear", Title: dialogue.Say("hear.title"), Say: func(dialogue.Answers) []dialogue.Block { return ears.blocks() },
		Page: &dialogue.Page{Bare: true, Actions: ears.actions()},
	}}}
}

func (e Ears) blocks() []dialogue.Block {
	var blocks []dialogue.Block
	for _, ear := range e[:min(len(e), maxListed)] {
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: ear.line()})
	}
	after := []string{"hear.keeps", "hear.all"}
	switch {
	case len(e) == 0:
		after = []string{"hear.none"}
	case len(e.of(false)) == 0:
		after = []string{"hear.kept"}
	}
	for _, key := range after {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say(key, "days", flows.HearDays)})
	}
	return blocks
}

// line says until when an address is kept, where that is known.
func (e Ear) line() dialogue.Text {
	until := e.Round.HearsUntil()
	dated, undated := "hear.offer", "hear.offer_undated"
	if e.On {
		dated, undated = "hear.on", "hear.on_undated"
	}
	if until.IsZero() {
		return dialogue.Say(undated, "title", e.Round.Title, "days", flows.HearDays)
	}
	return dialogue.Say(dated, "title", e.Round.Title, "date", until.Add(-time.Nanosecond))
}

func (e Ears) actions() []dialogue.Action {
	var actions []dialogue.Action
	leave, out := "hear.leave", dialogue.Move{Leave: true}
	if off := e.of(false); len(off) > 0 {
		actions = append(actions, dialogue.Action{ID: "yes", Label: dialogue.Say("hear.yes"), Move: about(off, EffectHear, out)})
		leave = "hear.no"
	}
	if on := e.of(true); len(on) > 0 {
		actions = append(actions, dialogue.Action{ID: "stop", Label: dialogue.Say("hear.stop"), Row: 1, Move: about(on, EffectUnhear, out)})
	}
	return append(actions, dialogue.Action{ID: "leave", Label: dialogue.Say(leave), Row: 2, Move: out})
}
