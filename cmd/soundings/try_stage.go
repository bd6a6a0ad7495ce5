package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"soundings/bot"
	"soundings/flows/dialogue"
)

// A player is one of the sample's people, who taps buttons by their labels.
type player struct {
	bot   *bot.Bot
	stage *stage
	chat  bot.Chat
	seen  int64
}

// An act is one thing that a player does: a tap on a label, or a text.
type act struct {
	label string
	text  string
}

// optional is what a step that may be skipped is answered with.
func optional(words string) []act {
	if words == "" {
		return []act{{label: "⏭ 跳过"}}
	}
	return []act{{text: words}, {label: "✅ 写完了"}}
}

func (p *player) act(ctx context.Context, acts ...act) error {
	for _, a := range acts {
		in := dialogue.Input{Kind: dialogue.Typed, Text: a.text}
		if a.label != "" {
			in = dialogue.Input{Kind: dialogue.Tapped, Text: p.stage.button(p.chat, a.label)}
			if in.Text == "" {
				return fmt.Errorf("the sample finds no button %q", a.label)
			}
		}
		if err := p.do(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

func (p *player) do(ctx context.Context, in dialogue.Input) error {
	p.seen++
	u := bot.Update{ID: p.seen, Chat: p.chat, Private: true, Input: in, Lang: bot.Chinese}
	if in.Kind == dialogue.Tapped {
		u.Tap = "tap"
	}
	return p.bot.Handle(ctx, u)
}

// A stage is the chat network of the sample's people: it holds the last screen of
// each.
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
