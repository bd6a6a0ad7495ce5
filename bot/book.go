package bot

import (
	"context"
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
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
	// Hearing is what the addresses of whoever asked to hear how a round came out
	// hang on; Refused when they are forgotten.
	Hearing(ctx context.Context, id flows.RoundID) (flows.Secret, error)
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
		Help:      help(d, s),
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
			Hearing: opinion.MayHear(b.Rounds.Known(), s.joined, b.Now()),
			Other:   otherLanguage(d.Lang), Strikes: opinion.StrikesOf(d), Now: b.Now()}), true
	case opinion.PickName:
		return opinion.PickOne(s.joined), len(s.joined) > 0
	case opinion.LookupName:
		return opinion.Lookup(opinion.StrikesOf(d), b.Now()), true
	case opinion.PrivacyName:
		return opinion.Privacy(s.joined, len(s.teams) > 0, opinion.BellsOf(d, s.joined, b.Now()), s.ears, opinion.DraftOf(d, s.joined)), true
	case opinion.RemindName:
		return opinion.Remind(opinion.BellsOf(d, s.joined, b.Now())), len(s.joined) > 0
	case opinion.HearName:
		return opinion.Hear(s.ears), true
	case opinion.SweepName:
		return opinion.Sweep(s.joined, len(s.Receipts.Days) > 0), true
	case opinion.FlowName:
		for _, round := range s.joined {
			if string(round.ID) == r.Topic {
				return opinion.Flow(opinion.World{Round: round, Self: talk.Self(d, round.ID), Names: names, Guard: b.Guard,
					Given: opinion.Given(d, round.ID), Drawn: opinion.Drawn(d, round.ID)}), true
			}
		}
	}
	if flow, ok := b.talkFlow(r, d, s); ok {
		return flow, true
	}
	return b.clerkFlow(r, d, s)
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

func (b *Bot) command(name, payload string, d dialogue.Session, s *session) (dialogue.Move, bool) {
	switch name {
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
	return b.clerkCommand(name, d)
}

// help says more to members and to organizers: the menu is the same for everybody.
func help(d dialogue.Session, s *session) dialogue.Text {
	all := dialogue.Say("engine.help")
	if len(s.teams) > 0 {
		all = dialogue.Say("help.member", "rest", all)
	}
	if organizer(d) {
		all = dialogue.Say("help.organizer", "rest", all)
	}
	return all
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
