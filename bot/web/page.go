package web

import (
	"bytes"
	"html/template"
	"net/http"
)

// page serves the page, and its cookie with it.
func (s *Server) page(a asset) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		s.welcome(w, r)
		a.serve(w, r)
	}
}

// render is the page with its chairs and its menu.
func render(o Options) asset {
	t := template.Must(template.ParseFS(static, "static/page.html")) // embedded: a test reads it
	var b bytes.Buffer
	if err := t.Execute(&b, o); err != nil {
		panic("web: the page cannot be rendered: " + err.Error())
	}
	return newAsset("page.html", b.Bytes())
}
