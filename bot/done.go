package bot

import (
	"cmp"
	"crypto/rand"
	"time"

	"soundings/flows/dialogue"
)

// done is what an update has done so far. It is worked out anew where another
// replica saved the session first, and where it failed and comes again; then
// nothing is put into the chat that stands there already, and what was asked for
// is not taken for something else. Only what a process did that is no more is
// not known.
type done struct {
	drawn    []dialogue.Random
	asked    *dialogue.Effect // the first that was done
	answered bool             // its tap
	once     string           // what was shown that is shown nowhere else
	sent

	failed time.Time // last
	lang   string    // the session's
	frames int       // conversations there were
	leaves int       // how many of them it leaves behind, see Bot.answer
}

// random is the n-th randomness of the update: always the same, and so are the
// buttons of a screen that stands in the chat before the session is saved.
func (d *done) random(n int) dialogue.Random {
	for len(d.drawn) <= n {
		var r dialogue.Random
		rand.Read(r[:])
		d.drawn = append(d.drawn, r)
	}
	return d.drawn[n]
}

// resume is r, what the input leads to; or what it led to before the session
// went on. A tap that has submitted is no tap on an old button.
func (d *done) resume(book dialogue.Book, s dialogue.Session, r dialogue.Result) dialogue.Result {
	if d.asked == nil || r.Effect != nil && r.Effect.Name == d.asked.Name && r.Effect.Payload == d.asked.Payload {
		return r
	}
	return dialogue.Result{Session: dialogue.Reopen(book, s, *d.asked), Effect: d.asked}
}

// did notes an effect that was done.
func (d *done) did(e dialogue.Effect) {
	if d.asked == nil {
		d.asked = &e
	}
}

// language is the one to speak of an update in where its session may not be known.
func (d *done) language(u Update) string { return cmp.Or(d.lang, languageFor(u.Lang)) }
