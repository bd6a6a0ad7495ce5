package dialogue

import "slices"

// settle brings the session to a present step that exists: conversations that
// are over go, those that a deploy changed go on where they can, and home is
// at the bottom.
func (t *turn) settle() {
	for len(t.s.Frames) > 0 {
		if t.resume() {
			return
		}
		t.s.Frames = t.s.Frames[:len(t.s.Frames)-1]
		t.dirty = true
		t.notice = Say("engine.gone")
	}
	t.s.Frames = append(t.s.Frames, t.first(t.book.Home))
	t.arrive()
}

// resume makes the frame on the table stand at a step of its flow, or says
// that the flow is no more.
func (t *turn) resume() bool {
	f := t.top()
	flow, ok := t.book.Flow(f.Ref)
	if !ok {
		return false
	}
	if flow.Version == f.Version && flow.index(f.Step) >= 0 {
		return true
	}
	t.adapt(flow)
	return true
}

// adapt takes a frame over into another version of its flow, or to another step
// where its own is no more as the world stands now. What was written stays; choices
// that are no longer offered are asked again.
func (t *turn) adapt(flow Flow) {
	f := t.top()
	deployed := flow.Version != f.Version
	if i := flow.index(f.Step); i >= 0 && f.Answers[flow.Steps[i].Once] != "" {
		f.Version = flow.Version // what is owed comes before anything else
		return
	}
	for _, s := range flow.Steps {
		if v, ok := f.Answers[s.ID]; ok && s.Choice != nil && !s.choice(f.Answers).offers(f.Answers, v) {
			delete(f.Answers, s.ID)
		}
	}
	f.Version, f.Return, f.Picking, f.Page, t.dirty = flow.Version, "", false, 0, true
	open := flow.firstOpen(f.Answers)
	if i := flow.index(f.Step); i >= 0 && i <= open && flow.Steps[i].applies(f.Answers) {
		return
	}
	if deployed {
		t.notice = Say("engine.changed")
	}
	t.goTo(flow.Steps[open].ID)
}

// firstOpen is the first step that applies and waits for an answer.
func (f Flow) firstOpen(a Answers) int {
	for i, s := range f.Steps {
		if _, answered := a[s.ID]; s.applies(a) && (!answered || s.Choice == nil && s.Writing == nil) {
			return i
		}
	}
	return len(f.Steps) - 1
}

// Reopen is s with the conversation on the table that asked for e, as it stood
// then: for a Conclude where s has gone on since.
func Reopen(book Book, s Session, e Effect) Session {
	t := begin(book, s, Random{})
	t.dropPage(e.asked.Ref)
	others := slices.DeleteFunc(t.s.Frames, func(f Frame) bool { return f.Ref == e.asked.Ref })
	t.s.Frames = append(others, e.asked)
	return t.s
}
