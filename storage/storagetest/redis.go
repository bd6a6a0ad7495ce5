package storagetest

import (
	"bufio"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// requireRedis is set where a missing redis-server is a failure and not a reason
// to skip: in CI.
const requireRedis = "SOUNDINGS_REQUIRE_REDIS"

// Redis starts a redis-server with an append-only file in a directory of the
// test's, until the test ends, and gives its URL. settings are as on its command
// line ("--appendonly", "no") and override ours. Without the program the test is
// skipped.
func Redis(t testing.TB, settings ...string) string {
	t.Helper()
	return "redis://" + serve(t, "Ready to accept connections", func(dir, port string) []string {
		return append([]string{"--bind", "127.0.0.1", "--port", port, "--dir", dir,
			"--save", "", "--appendonly", "yes"}, settings...)
	})
}

// Sentinel starts a Sentinel that watches the Redis at url, until the test ends,
// and gives the URL by which to find that Redis.
func Sentinel(t testing.TB, url string) string {
	t.Helper()
	host, port, err := net.SplitHostPort(strings.TrimPrefix(url, "redis://"))
	if err != nil {
		t.Fatal(err)
	}
	watch := "sentinel monitor master " + host + " " + port + " 1\n"
	addr := serve(t, "+monitor master", func(dir, port string) []string {
		file := filepath.Join(dir, "sentinel.conf")
		if err := os.WriteFile(file, []byte("bind 127.0.0.1\nport "+port+"\n"+watch), 0o600); err != nil {
			t.Fatal(err)
		}
		return []string{file, "--sentinel"}
	})
	return "redis://" + addr + "?master_name=master"
}

// serve starts redis-server on a free port, which another process may take
// first, and gives its address.
func serve(t testing.TB, ready string, args func(dir, port string) []string) (addr string) {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		if os.Getenv(requireRedis) != "" {
			t.Fatalf("%s is set, but there is no redis-server", requireRedis)
		}
		t.Skip("there is no redis-server here")
	}
	for range 5 {
		port := freePort(t)
		if start(t, ready, exec.Command(program, args(t.TempDir(), port)...)) {
			return "127.0.0.1:" + port
		}
	}
	t.Fatal("redis-server does not start")
	return ""
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// start reports whether the server says the word that it is ready by. It needs no
// waiting: it reads what the server writes.
func start(t testing.TB, word string, server *exec.Cmd) (ready bool) {
	t.Helper()
	out, err := server.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for !ready && lines.Scan() {
		ready = strings.Contains(lines.Text(), word)
	}
	drained := make(chan struct{})
	go func() { defer close(drained); io.Copy(io.Discard, out) }()
	t.Cleanup(func() {
		server.Process.Kill()
		<-drained // Wait closes the pipe
		server.Wait()
	})
	return ready
}
