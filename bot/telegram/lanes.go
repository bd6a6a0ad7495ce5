package telegram

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"soundings/bot"
)

// lanes handle updates: those of one chat one after another, those of
// different chats at the same time, as many as there are slots.
type lanes struct {
	*run
	slots   chan struct{}
	working sync.WaitGroup
	handled atomic.Int64 // successes of all lanes
	full    atomic.Bool  // no update after the unconfirmed ones can be fetched

	mu     sync.Mutex
	queues map[bot.Chat][]bot.Update // a chat has an entry while its lane runs
}

func newLanes(r *run) *lanes {
	return &lanes{run: r, slots: make(chan struct{}, r.AtOnce), queues: map[bot.Chat][]bot.Update{}}
}

// put adds an update to its chat's lane. The lane stops when ctx ends; work is
// the context of what is under way then.
func (l *lanes) put(ctx, work context.Context, u bot.Update) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queue, running := l.queues[u.Chat]
	l.queues[u.Chat] = append(queue, u)
	if !running {
		l.working.Go(func() { l.drive(ctx, work, u.Chat) })
	}
}

func (l *lanes) wait()             { l.working.Wait() }
func (l *lanes) crowded(full bool) { l.full.Store(full) }

func (l *lanes) drive(ctx, work context.Context, chat bot.Chat) {
	for {
		u, ok := l.head(chat)
		if !ok || !l.settle(ctx, work, u) {
			return
		}
		l.window.done(u.ID)
	}
}

// head takes a lane's next update; without one the lane ends.
func (l *lanes) head(chat bot.Chat) (bot.Update, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queue := l.queues[chat]
	if len(queue) == 0 {
		delete(l.queues, chat)
		return bot.Update{}, false
	}
	l.queues[chat] = queue[1:]
	return queue[0], true
}

// settle handles an update until it is done, again and again if need be. It is
// false if ctx ended first: the update stays unconfirmed and comes again.
func (l *lanes) settle(ctx, work context.Context, u bot.Update) bool {
	pauses := growing(250*time.Millisecond, 30*time.Second)
	before := l.handled.Load()
	for failures := 1; ; failures++ {
		done, tried := l.try(ctx, work, u)
		if done || !tried {
			return done
		}
		if l.hopeless(failures, before) {
			l.Log.Error("telegram: an update failed again and again while others were handled; it is given up",
				"failures", failures)
			l.Watch.GivenUp(u)
			return true
		}
		if l.Client.wait(ctx, pauses.NextBackOff()) != nil {
			return false
		}
	}
}

// try handles an update once, when there is a slot; after ctx's end no more.
func (l *lanes) try(ctx, work context.Context, u bot.Update) (done, tried bool) {
	select {
	case l.slots <- struct{}{}:
		defer func() { <-l.slots }()
	case <-ctx.Done():
		return false, false
	}
	if ctx.Err() != nil {
		return false, false
	}
	work, cancel := context.WithTimeout(work, l.HandleTimeout)
	defer cancel()
	if err := guarded(work, l.Log, l.Handler, u); err != nil {
		l.Log.Warn("telegram: an update could not be handled; it is tried again", "err", err)
		return false, true
	}
	l.handled.Add(1)
	return true, true
}

// The failures after which an update that alone fails is given up: sooner when
// it keeps others from being fetched.
const (
	patience        = 20
	patienceCrowded = 5
)

// hopeless says whether it is the update that is at fault: others were handled
// since it first failed. While a store is away nothing is given up.
func (l *lanes) hopeless(failures int, before int64) bool {
	if l.handled.Load() == before {
		return false
	}
	return failures >= patience || l.full.Load() && failures >= patienceCrowded
}
