package dialogue

import "soundings/flows/text"

// typed takes a message. What is written never moves a conversation on by
// itself; a choice or a page that takes messages may do so.
func (t *turn) typed(raw string) {
	step, said := t.step(), text.Clean(raw)
	choice, picks := t.picks()
	switch {
	case step.Writing == nil && !picks && t.hears() == nil:
		t.notice = Say("engine.use_buttons")
	case said == "":
		t.notice = Say("engine.text.empty")
	case step.Writing != nil:
		t.write(step.Writing, said)
	case picks:
		t.top().Page, t.dirty = 0, true
		t.choose(choice, choice.Typed(t.top().Answers, said))
	default:
		t.hear(t.hears(), said)
	}
}

// picks is the present step's choice where a message can be an answer to it.
func (t *turn) picks() (c Choice, ok bool) {
	if step := t.step(); step.Choice != nil {
		c = step.choice(t.top().Answers)
	}
	return c, c.Typed != nil
}

// write adds a message to what stands already, or leaves that as it is.
func (t *turn) write(w *Writing, said string) {
	id := t.top().Step
	all := said
	if before := t.top().Answers[id]; before != "" && !t.top().Anew {
		all = before + "\n" + said
	}
	if n := text.Len(all); n > w.Max {
		t.notice = Say("engine.text.too_long", "over", n-w.Max, "max", w.Max)
		return
	}
	t.answer(all)
	t.top().Anew = false
	if missing := w.Min - text.Len(all); missing > 0 {
		t.notice = Say("engine.text.too_short", "missing", missing, "min", w.Min)
	}
}

// hears is what becomes of a message typed at the present step, if anything.
func (t *turn) hears() *Hear {
	if p := t.step().Page; p != nil {
		return p.Hear
	}
	return nil
}

func (t *turn) hear(h *Hear, said string) {
	if h.Check != nil {
		if wrong := h.Check(said); !wrong.Zero() {
			t.notice = wrong
			return
		}
	}
	t.move(Move{Effect: h.Effect, Payload: said, Missed: h.Missed})
}

// answer records the present step's answer and drops what hung on the old one.
func (t *turn) answer(v string) {
	f, step := t.top(), t.step()
	if f.Answers[step.ID] != v {
		for _, name := range step.Clears {
			delete(f.Answers, name)
		}
	}
	t.set(Answers{step.ID: v})
	t.dirty = true
}

// anew lets the next message replace what was written. Until it comes, what was
// written stays.
func (t *turn) anew() {
	t.top().Anew, t.dirty = true, true
	t.notice = Say("engine.text.anew")
}
