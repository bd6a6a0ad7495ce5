package bot

import "slices"

// maxTrail is how many messages a trail holds: many conversations. The oldest
// fall out.
const maxTrail = 500

// A trail is where the messages of a chat are, so that they can be deleted: ids,
// by the day they came on and no finer (DESIGN promise 8).
type trail struct {
	Days []trailDay `json:"days,omitempty"` // oldest first
	// Cut says that there were messages that are not known any more.
	Cut bool `json:"cut,omitempty"`
	// Sending says that a message was about to be sent whose id is not known.
	Sending bool `json:"sending,omitempty"`
}

type trailDay struct {
	At  int64       `json:"at"` // since 1970, in UTC
	IDs []MessageID `json:"ids"`
}

// arrive notes the messages an update brings: what the person sent (of a tap it
// is a card of ours), and what told them to wait for it. What is surely too old
// to be deleted is forgotten.
func (b *Bot) arrive(u Update, s *session) {
	old := s.Trail.forget(b.reach())
	old = s.Receipts.forget(b.reach()) || old
	s.Trail.Cut = s.Trail.Cut || old || s.Trail.Sending
	s.Trail.Sending = false
	s.Trail.add(day(b.Now()), b.outage.messages(u.Chat)...)
	if u.Tap == "" {
		s.Trail.add(day(b.Now()), u.Message)
	}
}

// reach is the first day of which messages may still be deleted.
func (b *Bot) reach() int64 {
	if reach := b.Network.Reach(); reach > 0 {
		return day(b.Now().Add(-reach))
	}
	return 0
}

// add notes messages that are not known yet.
func (t *trail) add(at int64, ids ...MessageID) {
	for _, id := range ids {
		if id == 0 || slices.Contains(t.ids(), id) {
			continue
		}
		if n := len(t.Days); n == 0 || t.Days[n-1].At != at {
			t.Days = append(t.Days, trailDay{At: at})
		}
		last := &t.Days[len(t.Days)-1]
		last.IDs = append(last.IDs, id)
	}
	if ids := t.ids(); len(ids) > maxTrail {
		t.keep(ids[len(ids)-maxTrail:])
		t.Cut = true
	}
}

// ids are the messages, oldest first.
func (t trail) ids() []MessageID {
	var all []MessageID
	for _, d := range t.Days {
		all = append(all, d.IDs...)
	}
	return all
}

// keep forgets all but these.
func (t *trail) keep(ids []MessageID) {
	var days []trailDay
	for _, d := range t.Days {
		d.IDs = slices.DeleteFunc(slices.Clone(d.IDs), func(id MessageID) bool { return !slices.Contains(ids, id) })
		if len(d.IDs) > 0 {
			days = append(days, d)
		}
	}
	t.Days = days
}

// forget drops what came before a day, and says whether there was any.
func (t *trail) forget(before int64) (any bool) {
	n := len(t.Days)
	t.Days = slices.DeleteFunc(slices.Clone(t.Days), func(d trailDay) bool { return d.At < before })
	return len(t.Days) < n
}
