package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"soundings/bot/telegramtest"
)

// The buttons a human knows.
const (
	toGive   = "✍️ 提意见建议"
	toDone   = "✅ 写完了"
	toSkip   = "⏭ 跳过"
	toDrop   = "⏭ 不写这一项了"
	toAnew   = "🔄 重新写"
	toInsist = "▶️ 仍然这样写"
	toSubmit = "✅ 提交"
	toCopy   = "📋 复制回执码"
	toAgain  = "➕ 再提一条"
	toFinish = "完成"
)

// Habits are how people treat their phones: probabilities.
type habits struct {
	Twice float64 // a button is tapped twice
	Stale float64 // an old button is tapped as a text is sent
	Wary  bool    // they know that what they were told last may be gone
}

// A human gives opinions as people do: looks at the newest card, taps the button
// that leads on, or types. Where nothing happens for a while, the same again.
type human struct {
	*telegramtest.Person
	habits
	random   *rand.Rand
	payload  string
	wishes   []wish
	said     map[string]int // how often
	receipts []string       // as they were shown: the first is for the first wish
	album    []telegramtest.Message
	texts    []int64 // updates: what was typed,
	others   []int64 // and what else may be answered by a new message
	waited   bool    // in vain, for something new
}

// plays goes on until every wish has its receipt.
func (h *human) plays(ctx context.Context) error {
	for patience := h.patience(); ; {
		seen := h.Messages()
		if err := h.looks(seen); err != nil {
			return err
		}
		if h.satisfied(seen) {
			return nil
		}
		h.acts(seen)
		if h.changes(ctx, seen, patience) {
			patience, h.waited = h.patience(), false
			continue
		}
		if ctx.Err() != nil {
			return fmt.Errorf("somebody is stuck, with %d of %d receipts; the screen:\n%s", len(h.receipts), len(h.wishes), h.Messages())
		}
		patience, h.waited = patience*3/2, true
	}
}

func (h *human) patience() time.Duration {
	return 150*time.Millisecond + time.Duration(h.random.IntN(350))*time.Millisecond
}

// changes waits until there is something new to look at, but not for long.
func (h *human) changes(ctx context.Context, seen telegramtest.Screen, patience time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return h.WaitFor(ctx, func(s telegramtest.Screen) bool { return glance(s) != glance(seen) }) == nil
}

// glance is what a human looks at: the newest message, and the newest card.
func glance(s telegramtest.Screen) [3]int64 {
	card, _ := newest(s)
	return [3]int64{s.Last().ID, card.ID, int64(card.Edits)}
}

// looks notes receipts, and remembers cards to tap on later by mistake. It fails
// where a human would wonder.
func (h *human) looks(s telegramtest.Screen) error {
	for _, m := range s {
		b, ok := m.Button(toCopy)
		if ok && !slices.Contains(h.receipts, b.Copy) {
			h.receipts = append(h.receipts, b.Copy)
		}
	}
	if len(h.receipts) > len(h.wishes) {
		return fmt.Errorf("%d receipts for %d opinions; the screen:\n%s", len(h.receipts), len(h.wishes), s)
	}
	if card, ok := newest(s); ok {
		h.album = append(h.album, card)
		if wonder := h.wonders(card); wonder != "" && !h.Wary {
			return fmt.Errorf("%s; the screen:\n%s", wonder, s)
		}
	}
	return nil
}

// wonders is what is wrong with a card, if anything is.
func (h *human) wonders(card telegramtest.Message) string {
	if strings.Contains(card.Text, "已经清除") {
		return "something is gone, though the round is open"
	}
	if len(h.receipts) == len(h.wishes) {
		return ""
	}
	wish := h.wishes[len(h.receipts)]
	if _, asks := card.Button(toSubmit); asks && !wish.shown(card) && !h.submitted(card) {
		return fmt.Sprintf("what is to be submitted is not what was said, %q", wish.words())
	}
	for _, words := range wish.words() {
		if n := strings.Count(card.Text, words); n > h.said[words] {
			return fmt.Sprintf("%q stands there %d times, and was said %d times", words, n, h.said[words])
		}
	}
	return ""
}

// submitted says of a card that it is about what was submitted already: it came
// late, from another replica.
func (h *human) submitted(card telegramtest.Message) bool {
	return slices.ContainsFunc(h.wishes[:len(h.receipts)], func(w wish) bool { return w.shown(card) })
}

// newest is the newest card with buttons.
func newest(s telegramtest.Screen) (telegramtest.Message, bool) {
	for _, m := range slices.Backward(s) {
		if m.Bot && len(m.Buttons) > 0 {
			return m, true
		}
	}
	return telegramtest.Message{}, false
}

func (h *human) satisfied(s telegramtest.Screen) bool {
	_, home := s.Last().Button(toGive)
	return home && len(h.receipts) == len(h.wishes)
}

// acts does what the newest card asks for. Below it there may be a line without
// buttons: something is to come, for a while.
func (h *human) acts(s telegramtest.Screen) {
	card, ok := newest(s)
	silent := ok && len(s.Last().Buttons) == 0
	switch {
	case !ok || silent && h.waited && h.random.IntN(2) == 0:
		h.says("/start " + h.payload)
	case !silent || h.waited:
		h.answers(card)
	}
}

// answers finds the button that leads on. What a human does not know they leave
// by a command: for the opinion, or for home once all is said.
func (h *human) answers(card telegramtest.Message) {
	if h.Wary && h.strange(card) {
		h.startsOver(card)
		return
	}
	if h.writes(card) {
		return
	}
	ways, leave := []string{toFinish}, "/start"
	if n := len(h.receipts); n < len(h.wishes) {
		ways = slices.Concat([]string{toSubmit, toInsist, toAgain, toGive}, h.wishes[n].choices[:])
		leave = "/opinion"
	}
	for _, label := range ways {
		for _, shown := range []string{label, "✓ " + label} {
			if _, ok := card.Button(shown); ok {
				h.taps(card, shown)
				return
			}
		}
	}
	if h.Wary {
		h.startsOver(card)
		return
	}
	h.says(leave)
}

// writes answers a card that asks for words, if this is one: it is right when
// the words that stand there are those that are wanted.
func (h *human) writes(card telegramtest.Message) bool {
	words, asked := h.asked(card)
	if !asked {
		return false
	}
	stands := card.Marked("blockquote")
	switch {
	case stands == words && words != "":
		h.taps(card, toDone)
	case stands == words:
		h.taps(card, toSkip)
	case words == "":
		h.taps(card, toDrop)
	case stands == "" || strings.Contains(card.Text, "下一条消息会替换"):
		h.strays()
		h.says(words)
	default:
		h.taps(card, toAnew)
	}
	return true
}

// asked is what a human would write on a card that asks for it.
func (h *human) asked(card telegramtest.Message) (words string, asked bool) {
	if len(h.receipts) == len(h.wishes) {
		return "", false
	}
	wish := h.wishes[len(h.receipts)]
	for question, words := range map[string]string{"请写下来": wish.Text, "能举一个具体事例吗": wish.Case, "您希望怎么改": wish.Remedy} {
		if strings.Contains(card.Text, question) {
			return words, true
		}
	}
	return "", false
}

// says sends a text, which the bot answers by a new message.
func (h *human) says(text string) {
	h.said[text]++
	h.texts = append(h.texts, h.Send(text).Update)
}

// taps taps once, or twice by habit. What leads to a receipt, and away from one,
// is answered by a new message.
func (h *human) taps(card telegramtest.Message, label string) {
	times := 1
	if h.random.Float64() < h.Twice {
		times = 2
	}
	b, _ := card.Button(label)
	for range times {
		u := h.TapOn(card, label).Update
		if u != 0 && (label == toSubmit || strings.HasSuffix(b.Data, "!")) {
			h.others = append(h.others, u)
		}
	}
}

// strays taps an old button by habit: the thumb was slower than the screen.
func (h *human) strays() {
	if h.random.Float64() >= h.Stale {
		return
	}
	now, _ := newest(h.Messages())
	var old []telegramtest.Message
	for _, m := range h.album {
		if screen(m) != screen(now) {
			old = append(old, m)
		}
	}
	if len(old) == 0 {
		return
	}
	card := old[h.random.IntN(len(old))]
	row := card.Buttons[h.random.IntN(len(card.Buttons))]
	if b := row[h.random.IntN(len(row))]; !far(b.Label) {
		h.taps(card, b.Label)
	}
}

// far says of a button that it leads where no human comes back from.
func far(label string) bool {
	return strings.HasPrefix(label, "🧹") || strings.HasPrefix(label, "🌐")
}

// screen names the screen that a card's buttons belong to.
func screen(m telegramtest.Message) string {
	for _, row := range m.Buttons {
		for _, b := range row {
			if name, _, ok := strings.Cut(b.Data, "."); ok {
				return name
			}
		}
	}
	return ""
}
