package web

import (
	"encoding/json"
	"strconv"
	"strings"
)

// A feed is the last events of a chat, numbered, so that a page that lost its
// connection gets exactly those it missed.
type feed struct {
	life     string // random: numbers of another life of this chat mean nothing here
	maxBytes int

	last    uint64 // number of the newest event
	recent  []event
	bytes   int
	changed chan struct{} // closed at the next event
}

// An event is what pages are told: its name and JSON.
type event struct {
	id   string
	name string
	data []byte
}

func newFeed(life string, maxBytes int) feed {
	return feed{life: life, maxBytes: maxBytes, changed: make(chan struct{})}
}

func (f *feed) publish(name string, v any) {
	f.last++
	e := event{f.id(f.last), name, encode(v)}
	f.recent = append(f.recent, e)
	f.bytes += e.size()
	for f.bytes > f.maxBytes && len(f.recent) > 1 {
		f.bytes -= f.recent[0].size()
		f.recent = f.recent[1:]
	}
	close(f.changed)
	f.changed = make(chan struct{})
}

func (f *feed) id(n uint64) string { return f.life + "-" + strconv.FormatUint(n, 10) }

// since are the events after the one with this id. It is false when they are
// not known any more, or the id is not one of ours.
func (f *feed) since(id string) ([]event, bool) {
	number, ours := strings.CutPrefix(id, f.life+"-")
	n, err := strconv.ParseUint(number, 10, 64)
	first := f.last - uint64(len(f.recent)) // before the oldest kept
	if !ours || err != nil || n < first || n > f.last {
		return nil, false
	}
	return f.recent[n-first:], true
}

func (e event) size() int { return 100 + len(e.id) + len(e.data) }

// encode is JSON in one line, as an event stream needs it.
func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic("web: an event cannot be encoded") // our own types always can
	}
	return data
}

// forget drops the events kept: a page that missed some gets everything afresh.
func (f *feed) forget() { f.recent, f.bytes = nil, 0 }
