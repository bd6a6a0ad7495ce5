package telegram

import (
	"context"
	"net/http"
	"time"
)

// The first and the longest pause between the tries of one call.
const (
	firstPause   = 200 * time.Millisecond
	longestPause = 2 * time.Second
)

// repeatable says whether a call may be tried again after a failure.
type repeatable func(*failure) bool

// anyway is for calls that come to the same when repeated.
func anyway(f *failure) bool {
	return f.ended == nil && (f.status == 0 || f.passing() || f.status == http.StatusGatewayTimeout)
}

// unsent is for sending. Telegram has no idempotency key, so a message that
// may have arrived is not sent again here: its sender shows the present screen
// at the next input. 500, 502 and 503 are answered by servers that did nothing.
func unsent(f *failure) bool {
	return f.ended == nil && (f.status == 0 && !f.reached || f.passing())
}

func (f *failure) passing() bool {
	switch f.status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable:
		return true
	}
	return false
}

// attempt makes a call until it succeeds, may not be repeated, or would take
// longer than the Client's limit: one chat's long retry_after must not hold up
// what waits behind it.
func (c *Client) attempt(ctx context.Context, again repeatable, call func(context.Context) error) *failure {
	return c.attemptWithin(ctx, c.max, again, call)
}

// attemptWithin is attempt with another limit.
func (c *Client) attemptWithin(ctx context.Context, limit time.Duration, again repeatable, call func(context.Context) error) *failure {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	pauses := growing(firstPause, longestPause)
	for {
		err := call(ctx)
		if err == nil {
			return nil
		}
		f := failed(err)
		if !again(f) {
			return f
		}
		pause := pauses.NextBackOff()
		if f.status == http.StatusTooManyRequests {
			pause = f.pause()
		}
		if !fits(ctx, pause) || c.wait(ctx, pause) != nil {
			return f
		}
		c.watch.Retried(ctx, f.status)
	}
}

func fits(ctx context.Context, d time.Duration) bool {
	end, ok := ctx.Deadline()
	return !ok || time.Until(end) > d
}
