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
// into the card that was tapped where that can be. Where the screen does not
// arrive, the next input shows it. d has what of it stands in the chat from then
// on.
func (b *Bot) deliver(ctx context.Context, u Update, r dialogue.Result, d *done) {
	lang := r.Session.Lang
	b.acknowledge(ctx, u, d, b.Words.Say(lang, r.Notice))
	for _, card := range r.Cards {
		id, err := b.Network.Send(ctx, u.Chat, b.Words.Render(lang, card))
		b.undelivered(ctx, err)
		d.put(id, holdsCode(card))
	}
	b.handOver(ctx, u, r.Files)
	id, err := b.show(ctx, u, r, b.Words.Render(lang, r.Card))
	b.undelivered(ctx, err)
	d.put(id, r.Once != "")
	d.shown = err == nil
}

// holdsCode says whether a card holds something to copy: a receipt.
func holdsCode(c dialogue.Card) bool {
	return slices.ContainsFunc(c.Blocks, func(b dialogue.Block) bool { return b.Kind == dialogue.Code })
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

// show gives the id of a new message, 0 where a card was edited.
func (b *Bot) show(ctx context.Context, u Update, r dialogue.Result, m Message) (MessageID, error) {
	if u.Tap != "" && !r.Retire.Zero() {
		b.undelivered(ctx, b.Network.Edit(ctx, u.Chat, u.Message, Message{Text: b.Words.Say(r.Session.Lang, r.Retire)}))
	}
	if !sends(u, r) {
		if err := b.Network.Edit(ctx, u.Chat, u.Message, m); !errors.Is(err, ErrNoCard) {
			return 0, err
		}
	}
	return b.Network.Send(ctx, u.Chat, m)
}

// sends says that the screen goes into a new message and not into the card that
// was tapped.
func sends(u Update, r dialogue.Result) bool {
	return u.Tap == "" || u.Message == 0 || r.Fresh || len(r.Cards)+len(r.Files) > 0
}

// acknowledge answers the update's tap, if it is one and was not answered yet. What
// did not get through is tried again with the update.
func (b *Bot) acknowledge(ctx context.Context, u Update, d *done, notice string) {
	if u.Tap != "" && !d.answered {
		err := b.Network.Acknowledge(ctx, u.Tap, text.Cut(notice, maxTapNotice))
		b.undelivered(ctx, err)
		d.answered = err == nil
	}
}

// undelivered logs that something could not be shown. A person who blocked the
// bot is nothing to log.
func (b *Bot) undelivered(ctx context.Context, err error) {
	if err != nil && !errors.Is(err, ErrGone) {
		b.Log.WarnContext(ctx, "an answer was not delivered", "err", err)
	}
}

// decline answers a group: the bot talks in private only, and keeps nothing.
func (b *Bot) decline(ctx context.Context, u Update) error {
	b.acknowledge(ctx, u, &done{}, "")
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
