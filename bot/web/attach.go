package web

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"soundings/bot"
	"soundings/flows/dialogue"
)

// attach takes a document. It is read when the bot asks for it, and where the bot
// does not, it goes by unread.
func (s *Server) attach(w http.ResponseWriter, r *http.Request) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(handleTime)) // a socket's: the real clock counts
	p, c, leave, ok := s.admit(w, r, s.readDocument)
	if !ok {
		return
	}
	defer leave()
	s.act(w, r, c, p, func(context.Context) (bot.Update, error) {
		id := c.add(message{Mine: true, File: &attachment{Name: fileName(p.Name), Size: int(p.document.size)}, Action: p.Action})
		return bot.Update{Message: id, Input: dialogue.Input{Kind: dialogue.Attached, Text: "file",
			Document: &dialogue.Document{Name: p.Name, Size: p.document.size, Handle: p.Action}}}, nil
	})
}

// documentKind is how a page declares a document. A form cannot declare that, and
// a script of another origin must ask first.
const documentKind = "application/octet-stream"

// readDocument reads what stands before a document: the post, in a line of JSON.
func (s *Server) readDocument(w http.ResponseWriter, r *http.Request) (p post, f refusal) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != documentKind {
		return p, noDocument()
	}
	if r.ContentLength > int64(s.o.Limits.DocumentBytes)+maxBody {
		return p, tooBig()
	}
	in := bufio.NewReaderSize(http.MaxBytesReader(w, r.Body, int64(s.o.Limits.DocumentBytes)+maxBody), maxLine)
	line, err := in.ReadSlice('\n')
	if err != nil || json.Unmarshal(line, &p) != nil {
		return p, malformed()
	}
	p.document = &document{in: in, size: r.ContentLength - int64(len(line))}
	if _, ok := updateID(p.Action); !ok || p.document.size <= 0 || p.Name == "" {
		return p, malformed()
	}
	return p, refusal{}
}

// maxLine is the longest line before a document: a name and little more.
const maxLine = 4 << 10

// A document is one that is being posted. It is kept no longer than its post.
type document struct {
	in   io.Reader
	size int64 // as it was declared

	data []byte // once it was read, or as far as that went
	err  error
	read bool
}

// bytes are the document's, at most so many and one. They are read once: the bot
// may ask again where another process was first.
func (d *document) bytes(most int64) ([]byte, error) {
	if !d.read {
		d.read = true
		d.data, d.err = io.ReadAll(io.LimitReader(d.in, most+1))
	}
	switch {
	case d.err != nil:
		return nil, errors.New("web: the document broke off") // nothing of the request
	case int64(len(d.data)) > most:
		return nil, bot.ErrTooBig
	}
	return d.data, nil
}

// pass lets go by what nobody read: a browser hears an answer only when all it
// posts is taken.
func (d *document) pass() {
	if d != nil {
		_, _ = io.Copy(io.Discard, d.in) // bounded, and a page that is gone needs no answer
	}
}
