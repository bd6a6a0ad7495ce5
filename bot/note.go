package bot

import (
	"context"
	"time"

	"soundings/flows"
)

// sent is what an update has put into its chat.
type sent struct {
	messages []MessageID
	receipts []MessageID // messages that show what is shown nowhere else
	shown    bool        // the screen arrived
}

// put notes a message; one that was edited has no new id.
func (m *sent) put(id MessageID, receipt bool) {
	switch {
	case id == 0:
	case receipt:
		m.receipts = append(m.receipts, id)
	default:
		m.messages = append(m.messages, id)
	}
}

// trace adds what was sent to the trail.
func (s *session) trace(now time.Time, m sent) {
	s.Trail.add(day(now), m.messages...)
	s.Receipts.add(day(now), m.receipts...)
	s.Trail.Sending = false
}

// notes bound how often note tries against other replicas.
const notes = 3

// note keeps the ids of what was sent: they are known only when the session is
// saved already. Where that cannot be a sweep will miss them, and no more.
func (b *Bot) note(ctx context.Context, c Chat, s session, m sent) {
	if len(m.messages)+len(m.receipts) == 0 {
		return
	}
	for range notes {
		s.trace(b.Now(), m)
		err := b.save(ctx, c, &s)
		if err == nil {
			return
		}
		var data flows.SessionData
		if flows.CodeOf(err) == flows.Conflict {
			data, err = b.Sessions.Load(ctx, visitor{b, c})
		}
		if err != nil {
			b.Log.WarnContext(ctx, "what was sent could not be noted for a sweep", "err", err)
			return
		}
		if s = decode(data); s.place.Version == 0 {
			return // it went with its round
		}
	}
}
