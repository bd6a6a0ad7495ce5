package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed static
var static embed.FS

// An asset is a file of the page that is the same for everybody.
type asset struct {
	kind, tag     string
	plain, zipped []byte
}

// assets are the embedded files by name, all but the page itself.
func assets() map[string]asset {
	all := map[string]asset{}
	entries, _ := static.ReadDir("static") // embedded: it is there
	for _, e := range entries {
		if e.Name() != "page.html" {
			data, _ := static.ReadFile("static/" + e.Name())
			all[e.Name()] = newAsset(e.Name(), data)
		}
	}
	return all
}

func newAsset(name string, data []byte) asset {
	sum := sha256.Sum256(data)
	return asset{kind: kindOfFile(name), tag: hex.EncodeToString(sum[:8]), plain: data, zipped: zip(data)}
}

// kindOfFile does not ask the machine for its table, which may be wrong.
func kindOfFile(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".html":
		return "text/html; charset=utf-8"
	}
	return mime.TypeByExtension(path.Ext(name))
}

// ServeHTTP serves the file; a browser that has it already is told so.
func (a asset) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	a.serve(w, r)
}

func (a asset) serve(w http.ResponseWriter, r *http.Request) {
	h, body, tag := w.Header(), a.plain, a.tag
	h.Set("Content-Type", a.kind)
	h.Set("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body, tag = a.zipped, a.tag+"-gz"
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func zip(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // the level is a valid one
	_, _ = w.Write(data)                                  // into memory
	_ = w.Close()
	return b.Bytes()
}
