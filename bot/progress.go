package bot

import (
	"context"
	"time"

	"soundings/flows/dialogue"
)

// worth is how long an effect has to take until people are told how far it is, and
// how long they are then told the same: Telegram takes about a message a second.
const worth = 2 * time.Second

// A progress is one message that says how far an effect has come. It is edited while
// that goes on, and gone when that is done.
type progress struct {
	bot  *Bot
	chat Chat
	lang string

	last time.Time // it was told, or the effect began
	id   MessageID // 0: nothing was told yet
}

// following is the effect with a way to tell how far it has come; end is to be called
// when it is done, and gives what is left of that in the chat.
func (b *Bot) following(ctx context.Context, to Chat, lang string, e dialogue.Effect) (_ dialogue.Effect, end func() MessageID) {
	p := &progress{bot: b, chat: to, lang: lang, last: b.Now()}
	e.Progress = func(t dialogue.Text) { p.tell(ctx, t) }
	return e, func() MessageID { return p.end(ctx) }
}

// tell is a help and nothing more: what does not arrive is logged, and the effect
// goes on.
func (p *progress) tell(ctx context.Context, t dialogue.Text) {
	now := p.bot.Now()
	if now.Sub(p.last) < worth {
		return
	}
	p.last = now
	m := Message{Text: p.bot.Words.Say(p.lang, t)}
	if p.id == 0 {
		id, err := p.bot.Network.Send(ctx, p.chat, m)
		p.id = id
		p.bot.undelivered(ctx, err)
		return
	}
	p.bot.undelivered(ctx, p.bot.Network.Edit(ctx, p.chat, p.id, m))
}

func (p *progress) end(ctx context.Context) MessageID {
	if p.id == 0 {
		return 0
	}
	left, err := p.bot.Network.Delete(ctx, p.chat, []MessageID{p.id})
	p.bot.undelivered(ctx, err)
	if len(left) == 0 {
		return 0
	}
	return p.id
}
