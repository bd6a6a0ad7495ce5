package talk

import (
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// A Shelf holds the talks of a round that a member is a side of.
type Shelf struct {
	Self  flows.SubjectID // empty: the chat is no member
	Talks []flows.TalkRecord
}

// World is what logging a talk depends on for the member.
func (s Shelf) World(r flows.Round, today time.Time) World {
	return World{Round: r, Self: s.Self, Today: today, Place: LastPlace(s.logged())}
}

func (s Shelf) logged() (own []flows.Talk) {
	for _, r := range s.Talks {
		if r.Talk.By == s.Self {
			own = append(own, r.Talk)
		}
	}
	return own
}

// Overview is what the member sees of the talks, at what d says of their own.
func (s Shelf) Overview(r flows.Round, zone *time.Location, d dialogue.Session) Overview {
	v := Overview{Round: r, Self: s.Self, Zone: zone, Writing: Writing(d, r.ID)}
	for _, t := range s.Talks {
		if v.All = append(v.All, t.Talk); t.Talk.By == s.Self {
			v.Mine = append(v.Mine, Logged{ID: t.ID, Talk: t.Talk})
		}
	}
	return v
}

// Open says whether a conversation about talks is on the table of a session or
// waits on it.
func Open(d dialogue.Session) bool {
	for _, f := range d.Frames {
		if f.Flow == FlowName || f.Flow == ListName {
			return true
		}
	}
	return false
}
