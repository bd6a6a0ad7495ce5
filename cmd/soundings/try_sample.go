package main

import (
	"context"
	_ "embed"
	"os"
	"path/filepath"
	"strings"
	"time"

	"soundings/bot"
	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

//go:embed sample/round.yaml
var sampleRoundYAML string

// sampleRound is the open sample round: the one that is noted in dir, where one
// was prepared to its end before, or a new one in which the sample's people
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
		err = p.rehearse(ctx, h, r)
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

// A rehearsal is the sample round with the sample's people in it, who speak through
// the same conversations as anybody else.
type rehearsal struct {
	house *house
	round flows.Round
	bot   *bot.Bot
	stage *stage
	today time.Time
}

func (p *program) rehearsal(h *house, r flows.Round) (rehearsal, error) {
	stage := &stage{screens: map[bot.Chat]bot.Message{}}
	b, err := p.newBot(h, stage, p.pagePrinter())
	return rehearsal{house: h, round: r, bot: b, stage: stage, today: p.clock()()}, err
}

// rehearse has all of them speak: the colleagues give their opinions, the members
// log their talks.
func (p *program) rehearse(ctx context.Context, h *house, r flows.Round) error {
	s, err := p.rehearsal(h, r)
	if err == nil {
		err = s.giveAll(ctx)
	}
	if err == nil {
		err = s.logAll(ctx)
	}
	return err
}

// enter brings one of them in by a link.
func (s rehearsal) enter(ctx context.Context, who, link string) (*player, error) {
	p := &player{bot: s.bot, stage: s.stage, chat: bot.Chat("sample:" + string(s.round.ID) + ":" + who)}
	return p, p.do(ctx, dialogue.Input{Kind: dialogue.Command, Text: "start", Payload: link})
}
