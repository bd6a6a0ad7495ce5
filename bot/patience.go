package bot

import (
	"errors"
	"fmt"
	"maps"
	"time"
)

// manyFailed is how many chats in a row make it likely that the next fails too.
const manyFailed = 3

// errUncertain: perhaps somebody was reminded, and perhaps not.
var errUncertain = errors.New("bot: it is not known whether a reminder was sent")

func uncertain(err error) error { return fmt.Errorf("%w: %w", errUncertain, err) }

// surelyUnsent says that the network took nothing.
func surelyUnsent(err error) bool {
	_, busy := errors.AsType[*Busy](err)
	return busy || errors.Is(err, ErrUnsent)
}

// guarded does something for one person. A panic is their failure, and nobody
// else's; what is said of it names places in the source only.
func guarded(do func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = uncertain(fmt.Errorf("it panicked: %T at %s", v, Where()))
		}
	}()
	return do()
}

// losses are the reminders in a row of which it is not known whether they were
// sent. Each may be lost, so the next is tried later and later: a network that
// hangs for an hour costs a few people theirs.
type losses struct {
	many  int
	until time.Time
}

func (l *losses) another(now time.Time) {
	pause := longestRest
	if l.many < 5 {
		pause = min(crowdRest<<l.many, longestRest)
	}
	l.many, l.until = l.many+1, now.Add(pause)
}

// aside are the chats that failed of late, and how. They are left alone for a while.
type aside map[Chat]failure

type failure struct {
	err   error
	until time.Time
}

func (a *aside) put(c Chat, err error, now time.Time) {
	maps.DeleteFunc(*a, func(_ Chat, f failure) bool { return !now.Before(f.until) })
	if *a == nil {
		*a = aside{}
	}
	(*a)[c] = failure{err, now.Add(restAfter(err))}
}

// of is why a chat is left alone now, nil if it is not.
func (a aside) of(c Chat, now time.Time) error {
	if f := a[c]; now.Before(f.until) {
		return f.err
	}
	return nil
}
