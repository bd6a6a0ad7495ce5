package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"soundings/bot/telegramtest"
	"soundings/storage/storagetest"
)

// TestTheCanaryRound is regression test (a) of DESIGN section 3: a whole round
// with people, names and texts that are known, and then everything that is left
// of it is searched, while it runs, after it closed, after the export, after
// an edited workbook was taken in, and after it was destroyed: the store's files, the log at debug level, metrics, temporary
// files, the documents. Authors are nowhere; texts are in the documents only, and
// what was withdrawn or belongs to another round is not even there. (What people
// do is in canary_people_test.go; TestAHuntFindsWhatIsThere shows that the search
// would find it.)
func TestTheCanaryRound(t *testing.T) {
	for _, store := range []string{"sqlite", "redis"} {
		t.Run(store, func(t *testing.T) { newCanaryRound(t, store).play() })
	}
}

// A canaryRound is the round, and where something of it could be left.
type canaryRound struct {
	t       *testing.T
	s       *served
	fake    *telegramtest.Server
	id      string
	places  []string // directories to search
	talked  []string // by members, named
	papers  string   // what the organizer holds: slips, documents, a key
	flock   []canary
	authors []string // names and accounts of everybody who came
	texts   []string // whatever was said
	secrets []string // tickets and receipts, right and wrong
	metrics string   // as they were told last
	stopped bool
}

const canaries = 6

func newCanaryRound(t *testing.T, store string) *canaryRound {
	c := &canaryRound{t: t, fake: telegramtest.New(t), papers: t.TempDir()}
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	env := map[string]string{"SOUNDINGS_TELEGRAM_TOKEN": c.fake.Token(), "SOUNDINGS_TELEGRAM_API": c.fake.URL(),
		"SOUNDINGS_METRICS_LISTEN": "127.0.0.1:0"}
	if store == "redis" {
		env["SOUNDINGS_STORE"], env["SOUNDINGS_KEY"] = storagetest.Redis(t, "--rdbcompression", "no"), serviceKey(t)
		c.places = append(c.places, storagetest.Admin(t, env["SOUNDINGS_STORE"]).ConfigGet(t.Context(), "dir").Val()["dir"])
	}
	c.s = startServe(t, env)
	c.places = append(c.places, temporary, c.s.Env["HOME"])
	return c
}

func (c *canaryRound) play() {
	c.t.Helper()
	c.id = c.created(roundYAML + "closes: 2099-12-31\n")
	tickets := c.issued(canaries + 2)
	c.s.CLI("round", "open", c.id)
	for i := range canaries {
		c.visits(i, tickets[i])
	}
	c.serves()
	second := c.elsewhere()
	withdrawn := c.secondThoughts()
	c.strangers(tickets)
	c.searched("while it runs")
	c.s.CLI("round", "close", c.id)
	c.s.CLI("round", "close", second)
	hearsNot(c.flock[1].Person)
	c.searched("after it closed")
	c.s.CLI("export", c.id, "--out", filepath.Join(c.papers, "out"))
	c.searched("after the export")
	c.documented(withdrawn)
	c.edited()
	c.searched("after the import")
	c.s.CLI("round", "destroy", c.id, "--yes")
	c.searched("after it was destroyed")
	if !strings.Contains(c.metrics, "\nsoundings_updates_total") {
		c.t.Errorf("nothing was measured:\n%s", c.metrics)
	}
	c.stopped = true
	if c.s.Stop() != 0 {
		c.t.Errorf("it does not end well:\n%s", c.s.Log())
	}
	c.searched("after it ended")
}

// created makes a round of this file.
func (c *canaryRound) created(yaml string) (id string) {
	c.t.Helper()
	file := filepath.Join(c.papers, "round.yaml")
	if err := os.WriteFile(file, []byte(yaml), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return strings.TrimSpace(c.s.CLI("round", "create", "-f", file))
}

func (c *canaryRound) issued(n int) (tickets []string) {
	c.t.Helper()
	for _, line := range strings.Split(strings.TrimSpace(c.s.CLI("tickets", c.id, "--count", fmt.Sprint(n))), "\n")[1:] {
		ticket, _, _ := strings.Cut(line, ",")
		tickets = append(tickets, ticket)
	}
	c.secret(tickets...)
	return tickets
}

// secret notes codes, as they are shown and as they are read.
func (c *canaryRound) secret(codes ...string) {
	for _, code := range codes {
		c.secrets = append(c.secrets, code, strings.ReplaceAll(code, "-", ""))
	}
}

// searched looks through everything that is left.
func (c *canaryRound) searched(when string) {
	c.t.Helper()
	h := huntFor(slices.Concat(c.authors, c.texts, c.secrets, []string{c.fake.Token()})...)
	if !c.stopped {
		c.metrics = c.s.Metrics()
	}
	var found []string
	for _, dir := range c.places {
		found = append(found, h.under(dir, c.papers)...)
	}
	found = append(found, h.in("the log", []byte(c.s.Log()))...)
	found = append(found, h.in("the metrics", []byte(c.metrics))...)
	if len(found) > 0 {
		c.t.Errorf("%s:\n%s", when, strings.Join(found, "\n"))
	}
}

// edited has an organizer edit the workbook and hand it in, and all documents written
// anew.
func (c *canaryRound) edited() {
	c.t.Helper()
	workbook := filepath.Join(c.papers, "out", "opinions-solicited.xlsx")
	if err := editWorkbook(workbook, "归并意见", 1, "责任领导", "王建国"); err != nil {
		c.t.Fatal(err)
	}
	if said := c.s.CLI("import", c.id, workbook); !strings.Contains(said, "--undo") {
		c.t.Errorf("nothing was taken in: %s", said)
	}
	c.s.CLI("export", c.id, "--out", filepath.Join(c.papers, "anew"))
}

// documented sees that the documents hold each opinion of the round but what was
// withdrawn, and nothing else that anybody said; no author, ticket or receipt.
func (c *canaryRound) documented(withdrawn string) {
	c.t.Helper()
	out := filepath.Join(c.papers, "out")
	kept := map[string]bool{}
	for _, one := range c.flock {
		kept[one.text] = one.text != withdrawn
	}
	missing := slices.DeleteFunc(slices.Clone(c.texts), func(text string) bool { return kept[text] || slices.Contains(c.talked, text) })
	if found := huntFor(slices.Concat(c.authors, c.secrets, missing)...).under(out); len(found) > 0 {
		c.t.Errorf("the documents:\n%s", strings.Join(found, "\n"))
	}
	for _, place := range huntFor(c.talked...).under(out) {
		if !strings.Contains(place, "/talks.") {
			c.t.Errorf("what was said in a talk stands in %s", place)
		}
	}
	for text, kept := range kept {
		if found := huntFor(text).under(out); kept && len(found) < 5 {
			c.t.Errorf("%q is in %q only", text, found)
		}
	}
}
