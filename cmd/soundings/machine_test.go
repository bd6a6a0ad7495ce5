package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"soundings/bot/telegramtest"
	"soundings/storage/storagetest"
)

// tried is the block of docs/operations.md that is marked so: what people are
// told to type is what these tests type.
func tried(t *testing.T, name string) string {
	t.Helper()
	form := regexp.MustCompile("<!-- tried: " + name + " -->\n```sh\n((?s:.*?))```\n")
	found := form.FindStringSubmatch(repository(t, "docs/operations.md"))
	if found == nil {
		t.Fatalf("docs/operations.md has no commands for %s", name)
	}
	return found[1]
}

// A machine is where Soundings runs with its store, until its test ends: then
// nothing is left of it.
type machine struct {
	t     *testing.T
	store string // sqlite or redis
	dir   string
	vault string            // what outlives it: /mnt/backup and /mnt/safe
	env   map[string]string // of the program
	port  string            // of Redis
}

// newMachine has nothing on it yet but empty directories; startStore goes on.
func newMachine(t *testing.T, fake *telegramtest.Server, store, vault string) *machine {
	t.Helper()
	m := &machine{t: t, store: store, dir: t.TempDir(), vault: vault, env: telegramEnv(fake)}
	m.env["HOME"] = m.path("home")
	m.env["SOUNDINGS_KEY_FILE"] = m.path("etc", "service.key")
	m.env["SOUNDINGS_STORE"] = "sqlite:" + m.path("data", "soundings.db")
	for _, dir := range []string{m.path("redis"), filepath.Join(vault, "backup"), filepath.Join(vault, "safe")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func (m *machine) path(names ...string) string {
	return filepath.Join(append([]string{m.dir}, names...)...)
}

// startStore starts Redis on what lies in its directory.
func (m *machine) startStore() {
	if m.store != "redis" {
		return
	}
	m.env["SOUNDINGS_STORE"] = storagetest.Redis(m.t, "--dir", m.path("redis"), "--repl-diskless-sync-delay", "0")
	_, m.port, _ = strings.Cut(strings.TrimPrefix(m.env["SOUNDINGS_STORE"], "redis://"), ":")
}

// types runs the commands that the manual has under this name, in the places of
// this machine.
func (m *machine) types(name string) { m.t.Helper(); m.shell(tried(m.t, name)) }

func (m *machine) shell(commands string) {
	m.t.Helper()
	here := strings.NewReplacer("/var/lib/soundings", m.path("data"), "/var/lib/redis", m.path("redis"),
		"/etc/soundings", m.path("etc"), "/mnt/", m.vault+"/", "redis-cli ", "redis-cli -p "+m.port+" ",
		" -o soundings -g soundings", "", " -o redis -g redis", "")
	if out, err := exec.Command("sh", "-euc", here.Replace(commands)).CombinedOutput(); err != nil {
		m.t.Fatalf("%s: %v\n%s", commands, err, out)
	}
}

// serves starts the bot on this machine.
func (m *machine) serves() *served { m.t.Helper(); return startServe(m.t, m.env) }

// command is a command on this machine, without a bot.
func (m *machine) command(args ...string) string {
	m.t.Helper()
	return operator{t: m.t, Env: world(m.t, m.env)}.CLI(args...)
}

// makeKey makes the service key, and lays a copy into the safe.
func (m *machine) makeKey() {
	m.t.Helper()
	m.command("keygen", "--out", m.path("etc", "service.key"))
	m.shell("install -m 600 /etc/soundings/service.key /mnt/safe/service.key")
}

// requireTools skips where a program that the manual uses is missing, unless all
// are required: in CI.
func requireTools(t *testing.T, names ...string) {
	t.Helper()
	for _, name := range names {
		_, err := exec.LookPath(name)
		if err != nil && os.Getenv("SOUNDINGS_REQUIRE_TOOLS") != "" {
			t.Fatal(err)
		}
		if err != nil {
			t.Skip(err)
		}
	}
}
