package bot

import (
	"cmp"
	"context"
	"errors"
	"time"
)

// An errand is one chat that is written to without having asked this moment.
type errand struct {
	chat Chat
	do   func(context.Context) error
}

// Errands does all that is to be done without anybody having asked this moment: see
// Remind, Inform and Bid. It is to be called every few seconds, not twice at a time.
func (b *Bot) Errands(ctx context.Context) error {
	reminded, informed, bidden := b.Remind(ctx), b.Inform(ctx), b.Bid(ctx)
	return cmp.Or(reminded, informed, bidden)
}

// run does errands, one after another. Who fails is put aside and holds up nobody
// (DESIGN 6), unless the failure looks like everybody's. The first failure is
// returned, if there was none before, and not one a person logged: the log would
// tell how many there are (promise 3).
func (b *Bot) run(ctx context.Context, errands []errand, first error) error {
	failed := 0
	for _, e := range errands {
		if err := b.crowd.aside.of(e.chat, b.Now()); err != nil {
			first = cmp.Or(first, err)
			continue
		}
		if err := b.crowd.turn(ctx, b.Now()); err != nil {
			return err
		}
		err := guarded(func() error { return b.errand(ctx, e) })
		if err == nil {
			failed, b.crowd.lost = 0, losses{}
			continue
		}
		first = cmp.Or(first, err)
		if failed++; b.fails(e.chat, err, failed) {
			break
		}
	}
	return first
}

// errandTime is the time for one errand.
const errandTime = 15 * time.Second

// errand does one in its chat's lane, so that what is sent comes between two of its
// screens. What is begun is finished though the process is asked to stop.
func (b *Bot) errand(ctx context.Context, e errand) error {
	defer b.lanes.enter(e.chat)()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), errandTime)
	defer cancel()
	return e.do(ctx)
}

// resting says that nobody is written to just now.
func (b *Bot) resting() error {
	now := b.Now()
	if until := b.crowd.lost.until; now.Before(until) {
		return &Busy{After: until.Sub(now)}
	}
	return b.crowd.resting(now)
}

// fails notes that somebody could not be reached, after whom so many have failed in
// a row, and says whether the others had better wait as well.
func (b *Bot) fails(c Chat, err error, inARow int) bool {
	now := b.Now()
	b.crowd.aside.put(c, err, now)
	if errors.Is(err, errUncertain) {
		b.crowd.lost.another(now)
		return true
	}
	if inARow < manyFailed {
		return false
	}
	if surelyUnsent(err) {
		b.crowd.rest(now, err)
	}
	return true
}
