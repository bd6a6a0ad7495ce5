package web

import (
	"bytes"
	"context"
	"errors"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"soundings/bot"
)

// SendFile puts a document into the chat, as a link to download it by. See
// bot.FileNetwork.
func (s *Server) SendFile(_ context.Context, to bot.Chat, name string, data []byte) (bot.MessageID, error) {
	c, leave, err := s.find(to)
	if err != nil {
		return 0, err
	}
	defer leave()
	f := sentFile{token: s.token(idBytes), owner: owner(to), name: fileName(name), data: bytes.Clone(data)}
	if !s.files.add(f) {
		return 0, errors.New("web: the file is too large")
	}
	return c.add(message{File: &attachment{f.name, len(data), f.token}}), nil
}

// owner is the visitor in an address.
func owner(c bot.Chat) string {
	id, _, _ := strings.Cut(strings.TrimPrefix(string(c), prefix), "/")
	return id
}

// fileName is a name without folders and control characters.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, name)
}

// file serves a document to the visitor it was sent to, and to nobody else.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	visitor, _ := visitorOf(r)
	f, ok := s.files.get(r.PathValue("token"))
	if !ok || f.owner != visitor {
		refuseReader(w, noFile())
		return
	}
	kind := mime.TypeByExtension(path.Ext(f.name))
	w.Header().Set("Content-Type", or(kind, "application/octet-stream"))
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.name}))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.data))
}

// files are the documents sent, as many as there is room for.
type files struct {
	limit int // bytes of all

	mu    sync.Mutex
	all   []sentFile // the oldest in front
	bytes int
}

type sentFile struct {
	token, owner, name string
	data               []byte
}

// add keeps a file, for which the oldest make room. It is false if there can be
// none.
func (f *files) add(one sentFile) bool {
	if len(one.data) > f.limit {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all = append(f.all, one)
	f.bytes += len(one.data)
	for f.bytes > f.limit {
		f.bytes -= len(f.all[0].data)
		f.all = slices.Delete(f.all, 0, 1)
	}
	return true
}

func (f *files) get(token string) (sentFile, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := slices.IndexFunc(f.all, func(one sentFile) bool { return one.token == token })
	if i < 0 {
		return sentFile{}, false
	}
	return f.all[i], true
}

func (f *files) drop(tokens []string) {
	f.dropIf(func(one sentFile) bool { return slices.Contains(tokens, one.token) })
}

// dropAll forgets a visitor's files.
func (f *files) dropAll(visitor string) {
	f.dropIf(func(one sentFile) bool { return one.owner == visitor })
}

func (f *files) dropIf(gone func(sentFile) bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all = slices.DeleteFunc(f.all, gone)
	f.bytes = 0
	for _, one := range f.all {
		f.bytes += len(one.data)
	}
}
