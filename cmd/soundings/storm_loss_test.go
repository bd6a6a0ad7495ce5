package main

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"soundings/bot/telegramtest"
	"soundings/flows/report"
	"soundings/storage/storagetest"
)

// strange says of a card that it is about another opinion than the one that is
// to be given: an earlier one, which the bot has forgotten was finished.
func (h *human) strange(card telegramtest.Message) bool {
	if len(h.receipts) == len(h.wishes) {
		_, unfinished := card.Button(toCancel)
		return unfinished
	}
	wish := h.wishes[len(h.receipts)]
	if _, asks := card.Button(toSubmit); asks && !wish.shown(card) {
		return true
	}
	for i, name := range []string{"对象：", "方面：", "性质："} {
		for line := range strings.Lines(card.Text) {
			chosen, ok := strings.CutPrefix(strings.TrimSpace(line), name)
			if ok && !strings.HasSuffix(wish.choices[i], chosen) {
				return true
			}
		}
	}
	return false
}

const toCancel = "✖️ 取消"

// startsOver leaves what is on the table, or comes in anew.
func (h *human) startsOver(card telegramtest.Message) {
	if _, ok := card.Button(toCancel); ok {
		h.taps(card, toCancel)
		return
	}
	h.says("/start " + h.payload)
}

// forgets notes, as the store dies, that what people were told since from may be
// lost with it, and what each is told next, which may have been kept before;
// nothing else.
func (w *weather) forgets(from map[*human]int) {
	for h, until := range w.told() {
		for n := from[h]; n <= until; n++ {
			w.unsure[h][n] = true
		}
	}
}

// told is how many receipts people have been shown so far.
func (w *weather) told() map[*human]int {
	all := map[*human]int{}
	for _, h := range w.people {
		codes := map[string]bool{}
		for _, m := range h.Messages() {
			if b, ok := m.Button(toCopy); ok {
				codes[b.Copy] = true
			}
		}
		all[h] = len(codes)
		if w.unsure[h] == nil {
			w.unsure[h] = map[int]bool{}
		}
	}
	return all
}

// keptOrLost: what was kept is what people said, each at most once, and of what
// they were told is kept nothing is missing but what may have been lost. Whose
// receipt leads nowhere is told so.
func (w *weather) keptOrLost(kept report.Model) {
	w.t.Helper()
	lost, told := 0, 0
	for who, h := range w.people {
		reader := w.fake.Person(int64(777002000+who), telegramtest.Lang("zh-hans")) // nobody may ask in vain too often
		for i, receipt := range h.receipts {
			here := slices.DeleteFunc(slices.Clone(kept.Opinions), func(o report.Opinion) bool { o.ID = ""; return o != h.wishes[i].Opinion })
			told++
			switch {
			case len(here) > 1:
				w.t.Errorf("kept %d times: %s", len(here), h.wishes[i].Text)
			case len(here) == 0 && !w.unsure[h][i]:
				w.t.Errorf("lost, though nothing was lost then: %s", h.wishes[i].Text)
			case len(here) == 0:
				lost++
			}
			w.asks(reader, h.wishes[i], receipt, len(here) > 0)
		}
	}
	if kept.Counts.Opinions != told-lost {
		w.t.Errorf("kept are %d, of which %d have a receipt", kept.Counts.Opinions, told-lost)
	}
	w.t.Logf("seed %d: of %d receipts %d lead nowhere", w.seed, told, lost)
}

// asks asks for an opinion by its receipt.
func (w *weather) asks(reader *telegramtest.Person, about wish, receipt string, there bool) {
	w.t.Helper()
	reader.Send("/receipt")
	sent := reader.Send(receipt).Message
	if s := reader.Settle(); !slices.ContainsFunc(s, func(m telegramtest.Message) bool {
		return m.ID > sent && (there && about.shown(m) || !there && strings.Contains(m.Text, "没有找到这个回执码"))
	}) {
		w.t.Errorf("the receipt of %q leads elsewhere:\n%s", about.Text, s.Last().Text)
	}
}

// everySecond is a weather on a Redis that brings its log to the disk every
// second, and dies three times.
func everySecond(dies func(ctx context.Context, w *weather, s *storagetest.Server, random *rand.Rand)) forecast {
	var server *storagetest.Server
	return forecast{bots: 2, most: manyWishes, habits: habits{Wary: true}, again: "that it was sent was lost",
		store: func(w *weather) string {
			server = storagetest.NewServer(w.t, "--appendfsync", "everysec")
			return server.URL
		},
		while: func(ctx context.Context, w *weather) {
			w.strikes(ctx, 3, func(random *rand.Rand) { dies(ctx, w, server, random) })
		},
	}
}

// Of what it confirmed the last second may not be on the disk, and no more.
func TestThePowerOfRedisMayFail(t *testing.T) {
	everySecond(func(ctx context.Context, w *weather, s *storagetest.Server, random *rand.Rand) {
		before, mark := w.told(), s.Mark()
		w.after(ctx, 5+random.IntN(30)) // in much less than a second
		s.LosePower(mark)
		w.forgets(before)
		s.Start()
	}).runs(t)
}

// While it brings its log to the disk it goes on confirming what it has not even
// written: that is lost with the process alone.
func TestRedisMayBeKilledWhileItLeavesTheDiskASecond(t *testing.T) {
	var started map[*human]int
	everySecond(func(_ context.Context, w *weather, s *storagetest.Server, _ *rand.Rand) {
		s.Kill()
		w.forgets(started)
		s.Start()
		started = w.told() // what it starts with is on the disk
	}).runs(t)
}
