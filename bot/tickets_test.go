package bot_test

import (
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
)

// A solicitation is another round of the town, with tickets.
type solicitation struct {
	*town
	id     flows.RoundID
	issued []flows.Ticket
}

// ticketed makes a round in a state, with three tickets.
func (c *town) ticketed(state flows.State) solicitation {
	c.t.Helper()
	r := c.round
	r.ID, r.Title, r.Admission = "", "凭票的一轮", flows.ByTicket
	r, err := c.rounds.Create(c.t.Context(), r)
	c.must(err)
	issued, err := c.tickets.Issue(c.t.Context(), r.ID, 3)
	c.must(err)
	s := solicitation{c, r.ID, issued}
	s.become(state)
	return s
}

func (s solicitation) become(state flows.State) {
	s.t.Helper()
	_, err := s.rounds.Change(s.t.Context(), s.id, func(r flows.Round) (flows.Round, error) {
		r.State = state
		return r, nil
	})
	s.must(err)
}

// used is a ticket that somebody else came in with.
func (s solicitation) used() flows.Ticket {
	s.t.Helper()
	s.do(s.says("tg:9", "/start t_"+string(s.issued[0])))
	return s.issued[0]
}

// takenBack is a ticket that was not used in time.
func (s solicitation) takenBack() flows.Ticket {
	s.t.Helper()
	_, _, err := s.tickets.Revoke(s.t.Context(), s.id)
	s.must(err)
	return s.issued[0]
}

// A dud is a ticket that lets nobody in, and what is said: why, and what to do.
type dud struct {
	name   string
	state  flows.State
	ticket func(solicitation) flows.Ticket
	zh, en [2]string
}

func duds() []dud {
	first := func(s solicitation) flows.Ticket { return s.issued[0] }
	return []dud{
		{"used by another", flows.Opened, solicitation.used,
			[2]string{"已经用过了", "请再抽一张"}, [2]string{"has been used", "please draw another slip"}},
		{"never issued", flows.Opened, func(s solicitation) flows.Ticket { return flows.NewTicket(s.id, [15]byte{1}) },
			[2]string{"没有发过这个参与码", "请对照纸条再看一遍"}, [2]string{"never had such a code", "compare it with your slip"}},
		{"of another bot", flows.Opened, func(solicitation) flows.Ticket { return flows.NewTicket("elsewhere", [15]byte{1}) },
			[2]string{"另一个机器人", "看看纸条上写的是哪个机器人"}, [2]string{"another bot", "see which bot your slip names"}},
		{"taken back", flows.Opened, solicitation.takenBack,
			[2]string{"已经收回", "请再要一张新的纸条"}, [2]string{"was taken back", "ask for a new slip"}},
		{"of a draft", flows.Draft, first,
			[2]string{"“凭票的一轮”还没有开始", "请留着，开始后再来"}, [2]string{"“凭票的一轮” has not begun", "keep it, and come back"}},
		{"of a closed round", flows.Closed, first,
			[2]string{"“凭票的一轮”已经截止", "提交的都算数"}, [2]string{"“凭票的一轮” has ended", "What was submitted before counts"}},
		{"of a round handed on", flows.Released, first,
			[2]string{"“凭票的一轮”已经截止并汇总", "提交的都在里面"}, [2]string{"“凭票的一轮” has ended and been handed on", "everything that was submitted"}},
		{"of a destroyed round", flows.Destroyed, first,
			[2]string{"“凭票的一轮”已经结束", "内容也销毁了"}, [2]string{"“凭票的一轮” has ended", "have been destroyed"}},
	}
}

// TestATicketThatLetsNobodyInSaysWhyAndWhatToDo plays every such ticket, as a
// link and typed, in both languages. None of them spends anything.
func TestATicketThatLetsNobodyInSaysWhyAndWhatToDo(t *testing.T) {
	for _, d := range duds() {
		for lang, says := range map[string][2]string{"zh-hans": d.zh, "en": d.en} {
			t.Run(d.name+" "+lang, func(t *testing.T) {
				s := newTown(t).ticketed(d.state)
				ticket := d.ticket(s)
				_, before, _, err := s.tickets.Counts(t.Context(), s.id)
				s.must(err)
				for _, way := range []string{"/start t_" + string(ticket), ticket.Grouped()} {
					u := s.says("tg:1", way)
					u.Lang = lang
					s.do(u)
					s.shows(says[0])
					s.shows(says[1])
				}
				s.nobodyCame(before)
			})
		}
	}
}

// nobodyCame checks that there are as many participants as before, and that every
// ticket that was good still is: it can be taken back.
func (s solicitation) nobodyCame(before int) {
	s.t.Helper()
	standing, after, _, err := s.tickets.Counts(s.t.Context(), s.id)
	s.must(err)
	if after != before {
		s.t.Errorf("%d participants, before there were %d", after, before)
	}
	left, _, err := s.tickets.Revoke(s.t.Context(), s.id)
	if flows.CodeOf(err) == flows.Refused { // closed: there is nothing to spend
		return
	}
	if s.must(err); left != standing-before {
		s.t.Errorf("%d tickets are still good, want %d", left, standing-before)
	}
}

func TestADraftsTicketIsGoodOnceItOpens(t *testing.T) {
	s := newTown(t).ticketed(flows.Draft)
	s.say("/start t_" + string(s.issued[0]))
	s.shows("还没有开始")
	s.become(flows.Opened)
	s.say("/start t_" + string(s.issued[0]))
	s.shows("您已进入：凭票的一轮")
}

// TestAnOpenRoundHasEachChatOnceAndNeedsNoTicket: coming back, also after the
// session is gone and after a restart, counts nobody twice.
func TestAnOpenRoundHasEachChatOnceAndNeedsNoTicket(t *testing.T) {
	c := newTown(t)
	arrive := func(chat bot.Chat) {
		c.do(c.says(chat, "/start r_"+string(c.round.ID)))
		if got := c.net.last(chat).Text; !strings.Contains(got, "您已进入") {
			t.Fatalf("not let in:\n%s", got)
		}
	}
	arrive("tg:1")
	arrive("tg:1")
	arrive("tg:2")
	c.now = c.now.AddDate(0, 0, 3)
	arrive("tg:1")
	c.wire()
	arrive("tg:2")
	_, participants, _, err := c.tickets.Counts(t.Context(), c.round.ID)
	c.must(err)
	issued, err := c.tickets.Issued(t.Context(), c.round.ID)
	c.must(err)
	if participants != 2 || issued != 0 {
		t.Errorf("%d participants with %d tickets, want 2 with none", participants, issued)
	}
}
