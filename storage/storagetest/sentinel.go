package storagetest

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Watched is the name by which Sentinels know the master they watch.
const Watched = "master"

// Sentinel starts a Sentinel that watches the Redis at url, until the test ends,
// and gives the URL by which to find that Redis.
func Sentinel(t testing.TB, url string) string {
	t.Helper()
	return sentinel(t, url, 1).URL + "?master_name=" + Watched
}

// sentinel starts one that needs the word of so many to replace the master. It
// is as impatient as it can be: it looks once a second, and one that waits for
// less than two replaces masters that are well.
func sentinel(t testing.TB, url string, quorum int) *Server {
	t.Helper()
	host, port, err := net.SplitHostPort(strings.TrimPrefix(url, "redis://"))
	if err != nil {
		t.Fatal(err)
	}
	settings := fmt.Sprintf("sentinel monitor %s %s %s %d\n", Watched, host, port, quorum) +
		"sentinel down-after-milliseconds " + Watched + " 2000\n" +
		"sentinel failover-timeout " + Watched + " 10000\n"
	return serve(t, "+monitor master "+Watched, func(dir, port string) []string {
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
	URL       string    // by which to find whichever is the master
	Nodes     []*Server // the first is the master in the beginning
	Sentinels []*Server

	t testing.TB
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
		g.Sentinels, addrs = append(g.Sentinels, s), append(addrs, strings.TrimPrefix(s.URL, "redis://"))
	}
	for _, s := range g.Sentinels {
		s.says("+slave slave ", replicas)
		s.says("+sentinel sentinel ", len(g.Sentinels)-1)
	}
	g.URL = "redis://" + strings.Join(addrs, ",") + "?master_name=" + Watched
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
	at, err := g.Sentinels[0].do("SENTINEL", "GET-MASTER-ADDR-BY-NAME", Watched).StringSlice()
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
// as before an upgrade, and waits until the old one has heard of it: until then it
// confirms what is lost.
func (g *Guarded) FailOver() {
	g.t.Helper()
	const demoted = "REPLICAOF "
	old := g.Master()
	before, _ := old.said.times(demoted)
	g.Replaced(func() { g.Sentinels[0].do("SENTINEL", "FAILOVER", Watched) })
	old.says(demoted, before+1)
}

// KillMaster kills the master, and gives it when there is another.
func (g *Guarded) KillMaster() (dead *Server) {
	g.t.Helper()
	dead = g.Master()
	g.Replaced(dead.Kill)
	return dead
}

// Replaced does what makes the Sentinels choose another master, and waits until
// each knows it.
func (g *Guarded) Replaced(by func()) {
	g.t.Helper()
	const switched = "+switch-master " + Watched
	var before []int
	for _, s := range g.Sentinels {
		n, _ := s.said.times(switched)
		before = append(before, n)
	}
	by()
	for i, s := range g.Sentinels {
		s.says(switched, before[i]+1)
	}
}

// Part breaks the way between the master and its replicas: from now on it is
// alone, and they may not come back.
func (g *Guarded) Part() {
	g.t.Helper()
	master := g.Master()
	master.do("ACL", "SETUSER", "default", "-psync", "-sync")
	master.do("CLIENT", "KILL", "TYPE", "replica")
}

// Quiet has the master take no more writes for a while, so that its replicas
// have all that it confirmed (CLIENT PAUSE).
func (g *Guarded) Quiet(d time.Duration) {
	g.t.Helper()
	g.Master().do("CLIENT", "PAUSE", d.Milliseconds(), "WRITE")
}
