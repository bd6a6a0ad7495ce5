package dialogue

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// A Document is a file that somebody sent, as far as it is known before anybody
// fetches it. Nothing of it is kept.
type Document struct {
	Name   string // as the person calls it
	Size   int64  // bytes; 0: not known
	Handle string // by which the chat network finds it; means nothing here
}

// Take says that a document may be sent at a step, and what becomes of it: a
// Move, whose Effect is handed it. Of one that does not fit nothing is fetched.
type Take struct {
	Move Move
	Max  int64    // bytes
	Ends []string // how its name may end, in small letters, as ".yaml"; none: anyhow

	// Refused is why none is taken here after all, to whoever sends one unasked: no
	// screen says that one may be sent. Nothing: it is taken.
	Refused Text
}

// Sent is a document as an Effect is handed it.
type Sent struct {
	Document
	Max int64 // bytes that may be fetched, whatever Size says
	// Fetch gets the bytes, at most Max. It is put there by whoever has the effect
	// done; an update that comes again fetches again. Its errors are *flows.Error.
	Fetch func(context.Context) ([]byte, error)
}

// attached takes a document, or refuses it in the words for its kind of media.
func (t *turn) attached(d *Document, kind string) {
	take := t.step().Take
	if take == nil || d == nil {
		t.notice = Say("engine.media." + kind)
		return
	}
	if !take.Refused.Zero() {
		t.notice = take.Refused
		return
	}
	if wrong := take.wrong(*d); !wrong.Zero() {
		t.notice = wrong
		return
	}
	t.move(take.Move)
	if t.effect != nil {
		t.effect.Sent = &Sent{Document: *d, Max: take.Max}
	}
}

// wrong is why a document does not fit, or nothing.
func (k Take) wrong(d Document) Text {
	name := strings.ToLower(d.Name)
	fits := func(end string) bool { return strings.HasSuffix(name, end) }
	switch {
	case len(k.Ends) > 0 && !slices.ContainsFunc(k.Ends, fits):
		return Say("engine.file.name", "ends", strings.Join(k.Ends, " "))
	case d.Size > k.Max:
		return TooBig(k.Max)
	}
	return Text{}
}

// TooBig says that a document has more bytes than are taken.
func TooBig(most int64) Text { return Say("engine.file.too_big", "max", inBytes(most)) }

// inBytes is a number of bytes as people say it, in every language.
func inBytes(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d KB", n>>10)
}
