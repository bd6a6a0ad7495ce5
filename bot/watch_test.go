package bot_test

import (
	"context"
	"testing"
)

// A witness counts repeats and panics.
type witness struct{ repeats, panics int }

func (w *witness) Repeated(context.Context) { w.repeats++ }
func (w *witness) Panicked(context.Context) { w.panics++ }

func TestTheWatchIsToldOfRepeats(t *testing.T) {
	c, w := newTown(t), &witness{}
	c.bot.Watch = w
	u := c.says("tg:1", "hello")
	c.do(u, c.says("tg:1", "again"))
	if w.repeats != 0 {
		t.Errorf("%d repeats of what never came before", w.repeats)
	}
	c.do(u)
	if w.repeats != 1 {
		t.Errorf("%d repeats, want 1", w.repeats)
	}
}
