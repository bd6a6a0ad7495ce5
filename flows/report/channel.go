package report

import (
	"slices"
	"strings"
)

// Channel says by which way an opinion came in.
type Channel string

// The channels. Opinions that came by forms, seminars, interviews and boxes are
// entered by the organizer (Edit).
const (
	Chat      Channel = "chat"      // the anonymous conversation
	Form      Channel = "form"      // 征求意见表
	Seminar   Channel = "seminar"   // 座谈会
	Interview Channel = "interview" // 个别访谈
	Box       Channel = "box"       // 意见箱
	FromTalk  Channel = "talk"      // carried over from a talk (谈心谈话)

	// Gathered stands in a part that Only made for all of them but talks, where
	// more than the chat was used: which it was would narrow down who said it, as
	// a seminar or an interview has few people.
	Gathered Channel = "gathered"
)

// Channels are all channels, in the order in which documents tell them.
func Channels() []Channel {
	return []Channel{Chat, Form, Seminar, Interview, Box, Gathered, FromTalk}
}

// entered are the channels whose opinions the organizer enters.
func entered() []Channel { return []Channel{Form, Seminar, Interview, Box} }

func (c Channel) entered() bool { return slices.Contains(entered(), c) }

func channelName(c Channel) string {
	switch c {
	case Form:
		return "征求意见表"
	case Seminar:
		return "座谈会"
	case Interview:
		return "个别访谈"
	case Box:
		return "意见箱"
	case FromTalk:
		return "谈心谈话"
	case Gathered:
		return "各渠道"
	}
	return "网上匿名"
}

func channelNames(all []Channel) string {
	var names []string
	for _, c := range all {
		names = append(names, channelName(c))
	}
	return strings.Join(names, "、")
}

// ways are the channels in use, in their order.
func (m Model) ways() []Channel {
	return filtered(Channels(), func(c Channel) bool {
		_, used := m.Counts.ByChannel[c]
		return used
	})
}

// used are the channels that a whole Model counts, as yet at 0: those that
// brought an opinion or have figures, and the chat.
func (m Model) used() map[Channel]int {
	all := map[Channel]int{Chat: 0}
	for _, c := range m.Figures.channels() {
		all[c] = 0
	}
	for _, o := range m.Opinions {
		all[o.Channel] = 0
	}
	return all
}

// several says that opinions came by another way than the chat.
func (m Model) several() bool { return m.Counts.ByChannel[Chat] < m.Counts.Opinions }

// heard says that opinions were carried over from talks.
func (m Model) heard() bool { return m.Counts.ByChannel[FromTalk] > 0 }

// veil is a Model's channels as a part of it tells them (Gathered).
func (m Model) veil() func(Channel) Channel {
	only := !slices.ContainsFunc(m.ways(), func(c Channel) bool { return c != Chat && c != FromTalk })
	return func(c Channel) Channel {
		if only || c == FromTalk {
			return c
		}
		return Gathered
	}
}
