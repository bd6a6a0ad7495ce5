package dialogue

import "soundings/flows/text"

// typed takes a message. What is written never moves a conversation on by
// itself; a page that hears may do so.
func (t *turn) typed(raw string) {
	step, said := t.step(), text.Clean(raw)
	writes, hears := step.Writing != nil, t.hears() != nil
	switch {
	case !writes && !hears:
		t.notice = Say("engine.use_buttons")
	case said == "":
		t.notice = Say("engine.text.empty")
	case writes:
		t.write(step.Writing, said)
	default:
		t.hear(t.hears(), said)
	}
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
