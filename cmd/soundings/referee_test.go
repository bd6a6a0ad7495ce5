package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"soundings/bot/telegramtest"
	"soundings/flows/report"
)

// A score is what one or several runs came to.
type score struct {
	runs, people, receipts, opinions int
	telegramtest.Tally
	screens    int // bot messages beyond one for each thing that asks for one
	again      int // receipts that stand in a chat more than once
	unanswered int // taps that a fault kept from being answered
	took       time.Duration
}

func (s *score) add(o score) {
	s.runs, s.people, s.receipts, s.opinions = s.runs+o.runs, s.people+o.people, s.receipts+o.receipts, s.opinions+o.opinions
	s.Updates, s.Deliveries, s.Repeated = s.Updates+o.Updates, s.Deliveries+o.Deliveries, s.Repeated+o.Repeated
	s.Faults, s.Unchanged = s.Faults+o.Faults, s.Unchanged+o.Unchanged
	s.screens, s.again, s.unanswered, s.took = s.screens+o.screens, s.again+o.again, s.unanswered+o.unanswered, s.took+o.took
}

// String is the line a test prints.
func (s score) String() string {
	return fmt.Sprintf("runs %d, people %d, updates %d, redelivered %d, faults %d; opinions %d, receipts %d; "+
		"duplicates: screens %d, receipts %d, unchanged edits %d; taps unanswered by a fault %d; %.1f s",
		s.runs, s.people, s.Updates, s.Repeated, s.Faults, s.opinions, s.receipts,
		s.screens, s.again, s.Unchanged, s.unanswered, s.took.Seconds())
}

// judged closes the round and compares what people saw with what was kept.
func (w *weather) judged(f forecast, took time.Duration) score {
	w.t.Helper()
	s := score{runs: 1, people: len(w.people), Tally: w.fake.Tally(), took: took}
	for _, h := range w.people {
		s.receipts += len(h.receipts)
		s.again += h.again()
		s.screens += w.screens(h)
	}
	if f.excuse != "" {
		s.unanswered = w.fake.ForgiveHindered()
	}
	if s.again > 0 && f.again == "" {
		w.t.Errorf("%d receipts were shown again", s.again)
	}
	id := strings.TrimPrefix(w.payload, "r_")
	w.clerk.CLI("round", "close", id)
	out := filepath.Join(w.t.TempDir(), "result")
	w.clerk.CLI("export", id, "--out", out, "--format", "json")
	kept := read(w.t, filepath.Join(out, "opinions-solicited.json"))
	s.opinions = kept.Counts.Opinions
	if f.habits.Wary {
		w.keptOrLost(kept)
		return s
	}
	w.keptOnce(kept)
	w.leadBack()
	return s
}

// keptOnce: what was kept is what people said, each exactly once.
func (w *weather) keptOnce(kept report.Model) {
	w.t.Helper()
	var want, got []string
	for _, h := range w.people {
		for _, wish := range h.wishes {
			want = append(want, fmt.Sprintf("%+v", wish.Opinion))
		}
	}
	for _, o := range kept.Opinions {
		o.ID = ""
		got = append(got, fmt.Sprintf("%+v", o))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		w.t.Errorf("kept:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if kept.Counts.Participants != len(w.people) {
		w.t.Errorf("%d participants, want %d", kept.Counts.Participants, len(w.people))
	}
}

// leadBack: each receipt that was shown leads to the words of its own wish.
func (w *weather) leadBack() {
	w.t.Helper()
	reader := w.fake.Person(777002000, telegramtest.Lang("zh-hans"))
	for _, h := range w.people {
		for i, receipt := range h.receipts {
			reader.Send("/receipt")
			sent := reader.Send(receipt).Message
			leads := func(m telegramtest.Message) bool { return m.ID > sent && h.wishes[i].shown(m) }
			if s := reader.Settle(); !slices.ContainsFunc(s, leads) {
				w.t.Errorf("the receipt of %q does not lead there:\n%s", h.wishes[i].words(), s.Last().Text)
			}
		}
	}
}

// again is how often a receipt stands in the chat beyond once each.
func (h *human) again() int {
	n := 0
	for _, m := range h.Messages() {
		if _, ok := m.Button(toCopy); ok {
			n++
		}
	}
	return n - len(h.receipts)
}

// storeAway is what people are told where their update is not handled yet.
const storeAway = "系统这会儿没连上"

// screens is how many messages of the bot's stand in a chat beyond what there
// are where all goes well: one for each text, and for each receipt two, itself
// and what leads away from it. What may be answered by a new message may be so
// each time it goes out; what else is told can be told by editing. That the store
// is away is told besides; and a store that went back does not know what it told.
func (w *weather) screens(h *human) int {
	w.t.Helper()
	sent, most := 0, 0
	for _, m := range h.Messages() {
		if m.Bot && !strings.Contains(m.Text, storeAway) {
			sent++
		}
	}
	for _, update := range slices.Concat(h.texts, h.others) {
		most += w.fake.Deliveries(update)
	}
	if sent > most && !h.Wary {
		w.t.Errorf("%d messages where %d would do:\n%s", sent, most, h.Messages())
	}
	return sent - len(h.texts) - 2*len(h.receipts)
}
