package storagetest

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// watched is the name by which Sentinels know the master they watch.
const watched = "master"

// Sentinel starts a Sentinel that watches the Redis at url, until the test ends,
// and gives the URL by which to find that Redis.
func Sentinel(t testing.TB, url string) string {
	t.Helper()
	return sentinel(t, url, 1).URL + "?master_name=" + watched
}

// sentinel starts one that needs the word of so many to replace the master. It
// is as impatient as it can be.
func sentinel(t testing.TB, url string, quorum int) *Server {
	t.Helper()
	host, port, err := net.SplitHostPort(strings.TrimPrefix(url, "redis://"))
	if err != nil {
		t.Fatal(err)
	}
	settings := fmt.Sprintf("sentinel monitor %s %s %s %d\n", watched, host, port, quorum) +
		"sentinel down-after-milliseconds " + watched + " 500\n" +
		"sentinel failover-timeout " + watched + " 3000\n"
	return serve(t, "+monitor master "+watched, func(dir, port string) []string {
		file := filepath.Join(dir, "sentinel.conf")
		if err := os.WriteFile(file, []byte("bind 127.0.0.1\nport "+port+"\n"+settings), 0o600); err != nil {
			t.Fatal(err)
		}
		return []string{file, "--sentinel"}
	})
}

// Guarded is a Redis as people run it where it must not be away: a master, its
// replicas, and three Sentinels of which two can replace it.
type Guarded struct {
	URL   string    // by which to find whichever is the master
	Nodes []*Server // the first is the master in the beginning

	t         testing.TB
	sentinels []*Server
}

// NewGuarded starts one, with these settings on every node. All know each other,
// and the replicas have what the master has.
func NewGuarded(t testing.TB, replicas int, settings ...string) *Guarded {
	t.Helper()
	g := &Guarded{t: t, Nodes: []*Server{NewServer(t, append(settings, "--repl-diskless-sync-delay", "0")...)}}
	_, port, _ := strings.Cut(strings.TrimPrefix(g.Nodes[0].URL, "redis://"), ":")
	for range replicas {
		replica := NewServer(t, append(settings, "--replicaof", "127.0.0.1 "+port)...)
		replica.says("MASTER <-> REPLICA sync: Finished with success", 1)
		g.Nodes = append(g.Nodes, replica)
	}
	var addrs []string
	for range 3 {
		s := sentinel(t, g.Nodes[0].URL, 2)
		g.sentinels, addrs = append(g.sentinels, s), append(addrs, strings.TrimPrefix(s.URL, "redis://"))
	}
	for _, s := range g.sentinels {
		s.says("+slave slave ", replicas)
		s.says("+sentinel sentinel ", len(g.sentinels)-1)
	}
	g.URL = "redis://" + strings.Join(addrs, ",") + "?master_name=" + watched
	return g
}

// says waits until a server has said something so often.
func (s *Server) says(word string, n int) {
	s.t.Helper()
	if !s.said.has(word, n) {
		s.t.Fatalf("it never says %q %d times:\n%s", word, n, s.said)
	}
}

// Master is the node that is one now.
func (g *Guarded) Master() *Server {
	g.t.Helper()
	at, err := g.sentinels[0].do("SENTINEL", "GET-MASTER-ADDR-BY-NAME", watched).StringSlice()
	if err != nil {
		g.t.Fatal(err)
	}
	for _, n := range g.Nodes {
		if n.URL == "redis://"+net.JoinHostPort(at[0], at[1]) {
			return n
		}
	}
	g.t.Fatalf("the master is %v, which is no node", at)
	return nil
}

// FailOver has the Sentinels make another node the master (SENTINEL FAILOVER),
// as before an upgrade.
func (g *Guarded) FailOver() {
	g.replaced(func() { g.sentinels[0].do("SENTINEL", "FAILOVER", watched) })
}

// KillMaster kills the master, and gives it when there is another.
func (g *Guarded) KillMaster() (dead *Server) {
	g.t.Helper()
	dead = g.Master()
	g.replaced(dead.Kill)
	return dead
}

// replaced does what makes the Sentinels choose another master, and waits until
// each knows it.
func (g *Guarded) replaced(by func()) {
	g.t.Helper()
	const switched = "+switch-master " + watched
	var before []int
	for _, s := range g.sentinels {
		n, _ := s.said.times(switched)
		before = append(before, n)
	}
	by()
	for i, s := range g.sentinels {
		s.says(switched, before[i]+1)
	}
}
