package telegramtest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// shortDelay is Server.Delay's default: the order of the real one, not its
// length.
func shortDelay(failed int, _ time.Duration) time.Duration {
	return time.Duration(min(failed, 10)) * time.Millisecond
}

// dispatch starts the delivery of each queue that has something and is not
// being delivered. The lock is held.
func (s *Server) dispatch() {
	if s.hook == nil || s.closed {
		return
	}
	hook := s.hook
	for _, u := range s.updates.pending {
		if !hook.busy[u.queue] {
			hook.busy[u.queue] = true
			s.workers.Go(func() { s.deliverQueue(hook, u.queue) })
		}
	}
}

// deliverQueue posts a queue's updates one after another. What fails is tried
// again before the next, as the real server does; other queues do not wait.
func (s *Server) deliverQueue(h *webhook, queue string) {
	for failed := 0; h.ctx.Err() == nil; {
		u := s.head(h, queue)
		if u == nil {
			return
		}
		trouble, after := s.hand(h, u)
		if trouble == "" {
			failed = 0
			s.mu.Lock()
			s.confirm(func(o *update) bool { return o == u })
			s.mu.Unlock()
			continue
		}
		s.troubled(h, trouble)
		failed++
		pause(h, s.Delay(failed, after))
	}
}

func pause(h *webhook, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-h.ctx.Done():
	}
}

// head is the queue's next update; without one the queue is at rest.
func (s *Server) head(h *webhook, queue string) *update {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.updates.pending {
		if u.queue == queue {
			return u
		}
	}
	h.busy[queue] = false
	return nil
}

// troubled notes why an update could not be delivered, for getWebhookInfo.
func (s *Server) troubled(h *webhook, trouble string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h.trouble, h.since = trouble, s.Clock()
}

// post delivers one update. Where the bot does not take it, it says so in words
// like Telegram's, and gives the Retry-After the bot asked for. An answer that is
// not heard may hold what it likes.
func (s *Server) post(h *webhook, u *update, heard bool) (trouble string, after time.Duration) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-h.ctx.Done():
		return "Connection closed", 0
	}
	s.mu.Lock()
	s.deliver(u)
	s.mu.Unlock()
	r, err := http.NewRequestWithContext(h.ctx, http.MethodPost, h.url, bytes.NewReader(u.body))
	if err != nil {
		return "Bad webhook", 0
	}
	r.Header.Set("Content-Type", "application/json")
	if h.secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", h.secret)
	}
	response, err := h.client.Do(r)
	if err != nil {
		return "Connection refused", 0
	}
	defer response.Body.Close()
	if response.StatusCode < 200 || response.StatusCode > 299 {
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return "Wrong response from the webhook: " + response.Status, time.Duration(seconds) * time.Second
	}
	if heard {
		s.reply(h, response)
	}
	return "", 0
}

// reply carries out a method the bot called in its answer: "you can perform a
// request to the Bot API while sending an answer to the webhook" (Making
// requests when getting updates). Nobody learns what it came to.
func (s *Server) reply(h *webhook, response *http.Response) {
	body, err := io.ReadAll(response.Body)
	if err != nil || !strings.HasPrefix(response.Header.Get("Content-Type"), "application/json") {
		return
	}
	var values map[string]json.RawMessage
	if json.Unmarshal(body, &values) != nil || values["method"] == nil {
		return
	}
	c := call{args: map[string]string{}}
	c.set(values)
	c.method = c.args["method"]
	delete(c.args, "method")
	s.counted(c)
	s.execute(h.ctx, c)
}
