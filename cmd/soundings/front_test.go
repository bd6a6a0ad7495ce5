package main

import (
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"
)

// A front is the one address of several bots. It spreads requests over those
// that are alive, at random; where there is none it answers 503.
type front struct {
	URL string

	mu     sync.Mutex
	random *rand.Rand
	bots   []behind
	passed int
}

// A behind is a bot behind the front.
type behind struct {
	proxy *httputil.ReverseProxy
	ended <-chan struct{} // nil: it never ends
}

func newFront(t testing.TB, seed uint64) *front {
	t.Helper()
	f := &front{random: rand.New(rand.NewPCG(seed, 0))}
	server := httptest.NewServer(f)
	t.Cleanup(server.Close)
	f.URL = server.URL
	return f
}

// join lets a bot have its share from now on, until it ended.
func (f *front) join(t testing.TB, address string, ended <-chan struct{}) {
	t.Helper()
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ErrorLog = mute()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.bots = append(f.bots, behind{proxy, ended})
}

// pick chooses among the bots that are alive.
func (f *front) pick() (http.Handler, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var alive []behind
	for _, b := range f.bots {
		select {
		case <-b.ended:
		default:
			alive = append(alive, b)
		}
	}
	if f.bots = alive; len(alive) == 0 {
		return nil, false
	}
	f.passed++
	return alive[f.random.IntN(len(alive))].proxy, true
}

// Passed is how many requests found a bot.
func (f *front) Passed() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.passed
}

// ServeHTTP lets a request through.
func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	bot, ok := f.pick()
	if !ok {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	bot.ServeHTTP(w, r)
}
