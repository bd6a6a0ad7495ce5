package storagetest

import "testing"

// Redis starts a redis-server with an append-only file in a directory of the
// test's, until the test ends, and gives its URL. settings are as on its command
// line ("--appendonly", "no") and override ours. Without the program the test is
// skipped.
func Redis(t testing.TB, settings ...string) (url string) {
	t.Helper()
	return NewServer(t, settings...).URL
}

// NewServer is Redis as one that can be ended and started again.
func NewServer(t testing.TB, settings ...string) *Server {
	t.Helper()
	return serve(t, "Ready to accept connections", func(dir, port string) []string {
		return append([]string{"--bind", "127.0.0.1", "--port", port, "--dir", dir,
			"--save", "", "--appendonly", "yes"}, settings...)
	})
}
