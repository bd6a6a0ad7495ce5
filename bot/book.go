package bot

import (
	"context"
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/organize"
	"soundings/flows/talk"
)

// Rounds are the rounds as the conversations need them.
type Rounds interface {
	// Known are all rounds, from memory.
	Known() []flows.Round
	// Refresh reads them anew from the store.
	Refresh(ctx context.Context) error
	// Secret is an open round's secret; Refused when it has closed.
	Secret(ctx context.Context, id flows.RoundID) (flows.Secret, error)
}

// Languages of the catalogue, the default first.
const (
	Chinese = "zh-Hans"
	English = "en"
)

// book holds the conversations for one update: as the rounds stand now, for the
// person at hand. d is how far the conversation in s has come.
func (b *Bot) book(d dialogue.Session, s *session, names []string) dialogue.Book {
	return dialogue.Book{
		Home:      dialogue.Ref{Flow: opinion.HomeName},
		Languages: []dialogue.Language{{Tag: Chinese, Name: "中文"}, {Tag: English, Name: "English"}},
		Help:      help(s),
		Flow: func(r dialogue.Ref) (dialogue.Flow, bool) {
			return b.flow(r, d, s, names)
		},
		Command: func(name, payload string) (dialogue.Move, bool) {
			return b.command(name, payload, d, s)
		},
	}
}

func (b *Bot) flow(r dialogue.Ref, d dialogue.Session, s *session, names []string) (dialogue.Flow, bool) {
	switch r.Flow {
	case opinion.HomeName:
		return opinion.Home(opinion.Hall{Joined: s.joined, Teams: s.teams, Give: give(s), Duties: duties(s.teams), Open: b.anyOpen(), Bells: opinion.BellsOf(d, s.joined, b.Now()),
			Other: otherLanguage(d.Lang), Strikes: opinion.StrikesOf(d), Now: b.Now()}), true
	case opinion.PickName:
		return opinion.PickOne(s.joined), len(s.joined) > 0
	case opinion.LookupName:
		return opinion.Lookup(opinion.StrikesOf(d), b.Now()), true
	case opinion.PrivacyName:
		return opinion.Privacy(s.joined, len(s.teams) > 0, opinion.BellsOf(d, s.joined, b.Now()), opinion.DraftOf(d, s.joined)), true
	case opinion.RemindName:
		return opinion.Remind(opinion.BellsOf(d, s.joined, b.Now())), len(s.joined) > 0
	case opinion.SweepName:
		return opinion.Sweep(s.joined, len(s.Receipts.Days) > 0), true
	case organize.ShelfName:
		return organize.Shelf(b.Rounds.Known()), organizer(d)
	case organize.DeskName:
		return b.desk(d, s)
	case opinion.FlowName:
		for _, round := range s.joined {
			if string(round.ID) == r.Topic {
				return opinion.Flow(opinion.World{Round: round, Self: talk.Self(d, round.ID), Names: names, Guard: b.Guard,
					Given: opinion.Given(d, round.ID), Drawn: opinion.Drawn(d, round.ID)}), true
			}
		}
	default:
		return b.talkFlow(r, d, s)
	}
	return dialogue.Flow{}, false
}

// anyOpen says whether there is or will be a round to take part in: it is false
// only where all there were have ended.
func (b *Bot) anyOpen() bool {
	known := b.Rounds.Known()
	return len(known) == 0 || slices.ContainsFunc(known, func(r flows.Round) bool {
		return r.State == flows.Draft || r.Writable(b.Now()) == nil
	})
}

func (b *Bot) hasClosed(id flows.RoundID) bool {
	return slices.ContainsFunc(b.Rounds.Known(), func(r flows.Round) bool {
		return r.ID == id && r.State != flows.Opened
	})
}

// desk is the organizer's desk, with the round that was put on it.
func (b *Bot) desk(d dialogue.Session, s *session) (dialogue.Flow, bool) {
	for _, r := range b.Rounds.Known() {
		if string(r.ID) == d.Fact("", organize.FactDesk) && organizer(d) {
			return organize.Desk(organize.Look{Round: r, Kept: r.KeptUntil(b.Days), Turnout: d.Fact("", organize.FactTurnout),
				Counted: flows.State(d.Fact("", organize.FactCounted)), Talks: s.board}), true
		}
	}
	return dialogue.Flow{}, false
}

func organizer(s dialogue.Session) bool { return s.Fact("", organize.FactOrganizer) != "" }

func (b *Bot) command(name, payload string, d dialogue.Session, s *session) (dialogue.Move, bool) {
	switch name {
	case "status":
		return organize.ToDesk(b.Rounds.Known()), organizer(d)
	case "start":
		return opinion.StrikesOf(d).Arrive(payload, b.Now()), true
	case "opinion":
		return give(s), true
	case "receipt":
		return opinion.ToLookup(), true
	case "privacy":
		return opinion.ToPrivacy(s.joined), true
	case "talk":
		return toTalks(s.teams, pickToLog, talk.ToLog), len(s.teams) > 0
	case "talks":
		return toTalks(s.teams, pickToList, talk.ToList), len(s.teams) > 0
	}
	return dialogue.Move{}, false
}

// help says more to members: the menu is the same for everybody.
func help(s *session) dialogue.Text {
	if len(s.teams) > 0 {
		return dialogue.Say("help.member", "rest", dialogue.Say("engine.help"))
	}
	return dialogue.Say("engine.help")
}

// Commands are what the command menu offers, in its order. Each has its
// description under the key command.<name>.
func Commands() []string {
	return []string{"start", "opinion", "receipt", "privacy", "language", "cancel", "help"}
}

// languageFor is the catalogue's language for a client's language tag: Chinese
// for everything that is not English.
func languageFor(tag string) string {
	if len(tag) >= 2 && (tag[:2] == "en" || tag[:2] == "EN") {
		return English
	}
	return Chinese
}

func otherLanguage(tag string) string {
	if tag == English {
		return Chinese
	}
	return English
}
