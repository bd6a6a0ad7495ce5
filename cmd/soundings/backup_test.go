package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/bot/telegramtest"
	"soundings/flows/report"
	"soundings/storage/storagetest"
)

// A told is what five people said and were given.
type told struct {
	round    string
	people   []*telegramtest.Person
	texts    []string
	receipts []string
}

func fiveTell(t *testing.T, fake *telegramtest.Server, s *served) (five told) {
	t.Helper()
	five.round = openRound(t, s)
	five.people, five.texts, five.receipts = fiveSpeak(fake, five.round)
	return five
}

// export is a round's documents in one.
func (m *machine) export(id string) report.Model {
	m.t.Helper()
	out := filepath.Join(m.t.TempDir(), "result")
	m.command("export", id, "--out", out)
	return read(m.t, filepath.Join(out, "opinions-solicited.json"))
}

// TestABackupBringsEverythingBack: a round is played, closed and exported, and
// backed up beside the running bot as docs/operations.md says. The machine goes;
// on a new one the backup and the key are put back as it says there. The export
// is the same, ids included, and every receipt still leads to its opinion.
func TestABackupBringsEverythingBack(t *testing.T) {
	requireTools(t, "sqlite3", "redis-cli", "redis-check-rdb")
	for _, store := range []string{"sqlite", "redis"} {
		t.Run(store, func(t *testing.T) {
			fake, vault := telegramtest.New(t), t.TempDir()
			var five told
			var before report.Model
			var gone string
			t.Run("the machine", func(t *testing.T) {
				m := newMachine(t, fake, store, vault)
				m.makeKey()
				m.startStore()
				five = fiveTell(t, fake, m.serves())
				m.command("round", "close", five.round)
				before, gone = m.export(five.round), m.dir
				m.types(store + "-backup")
			})
			if _, err := os.Stat(gone); !os.IsNotExist(err) {
				t.Fatalf("the machine is still there: %v", err)
			}
			m := newMachine(t, fake, store, vault)
			m.types(store + "-restore")
			m.types("key-restore")
			m.startStore()
			if diff := cmp.Diff(before, m.export(five.round)); diff != "" || len(before.Opinions) != 5 {
				t.Errorf("the export of %d opinions (-before +after):\n%s", len(before.Opinions), diff)
			}
			m.serves()
			for i, p := range five.people {
				looksUp(p, five.receipts[i], five.texts[i], "归在“王建国 · 局长”部分")
			}
		})
	}
}

// TestTheMainFileAloneIsNoBackup: what was written last stands in SQLite's log
// only. A copy of the one file lacks it. The manual's
// way, at the same moment, has it.
func TestTheMainFileAloneIsNoBackup(t *testing.T) {
	requireTools(t, "sqlite3")
	for name, c := range map[string]struct {
		backup string
		whole  bool
	}{
		"the manual's way": {tried(t, "sqlite-backup"), true},
		"one file":         {"cp /var/lib/soundings/soundings.db /mnt/backup/soundings.db", false},
	} {
		t.Run(name, func(t *testing.T) {
			fake, vault := telegramtest.New(t), t.TempDir()
			m := newMachine(t, fake, "sqlite", vault)
			m.makeKey()
			s := m.serves()
			five := fiveTell(t, fake, s)
			m.shell(c.backup)
			s.Stop()
			m.types("sqlite-restore")
			if got := m.closedAndExported(five.round); slices.Equal(got, five.texts) != c.whole {
				t.Errorf("exported %q of %q; all of it: want %v", got, five.texts, c.whole)
			}
		})
	}
}

// closedAndExported are the texts of a round, as far as it is there at all.
func (m *machine) closedAndExported(id string) []string {
	m.t.Helper()
	env, out := environ(world(m.t, m.env)), m.path("result")
	for _, args := range [][]string{{"round", "close", id}, {"export", id, "--out", out}} {
		if run(m.t.Context(), args, env, nil, io.Discard, io.Discard, time.Now) != 0 {
			return nil
		}
	}
	return textsOf(read(m.t, filepath.Join(out, "opinions-solicited.json")))
}

// TestWithoutItsKeyAStoreIsRefused: a restored store is not touched, and no key
// made, unless its own key is there.
func TestWithoutItsKeyAStoreIsRefused(t *testing.T) {
	requireTools(t, "sqlite3", "redis-cli", "redis-check-rdb")
	for _, store := range []string{"sqlite", "redis"} {
		t.Run(store, func(t *testing.T) {
			m := newMachine(t, telegramtest.New(t), store, t.TempDir())
			m.makeKey()
			m.startStore()
			m.command("round", "create", "-f", writeRound(t, ""))
			before := m.contents()
			m.env["SOUNDINGS_KEY"], m.env["SOUNDINGS_KEY_FILE"] = serviceKey(t), ""
			m.refuses("is not the one this store was written with")
			m.env["SOUNDINGS_KEY"] = ""
			m.refuses(map[string]string{"sqlite": "holds data, but its service key", "redis": "needs a service key of yours"}[store])
			if diff := cmp.Diff(before, m.contents()); diff != "" {
				t.Errorf("something was done (-before +after):\n%s", diff)
			}
			m.env["SOUNDINGS_KEY_FILE"] = m.path("etc", "service.key")
			if got := m.command("round", "list"); !strings.Contains(got, "draft") {
				t.Errorf("with its key the store holds %q", got)
			}
		})
	}
}

// refuses sees that both commands and the bot say so and end.
func (m *machine) refuses(says string) {
	m.t.Helper()
	for _, args := range [][]string{{"round", "list"}, {"serve"}} {
		if got := failing(m.t, m.env, 1, args...); !strings.Contains(got, says) {
			m.t.Errorf("%v: it says %q, want %q", args, got, says)
		}
	}
}

// contents are the names of what lies in the homes of keys, and all that the
// store holds.
func (m *machine) contents() (all []string) {
	m.t.Helper()
	for _, dir := range []string{"home", "etc"} {
		found, _ := filepath.Glob(m.path(dir, "*"))
		hidden, _ := filepath.Glob(m.path(dir, ".*", "*"))
		all = append(all, slices.Concat(found, hidden)...)
	}
	if m.store == "sqlite" {
		m.types("sqlite-backup")
		raw, err := os.ReadFile(filepath.Join(m.vault, "backup", "soundings.db"))
		if err != nil {
			m.t.Fatal(err)
		}
		return append(all, fmt.Sprintf("%x", raw))
	}
	admin := storagetest.Admin(m.t, m.env["SOUNDINGS_STORE"])
	for _, key := range slices.Sorted(slices.Values(admin.Keys(m.t.Context(), "*").Val())) {
		all = append(all, fmt.Sprintf("%s %x", key, admin.Dump(m.t.Context(), key).Val()))
	}
	return all
}
