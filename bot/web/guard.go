package web

import (
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// policy lets the page load what is ours and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

func secure(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// knownHost says whether the request names a host of ours. A page elsewhere
// whose name was made to point here (DNS rebinding) names its own.
func (s *Server) knownHost(r *http.Request) bool {
	name := hostname(r.Host)
	switch name {
	case "localhost", "127.0.0.1", "::1":
		return true
	}
	for _, h := range s.o.Hosts {
		if strings.EqualFold(h, r.Host) || strings.EqualFold(h, name) {
			return true
		}
	}
	// An IP address is never a rebound name; this is the one listened on.
	local, ok := r.Context().Value(http.LocalAddrContextKey).(*net.TCPAddr)
	ip := net.ParseIP(name)
	return ok && ip != nil && local.IP.Equal(ip)
}

// hostname is a Host header without its port.
func hostname(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.Trim(host, "[]"))
}

// sameOrigin says whether the page that asks is ours, as far as the browser
// tells. Another port of this machine is another origin, but the same site: its
// requests do carry our cookie.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && strings.EqualFold(u.Host, r.Host)
}

// isJSON says whether the body is declared as JSON. A form cannot declare that,
// and a script of another origin must ask first.
func isJSON(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/json"
}
