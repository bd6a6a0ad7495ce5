package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"
)

// maxBody is the most a page may post: several times the longest text.
const maxBody = 64 << 10

// A post is what a page sends.
type post struct {
	Chair  string `json:"chair"`
	Action string `json:"action"` // 12 hex digits of its clock, 20 random ones
	Lang   string `json:"lang"`   // of the page

	Text string `json:"text"` // /say: what was typed
	Do   string `json:"do"`   // /say, instead of text: start, language

	Message int64  `json:"message"` // /tap: the card
	Data    string `json:"data"`    // /tap: the button's

	Name     string    `json:"name"` // /attach: of the document
	document *document // /attach
}

// A reader reads a post, or says why not.
type reader func(http.ResponseWriter, *http.Request) (post, refusal)

// admit reads a post and finds its chat, or refuses it.
func (s *Server) admit(w http.ResponseWriter, r *http.Request, read reader) (p post, c *chat, leave func(), ok bool) {
	if !sameOrigin(r) {
		refuse(w, crossSite())
		return
	}
	v, leave, ok := s.enter(w, r)
	if !ok {
		return
	}
	p, f := read(w, r)
	if _, known := s.chair(p.Chair); f.status == 0 && !known {
		f = malformed()
	}
	if f.status != 0 {
		leave()
		refuse(w, f)
		return p, nil, nil, false
	}
	return p, s.sit(v, p.Chair), leave, true
}

func readPost(w http.ResponseWriter, r *http.Request) (p post, f refusal) {
	if !isJSON(r) {
		return p, notJSON()
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody)).Decode(&p)
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		return p, tooLong()
	}
	if _, ok := updateID(p.Action); err != nil || !ok {
		return p, malformed()
	}
	return p, refusal{}
}

// enter lets the visitor of a request in, at their pace and that of all.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) (v *visitor, leave func(), ok bool) {
	id, ok := visitorOf(r)
	if !ok {
		refuse(w, noVisitor())
		return nil, nil, false
	}
	now := s.o.Now()
	if !s.inAll.AllowN(now, 1) {
		refuse(w, tooFast(time.Second))
		return nil, nil, false
	}
	v, leave, err := s.visitors.enter(id)
	if err != nil {
		refuse(w, full())
		return nil, nil, false
	}
	if !v.pace.AllowN(now, 1) {
		leave()
		refuse(w, tooFast(time.Second))
		return nil, nil, false
	}
	return v, leave, true
}
