package opinion

import (
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// RemindName is the conversation in which somebody asks to be reminded before a
// round closes, or no longer to be.
const RemindName = "remind"

// The effects of reminders. Their payload are the ids of rounds, with spaces.
const (
	EffectBells = "organize.bells" // look which were asked for, and which closing messages
	EffectRing  = "organize.ring"  // ask for them: the chat's address is kept
	EffectHush  = "organize.hush"  // no longer: it is deleted
)

// A Bell is the reminder of a round that somebody takes part in.
type Bell struct {
	Round flows.Round
	On    bool      // it was asked for: the chat's address is kept
	At    time.Time // when it comes; zero: it will not any more, or these hours
	Now   bool      // these hours, or it has come in them
}

// Bells are the reminders there are for somebody.
type Bells []Bell

// BellsOf are the reminders of the rounds that the session takes part in: those
// that were asked for, and those that still can be.
func BellsOf(s dialogue.Session, joined []flows.Round, now time.Time) Bells {
	var all Bells
	for _, r := range joined {
		b := Bell{Round: r, On: s.Fact(string(r.ID), FactReminder) != "", Now: r.Reminds(now)}
		if r.WillRemind(now) {
			b.At, _ = r.Reminder(now.Location())
		}
		if b.On || !b.At.IsZero() {
			all = append(all, b)
		}
	}
	return all
}

// of are the rounds whose reminder was asked for, or was not.
func (b Bells) of(on bool) []flows.Round {
	var rounds []flows.Round
	for _, bell := range b {
		if bell.On == on {
			rounds = append(rounds, bell.Round)
		}
	}
	return rounds
}

// about makes an effect about the reminders of these rounds.
func about(rounds []flows.Round, effect string, then dialogue.Move) dialogue.Move {
	if len(rounds) == 0 {
		return then
	}
	var ids []string
	for _, r := range rounds {
		ids = append(ids, string(r.ID))
	}
	then.Effect, then.Payload = effect, strings.Join(ids, " ")
	return then
}

// looking leads somewhere where it is told whether the chat's address is kept: as
// it really is, not as the session remembers it. In no round it is looked as well: a
// closing message may be to come.
func looking(joined []flows.Round, flow string) dialogue.Move {
	to := about(joined, EffectBells, dialogue.Move{Enter: dialogue.Ref{Flow: flow}})
	to.Effect = EffectBells
	return to
}

// Remind says what is kept for a reminder, and until when, before it is kept.
func Remind(bells Bells) dialogue.Flow {
	return dialogue.Flow{Name: RemindName, Version: 1, Steps: []dialogue.Step{{
		ID: "remind", Title: dialogue.Say("remind.title"), Say: func(dialogue.Answers) []dialogue.Block { return bells.blocks() },
		Page: &dialogue.Page{Bare: true, Actions: bells.actions()},
	}}}
}

func (b Bells) blocks() []dialogue.Block {
	var blocks []dialogue.Block
	for _, bell := range b[:min(len(b), maxListed)] {
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: bell.line()})
	}
	switch {
	case len(b) == 0:
		return []dialogue.Block{{Text: dialogue.Say("remind.none")}}
	case len(b.of(false)) == 0:
		return append(blocks, dialogue.Block{Text: dialogue.Say("remind.kept")})
	}
	return append(blocks, dialogue.Block{Text: dialogue.Say("remind.keeps")}, dialogue.Block{Text: dialogue.Say("remind.all")})
}

// line says when a reminder comes.
func (b Bell) line() dialogue.Text {
	key := "remind.offer"
	switch {
	case b.Now:
		key = "remind.today"
	case b.At.IsZero():
		key = "remind.came"
	case b.On:
		key = "remind.on"
	}
	return dialogue.Say(key, "title", b.Round.Title, "date", b.At, "clock", b.At.Format("15:04"))
}

func (b Bells) actions() []dialogue.Action {
	var actions []dialogue.Action
	leave := "remind.leave"
	out := dialogue.Move{Leave: true}
	if off := b.of(false); len(off) > 0 {
		actions = append(actions, dialogue.Action{ID: "yes", Label: dialogue.Say("remind.yes"), Move: about(off, EffectRing, out)})
		leave = "remind.no"
	}
	if on := b.of(true); len(on) > 0 {
		actions = append(actions, dialogue.Action{ID: "stop", Label: dialogue.Say("remind.stop"), Row: 1, Move: about(on, EffectHush, out)})
	}
	return append(actions, dialogue.Action{ID: "leave", Label: dialogue.Say(leave), Row: 2, Move: out})
}

// Reminder is the card that reminds of a round. Its button is a command: the card
// comes whatever the screen is then.
func Reminder(r flows.Round) dialogue.Card {
	return dialogue.Card{
		Blocks: []dialogue.Block{{Kind: dialogue.Title, Text: dialogue.Say("remind.due.title")},
			{Text: dialogue.Say("remind.due.body", "title", r.Title, "until", Until(r))},
			{Text: dialogue.Say("remind.due.once")}},
		Buttons: [][]dialogue.Button{{dialogue.CommandButton(dialogue.Say("home.button.give"), "opinion")}},
	}
}
