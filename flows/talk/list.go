package talk

import (
	"slices"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// ListName is the conversation of /talks; its topic is the round's id.
const ListName = "talks"

// Step and answer names of it.
const (
	due   = "due"
	mine  = "mine" // the list of a pile; the answer is a talk's id
	one   = "one"
	heard = "heard" // what somebody answered; by whom stands in the answer
	sure  = "sure"

	pile = "pile" // which one the list shows: mine or theirs
)

// An Overview of talks is what a member sees of them.
type Overview struct {
	Round flows.Round
	Shelf
	Today time.Time // any moment of today, where they are
	// Writing says that the member is at a talk they have not saved, and have
	// written something of it: it is not to be lost.
	Writing bool
}

// ToList is where /talks leads: always to what is missing.
func ToList(round flows.RoundID) dialogue.Move {
	return dialogue.Move{Enter: ref(ListName, round), Begin: dialogue.Answers{}}
}

// Writing says whether something is written in the session of a talk of the
// round that was not saved.
func Writing(s dialogue.Session, round flows.RoundID) bool {
	return slices.ContainsFunc(s.Frames, func(f dialogue.Frame) bool {
		return f.Ref == ref(FlowName, round) && f.Answers[own]+f.Answers[given]+f.Answers[received]+f.Answers[agreed] != ""
	})
}

// List shows a member whom they must still talk with, and the talks that they are
// a side of.
func List(v Overview) dialogue.Flow {
	return dialogue.Flow{Name: ListName, Version: 2, Reading: true, Steps: []dialogue.Step{dueStep(v), pileStep(v), oneStep(v), heardStep(v), sureStep(v)}}
}

// dueStep is the matrix of one member: what every rule asks of them, and a
// button for each talk that is missing.
func dueStep(v Overview) dialogue.Step {
	standings := StandingsOf(v.Self, Standings(v.Round, talksOf(v.Talks)))
	c := &dialogue.Choice{Options: v.toWaiting(), Pinned: v.piles()}
	for _, s := range missing(standings) {
		c.Options = append(c.Options, v.start(s.Due))
	}
	return dialogue.Step{
		ID: due, Title: dialogue.Say("talk.due.title"), Choice: c,
		Say: func(dialogue.Answers) []dialogue.Block { return v.matrix(standings) },
	}
}

// toWaiting leads to the talks that wait for the member's word, if there are any.
func (v Overview) toWaiting() []dialogue.Option {
	n := len(v.waiting())
	if n == 0 {
		return nil
	}
	return []dialogue.Option{{ID: "waiting", Label: dialogue.Say("talk.due.waiting", "n", n), Move: toPile(theirs)}}
}

// piles lead to a new log and to what was logged.
func (v Overview) piles() []dialogue.Option {
	all := []dialogue.Option{
		{ID: "log", Label: dialogue.Say("talk.due.log"), Move: &dialogue.Move{Enter: ref(FlowName, v.Round.ID)}},
		{ID: mine, Label: dialogue.Say("talk.due.mine", "n", len(v.pile(mine))), Move: toPile(mine)},
	}
	if n := len(v.pile(theirs)); n > 0 {
		all = append(all, dialogue.Option{ID: theirs, Label: dialogue.Say("talk.due.theirs", "n", n), Move: toPile(theirs)})
	}
	return all
}

func toPile(name string) *dialogue.Move {
	return &dialogue.Move{Set: dialogue.Answers{pile: name, mine: ""}, Goto: mine}
}

// start begins the talk that is due with one tap, unless another one would be
// lost by it.
func (v Overview) start(d Due) dialogue.Option {
	o := v.prefilled(d)
	if v.Writing {
		o.Move = &dialogue.Move{Enter: ref(FlowName, v.Round.ID), Notice: dialogue.Say("talk.due.writing")}
	}
	return o
}

// prefilled: with whom and of which kind is known; for a branch, only the branch.
func (v Overview) prefilled(d Due) dialogue.Option {
	who := d.Facing(v.Self)
	if d.Rule == flows.BranchPartyMember {
		m, _ := v.Round.Member(v.Self)
		return dialogue.Option{ID: "branch", Label: dialogue.Say("talk.due.branch", "name", m.Branch),
			Move: &dialogue.Move{Enter: ref(FlowName, v.Round.ID), Begin: dialogue.Answers{}, Notice: dialogue.Say("talk.due.branch_who", "name", m.Branch)}}
	}
	return dialogue.Option{ID: code(who), Label: label(v.Round, who), Move: &dialogue.Move{Enter: ref(FlowName, v.Round.ID),
		Begin: dialogue.Answers{with: code(who), kind: string(d.Kind())}, Goto: date}}
}

// matrix says how far the member is, in all and by rule.
func (v Overview) matrix(standings []Standing) []dialogue.Block {
	left := missing(standings)
	key := "talk.due.body"
	switch {
	case len(standings) == 0:
		return []dialogue.Block{{Text: dialogue.Say("talk.due.none")}}
	case len(left) == 0:
		key = "talk.due.all"
	}
	blocks := []dialogue.Block{{Text: dialogue.Say(key, "due", len(standings), "done", len(standings)-len(left), "left", len(left))}}
	for _, rule := range rules() {
		of := slices.DeleteFunc(slices.Clone(standings), func(s Standing) bool { return s.Rule != rule.name })
		if len(of) > 0 {
			blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: v.line(of)})
		}
	}
	return blocks
}

// line says how far the member is with one rule, as they see it.
func (v Overview) line(of []Standing) dialogue.Text {
	self, _ := v.Round.Member(v.Self)
	side, left := of[0].Kind(), missing(of)
	if self.Principal && side == flows.PrincipalTalk {
		side = flows.MemberTalk
	}
	var who []flows.Counterpart
	for _, s := range left {
		who = append(who, s.Facing(v.Self))
	}
	rest := names(v.Round, who)
	if side == flows.BranchTalk {
		rest = dialogue.Verbatim(self.Branch)
	}
	return dialogue.Say("talk.due.line", "with", dialogue.Say("talk.side."+string(side)),
		"due", len(of), "done", len(of)-len(left), "left", len(left), "who", rest)
}

func missing(standings []Standing) []Standing {
	return slices.DeleteFunc(slices.Clone(standings), Standing.Done)
}
