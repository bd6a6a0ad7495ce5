package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"soundings/configs"
	"soundings/storage"
	"soundings/storage/storagetest"
)

// A composition is what these tests look at of compose.yaml.
type composition struct {
	Services map[string]struct {
		Command     []string
		Environment map[string]string
		Secrets     []string
		Networks    []string
		Ports       []string
		CapDrop     []string `yaml:"cap_drop"`
		ReadOnly    bool     `yaml:"read_only"`

		StopGracePeriod string `yaml:"stop_grace_period"`
	}
	Secrets  map[string]struct{ File string }
	Networks map[string]struct{ Internal bool }
}

func compose(t *testing.T) (c composition) {
	t.Helper()
	if err := yaml.Unmarshal([]byte(repository(t, "configs/deploy/compose.yaml")), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// repository reads a file of the repository.
func repository(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// The Redis of compose.yaml, started as it says there, is one that serve has
// nothing to say against.
func TestTheRedisOfComposeKeepsWhatItIsTold(t *testing.T) {
	command := compose(t).Services["redis"].Command
	if len(command) == 0 || command[0] != "redis-server" {
		t.Fatalf("the command is %q", command)
	}
	url := storagetest.Redis(t, command[1:]...)
	store := storagetest.Open(t, url, time.Now)
	warnings, err := store.(*storage.Redis).Durable(t.Context())
	if err != nil || len(warnings) > 0 {
		t.Errorf("serve says %v, %v", warnings, err)
	}
	if got := storagetest.Admin(t, url).ConfigGet(t.Context(), "appendfsync").Val()["appendfsync"]; got != "everysec" {
		t.Errorf("appendfsync is %s", got)
	}
}

// Redis is reached from inside only, and both services may as little as they can.
func TestComposeShutsItsDoors(t *testing.T) {
	c := compose(t)
	for name, s := range c.Services {
		if len(s.Ports) > 0 || !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) {
			t.Errorf("%s: ports %v, read_only %v, cap_drop %v", name, s.Ports, s.ReadOnly, s.CapDrop)
		}
	}
	for _, network := range c.Services["redis"].Networks {
		if !c.Networks[network].Internal {
			t.Errorf("redis is in the network %s, which leads outside", network)
		}
	}
}

// Every variable that the files set is one of ours, and every secret that they
// name is given.
func TestTheSettingsOfDeploymentsAreKnown(t *testing.T) {
	c := compose(t)
	var environ []string
	for name, value := range c.Services["bot"].Environment {
		environ = append(environ, name+"="+value)
		secret, isFile := strings.CutPrefix(value, "/run/secrets/")
		if isFile && (c.Secrets[secret].File == "" || !slices.Contains(c.Services["bot"].Secrets, secret)) {
			t.Errorf("the secret %s of %s is not given", secret, name)
		}
	}
	unit, admin := repository(t, "configs/deploy/soundings.service"), repository(t, "configs/deploy/soundings-admin")
	for _, pair := range regexp.MustCompile(`SOUNDINGS_\w+=\S+`).FindAllString(unit+admin, -1) {
		environ = append(environ, pair)
		name, given, isCredential := strings.Cut(pair, "=%d/")
		if isCredential && !strings.Contains(unit, "\nLoadCredential="+given+":/etc/soundings/"+given+"\n") {
			t.Errorf("the credential %s of %s is not given", given, name)
		}
	}
	if unknown := configs.UnknownVariables(environ); len(unknown) > 0 || len(environ) < 8 {
		t.Errorf("of %v these mean nothing: %v", environ, unknown)
	}
}

// What git is not to see, no image is to hold.
func TestNoImageHoldsWhatGitIgnores(t *testing.T) {
	kept := strings.Fields(repository(t, ".dockerignore"))
	for _, line := range strings.Fields(repository(t, ".gitignore")) {
		if !slices.Contains(kept, line) && !slices.Contains(kept, "**/"+line) {
			t.Errorf("%s is in .gitignore only", line)
		}
	}
}
