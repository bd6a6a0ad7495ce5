package web

import (
	"errors"
	"net/http"
	"strings"

	"soundings/bot"
)

const (
	prefix     = "web:"
	cookieName = "soundings_visitor"
	cookieDays = 30
	idBytes    = 16 // of a visitor's id
)

// address is a chat's address on this network. It holds the cookie, so it must
// never be logged.
func address(visitor, chair string) bot.Chat {
	return bot.Chat(prefix + visitor + "/" + chair)
}

// find enters the visitor of an address and finds their chat. It is there, if
// empty, after a restart too: a message waits in it until the page comes back.
func (s *Server) find(to bot.Chat) (c *chat, leave func(), err error) {
	rest, ours := strings.CutPrefix(string(to), prefix)
	id, chair, ok := strings.Cut(rest, "/")
	if _, known := s.chair(chair); !ours || !ok || !known || !isHex(id, idBytes) {
		return nil, nil, errors.New("web: not a chat of this network")
	}
	v, leave, err := s.visitors.enter(id)
	if err != nil {
		return nil, nil, err
	}
	return s.sit(v, chair), leave, nil
}

// visitorOf is the visitor's id in a request's cookie.
func visitorOf(r *http.Request) (id string, ok bool) {
	c, err := r.Cookie(cookieName)
	if err != nil || !isHex(c.Value, idBytes) {
		return "", false
	}
	return c.Value, true
}

// welcome gives a browser its cookie, or the one it has for longer.
func (s *Server) welcome(w http.ResponseWriter, r *http.Request) {
	id, ok := visitorOf(r)
	if !ok {
		id = s.token(idBytes)
	}
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: id, Path: "/", MaxAge: cookieDays * 24 * 3600,
		HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: s.o.Secure || r.TLS != nil,
	})
}

// isHex says whether a string is n bytes in small hexadecimal digits.
func isHex(s string, n int) bool {
	return len(s) == 2*n && strings.Trim(s, "0123456789abcdef") == ""
}
