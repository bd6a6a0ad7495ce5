package bot_test

import (
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/organize"
	"soundings/storage"
)

// A bureau is a town whose round has a team that must talk: 王建国, the principal,
// and 李红, who is in charge of 财务处.
func bureau(t *testing.T) *town {
	t.Helper()
	c := newTown(t)
	c.round = c.step(func(r flows.Round) (flows.Round, error) {
		r.Members = []flows.Member{{ID: "wang", Name: "王建国", Post: "局长", Principal: true, Branch: "第一党支部"},
			{ID: "li", Name: "李红", Post: "副局长", Charge: []flows.DepartmentID{"cwc"}, Branch: "第二党支部"}}
		r.Departments = []flows.Department{{ID: "cwc", Name: "财务处", Head: "孙丽"}}
		r.TalkRules = []flows.TalkRule{flows.PrincipalMembers, flows.MembersEachOther, flows.DepartmentHeads, flows.BranchPartyMember}
		return r, nil
	})
	return c
}

// invited is the payload of a member's link of the town's round.
func (c *town) invited(m flows.SubjectID) string {
	c.t.Helper()
	tokens, err := c.members.Invite(c.t.Context(), c.round.ID, m)
	c.must(err)
	return organize.MemberLink + tokens[0]
}

// claims has a chat come by a member's link.
func (c *town) claims(chat bot.Chat, m flows.SubjectID) {
	c.t.Helper()
	c.do(c.says(chat, "/start "+c.invited(m)))
}

// is fails unless a chat is this member; empty: none.
func (c *town) is(chat bot.Chat, want flows.SubjectID) {
	c.t.Helper()
	got, err := c.members.Who(c.t.Context(), c.round.ID, c.bot.Seats.Member(c.round.ID, chat))
	c.must(err)
	if got != want {
		c.t.Errorf("%s is %q, not %q", chat, got, want)
	}
}

func TestAMemberComesInByTheirLink(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.shows("李红，您好，您已登记为“专题民主生活会”的班子成员")
	c.shows("记名保存的有三样")
	c.is("tg:1", "li")
	if at, err := c.members.Addresses(t.Context(), c.round.ID); err != nil || len(at) != 1 {
		t.Errorf("nobody can ask them to check a talk: %v, %v", at, err)
	}
	if _, participants, _, err := c.tickets.Counts(t.Context(), c.round.ID); err != nil || participants != 0 {
		t.Errorf("%d take part, as a member came (%v)", participants, err)
	}
}

// A link that makes nobody a member says why, and what to do.
func TestAMembersLinkThatLeadsNowhere(t *testing.T) {
	for _, c := range []struct {
		name, says string
		link       func(*town) string
	}{
		{"never made", "请向发链接的人再要一个", func(*town) string { return organize.MemberLink + strings.Repeat("A", 26) }},
		{"replaced", "请向发链接的人再要一个", func(c *town) string {
			old := c.invited("li")
			c.invited("li")
			return old
		}},
		{"used by another", "请告诉组织者，收回后重发", func(c *town) string {
			link := c.invited("li")
			c.do(c.says("tg:9", "/start "+link))
			return link
		}},
		{"of another member", "您在这一轮已经登记为王建国", func(c *town) string {
			c.claims("tg:1", "wang")
			return c.invited("li")
		}},
		{"of a round that has closed", "已经截止，这个链接用不上了", func(c *town) string {
			link := c.invited("li")
			c.close()
			return link
		}},
		{"of a round that has closed, and one's own", "已经截止，这个链接用不上了", func(c *town) string {
			link := c.invited("li")
			c.say("/start " + link)
			c.close()
			return link
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			town := bureau(t)
			town.say("/start " + c.link(town))
			town.shows(c.says)
			town.hides("您好，您已登记为")
		})
	}
}

// Who has their link opened by another gets a new one, and the other is a member
// no more.
func TestTheWrongPersonsClaimIsTakenBack(t *testing.T) {
	c := bureau(t)
	c.claims("tg:9", "li")
	was, err := c.members.Release(t.Context(), c.round.ID, "li")
	if c.must(err); !was {
		t.Fatal("nobody was li")
	}
	c.claims("tg:1", "li")
	c.shows("李红，您好")
	c.is("tg:1", "li")
	c.is("tg:9", "")
}

func TestTheSameLinkOpenedAgainWelcomesAgain(t *testing.T) {
	c := bureau(t)
	link := "/start " + c.invited("li")
	c.say(link)
	c.wire()
	c.say(link)
	c.shows("李红，您好")
}

// Links are no shorter to guess than tickets: who tries too many waits.
func TestWrongLinksOfMembersAreStrikes(t *testing.T) {
	c := bureau(t)
	for range 11 {
		c.say("/start " + organize.MemberLink + strings.Repeat("A", 26))
	}
	c.shows("分钟后再试")
}

// A member who has not come in as anybody sees what they are, and is let in by the
// same door as all: openly here, by a ticket there.
func TestAMemberIsLetInAsAnybody(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.tap("提意见建议")
	c.shows("您已进入：专题民主生活会")
	if _, participants, _, err := c.tickets.Counts(t.Context(), c.round.ID); err != nil || participants != 1 {
		t.Errorf("%d take part (%v)", participants, err)
	}

	c = bureau(t)
	c.round = c.step(func(r flows.Round) (flows.Round, error) { r.Admission = flows.ByTicket; return r, nil })
	c.claims("tg:1", "li")
	c.shows("凭参与码的，请扫纸条上的二维码")
	c.tap("提意见建议")
	c.shows("要先用参与码")
}

// Nobody is asked for an opinion about themself, whether they took part before they
// were a member or after, and when their session was lost.
func TestAMemberIsNoSubjectOfTheirOwn(t *testing.T) {
	subjects := func(c *town) {
		c.t.Helper()
		c.say("/opinion")
		if _, wang := c.net.find("tg:1", "王建国"); wang == "" {
			c.t.Error("the other member is no subject")
		}
		if _, li := c.net.find("tg:1", "李红 · 副局长"); li != "" {
			c.t.Error("a member is asked about themself")
		}
	}
	for name, arrive := range map[string]func(*town){
		"a member first":  func(c *town) { c.claims("tg:1", "li"); c.say("/start r_" + string(c.round.ID)) },
		"a member later":  func(c *town) { c.say("/start r_" + string(c.round.ID)); c.claims("tg:1", "li") },
		"after a restart": func(c *town) { c.claims("tg:1", "li"); c.say("/start r_" + string(c.round.ID)); c.wire() },
		"all forgotten": func(c *town) {
			c.claims("tg:1", "li")
			c.say("/start r_" + string(c.round.ID))
			c.forget()
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := bureau(t)
			arrive(c)
			subjects(c)
		})
	}
}

// forget loses all sessions of the town's round.
func (c *town) forget() {
	c.t.Helper()
	for rec, err := range c.store.List(c.t.Context(), storage.Collection{Tag: string(c.round.ID), Name: "sessions"}) {
		c.must(err)
		c.must(c.store.Apply(c.t.Context(), storage.Op{Do: storage.Delete, Key: rec.Key, Expect: rec.Version}))
	}
}
