package dialogue

import (
	"encoding/base32"
	"maps"
	"slices"
	"strings"
)

// Advance takes one input into a session. It always answers: the Result has a
// Card whatever the input was.
func Advance(book Book, s Session, in Input) Result {
	t := begin(book, s, in.Random)
	if t.owes(in) {
		return t.result()
	}
	t.fresh = in.Kind == Tapped && Keeps(in.Text)
	switch in.Kind {
	case Typed:
		t.typed(in.Text)
	case Tapped:
		t.tapped(in.Text)
	case Command:
		t.command(in.Text, in.Payload)
	case Media:
		t.notice = Say("engine.media." + in.Text)
	case Edited:
		t.notice = Say("engine.edited")
	case Attached:
		t.attached(in.Document, in.Text)
	}
	return t.result()
}

// owes says whether the present screen is shown once and has not arrived: then
// it comes before anything else. A tap on it tells that it did arrive.
func (t *turn) owes(in Input) bool {
	_, waits := t.top().Answers[t.step().Once]
	return waits && !(in.Kind == Tapped && strings.HasPrefix(in.Text, t.s.Nonce+"."))
}

// Conclude takes the outcome of an effect into the session that asked for it.
// book must know the outcome's facts already (Session.With).
func Conclude(book Book, s Session, e Effect, o Outcome, random Random) Result {
	t := begin(book, s.With(o.Facts), random)
	if o.Missed {
		t.s = t.s.With(e.missed)
	}
	t.cards, t.files = o.Cards, o.Files
	for _, notice := range []Text{e.Notice, o.Notice} {
		if !notice.Zero() {
			t.notice = notice
		}
	}
	t.set(o.Set)
	move := e.Then
	if o.Move != nil {
		move = *o.Move
	}
	if !o.Failed || o.Move != nil {
		t.move(move)
	}
	t.dirty = true
	return t.result()
}

// A turn is one input being taken in.
type turn struct {
	book   Book
	s      Session
	random Random
	notice Text
	cards  []Card
	files  []File
	retire Text
	effect *Effect
	dirty  bool // the screen is another one: its buttons need a new nonce
	fresh  bool
}

func begin(book Book, s Session, random Random) *turn {
	// Without a nonce no button stands for anything yet.
	t := &turn{book: book.forTurn(), s: s.clone(), random: random, dirty: s.Nonce == ""}
	t.settle()
	return t
}

// top is the frame on the table.
func (t *turn) top() *Frame { return &t.s.Frames[len(t.s.Frames)-1] }

// step is the present step. settle and goTo keep it there.
func (t *turn) step() Step {
	step, _ := t.book.step(*t.top())
	return step
}

func (t *turn) flow() Flow {
	flow, _ := t.book.Flow(t.top().Ref)
	return flow
}

func (t *turn) result() Result {
	if t.dirty {
		t.s.Nonce = nonce(t.random)
	}
	step := t.step()
	r := Result{Session: t.s, Effect: t.effect, Cards: t.cards, Files: t.files, Notice: t.notice, Retire: t.retire}
	r.Once = t.top().Answers[step.Once]
	r.Fresh = t.fresh || step.Fresh && (r.Once != "" || step.Once == "")
	r.Card = t.card()
	return r
}

func (t *turn) command(name, payload string) {
	switch name {
	case "cancel":
		t.cancel()
	case "help":
		t.notice = t.book.help()
	case languageFlow:
		t.language(payload)
	default:
		move, ok := t.book.Command(name, payload)
		if !ok {
			t.notice = Say("engine.unknown_command")
			return
		}
		t.move(move)
	}
}

func (b Book) help() Text {
	if b.Help.Zero() {
		return Say("engine.help")
	}
	return b.Help
}

// nonce is short, because every button carries it, and random, because a
// session may be gone and begun anew while an old card is still on a screen.
func nonce(r Random) string {
	return strings.ToLower(base32.StdEncoding.EncodeToString(r[:5]))
}

// step finds the present step of a frame.
func (b Book) step(f Frame) (Step, bool) {
	flow, ok := b.Flow(f.Ref)
	if !ok {
		return Step{}, false
	}
	i := flow.index(f.Step)
	if i < 0 {
		return Step{}, false
	}
	return flow.Steps[i], true
}

func (f Flow) index(id string) int {
	return slices.IndexFunc(f.Steps, func(s Step) bool { return s.ID == id })
}

func (s Step) applies(a Answers) bool { return s.When == nil || s.When(a) }

func (t *turn) set(a Answers) {
	if len(a) == 0 {
		return
	}
	f := t.top()
	if f.Answers == nil {
		f.Answers = Answers{}
	}
	maps.Copy(f.Answers, a)
}
