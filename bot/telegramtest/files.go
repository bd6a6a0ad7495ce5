package telegramtest

import (
	"context"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"time"
)

// Limits of getFile: "bots can download files of up to 20MB in size", and "it is
// guaranteed that the link will be valid for at least 1 hour".
const (
	maxDownload = 20 << 20
	linkLife    = time.Hour
)

// fileLink is the method under which a download is counted, and Faults find it.
const fileLink = "file"

// files are the documents that people sent, and the links to them.
type files struct {
	kept  map[string]File // by file_id
	links map[string]link // by file_path
}

type link struct {
	file  string
	until time.Time
}

func newFiles() files { return files{map[string]File{}, map[string]link{}} }

// keep gives a file an id.
func (f files) keep(one File) string {
	id := "file-" + strconv.Itoa(len(f.kept)+1)
	f.kept[id] = one
	return id
}

// LoseFiles makes all files unavailable that were sent until now.
func (s *Server) LoseFiles() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.files.links)
	for id := range s.files.kept {
		s.files.kept[id] = File{}
	}
}

func getFile(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := c.args["file_id"]
	f := s.files.kept[id]
	switch {
	case f.Data == nil:
		return refused(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
	case len(f.Data) > maxDownload:
		return refused(400, "Bad Request: file is too big")
	}
	at := fmt.Sprintf("documents/file_%d%s", len(s.files.links)+1, path.Ext(f.Name))
	s.files.links[at] = link{id, s.Clock().Add(linkLife)}
	return fine(map[string]any{"file_id": id, "file_unique_id": "u" + id, "file_size": len(f.Data), "file_path": at})
}

// download answers /file/bot<token>/<file_path>.
func (s *Server) download(w http.ResponseWriter, r *http.Request, at string) {
	c := call{method: fileLink}
	s.counted(c)
	f := s.fault(c)
	if f != nil && f.before(s, w, r) {
		return
	}
	data, ok := s.linked(at)
	if !ok {
		write(w, refused(http.StatusNotFound, "Not Found"))
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	if f != nil && f.Kind == CutAfter {
		w.Header().Set("Content-Length", strconv.Itoa(len(data)))
		_, _ = w.Write(data[:len(data)/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler) // closes the connection in the middle
	}
	_, _ = w.Write(data) // the bot may have gone
}

func (s *Server) linked(at string) ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l, ok := s.files.links[at]
	return s.files.kept[l.file].Data, ok && s.Clock().Before(l.until)
}
