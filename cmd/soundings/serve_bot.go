package main

import (
	"context"

	"soundings/bot"
	"soundings/bot/telegram"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/organize"
	"soundings/storage"
)

// newBot wires the conversations to the store and to Telegram.
func (p *program) newBot(h *house, network bot.Network) (*bot.Bot, error) {
	words, err := p.words()
	if err != nil {
		return nil, err
	}
	door := organize.Door{Tickets: h.tickets, Rounds: h.rounds}
	return &bot.Bot{
		Network:  network,
		Sessions: storage.NewSessions(h.rounds),
		Rounds:   h.rounds,
		Effects:  effects(opinion.Desk{Opinions: h.opinions, Rounds: h.rounds}, door),
		Recall:   door.Recall,
		Guard:    opinion.NewGuard(),
		Seats:    bot.NewSeats(h.keys.Seat()),
		Words:    words,
		Now:      p.clock(),
		Log:      p.log,
	}, nil
}

// effects are what conversations may ask for. Only the door is given the mask:
// what submits an opinion cannot know who does (promise 2).
func effects(desk opinion.Desk, door organize.Door) map[string]bot.EffectFunc {
	return map[string]bot.EffectFunc{
		opinion.EffectArrive:  door.Arrive,
		opinion.EffectNothing: door.Nothing,
		opinion.EffectSubmit:  unmasked(desk.Submit),
		opinion.EffectLookup:  unmasked(desk.Lookup),
	}
}

func unmasked(do func(context.Context, dialogue.Effect) (dialogue.Outcome, error)) bot.EffectFunc {
	return func(ctx context.Context, _ flows.Mask, e dialogue.Effect) (dialogue.Outcome, error) {
		return do(ctx, e)
	}
}

// setMenus sets the command menus, Chinese for everybody whose client is not
// English. It may take as long as it takes.
func (v *service) setMenus(ctx context.Context, p *program) error {
	words, err := p.words()
	if err != nil {
		return err
	}
	menus := []telegram.Menu{menu(words, bot.Chinese, ""), menu(words, bot.English, "en")}
	return v.persist(ctx, "setting the command menus", func(ctx context.Context) error { return v.client.SetMenus(ctx, menus) })
}

func menu(words *bot.Words, lang, code string) telegram.Menu {
	m := telegram.Menu{Lang: code}
	for _, name := range bot.Commands() {
		m.Commands = append(m.Commands, telegram.MenuCommand{Name: name, About: words.Say(lang, dialogue.Say("command."+name))})
	}
	return m
}
