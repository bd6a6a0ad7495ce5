package telegramtest

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"time"
)

// A webhook is where updates are posted.
type webhook struct {
	registration
	slots   chan struct{}   // max_connections
	busy    map[string]bool // queues being delivered
	client  *http.Client
	ctx     context.Context
	stop    context.CancelFunc
	trouble string // of the last delivery that failed, and when that was
	since   time.Time
}

func setWebhook(s *Server, _ context.Context, c call) answer {
	if c.args["url"] == "" {
		return deleteWebhook(s, nil, c)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if no := checkWebhook(c); no != nil {
		return s.refuse(c, no)
	}
	if no := s.allow(c); no != nil {
		return s.refuse(c, no)
	}
	if s.hook != nil && s.hook.registration == registrationIn(c) && !c.isTrue("drop_pending_updates") {
		return fine(true) // "Webhook is already set": what is under way goes on
	}
	s.unhook(c)
	s.hook = s.newHook(c)
	s.dispatch()
	return fine(true)
}

// A registration is what makes two webhooks the same.
type registration struct {
	url, secret string
	most        int
}

func registrationIn(c call) registration {
	r := registration{c.args["url"], c.args["secret_token"], int(c.number("max_connections"))}
	if r.most == 0 {
		r.most = 40
	}
	return r
}

// checkWebhook keeps the limits of setWebhook. The URL may be http, as for a
// Bot API server of one's own.
func checkWebhook(c call) *refusal {
	if u, err := url.Parse(c.args["url"]); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return &refusal{"url is not an HTTP URL", "bad webhook: invalid URL"}
	}
	if n := c.number("max_connections"); c.args["max_connections"] != "" && (n < 1 || n > 100) {
		return &refusal{"max_connections is not 1-100", "max_connections must be 1-100"}
	}
	secret := regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)
	if given := c.args["secret_token"]; given != "" && !secret.MatchString(given) {
		return &refusal{"secret_token is not 1-256 of A-Z, a-z, 0-9, _ and -", "secret token contains unallowed characters"}
	}
	return nil
}

func (s *Server) newHook(c call) *webhook {
	as := registrationIn(c)
	ctx, stop := context.WithCancel(s.ctx)
	return &webhook{
		registration: as, slots: make(chan struct{}, as.most), busy: map[string]bool{},
		client: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: as.most}, Timeout: time.Minute},
		ctx:    ctx, stop: stop,
	}
}

// end ends the deliveries and their connections.
func (h *webhook) end() {
	h.stop()
	h.client.CloseIdleConnections()
}

func deleteWebhook(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.unhook(c)
	return fine(true)
}

// unhook ends the webhook there is. The lock is held.
func (s *Server) unhook(c call) {
	if s.hook != nil {
		s.hook.end()
		s.hook = nil
	}
	if c.isTrue("drop_pending_updates") {
		s.confirm(func(*update) bool { return true })
	}
}

func getWebhookInfo(s *Server, _ context.Context, _ call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	info := map[string]any{"url": "", "has_custom_certificate": false, "pending_update_count": len(s.updates.pending)}
	if s.hook != nil {
		info["url"], info["max_connections"] = s.hook.url, s.hook.most
		if s.hook.trouble != "" {
			info["last_error_message"], info["last_error_date"] = s.hook.trouble, s.hook.since.Unix()
		}
	}
	if s.updates.allowed != nil {
		info["allowed_updates"] = s.updates.allowed
	}
	return fine(info)
}
