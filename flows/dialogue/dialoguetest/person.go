// Package dialoguetest plays conversations in tests, in the words of the person
// who has them: Type, Tap, Command; At and Noticed say what must be on the screen.
package dialoguetest

import (
	"encoding/binary"
	"encoding/json"

	"soundings/flows/dialogue"
)

// TB is what a Person needs of a test; *testing.T and *rapid.T have it.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// A Person holds a conversation. Book and Do may be swapped as the world changes.
type Person struct {
	TB      TB
	Book    func(dialogue.Session) dialogue.Book
	Do      func(dialogue.Effect) dialogue.Outcome
	Session dialogue.Session
	Screen  dialogue.Result
	Old     []string // data of every button seen so far
	Deaf    bool     // nothing that is sent arrives

	inputs uint64
}

// Random is the n-th of a fixed series of randomness.
func Random(n uint64) (r dialogue.Random) {
	for i := 0; i < len(r); i += 8 {
		binary.BigEndian.PutUint64(r[i:], (n+uint64(i)+1)*0x9E3779B97F4A7C15)
	}
	return r
}

// Input takes any input through the engine, with the effects it asks for.
func (p *Person) Input(in dialogue.Input) {
	p.TB.Helper()
	in.Random = p.random()
	r := dialogue.Advance(p.Book(p.Session), p.Session, in)
	for n := 0; r.Effect != nil; n++ {
		if n > 3 {
			p.TB.Fatalf("effects without end: %s", r.Effect.Name)
		}
		e := *r.Effect
		o := p.Do(e)
		r = dialogue.Conclude(p.Book(r.Session.With(o.Facts)), r.Session, e, o, p.random())
	}
	p.Session, p.Screen = r.Session, r
	if r.Once != "" && !p.Deaf {
		p.Session = dialogue.Forget(p.Book(r.Session), r.Session)
	}
	for _, b := range p.Buttons() {
		if b.Data != "" {
			p.Old = append(p.Old, b.Data)
		}
	}
}

func (p *Person) random() dialogue.Random {
	p.inputs++
	return Random(p.inputs)
}

// Type sends a message.
func (p *Person) Type(s string) {
	p.TB.Helper()
	p.Input(dialogue.Input{Kind: dialogue.Typed, Text: s})
}

// Attach sends a document.
func (p *Person) Attach(name string, size int64) {
	p.TB.Helper()
	p.Input(document(name, size))
}

func document(name string, size int64) dialogue.Input {
	return dialogue.Input{Kind: dialogue.Attached, Text: "file", Document: &dialogue.Document{Name: name, Size: size, Handle: "h"}}
}

// Command sends a command.
func (p *Person) Command(name, payload string) {
	p.TB.Helper()
	p.Input(dialogue.Input{Kind: dialogue.Command, Text: name, Payload: payload})
}

// Tap taps the present screen's button with this label: a translation key, or
// the words where it has none.
func (p *Person) Tap(label string) {
	p.TB.Helper()
	p.Input(dialogue.Input{Kind: dialogue.Tapped, Text: p.Button(label).Data})
}

// Button finds a button of the present screen by its label.
func (p *Person) Button(label string) dialogue.Button {
	p.TB.Helper()
	for _, b := range p.Buttons() {
		if Label(b.Label) == label {
			return b
		}
	}
	p.TB.Fatalf("no button %q on the screen %v: %v", label, Label(p.Screen.Card.Blocks[0].Text), p.labels())
	return dialogue.Button{}
}

// Buttons are the buttons of the present screen.
func (p *Person) Buttons() []dialogue.Button {
	var all []dialogue.Button
	for _, row := range p.Screen.Card.Buttons {
		all = append(all, row...)
	}
	return all
}

// Has says whether the present screen has a button with this label.
func (p *Person) Has(label string) bool {
	for _, b := range p.Buttons() {
		if Label(b.Label) == label {
			return true
		}
	}
	return false
}

func (p *Person) labels() []string {
	var all []string
	for _, b := range p.Buttons() {
		all = append(all, Label(b.Label))
	}
	return all
}

// Label is what a text says, for finding it: verbatim, its name argument where
// it is a chosen option, else its key.
func Label(t dialogue.Text) string {
	if inner, ok := t.Args["label"].(dialogue.Text); ok {
		return Label(inner)
	}
	if name, ok := t.Args["name"].(string); ok {
		return name
	}
	if t.Key == "" {
		return t.Verbatim
	}
	return t.Key
}

// Frame is the conversation on the table.
func (p *Person) Frame() dialogue.Frame {
	p.TB.Helper()
	if len(p.Session.Frames) == 0 {
		p.TB.Fatalf("no conversation on the table")
	}
	return p.Session.Frames[len(p.Session.Frames)-1]
}

// At fails unless this step is on the screen.
func (p *Person) At(step string) {
	p.TB.Helper()
	if got := p.Frame().Step; got != step {
		p.TB.Fatalf("at step %q (notice %q), want %q", got, p.Screen.Notice.Key, step)
	}
}

// Noticed fails unless the screen's notice has this key; empty for none.
func (p *Person) Noticed(key string) {
	p.TB.Helper()
	if p.Screen.Notice.Key != key {
		p.TB.Fatalf("notice %q, want %q", p.Screen.Notice.Key, key)
	}
}

// Restart puts the session through its stored form, as a restart would.
func (p *Person) Restart() {
	p.TB.Helper()
	var back dialogue.Session
	if err := json.Unmarshal([]byte(p.stored(p.Session)), &back); err != nil {
		p.TB.Fatalf("the session does not decode: %v", err)
	}
	p.Session = back
}

// Stored is the session as it would be stored.
func (p *Person) Stored() string {
	p.TB.Helper()
	return p.stored(p.Session)
}

func (p *Person) stored(s dialogue.Session) string {
	p.TB.Helper()
	raw, err := json.Marshal(s)
	if err != nil {
		p.TB.Fatalf("the session does not encode: %v", err)
	}
	return string(raw)
}
