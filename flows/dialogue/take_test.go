package dialogue_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
)

// post is a counter where letters are handed in, before a door where none are.
func post(dialogue.Session) dialogue.Book {
	f := dialogue.Flow{Name: "post", Version: 1, Steps: []dialogue.Step{
		{ID: "counter", Title: dialogue.Verbatim("Counter"), Page: &dialogue.Page{Actions: []dialogue.Action{
			{ID: "out", Label: dialogue.Verbatim("out"), Move: dialogue.Move{Goto: "door"}}}},
			Take: &dialogue.Take{Max: 2 << 10, Ends: []string{".letter", ".card"},
				Move: dialogue.Move{Effect: "deliver", Payload: "air mail", Goto: "door"}}},
		{ID: "door", Title: dialogue.Verbatim("Door"), Page: &dialogue.Page{}},
	}}
	return dialogue.Book{Home: dialogue.Ref{Flow: "post"}, Flow: func(dialogue.Ref) (dialogue.Flow, bool) { return f, true }}
}

// A posted is somebody at the counter, and the effects they asked for.
type posted struct {
	*dialoguetest.Person
	asked []dialogue.Effect
	out   dialogue.Outcome
}

func atCounter(t dialoguetest.TB) *posted {
	p := &posted{}
	p.Person = &dialoguetest.Person{TB: t, Book: post, Do: func(e dialogue.Effect) dialogue.Outcome {
		p.asked = append(p.asked, e)
		return p.out
	}}
	p.Input(dialogue.Input{})
	return p
}

func TestADocumentIsTakenWhereItFits(t *testing.T) {
	for _, c := range []struct {
		name, file string
		size       int64
		notice     string
	}{
		{"it fits", "an aunt.letter", 5, ""},
		{"in capitals", "AUNT.Card", 5, ""},
		{"as much as is taken", "a.letter", 2 << 10, ""},
		{"nobody knows how much", "a.letter", 0, ""},
		{"too much", "a.letter", 2<<10 + 1, "engine.file.too_big"},
		{"another name", "letter.jpg", 5, "engine.file.name"},
		{"no name", "", 5, "engine.file.name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := atCounter(t)
			p.Attach(c.file, c.size)
			p.Noticed(c.notice)
			if c.notice != "" {
				if p.At("counter"); len(p.asked) > 0 {
					t.Errorf("it was asked for: %+v", p.asked)
				}
				return
			}
			p.At("door")
			want := dialogue.Sent{Document: dialogue.Document{Name: c.file, Size: c.size, Handle: "h"}, Max: 2 << 10}
			if e := p.asked[0]; len(p.asked) != 1 || e.Name != "deliver" || e.Payload != "air mail" ||
				e.Sent.Document != want.Document || e.Sent.Max != want.Max || e.Sent.Fetch != nil {
				t.Errorf("asked for %+v, sent %+v", e, e.Sent)
			}
		})
	}
}

func TestADocumentIsRefusedElsewhereAsItsKindOfMedia(t *testing.T) {
	p := atCounter(t)
	p.Tap("out")
	p.Attach("a.letter", 5)
	p.Noticed("engine.media.file")
	p.Input(dialogue.Input{Kind: dialogue.Attached, Text: "forward", Document: &dialogue.Document{Name: "a.letter"}})
	p.Noticed("engine.media.forward")
	if p.At("door"); len(p.asked) > 0 || p.Screen.Card.Takes != nil {
		t.Errorf("asked for %+v, the screen takes %+v", p.asked, p.Screen.Card.Takes)
	}
}

// TestWhereADocumentIsRefusedTheReasonIsTheSteps, and no screen offers to send one.
func TestWhereADocumentIsRefusedTheReasonIsTheSteps(t *testing.T) {
	p := atCounter(t)
	p.Book = func(s dialogue.Session) dialogue.Book {
		book := post(s)
		flow, _ := book.Flow(book.Home)
		flow.Steps[0].Take.Refused = dialogue.Say("closed.today")
		book.Flow = func(dialogue.Ref) (dialogue.Flow, bool) { return flow, true }
		return book
	}
	p.Attach("a.letter", 5)
	p.Noticed("closed.today")
	if p.At("counter"); len(p.asked) > 0 || p.Screen.Card.Takes != nil {
		t.Errorf("asked for %+v, the screen takes %+v", p.asked, p.Screen.Card.Takes)
	}
}

func TestAnythingElseSentAtTheCounterIsNoDocument(t *testing.T) {
	p := atCounter(t)
	for _, in := range []dialogue.Input{{Kind: dialogue.Media, Text: "photo"}, {Kind: dialogue.Attached, Text: "file"},
		{Kind: dialogue.Typed, Text: "a.letter"}} {
		p.Input(in)
		if p.At("counter"); len(p.asked) > 0 || p.Screen.Notice.Zero() {
			t.Errorf("%+v: asked for %+v, told %+v", in, p.asked, p.Screen.Notice)
		}
	}
	if takes := p.Screen.Card.Takes; takes == nil || takes.Max != 2<<10 {
		t.Errorf("the screen takes %+v", takes)
	}
}

func TestADocumentThatDidNotDoIsAskedForAgain(t *testing.T) {
	p := atCounter(t)
	p.out = dialogue.Outcome{Failed: true, Notice: dialogue.Say("no.stamp")}
	p.Attach("a.letter", 5)
	p.At("counter")
	p.Noticed("no.stamp")
	p.out = dialogue.Outcome{}
	p.Attach("a.letter", 5)
	p.At("door")
}

// Whatever is sent, of a document nothing stands in the session.
func TestNothingOfADocumentIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := atCounter(t)
		p.out.Failed = rapid.Bool().Draw(t, "failed")
		name := rapid.StringMatching(`canary[a-z]{0,8}\.(letter|card|jpg)`).Draw(t, "name")
		p.Unchanged(dialogue.Input{Kind: dialogue.Attached, Text: "file",
			Document: &dialogue.Document{Name: name, Size: rapid.Int64().Draw(t, "size"), Handle: "canary-handle"}})
		p.Answered(1)
		if s := p.Stored(); strings.Contains(s, "canary") {
			t.Fatalf("the session holds %s", s)
		}
	})
}
