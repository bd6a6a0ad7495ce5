package dialogue

import (
	"maps"
	"slices"

	"soundings/flows/text"
)

// move makes a Move, in the order of its fields.
func (t *turn) move(m Move) {
	if m.Effect != "" {
		t.await(m)
		return
	}
	if m.Lang != "" {
		t.s.Lang = m.Lang
	}
	t.set(m.Set)
	if m.Restart {
		t.restart()
	}
	if m.Leave {
		t.leave()
	}
	if m.rest {
		t.cancel()
	}
	if m.Enter.Flow != "" {
		t.enter(m.Enter, m.Begin)
	}
	if m.Goto != "" {
		t.goTo(m.Goto)
	}
	if m.Mend != "" {
		edit(m.Mend)(t)
	}
	if m.Anew {
		t.anew()
	}
	if m.Next {
		t.next()
	}
	if !m.Notice.Zero() {
		t.notice = m.Notice
	}
	if !m.Retire.Zero() {
		t.retire = m.Retire
	}
	t.dirty = true
}

func (t *turn) await(m Move) {
	e := &Effect{Name: m.Effect, Ref: t.top().Ref, Answers: t.top().Answers, Payload: m.Payload, Then: m, Notice: t.notice, missed: m.Missed, asked: *t.top()}
	e.Then.Effect, e.Then.Payload, e.Then.Missed = "", "", nil
	t.effect = e
}

func (t *turn) restart() {
	*t.top() = t.first(t.top().Ref)
	t.arrive()
}

// first is a new frame at its flow's first step that applies.
func (t *turn) first(ref Ref) Frame {
	flow, _ := t.book.Flow(ref)
	f := Frame{Ref: ref, Version: flow.Version, Answers: Answers{}}
	f.Step = flow.Steps[flow.after(-1, f.Answers)].ID
	return f
}

// enter puts a conversation on the table: a new one, or one that waits, where
// it stood. One that had come to its end starts anew, as any does that is to
// begin with answers.
func (t *turn) enter(ref Ref, begin Answers) {
	if _, ok := t.book.Flow(ref); !ok {
		t.notice = Say("engine.gone")
		return
	}
	t.dirty = true
	t.dropPage(ref)
	i := slices.IndexFunc(t.s.Frames, func(f Frame) bool { return f.Ref == ref })
	if i >= 0 && begin != nil {
		t.s.Frames = slices.Delete(t.s.Frames, i, i+1)
	}
	if i < 0 || begin != nil {
		t.s.Frames = append(t.s.Frames, t.first(ref))
		t.set(begin)
		t.arrive()
		return
	}
	f := t.s.Frames[i]
	t.s.Frames = append(slices.Delete(t.s.Frames, i, i+1), f)
	t.settle()
	if t.step().Final {
		t.restart()
	}
}

// dropPage ends the conversation on the table where it is only something to
// read: nobody wants to come back to it from what they enter now.
func (t *turn) dropPage(next Ref) {
	if f := t.top(); f.Ref != next && f.Ref != t.book.Home && t.step().Page != nil && len(f.Answers) == 0 {
		t.s.Frames = t.s.Frames[:len(t.s.Frames)-1]
	}
}

// leave ends the conversation on the table.
func (t *turn) leave() {
	t.s.Frames = t.s.Frames[:len(t.s.Frames)-1]
	t.dirty = true
	t.settle()
}

// cancel discards the conversation on the table and what was answered in it.
func (t *turn) cancel() {
	f := t.top()
	if f.Ref == t.book.Home {
		t.cancelWaiting()
		return
	}
	if m := t.book.discard(*f); m != nil {
		t.move(*m)
		return
	}
	if t.book.gathered(*f) && !t.step().Final {
		t.notice = Say("engine.cancelled")
	}
	t.leave()
}

// discard is how a conversation is given up where leaving it is not enough, or
// nil. One that has come to its end is left.
func (b Book) discard(f Frame) *Move {
	flow, _ := b.Flow(f.Ref)
	if step, ok := b.step(f); !ok || step.Final || flow.Discard == nil {
		return nil
	}
	return flow.Discard(f.Answers)
}

// cancelWaiting discards what waits below home: what is not just left one by
// one, then the rest.
func (t *turn) cancelWaiting() {
	for _, f := range t.s.Frames {
		if m := t.book.discard(f); m != nil {
			rest := *m
			rest.rest = true
			t.enter(f.Ref, nil)
			t.move(rest)
			return
		}
	}
	t.notice = Say("engine.nothing_to_cancel")
	if slices.ContainsFunc(t.s.Frames, t.book.gathered) {
		t.notice = Say("engine.cancelled")
	}
	t.s.Frames = t.s.Frames[len(t.s.Frames)-1:]
	t.dirty = true
}

func (t *turn) goTo(id string) {
	flow := t.flow()
	if flow.index(id) < 0 {
		return
	}
	f := t.top()
	if i := flow.unfinished(f.Answers); i >= 0 && flow.Steps[flow.index(id)].Review != nil {
		f.Return, id = id, flow.Steps[i].ID
		t.notice = Say("engine.unfinished")
	}
	f.Step, f.Page, f.Picking, f.Anew = id, 0, false, false
	t.arrive()
}

// arrive draws what the step wants drawn, unless that was done before. At the
// end of a conversation nothing that was said is kept any longer.
func (t *turn) arrive() {
	t.dirty = true
	step := t.step()
	f := t.top()
	if step.Choice != nil {
		f.Page = step.choice(f.Answers).pageOf(f.Answers[step.ID])
	}
	if step.Final {
		maps.DeleteFunc(f.Answers, func(name, _ string) bool { return name != step.Once })
	}
	if step.Draw == nil {
		return
	}
	for name, v := range step.Draw(t.random) {
		if t.top().Answers[name] == "" {
			t.set(Answers{name: v})
		}
	}
}

// next goes on from the present step: to the gate behind it, back to the
// review an edit came from, or to the next step that applies.
func (t *turn) next() {
	f, flow := t.top(), t.flow()
	i := flow.index(f.Step)
	n := flow.after(i, f.Answers)
	if f.Return != "" && !flow.Steps[n].Gate {
		id := f.Return
		f.Return = ""
		t.goTo(id)
		return
	}
	t.goTo(flow.Steps[n].ID)
}

// back goes to the step before the present one. From the first it leaves, or,
// where something was answered, goes home while the conversation waits below.
func (t *turn) back() {
	f, flow := t.top(), t.flow()
	if f.Picking {
		f.Picking, t.dirty = false, true
		return
	}
	if f.Return != "" {
		id := f.Return
		f.Return = ""
		t.goTo(id)
		return
	}
	if i := flow.before(flow.index(f.Step), f.Answers); i >= 0 {
		t.goTo(flow.Steps[i].ID)
		return
	}
	if !t.book.gathered(*f) {
		t.leave()
		return
	}
	t.enter(t.book.Home, nil)
}

// gathered says whether something was said in a conversation that would be lost
// with it.
func (b Book) gathered(f Frame) bool {
	flow, _ := b.Flow(f.Ref)
	return len(f.Answers) > 0 && !flow.Reading
}

// unfinished is the first step that a review must not be shown without, or -1.
func (f Flow) unfinished(a Answers) int {
	return slices.IndexFunc(f.Steps, func(s Step) bool {
		return s.asks() && s.applies(a) && (s.Choice != nil && a[s.ID] == "" ||
			s.Writing != nil && !s.Writing.optional(a) && text.Len(a[s.ID]) < max(s.Writing.Min, 1))
	})
}

// asks says whether the step's answer is part of what the flow gathers.
func (s Step) asks() bool {
	return s.Choice != nil || s.Writing != nil
}

// after is the index of the first step behind i that applies, or of the last
// step: a flow's last step always applies.
func (f Flow) after(i int, a Answers) int {
	for j := i + 1; j < len(f.Steps); j++ {
		if f.Steps[j].applies(a) {
			return j
		}
	}
	return len(f.Steps) - 1
}

// before is the index of the last step ahead of i that applies and is no gate,
// or -1.
func (f Flow) before(i int, a Answers) int {
	for j := i - 1; j >= 0; j-- {
		if !f.Steps[j].Gate && f.Steps[j].applies(a) {
			return j
		}
	}
	return -1
}
