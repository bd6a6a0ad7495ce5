package talk

import (
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// A Shelf holds the talks of a round that a member is a side of.
type Shelf struct {
	Self    flows.SubjectID                      // empty: the chat is no member
	Talks   []flows.TalkRecord                   // by day
	Carried map[flows.TalkID][]flows.TalkOpinion // what was carried over from them
	Asked   []flows.SubjectID                    // the members who use the bot, and so are asked about talks with them
}

// World is what logging a talk depends on for the member.
func (s Shelf) World(r flows.Round, today time.Time) World {
	return World{Round: r, Self: s.Self, Today: today, Place: LastPlace(talksOf(s.pile(mine)))}
}

// Overview is what the member sees of the talks, at what d says of their own.
func (s Shelf) Overview(r flows.Round, today time.Time, d dialogue.Session) Overview {
	return Overview{Round: r, Shelf: s, Today: today, Writing: Writing(d, r.ID)}
}

// The piles on a shelf: what the member logged themself, and what others did of
// talks with them.
const theirs = "theirs"

func (s Shelf) pile(name string) []flows.TalkRecord {
	var all []flows.TalkRecord
	for _, r := range s.Talks {
		if (r.Talk.By == s.Self) == (name == mine) {
			all = append(all, r)
		}
	}
	return all
}

// waiting are the talks that wait for the member's word.
func (s Shelf) waiting() []flows.TalkRecord {
	var all []flows.TalkRecord
	for _, r := range s.pile(theirs) {
		if s.waits(r) {
			all = append(all, r)
		}
	}
	return all
}

// find is a talk on the shelf; false: it is not, or not any more.
func (s Shelf) find(id string) (flows.TalkRecord, bool) {
	for _, r := range s.Talks {
		if string(r.ID) == id {
			return r, true
		}
	}
	return flows.TalkRecord{}, false
}

func talksOf(records []flows.TalkRecord) []flows.Talk {
	var all []flows.Talk
	for _, r := range records {
		all = append(all, r.Talk)
	}
	return all
}

// Open says whether a conversation about talks is on the table of a session or
// waits on it.
func Open(d dialogue.Session) bool {
	for _, f := range d.Frames {
		switch f.Flow {
		case FlowName, ListName, ReplyName, CarryName:
			return true
		}
	}
	return false
}
