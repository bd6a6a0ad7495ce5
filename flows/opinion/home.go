package opinion

import (
	"slices"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// The conversations around giving an opinion.
const (
	HomeName = "home"
	PickName = "pick"
)

// EffectArrive lets a chat into the round of a start payload or a typed ticket.
const EffectArrive = "organize.arrive"

// A Hall is what Home depends on.
type Hall struct {
	Joined  []flows.Round     // the open rounds the chat takes part in
	Teams   []flows.Round     // the open rounds of whose team it is a member
	Give    dialogue.Move     // where giving an opinion leads
	Duties  []dialogue.Action // what members find beside
	Open    bool              // there is or will be one to take part in
	Bells   Bells
	Hearing bool   // there may be a closing message to ask for, or to take back
	Other   string // the language that is offered instead of the present one
	Strikes Strikes
	Now     time.Time
}

// Home is the bottom of everything: what this is, what is promised, and the
// ways on. A ticket may be typed there, unless the seat has to wait.
func Home(h Hall) dialogue.Flow {
	step := dialogue.Step{ID: "home", Title: dialogue.Say("home.title")}
	switch {
	case len(h.Joined) > 0:
		step.Say = func(dialogue.Answers) []dialogue.Block { return welcome(h.Joined) }
	case len(h.Teams) > 0:
		step.Say = func(dialogue.Answers) []dialogue.Block { return reception(h.Teams) }
	case h.Open:
		step.Say = body(dialogue.Say("home.stranger"))
	default:
		step.Say = body(dialogue.Say("home.over"))
	}
	step.Page = &dialogue.Page{
		Bare:    true,
		Hear:    &dialogue.Hear{Effect: EffectArrive, Check: h.Strikes.check(h.Now, checkTicket), Missed: h.Strikes.one(h.Now)},
		Actions: h.actions(),
	}
	return dialogue.Flow{Name: HomeName, Version: 1, Steps: []dialogue.Step{step}}
}

// maxListed keeps the promises on the screen, however many rounds there are.
const maxListed = 6

func listed(rounds []flows.Round) []dialogue.Block {
	var blocks []dialogue.Block
	for _, r := range rounds[:min(len(rounds), maxListed)] {
		blocks = append(blocks, dialogue.Block{Text: roundLine(r)})
	}
	return blocks
}

// reception is for members who take part in no round: they are let in as anybody.
func reception(teams []flows.Round) []dialogue.Block {
	return append(listed(teams), dialogue.Block{Text: dialogue.Say("home.member")})
}

func welcome(joined []flows.Round) []dialogue.Block {
	return append(listed(joined),
		dialogue.Block{Text: dialogue.Say("home.promises", "k", promisedK(joined))},
		dialogue.Block{Text: dialogue.Say("home.warnings")})
}

// promisedK is the k that can be promised on a screen that speaks of all these
// rounds: the least of theirs, and where there is none the least there can be.
func promisedK(joined []flows.Round) int {
	if len(joined) == 0 {
		return flows.MinK
	}
	k := joined[0].K
	for _, r := range joined {
		k = min(k, r.K)
	}
	return k
}

func roundLine(r flows.Round) dialogue.Text {
	if r.Closes.IsZero() {
		return dialogue.Say("home.round", "title", r.Title, "unit", r.Unit)
	}
	return dialogue.Say("home.round_until", "title", r.Title, "unit", r.Unit, "until", Until(r))
}

// Until says when a round closes: its last day, or the moment where that is not
// the end of a day.
func Until(r flows.Round) dialogue.Text {
	if hour, minute, second := r.Closes.Clock(); hour+minute+second > 0 {
		return dialogue.Say("round.until_time", "date", r.Closes, "clock", r.Closes.Format("15:04"))
	}
	return dialogue.Say("round.until_day", "date", r.LastDay())
}

func (h Hall) actions() []dialogue.Action {
	actions := []dialogue.Action{
		{ID: "receipt", Label: dialogue.Say("home.button.receipt"), Move: ToLookup(), Row: 1},
		{ID: "privacy", Label: dialogue.Say("home.button.privacy"), Move: ToPrivacy(h.Joined), Row: 1},
	}
	if len(h.Bells) > 0 {
		actions = append(actions, h.bell())
	}
	if h.Hearing {
		actions = append(actions, hearing())
	}
	actions = append(actions, sweepChat(),
		dialogue.Action{ID: "language", Label: dialogue.Say("home.button.language"), Move: dialogue.Move{Lang: h.Other}, Row: 2})
	if len(h.Joined)+len(h.Teams) == 0 {
		return actions
	}
	give := dialogue.Action{ID: "give", Label: dialogue.Say("home.button.give"), Move: h.Give}
	return slices.Concat([]dialogue.Action{give}, h.Duties, actions)
}

// bell leads to the reminders.
func (h Hall) bell() dialogue.Action {
	label := "home.button.remind"
	if len(h.Bells.of(false)) == 0 {
		label = "home.button.unremind"
	}
	return dialogue.Action{ID: "remind", Label: dialogue.Say(label), Move: looking(h.Joined, RemindName), Row: 3}
}

// Give is where /opinion leads: to the round, to the question which, or to the
// word that a ticket is needed.
func Give(joined []flows.Round) dialogue.Move {
	switch len(joined) {
	case 0:
		return dialogue.Move{Enter: dialogue.Ref{Flow: HomeName}, Notice: dialogue.Say("home.no_round")}
	case 1:
		return giveTo(joined[0].ID)
	}
	return dialogue.Move{Enter: dialogue.Ref{Flow: PickName}}
}

// Pick asks which of these rounds something is for, and goes to it there.
func Pick(name string, question dialogue.Text, rounds []flows.Round, to func(flows.RoundID) dialogue.Move) dialogue.Flow {
	var options []dialogue.Option
	for _, r := range rounds {
		there := to(r.ID)
		there.Leave = true
		options = append(options, dialogue.Option{
			ID: string(r.ID)[:min(len(r.ID), 18)], Label: dialogue.Verbatim(r.Title + " · " + r.Unit), Move: &there,
		})
	}
	return dialogue.Flow{Name: name, Version: 1, Steps: []dialogue.Step{{
		ID: "round", Title: dialogue.Say("pick.title"), Say: body(question),
		Choice: &dialogue.Choice{Options: options},
	}}}
}

// PickOne asks which round the opinion is for.
func PickOne(joined []flows.Round) dialogue.Flow {
	return Pick(PickName, dialogue.Say("pick.body"), joined, giveTo)
}

func giveTo(id flows.RoundID) dialogue.Move {
	return dialogue.Move{Enter: dialogue.Ref{Flow: FlowName, Topic: string(id)}}
}

func checkTicket(s string) dialogue.Text {
	_, err := flows.ParseTicket(s)
	if flows.KeyOf(err) == "ticket.form" {
		return dialogue.Say("home.use_buttons")
	}
	return told(err)
}
