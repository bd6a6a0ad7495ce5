package bot

import "slices"

// maxTrail is how many messages a trail holds: many conversations. The oldest
// fall out.
const maxTrail = 500

// A trail is where the messages of a chat are, so that they can be deleted: ids,
// by the hour they came at and no finer (DESIGN promise 8).
type trail struct {
	Hours []trailHour `json:"hours,omitempty"` // oldest first
	// Cut says that there were messages that are not known any more.
	Cut bool `json:"cut,omitempty"`
}

type trailHour struct {
	At  int64       `json:"at"` // since 1970
	IDs []MessageID `json:"ids"`
}

// add notes messages that are not known yet.
func (t *trail) add(at int64, ids ...MessageID) {
	for _, id := range ids {
		if id == 0 || slices.Contains(t.ids(), id) {
			continue
		}
		if n := len(t.Hours); n == 0 || t.Hours[n-1].At != at {
			t.Hours = append(t.Hours, trailHour{At: at})
		}
		last := &t.Hours[len(t.Hours)-1]
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
	for _, h := range t.Hours {
		all = append(all, h.IDs...)
	}
	return all
}

// keep forgets all but these.
func (t *trail) keep(ids []MessageID) {
	var hours []trailHour
	for _, h := range t.Hours {
		h.IDs = slices.DeleteFunc(slices.Clone(h.IDs), func(id MessageID) bool { return !slices.Contains(ids, id) })
		if len(h.IDs) > 0 {
			hours = append(hours, h)
		}
	}
	t.Hours = hours
}
