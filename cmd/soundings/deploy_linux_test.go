package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/x509"
	"debug/elf"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"soundings/bot/telegramtest"
)

// nobody is the user of the image.
const nobody = 65532

// An image is a directory with what the Dockerfile puts into its image.
type image struct {
	t   *testing.T
	dir string
	env []string
}

// newImage builds the program as the Dockerfile does, into an otherwise empty
// directory. Only these certificates are trusted in it.
func newImage(t *testing.T, roots ...*x509.Certificate) *image {
	t.Helper()
	dir := t.TempDir()
	for _, sub := range []string{"data", "tmp", "etc/ssl/certs", "usr/local/bin"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, sub := range []string{"data", "tmp"} {
		if err := os.Chmod(filepath.Join(dir, sub), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	var certificates bytes.Buffer
	for _, root := range roots {
		if err := pem.Encode(&certificates, &pem.Block{Type: "CERTIFICATE", Bytes: root.Raw}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "etc/ssl/certs/ca-certificates.crt"), certificates.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	build(t, filepath.Join(dir, "usr/local/bin/soundings"))
	return &image{t: t, dir: dir, env: []string{"LANG=en", "SOUNDINGS_KEY=" + serviceKey(t), "SOUNDINGS_TELEGRAM_BOT=some_bot"}}
}

// build runs the Dockerfile's own command.
func build(t *testing.T, to string) {
	t.Helper()
	found := regexp.MustCompile(`(?m)^RUN (CGO_ENABLED=0 go build .*)$`).FindStringSubmatch(repository(t, "configs/deploy/Dockerfile"))
	if found == nil {
		t.Fatal("the Dockerfile builds nothing")
	}
	build := exec.CommandContext(t.Context(), "sh", "-c", strings.Replace(found[1], "/out/soundings", to, 1))
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", build, err, out)
	}
}

// command is the program in the image, as the image's user. Where the test is
// not root it takes a name space of its own.
func (i *image) command(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, "/usr/local/bin/soundings", args...)
	c.Dir, c.Env = "/", i.env
	c.SysProcAttr = &syscall.SysProcAttr{Chroot: i.dir, Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	if os.Geteuid() != 0 {
		c.SysProcAttr.Credential.NoSetGroups = true
		c.SysProcAttr.Cloneflags = syscall.CLONE_NEWUSER
		c.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: os.Geteuid(), Size: 1}}
		c.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: nobody, HostID: os.Getegid(), Size: 1}}
	}
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	return c
}

// runs gives what a command prints. It must succeed.
func (i *image) runs(stdin string, args ...string) string {
	i.t.Helper()
	var errs bytes.Buffer
	c := i.command(i.t.Context(), args...)
	c.Stdin, c.Stderr = strings.NewReader(stdin), &errs
	out, err := c.Output()
	if err != nil {
		i.t.Fatalf("%v: %v\n%s", args, err, errs.String())
	}
	return string(out)
}

// starts starts a command and waits for a line with this in it. It is stopped
// with the test, and must end well.
func (i *image) starts(word string, args ...string) (line string) {
	i.t.Helper()
	r, w := io.Pipe()
	ctx, stop := context.WithCancel(context.Background())
	c := i.command(ctx, args...)
	c.Stdout, c.Stderr = w, w
	if err := c.Start(); err != nil {
		i.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = c.Wait(); w.Close(); close(ended) }()
	i.t.Cleanup(func() {
		stop()
		<-ended
		if c.ProcessState.ExitCode() != 0 {
			i.t.Errorf("%v ended with %d", args, c.ProcessState.ExitCode())
		}
	})
	lines := bufio.NewScanner(r)
	for !strings.Contains(line, word) {
		if !lines.Scan() {
			i.t.Fatalf("%v never says %q, at last %q", args, word, line)
		}
		line = lines.Text()
	}
	go io.Copy(io.Discard, r)
	return line
}

// requireEmptyRoot skips where neither root nor name spaces are to be had.
func requireEmptyRoot(t *testing.T) {
	t.Helper()
	try := (&image{dir: "/"}).command(t.Context())
	try.Path, try.Args = "/bin/true", []string{"true"}
	if err := try.Run(); err != nil {
		t.Skipf("neither root nor user name spaces here: %v", err)
	}
}

// TestTheProgramNeedsNothingOfTheSystem runs it as the image has it: alone with
// the CA roots and two empty directories, as a user without a name or a home.
func TestTheProgramNeedsNothingOfTheSystem(t *testing.T) {
	requireEmptyRoot(t)
	i := newImage(t)
	program, err := elf.Open(filepath.Join(i.dir, "usr/local/bin/soundings"))
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	if linked, err := program.ImportedLibraries(); err != nil || len(linked) > 0 || program.Section(".interp") != nil {
		t.Errorf("it is not static: %v, %v", linked, err)
	}
	if got := i.runs("", "version"); !strings.HasPrefix(got, "soundings ") {
		t.Errorf("version says %q", got)
	}
	id := strings.TrimSpace(i.runs(roundYAML+"closes: 2099-11-20\n", "round", "create", "-f", "-"))
	if got := i.runs("", "round", "show", id); !strings.Contains(got, "2099-11-20") {
		t.Errorf("the round is %s", got)
	}
	line := i.starts("http://", "try", "--listen", "127.0.0.1:0")
	response, err := http.Get(regexp.MustCompile(`http://[0-9.:]+`).FindString(line))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("the page of try: %s", response.Status)
	}
}

// The roots are found where the image has them: with the Bot API's there it is
// spoken to, without them it is not.
func TestTheImageTrustsItsRoots(t *testing.T) {
	requireEmptyRoot(t)
	fake := telegramtest.New(t)
	target, err := url.Parse(fake.URL())
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.ErrorLog = mute() // for calls that a stop cuts off
	secure := httptest.NewTLSServer(proxy)
	t.Cleanup(secure.Close)
	secure.Config.ErrorLog = mute()
	for name, c := range map[string]struct {
		roots     []*x509.Certificate
		log, says string
	}{
		"with the root":    {[]*x509.Certificate{secure.Certificate()}, "serving", "telegram: ok"},
		"without the root": {nil, "telegram does not answer", "telegram: no answer"},
	} {
		t.Run(name, func(t *testing.T) {
			i, address := newImage(t, c.roots...), freeAddress(t)
			i.env = append(i.env, "SOUNDINGS_TELEGRAM_API="+secure.URL, "SOUNDINGS_TELEGRAM_TOKEN="+fake.Token(), "SOUNDINGS_LISTEN="+address)
			i.starts(c.log, "serve")
			s := &served{operator: operator{t: t}, URL: "http://" + address}
			eventually(t, c.says, func() bool { _, body := s.Get("/readyz"); return strings.Contains(body, fmt.Sprintln(c.says)) })
		})
	}
}
