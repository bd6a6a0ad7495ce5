package web

import (
	"bytes"
	"net/http"
	"time"
)

const (
	heartbeat = 15 * time.Second // the page takes 40 s without any for a loss
	writeTime = 10 * time.Second // for a page that does not read
)

// events is a chat's event stream: a snapshot, or what was missed since
// Last-Event-ID (the parameter last, where a page opens a stream anew), then
// everything as it happens.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) || r.Method != http.MethodGet { // HEAD would never end
		refuse(w, crossSite())
		return
	}
	v, leave, ok := s.enter(w, r)
	if !ok {
		return
	}
	defer leave()
	chair, ok := s.chair(r.FormValue("chair"))
	if !ok {
		refuse(w, malformed())
		return
	}
	ended, unfollow := v.follow(s.o.Limits.Streams)
	defer unfollow()
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("X-Accel-Buffering", "no")
	seen := or(r.Header.Get("Last-Event-ID"), r.FormValue("last"))
	s.stream(r, stream{w, http.NewResponseController(w)}, s.sit(v, chair.ID), seen, ended)
}

// stream writes events until the page goes, the server closes, or a newer page
// takes this one's place.
func (s *Server) stream(r *http.Request, out stream, c *chat, seen string, ended <-chan struct{}) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		events, changed := c.next(seen)
		if out.write(events...) != nil {
			return
		}
		if n := len(events); n > 0 {
			seen = events[n-1].id
		}
		select {
		case <-changed:
		case <-beat.C:
			if out.write(event{name: "beat", data: []byte("0")}) != nil {
				return
			}
		case <-ended:
			_ = out.write(event{name: "elsewhere", data: []byte("0")})
			return
		case <-s.closing:
			return
		case <-r.Context().Done():
			return
		}
	}
}

// A stream is an answer that goes on.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
}

// write sends events. The real clock counts here: a deadline is a socket's.
func (o stream) write(events ...event) error {
	_ = o.control.SetWriteDeadline(time.Now().Add(writeTime)) // a recorder in a test has none
	for _, e := range events {
		if _, err := o.w.Write(e.wire()); err != nil {
			return err
		}
	}
	return o.control.Flush()
}

// wire is an event as text/event-stream has it.
func (e event) wire() []byte {
	var b bytes.Buffer
	if e.id != "" {
		b.WriteString("id: " + e.id + "\n")
	}
	b.WriteString("event: " + e.name + "\ndata: ")
	b.Write(e.data)
	b.WriteString("\n\n")
	return b.Bytes()
}
