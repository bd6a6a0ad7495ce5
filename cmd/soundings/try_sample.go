package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"soundings/bot"
	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/flows/strictyaml"
)

//go:embed sample/round.yaml
var sampleRoundYAML string

//go:embed sample/opinions.yaml
var sampleOpinionsYAML string

// A line is what one sample colleague says: labels of buttons, and words.
type line struct {
	Subject string `yaml:"subject"`
	Aspect  string `yaml:"aspect"`
	Kind    string `yaml:"kind"`
	Text    string `yaml:"text"`
	Case    string `yaml:"case"`
	Remedy  string `yaml:"remedy"`
}

// sampleRound is the open sample round: the one that is noted in dir, where one
// was prepared to its end before, or a new one in which the sample colleagues
// have spoken. A store with rounds of another making is not touched.
func (p *program) sampleRound(ctx context.Context, h *house, dir string) (flows.Round, error) {
	note := filepath.Join(dir, "sample-round")
	if dir != "" {
		known, _ := os.ReadFile(note)
		for _, r := range h.rounds.Known() {
			if string(r.ID) == string(known) && r.State == flows.Opened {
				return r, nil
			}
			if !strings.HasSuffix(r.Title, sampleMark) {
				return r, flows.Fail(flows.Refused, "cli.try_real_data", flows.Args{"path": dir})
			}
		}
	}
	r, err := p.newSampleRound(ctx, h)
	if err == nil {
		err = p.speakAll(ctx, h, r)
	}
	if err != nil || dir == "" {
		return r, err
	}
	return r, os.WriteFile(note, []byte(r.ID), 0o600)
}

// sampleMark ends the title of every sample round.
const sampleMark = "（示例）"

func (p *program) newSampleRound(ctx context.Context, h *house) (flows.Round, error) {
	presets, err := organize.ReadPresets(configs.Presets())
	if err != nil {
		return flows.Round{}, err
	}
	r, err := organize.ReadRound(strings.NewReader(sampleRoundYAML), presets, p.zone)
	if err == nil {
		r, err = h.rounds.Create(ctx, r)
	}
	if err != nil {
		return r, err
	}
	return h.office.Open(ctx, r.ID)
}

// speakAll has the sample colleagues give their opinions, through the same
// conversations as anybody else.
func (p *program) speakAll(ctx context.Context, h *house, r flows.Round) error {
	var lines []line
	if _, err := strictyaml.Decode([]byte(sampleOpinionsYAML), &lines); err != nil {
		return err
	}
	stage := &stage{screens: map[bot.Chat]bot.Message{}}
	b, err := p.newBot(h, stage)
	if err != nil {
		return err
	}
	for i, l := range lines {
		c := &colleague{bot: b, stage: stage, chat: bot.Chat(fmt.Sprint("sample:", r.ID, ":", i))}
		if err := c.speak(ctx, r, l); err != nil {
			return err
		}
	}
	return nil
}

// A colleague is somebody who taps buttons by their labels.
type colleague struct {
	bot   *bot.Bot
	stage *stage
	chat  bot.Chat
	seen  int64
}

// An act is one thing a colleague does: a tap on a label, or a text.
type act struct {
	label string
	text  string
}

func (c *colleague) speak(ctx context.Context, r flows.Round, l line) error {
	if err := c.do(ctx, dialogue.Input{Kind: dialogue.Command, Text: "start", Payload: organize.RoundLink + string(r.ID)}); err != nil {
		return err
	}
	for _, a := range l.acts() {
		in := dialogue.Input{Kind: dialogue.Typed, Text: a.text}
		if a.label != "" {
			in = dialogue.Input{Kind: dialogue.Tapped, Text: c.stage.button(c.chat, a.label)}
			if in.Text == "" {
				return fmt.Errorf("the sample finds no button %q", a.label)
			}
		}
		if err := c.do(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

// acts are the conversation in the order of its steps.
func (l line) acts() []act {
	acts := []act{{label: "✍️ 提意见建议"}, {label: l.Subject}}
	if l.Text == "" { // 暂无意见建议
		return acts
	}
	acts = append(acts, act{label: l.Aspect}, act{label: l.Kind}, act{text: l.Text}, act{label: "✅ 写完了"})
	optional := []string{l.Case}
	if l.Kind == "存在的问题" {
		optional = append(optional, l.Remedy)
	}
	for _, words := range optional {
		if words == "" {
			acts = append(acts, act{label: "⏭ 跳过"})
			continue
		}
		acts = append(acts, act{text: words}, act{label: "✅ 写完了"})
	}
	return append(acts, act{label: "✅ 提交"})
}

func (c *colleague) do(ctx context.Context, in dialogue.Input) error {
	c.seen++
	u := bot.Update{ID: c.seen, Chat: c.chat, Private: true, Input: in, Lang: bot.Chinese}
	if in.Kind == dialogue.Tapped {
		u.Tap = "tap"
	}
	return c.bot.Handle(ctx, u)
}

// A stage is the chat network of the sample colleagues: it holds the last
// screen of each.
type stage struct {
	mu      sync.Mutex
	screens map[bot.Chat]bot.Message
}

// Send implements bot.Network.
func (s *stage) Send(_ context.Context, to bot.Chat, m bot.Message) (bot.MessageID, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.screens[to] = m
	return 1, nil
}

// Edit implements bot.Network.
func (s *stage) Edit(ctx context.Context, to bot.Chat, _ bot.MessageID, m bot.Message) error {
	_, err := s.Send(ctx, to, m)
	return err
}

// Acknowledge implements bot.Network.
func (s *stage) Acknowledge(context.Context, string, string) error { return nil }

// Delete implements bot.Network.
func (s *stage) Delete(context.Context, bot.Chat, []bot.MessageID) ([]bot.MessageID, error) {
	return nil, nil
}

// Reach implements bot.Network.
func (s *stage) Reach() time.Duration { return 0 }

// button is the data of a button of the chat's screen; empty if it has none.
func (s *stage) button(c bot.Chat, label string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, row := range s.screens[c].Buttons {
		for _, b := range row {
			if b.Label == label {
				return b.Data
			}
		}
	}
	return ""
}
