package telegram

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"
)

// maxUpdate is the largest body taken. An update is under 64 KiB.
const maxUpdate = 256 << 10

// A Webhook takes the updates Telegram posts. It answers 200 only when the
// Handler is done; otherwise Telegram brings the update again, and what follows
// in its queue waits.
type Webhook struct {
	Secret  string // as given to SetWebhook; without one nothing is taken
	Handler Handler
	Name    string       // the bot's user name, to know commands meant for others in groups
	Log     *slog.Logger // nothing is logged when nil
	Watch   Watch        // nobody when nil

	HandleTimeout time.Duration // the time for one update; 30 s
	RetryAfter    time.Duration // what a 503 asks Telegram to wait; 2 s

	unmade unmade
}

// ServeHTTP takes one update. A disconnect does not end its handling, which may
// be half done.
func (h *Webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	if !h.knows(r.Header.Get("X-Telegram-Bot-Api-Secret-Token")) {
		quiet(h.Log).Warn("telegram: a webhook request without the secret")
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	if err != nil {
		w.WriteHeader(unread(err))
		return
	}
	var answer reply
	if err := h.take(r.Context(), body, &answer); err != nil {
		quiet(h.Log).Warn("telegram: an update could not be handled; it will come again", "err", err)
		if err := answer.sendApart(r.Context()); err != nil {
			quiet(h.Log).Warn("telegram: a tap was not answered", "err", err)
			h.unmade.keep(answer)
		}
		after := max(1, int(or(h.RetryAfter, retryAfter).Seconds()))
		w.Header().Set("Retry-After", strconv.Itoa(after))
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	answer.send(w)
}

// knows compares in constant time, whatever the lengths.
func (h *Webhook) knows(given string) bool {
	is, want := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(h.Secret))
	return h.Secret != "" && subtle.ConstantTimeCompare(is[:], want[:]) == 1
}

func unread(err error) int {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return http.StatusRequestEntityTooLarge
	}
	return http.StatusBadRequest
}

// take handles an update. After an error it must come again. answer has the call
// that is to be made with it then, or that could not be made the last time.
func (h *Webhook) take(ctx context.Context, body []byte, answer *reply) error {
	u, ok, err := convert(body, h.Name)
	if err != nil {
		// It would not be readable the next time either, and everything behind
		// it in its queue would wait for a day.
		_, kind := sniff(body)
		quiet(h.Log).Error("telegram: an update that cannot be decoded is given up", "kind", kind, "size", len(body))
		watched(h.Watch).Undecodable()
		return nil
	}
	if !ok {
		return nil
	}
	*answer = h.unmade.take(u.ID)
	ctx, cancel := context.WithTimeout(replying(context.WithoutCancel(ctx), answer), or(h.HandleTimeout, handleTimeout))
	defer cancel()
	return guarded(ctx, quiet(h.Log), h.Handler, u)
}

// The defaults of what an update may take and when a failed one comes again.
const (
	handleTimeout = 30 * time.Second
	retryAfter    = 2 * time.Second
)

// or is d, or otherwise where d is zero.
func or(d, otherwise time.Duration) time.Duration {
	if d == 0 {
		return otherwise
	}
	return d
}
