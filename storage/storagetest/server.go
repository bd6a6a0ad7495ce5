package storagetest

import (
	"net"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// requireRedis is set where a missing redis-server is a failure and not a reason
// to skip: in CI.
const requireRedis = "SOUNDINGS_REQUIRE_REDIS"

// A Server is a redis-server of a test's, until the test ends. It can be ended
// and started again, on the same port and with what it kept.
type Server struct {
	URL string

	t       testing.TB
	dir     string
	program string
	args    []string
	ready   string // what it says once it serves
	running *exec.Cmd
	said    *journal
}

// serve starts redis-server on a free port, which another process may take
// first. Without the program the test is skipped.
func serve(t testing.TB, ready string, args func(dir, port string) []string) *Server {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		if os.Getenv(requireRedis) != "" {
			t.Fatalf("%s is set, but there is no redis-server", requireRedis)
		}
		t.Skip("there is no redis-server here")
	}
	for range 5 {
		port, dir := freePort(t), t.TempDir()
		s := &Server{URL: "redis://127.0.0.1:" + port, t: t, dir: dir, program: program, args: args(dir, port), ready: ready}
		if s.start() {
			t.Cleanup(s.Kill)
			return s
		}
	}
	t.Fatal("redis-server does not start")
	return nil
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

// start reports whether the server came to serve, or ended at once.
func (s *Server) start() bool {
	s.t.Helper()
	server := exec.Command(s.program, s.args...)
	out, err := server.StdoutPipe()
	if err == nil {
		err = server.Start()
	}
	if err != nil {
		s.t.Fatal(err)
	}
	s.running, s.said = server, newJournal(out)
	if s.said.has(s.ready, 1) {
		return true
	}
	s.Kill()
	return false
}

// Start starts a server that was ended. Somebody's connection may stand on its
// port for a moment.
func (s *Server) Start(settings ...string) {
	s.t.Helper()
	s.args = append(s.args, settings...)
	for range 50 {
		if s.start() {
			return
		}
	}
	s.t.Fatalf("redis-server does not start again:\n%s", s.said)
}

// Kill is kill -9: nothing is written any more, nobody is told.
func (s *Server) Kill() { s.end(syscall.SIGKILL) }

// Stop ends it as an operator does.
func (s *Server) Stop() { s.end(syscall.SIGTERM) }

func (s *Server) end(by syscall.Signal) {
	if s.running == nil {
		return
	}
	s.signal(by)
	<-s.said.ended // Wait closes the pipe
	_ = s.running.Wait()
	s.running = nil
}

// Freeze has it do nothing until Thaw, with its connections open.
func (s *Server) Freeze() { s.signal(syscall.SIGSTOP) }

// Thaw ends Freeze.
func (s *Server) Thaw() { s.signal(syscall.SIGCONT) }

func (s *Server) signal(sig syscall.Signal) { _ = s.running.Process.Signal(sig) } // it may have ended by itself

// Pause has Redis answer nobody for a while (CLIENT PAUSE).
func (s *Server) Pause(d time.Duration) {
	s.t.Helper()
	s.do("CLIENT", "PAUSE", d.Milliseconds(), "ALL")
}

// CutOff closes every client's connection (CLIENT KILL), whatever it waits for.
func (s *Server) CutOff() {
	s.t.Helper()
	s.do("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
}

func (s *Server) do(command ...any) *redis.Cmd {
	s.t.Helper()
	done := Admin(s.t, s.URL).Do(s.t.Context(), command...)
	if err := done.Err(); err != nil {
		s.t.Fatalf("%v: %v", command, err)
	}
	return done
}
