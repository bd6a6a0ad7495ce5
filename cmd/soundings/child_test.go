package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
)

// suite is the tests of this package. What they built is gone after them.
type suite struct{ *testing.M }

// Run runs them.
func (s suite) Run() int {
	defer built.remove()
	return s.M.Run()
}

// A compiled is the program as “go build” makes it, once for all tests of a run.
type compiled struct {
	once sync.Once
	dir  string
	err  error
}

var built compiled

// program is where it lies.
func (b *compiled) program(t testing.TB) string {
	t.Helper()
	b.once.Do(b.make)
	if b.err != nil {
		t.Fatal(b.err)
	}
	return filepath.Join(b.dir, "soundings")
}

func (b *compiled) make() {
	if b.dir, b.err = os.MkdirTemp("", "soundings"); b.err != nil {
		return
	}
	out, err := exec.Command("go", "build", "-o", b.dir, ".").CombinedOutput()
	if err != nil {
		b.err = fmt.Errorf("%w: %s", err, out)
	}
}

func (b *compiled) remove() { _ = os.RemoveAll(b.dir) } // nothing, if there is none

// A child is the program, serving in a process of its own.
type child struct {
	operator
	URL string // of its HTTP listener

	cmd   *exec.Cmd
	log   *lockedBuffer
	ended chan struct{}
}

// startChild is startServe in a process of its own: it may be killed.
func startChild(t testing.TB, env map[string]string) *child {
	t.Helper()
	c := &child{operator: operator{t: t, Env: world(t, env)}, log: &lockedBuffer{}, ended: make(chan struct{})}
	c.cmd = exec.Command(built.program(t), "serve")
	c.cmd.Env, c.cmd.Stdout, c.cmd.Stderr = environ(c.Env), io.Discard, c.log
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { _ = c.cmd.Wait(); close(c.ended) }()
	t.Cleanup(c.Kill)
	c.await()
	return c
}

// await returns once it serves.
func (c *child) await() {
	c.t.Helper()
	for {
		grown := c.log.grown()
		if c.URL = tells(c.log.String(), "serving"); c.URL != "" {
			return
		}
		select {
		case <-c.ended:
			c.t.Fatalf("serve ended with %d:\n%s", c.cmd.ProcessState.ExitCode(), c.log)
		case <-grown:
		case <-time.After(20 * time.Second):
			c.t.Fatalf("never serves:\n%s", c.log)
		}
	}
}

// Kill ends it at once, whatever it does.
func (c *child) Kill() { _ = c.cmd.Process.Kill(); <-c.ended }

// Terminate asks it to stop, and gives the exit code once it has.
func (c *child) Terminate() int {
	c.t.Helper()
	if err := c.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		c.t.Fatal(err)
	}
	<-c.ended
	return c.cmd.ProcessState.ExitCode()
}

// Log is what it has logged.
func (c *child) Log() string { return c.log.String() }
