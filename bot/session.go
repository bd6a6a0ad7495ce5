package bot

import (
	"context"
	"slices"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/organize"
	"soundings/flows/talk"
)

// Sessions keeps sessions, sealed. Load gives Version 0 where there is none;
// Save is a compare-and-set on the place, Conflict where it fails, and gives the
// new one.
type Sessions interface {
	Load(ctx context.Context, who flows.Sitter) (flows.SessionData, error)
	Save(ctx context.Context, who flows.Sitter, data flows.SessionData) (flows.Place, error)
}

// A session is what the bot keeps of a chat: the conversation, and what it
// takes to recognise a repeated update and to sweep the chat.
type session struct {
	activity
	Dialogue dialogue.Session
	// Recalled says that the rounds the chat takes part in are known.
	Recalled bool

	place flows.Place
	// gone says that the conversation on the table belonged to a round that has
	// closed.
	gone bool
	// joined are the rounds the update is handled with, see Bot.join.
	joined []flows.Round
	// teams are the rounds among them or beside them of whose team the chat is a
	// member, shelves what it is shown of their talks.
	teams   []flows.Round
	shelves map[flows.RoundID]talk.Shelf
	// ears are the closing messages there are for the chat, looked says that they were
	// asked for in this update.
	ears   opinion.Ears
	looked bool
	// board are the talks on an organizer's desk; nil: they are not looked at.
	board *talk.Matrix
	// staff is what an organizer is shown of the others.
	staff organize.Staff
}

const seenUpdates = 24

func (s *session) remember(update int64, now time.Time) {
	s.Seen = append(s.Seen, update)
	s.Seen = s.Seen[max(0, len(s.Seen)-seenUpdates):]
	s.Day = day(now)
}

// load reads the session of an update's chat. Somebody of whom nothing is known
// goes on with something nevertheless: it may stand with a round that another
// replica has opened just now, so the rounds are read anew. Newcomers begin by
// /start and do not wait for that.
func (b *Bot) load(ctx context.Context, u Update) (flows.SessionData, error) {
	data, err := b.Sessions.Load(ctx, visitor{b, u.Chat})
	if err != nil || data.Version > 0 || u.starts() {
		return data, err
	}
	if err := b.Rounds.Refresh(ctx); err != nil {
		return data, err
	}
	return b.Sessions.Load(ctx, visitor{b, u.Chat})
}

func (u Update) starts() bool { return u.Input.Kind == dialogue.Command && u.Input.Text == "start" }

// returned says that the chat was here before and nothing is kept of it: its
// round has closed, or it stayed away for long. Newcomers begin by /start.
func (s *session) returned(u Update) bool {
	return s.place.Version == 0 && !u.starts()
}

func (s *session) knows(update int64) bool { return slices.Contains(s.Seen, update) }

// expire drops what nobody went on with since the day before yesterday, and
// says whether there was any. A session lives as long as its rounds, drafts do
// not (DESIGN section 7).
func (s *session) expire(book dialogue.Book, now time.Time) (expired bool) {
	if s.Day == 0 || s.Day >= day(now)-1 {
		return false
	}
	s.Dialogue, expired = dialogue.Expire(book, s.Dialogue)
	return expired
}

func day(t time.Time) int64 { return t.Unix() / (24 * 60 * 60) }

// outlive leaves of a session what belongs to no round, and nothing of what the
// chat did.
func (s *session) outlive() {
	d := dialogue.Session{Lang: s.Dialogue.Lang, Nonce: s.Dialogue.Nonce, Facts: map[string]map[string]string{"": s.Dialogue.Facts[""]}}
	for _, f := range s.Dialogue.Frames {
		if f.Topic == "" {
			d.Frames = append(d.Frames, f)
		}
	}
	*s = session{Dialogue: d, Recalled: s.Recalled}
}
