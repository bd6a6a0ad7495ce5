package organize

import (
	"strconv"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// ActsName is the list of who did what: to the round on the desk, or to the
// organizers.
const ActsName = "acts"

// The answers of the list: what it is of, and which page is on the screen.
const (
	answerOf   = "of"
	answerPage = "page"
	ofRound    = "round"
	ofStaff    = "staff"
)

const actsPerPage = 12

// Deeds is the list, newest first.
func Deeds(r flows.Round, s Staff, zone *time.Location) dialogue.Flow {
	return dialogue.Flow{Name: ActsName, Version: 1, Reading: true, Steps: []dialogue.Step{{
		ID: "acts", Title: dialogue.Say("acts.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			all, from := s.listed(a)
			blocks := says(dialogue.Say("acts.round", "title", r.Title))(a)
			if a[answerOf] == ofStaff {
				blocks = says(dialogue.Say("acts.staff"))(a)
			}
			for _, act := range all[from:min(from+actsPerPage, len(all))] {
				blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: actText(act, zone)})
			}
			if len(all) == 0 {
				blocks = append(blocks, dialogue.Block{Text: dialogue.Say("acts.none")})
			}
			return blocks
		},
		Choice: &dialogue.Choice{For: s.pages},
	}}}
}

// listed are the acts, and the first on the screen's page: there may be fewer than
// there were.
func (s Staff) listed(a dialogue.Answers) (all []flows.Act, from int) {
	all = s.Done
	if a[answerOf] == ofStaff {
		all = s.Acts
	}
	page, _ := strconv.Atoi(a[answerPage])
	from = max(page, 0) * actsPerPage
	if from >= len(all) {
		from = max(0, (len(all)-1)/actsPerPage) * actsPerPage
	}
	return all, from
}

func (s Staff) pages(a dialogue.Answers) dialogue.Choice {
	all, from := s.listed(a)
	to := func(id, key string, page int) dialogue.Option {
		return dialogue.Option{ID: id, Label: dialogue.Say(key), Move: &dialogue.Move{Set: dialogue.Answers{answerPage: strconv.Itoa(page)}}}
	}
	var c dialogue.Choice
	if from > 0 {
		c.Pinned = append(c.Pinned, to("newer", "acts.newer", from/actsPerPage-1))
	}
	if from+actsPerPage < len(all) {
		c.Pinned = append(c.Pinned, to("older", "acts.older", from/actsPerPage+1))
	}
	return c
}

// actText says who did what and when.
func actText(a flows.Act, zone *time.Location) dialogue.Text {
	at := a.At.In(zone)
	return dialogue.Say("acts.line", "date", at, "clock", at.Format("15:04"), "who", ActorText(a.By), "did", DeedText(a))
}

// ActorText says who it was.
func ActorText(by flows.Actor) dialogue.Text {
	if by.Way == flows.ByChat {
		return named(by.Name)
	}
	return dialogue.Say("acts.by." + string(by.Way))
}

// DeedText says what was done.
func DeedText(a flows.Act) dialogue.Text {
	last := a.Until
	if !last.IsZero() {
		last = last.Add(-time.Nanosecond)
	}
	return dialogue.Say("acts.did."+string(a.Deed), "name", a.Of, "n", a.N, "date", last)
}
