package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"soundings/bot"
)

// updates calls getUpdates. Each update stays as it came, so that one we
// cannot read does not take the others with it (FACTS 2).
func (c *Client) updates(ctx context.Context, offset int64, limit int, timeout time.Duration) ([]json.RawMessage, error) {
	body, err := json.Marshal(map[string]any{
		"offset": offset, "limit": limit, "timeout": int(timeout.Seconds()), "allowed_updates": wanted(),
	})
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.api+"/bot"+c.token+"/getUpdates", bytes.NewReader(body))
	if err != nil {
		return nil, &Error{Method: "getUpdates", Reason: "the Bot API's address is no URL"}
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(r)
	if err != nil {
		return nil, failed(err).tell("getUpdates")
	}
	defer response.Body.Close()
	var answer struct {
		OK     bool              `json:"ok"`
		Result []json.RawMessage `json:"result"`
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || !answer.OK {
		return nil, failed(err).tell("getUpdates")
	}
	return answer.Result, nil
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
