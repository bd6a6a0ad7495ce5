package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"soundings/bot"
)

// updates calls getUpdates. Each update stays as it came, so that one we
// cannot read does not take the others with it (FACTS 2).
func (c *Client) updates(ctx context.Context, offset int64, limit int, timeout time.Duration) ([]json.RawMessage, error) {
	var batch []json.RawMessage
	_, err := c.ask(ctx, "getUpdates", map[string]any{
		"offset": offset, "limit": limit, "timeout": int(timeout.Seconds()), "allowed_updates": wanted(),
	}, &batch)
	return batch, err
}

// status is the HTTP status in an error of a call; 0 without one.
func status(err error) int {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Status
	}
	return 0
}

// pause is how long to wait after an error: as long as Telegram asks, else d.
func (r *run) pause(err error, d time.Duration) time.Duration {
	if busy, ok := errors.AsType[*bot.Busy](err); ok {
		return max(d, busy.After)
	}
	return d
}
