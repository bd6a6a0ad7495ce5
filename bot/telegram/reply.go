package telegram

import (
	"context"
	"encoding/json"
	"net/http"

	tg "github.com/go-telegram/bot"
)

// A reply is the one call of the Bot API that may ride in the answer to a
// webhook ("Making requests when getting updates"): a round trip less for each
// tap. What it comes to nobody learns, so it is for what may be lost. One update
// is handled by one goroutine.
type reply struct {
	update int64
	call   any
	apart  func(context.Context) error
}

// put has this call ride, instead of another; apart makes it where no call can
// ride.
func (r *reply) put(call any, apart func(context.Context) error) { r.call, r.apart = call, apart }

// An answerCallbackQuery is the form in which that call rides.
type answerCallbackQuery struct {
	Method string `json:"method"`
	tg.AnswerCallbackQueryParams
}

type replyKey struct{}

// replying is a context in which a call may ride in r.
func replying(ctx context.Context, r *reply) context.Context {
	return context.WithValue(ctx, replyKey{}, r)
}

func replyOf(ctx context.Context) (*reply, bool) {
	r, ok := ctx.Value(replyKey{}).(*reply)
	return r, ok
}

// sendApart makes the call by itself: what rides in a refusal is not read.
func (r *reply) sendApart(ctx context.Context) error {
	if r.apart == nil {
		return nil
	}
	return r.apart(context.WithoutCancel(ctx))
}

// send answers the webhook with 200, and the call if there is one.
func (r *reply) send(w http.ResponseWriter) {
	if r.call != nil {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(r.call) // Telegram may have gone
	}
}
