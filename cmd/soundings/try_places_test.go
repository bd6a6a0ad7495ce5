package main

import (
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
)

// A tryout is the sample with its members' places, for visitors by name.
type tryout struct {
	*testing.T
	rehearsal
	places   *places
	visitors map[string]*player
}

// atPage does something at the page's chairs.
func atPage(t *testing.T, do func(*tryout)) {
	t.Helper()
	inSample(t, t.TempDir(), t.TempDir(), func(p *program, h *house) {
		r, err := p.sampleRound(t.Context(), h, "")
		if err != nil {
			t.Fatal(err)
		}
		s, err := p.rehearsal(h, r)
		if err != nil {
			t.Fatal(err)
		}
		do(&tryout{t, s, newPlaces(h, r), map[string]*player{}})
	})
}

// link is what brings a visitor to the member's chair.
func (s *tryout) link(who string) string {
	s.Helper()
	command, err := s.places.first(s.Context(), s.visitor(who).chat)
	if err != nil {
		s.Fatal(err)
	}
	return command
}

func (s *tryout) visitor(who string) *player {
	if s.visitors[who] == nil {
		s.visitors[who] = &player{bot: s.bot, stage: s.stage, chat: bot.Chat("visitor:" + who)}
	}
	return s.visitors[who]
}

// says has a visitor send a command, and gives the screen that answers it. There is
// always something to tap on it.
func (s *tryout) says(who, command string) string {
	s.Helper()
	name, payload, _ := strings.Cut(strings.TrimPrefix(command, "/"), " ")
	if err := s.visitor(who).do(s.Context(), dialogue.Input{Kind: dialogue.Command, Text: name, Payload: payload}); err != nil {
		s.Fatal(err)
	}
	screen := s.stage.screens[s.visitor(who).chat]
	if len(screen.Buttons) == 0 {
		s.Errorf("%s has nothing to tap at %q", who, screen.Text)
	}
	return screen.Text
}

// sees fails unless the visitor sits down at these words.
func (s *tryout) sees(who, words string) {
	s.Helper()
	if got := s.says(who, s.link(who)); !strings.Contains(got, words) {
		s.Errorf("%s sees %q, not %q", who, got, words)
	}
}

// Whoever of the team one is at the page, two talks are left.
func TestEveryMemberOfTheSampleHasTwoTalksToDo(t *testing.T) {
	for _, visitors := range []string{"a", "ab", "abc", "abcd"} {
		atPage(t, func(s *tryout) {
			for _, who := range strings.Split(visitors, "") {
				s.sees(who, "您好，您已登记为")
			}
			last := visitors[len(visitors)-1:]
			if got := s.says(last, "/talks"); !strings.Contains(got, "还有 2 人没谈") {
				t.Errorf("visitor %s sees %q", last, got)
			}
		})
	}
}

// The organizer finds talks done and missing of every rule, and nobody who came.
func TestTheSamplesTalksAreDoneInPart(t *testing.T) {
	atPage(t, func(s *tryout) {
		m, err := s.house.office.Matrix(t.Context(), s.round)
		if err != nil || m.Total.Due != 15 || m.Total.Done != 8 || m.Total.Times() != 9 || len(m.Claimed) != 0 {
			t.Errorf("%+v, claimed %v, %v; want 8 of 15, 9 times, and nobody", m.Total, m.Claimed, err)
		}
		for _, kind := range flows.TalkKinds() {
			if m.Total.Kinds[kind] == 0 {
				t.Errorf("there is no talk of the kind %s", kind)
			}
		}
	})
}

// Visitors are different members. Who comes when all places are taken gets the one
// that was given away first. Who was there goes on as anybody, and has a place again
// once they sit down anew.
func TestVisitorsOfThePageAreDifferentMembers(t *testing.T) {
	atPage(t, func(s *tryout) {
		s.sees("a", "林秀英，您好")
		s.sees("b", "赵国平，您好")
		s.sees("c", "孙雅琴，您好")
		s.sees("d", "陈志远，您好")
		s.sees("e", "林秀英，您好")
		if got := s.says("a", "/start"); !strings.Contains(got, "您还没有进入哪一轮") {
			t.Errorf("who had to go sees %q", got)
		}
		s.sees("a", "赵国平，您好")
		s.sees("e", "您已登记为班子成员") // still
	})
}

// Two who sit down in the same moment, before either has come by their link, are
// not in each other's way.
func TestTwoSitDownAtOnce(t *testing.T) {
	atPage(t, func(s *tryout) {
		a, b := s.link("a"), s.link("b")
		for who, link := range map[string]string{"a": a, "b": b} {
			if got := s.says(who, link); !strings.Contains(got, "您好，您已登记为") {
				t.Errorf("%s sees %q", who, got)
			}
		}
	})
}

// Who is a member and opens the page anew, as after a restart, is who they were,
// and no place is spent.
func TestAVisitorWhoComesBackHasTheirPlace(t *testing.T) {
	atPage(t, func(s *tryout) {
		s.sees("a", "林秀英，您好")
		s.places = newPlaces(s.house, s.round)
		s.sees("a", "您已登记为班子成员")
		s.sees("b", "赵国平，您好")
	})
}

// After the round has closed the chair says so, to newcomers and to members.
func TestTheMembersChairAfterTheRound(t *testing.T) {
	atPage(t, func(s *tryout) {
		s.sees("a", "林秀英，您好")
		if _, err := s.house.office.Close(t.Context(), s.round.ID); err != nil {
			t.Fatal(err)
		}
		s.sees("b", "已经截止")
		s.sees("a", "现在没有正在征求意见的")
	})
}
