package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"soundings/bot"
)

// handleTime is the time for one update. It goes on when the page is gone: what
// a person sent is taken in.
const handleTime = 30 * time.Second

// errBroken says that handling an update panicked. It is not tried again: it
// would panic again.
var errBroken = errors.New("web: handling an update panicked")

// act does an action, unless it is done already, and answers the page.
func (s *Server) act(w http.ResponseWriter, r *http.Request, c *chat, p post, begin beginning) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), handleTime)
	defer cancel()
	err := s.once(ctx, c, c.action(p.Action), p, begin)
	p.document.pass()
	switch {
	case err == nil:
		w.WriteHeader(http.StatusNoContent)
	case errors.Is(err, errBroken):
		refuse(w, broken())
	case errors.Is(err, errFull):
		refuse(w, full())
	default:
		s.o.Log.WarnContext(ctx, "an update from the page was not handled", "err", err)
		refuse(w, away())
	}
}

// once handles an action's update, if nobody has yet. A repeat comes with the
// very same update.
func (s *Server) once(ctx context.Context, c *chat, a *action, p post, begin beginning) error {
	select {
	case a.turn <- struct{}{}:
		defer func() { <-a.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if a.done {
		return nil
	}
	back, ok := s.lent.lend(c.address, p.Action, p.document)
	if !ok {
		return errFull
	}
	defer back()
	if a.update == nil {
		u, err := begin(ctx)
		if err != nil {
			return err
		}
		u.ID, _ = updateID(p.Action)
		u.Chat, u.Private, u.Lang = c.address, true, language(p.Lang)
		a.update = &u
	}
	if a.update.Input.Text == "" {
		a.done = true
		return nil
	}
	err := s.handle(ctx, c, *a.update)
	c.mark(a.update.Message, err != nil)
	if p.Do == "start" {
		c.begun(err == nil)
	}
	if a.done = err == nil || errors.Is(err, errBroken); a.done {
		a.update = nil // it holds a text
	}
	return err
}

// handle hands an update to the bot. net/http would print a panic with its
// value and arguments, texts among them. The bot answers panics itself; what
// comes here is one that it could not even answer.
func (s *Server) handle(ctx context.Context, c *chat, u bot.Update) (err error) {
	defer func() {
		if v := recover(); v != nil {
			s.o.Log.ErrorContext(ctx, "handling an update from the page panicked; it is given up",
				"panic", fmt.Sprintf("%T", v), "at", bot.Where())
			err = errBroken
		}
	}()
	if u.Tap != "" {
		s.taps.put(u.Tap, c)
		defer s.taps.take(u.Tap)
	}
	return s.o.Handle(ctx, u)
}
