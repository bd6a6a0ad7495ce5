package bot

import (
	"context"
	"errors"
	"slices"

	"soundings/flows/dialogue"
	"soundings/flows/text"
)

const maxTapNotice = 200 // UTF-16 units, answerCallbackQuery

// deliver shows a result: one-off messages, then the present screen, edited
// into the card that was tapped where that can be. It says whether the screen
// arrived. Where it did not, the next input shows it.
func (b *Bot) deliver(ctx context.Context, u Update, r dialogue.Result) bool {
	lang := r.Session.Lang
	b.acknowledge(ctx, u, b.Words.Say(lang, r.Notice))
	for _, card := range r.Cards {
		if _, err := b.Network.Send(ctx, u.Chat, b.Words.Render(lang, card)); err != nil {
			b.undelivered(ctx, err)
		}
	}
	b.handOver(ctx, u, r.Files)
	err := b.show(ctx, u, r, b.Words.Render(lang, r.Card))
	b.undelivered(ctx, err)
	return err == nil
}

func (b *Bot) handOver(ctx context.Context, u Update, files []dialogue.File) {
	network, ok := b.Network.(FileNetwork)
	if !ok {
		return
	}
	for _, f := range files {
		_, err := network.SendFile(ctx, u.Chat, f.Name, f.Data)
		b.undelivered(ctx, err)
	}
}

func (b *Bot) show(ctx context.Context, u Update, r dialogue.Result, m Message) error {
	if u.Tap != "" && !r.Retire.Zero() {
		b.undelivered(ctx, b.Network.Edit(ctx, u.Chat, u.Message, Message{Text: b.Words.Say(r.Session.Lang, r.Retire)}))
	}
	if u.Tap != "" && !r.Fresh && len(r.Cards)+len(r.Files) == 0 {
		if err := b.Network.Edit(ctx, u.Chat, u.Message, m); !errors.Is(err, ErrNoCard) {
			return err
		}
	}
	_, err := b.Network.Send(ctx, u.Chat, m)
	return err
}

func (b *Bot) acknowledge(ctx context.Context, u Update, notice string) {
	if u.Tap != "" {
		b.undelivered(ctx, b.Network.Acknowledge(ctx, u.Tap, text.Cut(notice, maxTapNotice)))
	}
}

// undelivered logs that something could not be shown. A person who blocked the
// bot is nothing to log.
func (b *Bot) undelivered(ctx context.Context, err error) {
	if err != nil && !errors.Is(err, ErrGone) {
		b.Log.WarnContext(ctx, "an answer was not delivered", "error", err)
	}
}

// decline answers a group: the bot talks in private only, and keeps nothing.
func (b *Bot) decline(ctx context.Context, u Update) error {
	b.acknowledge(ctx, u, "")
	card := dialogue.Card{Blocks: []dialogue.Block{{Text: dialogue.Say("bot.private_only")}}}
	_, err := b.Network.Send(ctx, u.Chat, b.Words.Render(languageFor(u.Lang), card))
	b.undelivered(ctx, err)
	return nil
}

// noticed is a result with a notice added.
func noticed(r dialogue.Result, notice dialogue.Text) dialogue.Result {
	r.Notice = notice
	r.Card.Blocks = slices.Insert(slices.Clone(r.Card.Blocks), 0, dialogue.Block{Kind: dialogue.Notice, Text: notice})
	return r
}
