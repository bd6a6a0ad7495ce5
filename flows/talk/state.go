package talk

import (
	"slices"
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/dialogue"
)

// waits says that a talk waits for the member's word.
func (s Shelf) waits(r flows.TalkRecord) bool { return slices.Contains(r.Unanswered(), s.Self) }

// state says how a talk stands between its sides, as the member may know it: whose
// it is sees what all answered, the others what they answered themselves.
func (v Overview) state(r flows.TalkRecord) dialogue.Text {
	if r.Talk.By != v.Self {
		return v.replied(r)
	}
	confirmed, otherwise, waiting := 0, 0, 0
	for _, a := range r.Standing() {
		if a.Verdict == flows.TalkConfirmed {
			confirmed++
		} else {
			otherwise++
		}
	}
	for _, m := range r.Unanswered() {
		if slices.Contains(v.Asked, m) {
			waiting++
		}
	}
	if confirmed+otherwise+waiting == 0 {
		return dialogue.Text{} // nobody of them uses the bot
	}
	return dialogue.Say("talk.state.log", "confirmed", confirmed, "otherwise", otherwise, "waiting", waiting,
		"silent", len(Silent(r, v.Asked, v.Today)), "days", SilentAfter, "group", r.Talk.Group())
}

// replied is what the member answered to somebody else's log.
func (v Overview) replied(r flows.TalkRecord) dialogue.Text {
	if v.waits(r) {
		return dialogue.Say("talk.state.waits")
	}
	for _, a := range r.Standing() {
		if a.By == v.Self {
			return dialogue.Say("talk.verdict." + string(a.Verdict))
		}
	}
	return dialogue.Text{}
}

func verdictLabel(a flows.TalkVerdict) dialogue.Text { return dialogue.Say("talk.reply." + string(a)) }

func (v Overview) name(m flows.SubjectID) string {
	return Name(v.Round, flows.Counterpart{Member: m})
}

func (v Overview) day(s string) time.Time { return calendar.Shown(s, v.Today.Location()) }

// subject is whom something that was carried over is about.
func (v Overview) subject(o flows.TalkOpinion) dialogue.Text {
	if o.Subject == flows.TeamSubject {
		return dialogue.Say("talk.carry.team")
	}
	return dialogue.Verbatim(v.name(o.Subject))
}
