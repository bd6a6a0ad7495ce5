package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

const sentRound = "title: 2026年度民主生活会\nunit: 某局党组\npreset: 2024-annual\nmembers:\n  - { id: li, name: 李红 }\n"

// sends is a document that somebody sends.
func (c *town) sends(chat bot.Chat, name, data string) bot.Update {
	c.t.Helper()
	handle := fmt.Sprintf("handle-%d", c.nextID)
	if c.net.handed == nil {
		c.net.handed = map[string][]byte{}
	}
	c.net.handed[handle] = []byte(data)
	return c.update(chat, dialogue.Input{Kind: dialogue.Attached, Text: "file",
		Document: &dialogue.Document{Name: name, Size: int64(len(data)), Handle: handle}})
}

// toShelf has the person be an organizer, at the shelf.
func (c *town) toShelf() {
	c.t.Helper()
	c.asOrganizer()
	c.tap("各轮 · 新建")
	c.shows("把写好的 round.yaml 发给我")
}

// drafts are the titles of the drafts there are.
func (c *town) drafts() (titles []string) {
	c.t.Helper()
	c.must(c.rounds.Refresh(c.t.Context()))
	for _, r := range c.rounds.Known() {
		if r.State == flows.Draft {
			titles = append(titles, r.Title)
		}
	}
	return titles
}

func TestAnOrganizerSendsARound(t *testing.T) {
	c := newTown(t)
	c.toShelf()
	if takes := c.net.last("tg:1").Takes; takes == nil || takes.Max != 64<<10 {
		t.Errorf("the screen takes %+v", takes)
	}
	c.do(c.sends("tg:1", "我们的.YAML", sentRound))
	c.shows("“2026年度民主生活会”的草稿建好了")
	c.shows("状态：草稿")
	if got := c.drafts(); len(got) != 1 {
		t.Errorf("there are the drafts %q", got)
	}
}

// TestTheSameFileTwiceIsOneDraft: sent again by the person, by the network, or
// because the process ended before the session was saved.
func TestTheSameFileTwiceIsOneDraft(t *testing.T) {
	for name, again := range map[string]func(*town, bot.Update){
		"by the person":  func(c *town, _ bot.Update) { c.say("/status"); c.do(c.sends("tg:1", "round.yaml", sentRound)) },
		"by the network": func(c *town, u bot.Update) { c.do(u) },
		"after a restart": func(c *town, u bot.Update) {
			effect := dialogue.Effect{Sent: &dialogue.Sent{Fetch: func(context.Context) ([]byte, error) { return []byte(sentRound), nil }}}
			_, err := c.bot.Effects[organize.EffectSentRound](c.t.Context(), c.bot.VisitorOf("tg:1"), effect)
			c.must(err)
			c.wire()
			c.do(u)
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			c.toShelf()
			u := c.sends("tg:1", "round.yaml", sentRound)
			if name != "after a restart" {
				c.do(u)
			}
			again(c, u)
			c.shows("2026年度民主生活会")
			if got := c.drafts(); len(got) != 1 {
				t.Errorf("there are the drafts %q", got)
			}
		})
	}
}

func TestWhatIsWrongWithASentRoundIsToldWithItsPlace(t *testing.T) {
	for _, c := range []struct {
		name, file, data, says string
		fetched                int
	}{
		{"an unknown field", "round.yaml", "title: 题\nunit: 局\n  \ntitel: 题\n", "round.yaml 第 4 行第 1 个字：不认识“titel”", 1},
		{"no subject", "round.yml", "title: 题\nunit: 局\npreset: 2024-annual\n", "没有对象", 1},
		{"another encoding", "round.yaml", "title: \xb5\xf7", "不是 UTF-8", 1},
		{"a workbook", "汇总.xlsx", "PK", "这里收的是 .yaml .yml 文件", 0},
		{"too big", "round.yaml", strings.Repeat("#", 64<<10+1), "这里最多收 64 KB", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			town := newTown(t)
			town.toShelf()
			town.do(town.sends("tg:1", c.file, c.data))
			town.shows(c.says)
			if got := town.drafts(); len(got) != 0 || len(town.net.fetched) != c.fetched {
				t.Errorf("there are the drafts %q, %d fetched", got, len(town.net.fetched))
			}
			town.do(town.sends("tg:1", "round.yaml", sentRound))
			town.shows("草稿建好了")
		})
	}
}

func TestWhatCannotBeFetchedIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		fails  error
		says   string
		logged bool
	}{
		"gone":             {bot.ErrNoFile, "文件没有取到", false},
		"bigger than told": {bot.ErrTooBig, "这里最多收 64 KB", false},
		"the network":      {errors.New("telegram: getFile: 502"), "文件没有取到", true},
	} {
		t.Run(name, func(t *testing.T) {
			town := newTown(t)
			town.toShelf()
			town.net.failGet = c.fails
			town.do(town.sends("tg:1", "round.yaml", sentRound))
			town.shows(c.says)
			if strings.Contains(town.log.String(), "could not be fetched") != c.logged {
				t.Errorf("the log says:\n%s", town.log)
			}
			town.net.failGet = nil
			town.do(town.sends("tg:1", "round.yaml", sentRound))
			town.shows("草稿建好了")
		})
	}
}

// A process that is stopped meanwhile leaves the update to come again.
func TestADocumentWhoseTimeEndedComesAgain(t *testing.T) {
	c := newTown(t)
	c.toShelf()
	u := c.sends("tg:1", "round.yaml", sentRound)
	ctx, cancel := context.WithCancel(t.Context())
	c.net.failGet, c.net.onFetch = context.Canceled, cancel
	if err := c.bot.Handle(ctx, u); flows.CodeOf(err) != flows.Unavailable {
		t.Errorf("handled, or %v", err)
	}
	if strings.Contains(c.log.String(), "could not be fetched") {
		t.Errorf("the log blames the network:\n%s", c.log)
	}
	c.net.failGet, c.net.onFetch = nil, nil
	c.do(u)
	c.shows("草稿建好了")
}

// TestNobodyElsesDocumentIsFetched: not a respondent's, wherever they are, and not
// an organizer's any more whose place was taken; and nothing of one is left.
func TestNobodyElsesDocumentIsFetched(t *testing.T) {
	const canary = "金丝雀"
	for name, to := range map[string]func(*town){
		"a stranger":                func(c *town) { c.say("/start") },
		"at home":                   func(c *town) { c.say("/start r_" + string(c.round.ID)) },
		"writing":                   (*town).toText,
		"confirming":                (*town).toConfirm,
		"at a receipt":              func(c *town) { c.say("/receipt") },
		"an organizer, at the desk": func(c *town) { c.asOrganizer() },
		"an organizer no more, at the shelf": func(c *town) {
			c.toShelf()
			c.bot.Effects[organize.EffectSentRound] = organize.Clerk{Organizers: nobody{}}.SentRound
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newTown(t)
			to(c)
			c.do(c.sends("tg:1", canary+".yaml", canary))
			if len(c.net.fetched) != 0 {
				t.Error("it was fetched")
			}
			if name != "an organizer no more, at the shelf" {
				c.shows("文件和视频没有收下")
			} else {
				c.shows("这是组织者用的")
			}
			data := c.raw()
			kept := fmt.Sprintf("%s %s", data.Common, data.Parts)
			for _, word := range []string{canary, "handle-"} {
				if strings.Contains(kept, word) || strings.Contains(c.log.String(), word) {
					t.Errorf("%s is in the session or the log:\n%s\n%s", word, kept, c.log)
				}
			}
		})
	}
}

// nobody is an organizer.
type nobody struct{ organize.Organizers }

func (nobody) Who(context.Context, flows.Organizer) (string, bool, error) { return "", false, nil }
