package storagetest

import (
	"net"
	"net/url"
	"sync"
	"testing"
)

// A Proxy stands before a Redis, counts round trips, and can cut a connection at
// the worst moment: when the server has acted and its answer is under way, or in
// the middle of what it is told.
type Proxy struct {
	target string
	user   *url.Userinfo
	listen net.Listener
	all    sync.WaitGroup

	mu    sync.Mutex
	turns int
	cuts  int
	tears int
	open  map[net.Conn]struct{}
}

// NewProxy starts a proxy before the Redis at url, until the test ends.
func NewProxy(t testing.TB, redisURL string) *Proxy {
	t.Helper()
	u, err := url.Parse(redisURL)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{target: u.Host, user: u.User, listen: l, open: map[net.Conn]struct{}{}}
	p.all.Go(p.accept)
	t.Cleanup(p.stop)
	return p
}

// URL is where to find the Redis through the proxy.
func (p *Proxy) URL() string {
	u := url.URL{Scheme: "redis", User: p.user, Host: p.listen.Addr().String()}
	return u.String()
}

// RoundTrips is how often something was sent after an answer, or first.
func (p *Proxy) RoundTrips() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.turns
}

// CutAnswers has the next n answers dropped and their connections closed.
func (p *Proxy) CutAnswers(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cuts = n
}

// TearRequests has half of each of the next n requests reach the server, and
// their connections closed.
func (p *Proxy) TearRequests(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.tears = n
}

func (p *Proxy) accept() {
	for {
		client, err := p.listen.Accept()
		if err != nil {
			return // stopped
		}
		server, err := net.Dial("tcp", p.target)
		if err != nil {
			client.Close()
			continue
		}
		p.keep(client, server)
		c := &crossing{Proxy: p, client: client, server: server, answered: true}
		p.all.Go(c.requests)
		p.all.Go(c.answers)
	}
}

func (p *Proxy) keep(conns ...net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range conns {
		p.open[c] = struct{}{}
	}
}

func (p *Proxy) stop() {
	p.listen.Close()
	p.mu.Lock()
	for c := range p.open {
		c.Close()
	}
	p.mu.Unlock()
	p.all.Wait()
}

// A crossing is one connection through the proxy.
type crossing struct {
	*Proxy
	client, server net.Conn
	answered       bool // under Proxy.mu: the next request is a new round trip
}

func (c *crossing) requests() {
	defer c.server.Close()
	buf := make([]byte, 64<<10)
	for {
		n, err := c.client.Read(buf)
		if err != nil {
			return
		}
		torn := c.asked()
		if torn {
			n /= 2
		}
		if _, err := c.server.Write(buf[:n]); err != nil || torn {
			return
		}
	}
}

// asked notes a request and says whether only half of it is to arrive.
func (c *crossing) asked() (torn bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.answered {
		c.turns++
	}
	c.answered = false
	if torn = c.tears > 0; torn {
		c.tears--
	}
	return torn
}

func (c *crossing) answers() {
	defer c.client.Close()
	buf := make([]byte, 64<<10)
	for {
		n, err := c.server.Read(buf)
		if err != nil || c.cut() {
			return
		}
		if _, err := c.client.Write(buf[:n]); err != nil {
			return
		}
	}
}

func (c *crossing) cut() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answered = true
	if c.cuts == 0 {
		return false
	}
	c.cuts--
	return true
}
