package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// ask makes one call past the library, which hides what an answer looks like,
// and gives the time by Telegram's clock, to the second.
func (c *Client) ask(ctx context.Context, method string, args map[string]any, result any) (at time.Time, err error) {
	body := []byte("{}")
	if args != nil {
		if body, err = json.Marshal(args); err != nil {
			return at, err
		}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.api+"/bot"+c.token+"/"+method, bytes.NewReader(body))
	if err != nil {
		return at, &Error{Method: method, Reason: "the Bot API's address is no URL"}
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(r)
	if err != nil {
		return at, failed(err).tell(method)
	}
	defer response.Body.Close()
	answer := struct {
		OK     bool `json:"ok"`
		Result any  `json:"result"`
	}{Result: result}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || !answer.OK {
		return at, failed(err).tell(method)
	}
	at, _ = http.ParseTime(response.Header.Get("Date")) // zero without one
	return at, nil
}

// A Look is what Telegram says of the bot.
type Look struct {
	Name string    // the bot's user name
	At   time.Time // by Telegram's clock, to the second; zero where it does not tell
}

// Look asks Telegram once who we are. See UserName, which tries again.
func (c *Client) Look(ctx context.Context) (Look, error) {
	var me struct {
		Username string `json:"username"`
	}
	at, err := c.ask(ctx, "getMe", nil, &me)
	return Look{me.Username, at}, err
}

// A Delivery is how Telegram hands over updates.
type Delivery struct {
	URL     string    // of the webhook; empty without one
	Pending int       // updates that wait
	Problem string    // the last one of the webhook, in Telegram's words; they are of the connection, not of people
	Since   time.Time // when that was
}

// Delivery asks Telegram how it delivers.
func (c *Client) Delivery(ctx context.Context) (Delivery, error) {
	var info struct {
		URL     string `json:"url"`
		Pending int    `json:"pending_update_count"`
		Problem string `json:"last_error_message"`
		Since   int64  `json:"last_error_date"`
	}
	if _, err := c.ask(ctx, "getWebhookInfo", nil, &info); err != nil {
		return Delivery{}, err
	}
	return Delivery{info.URL, info.Pending, info.Problem, time.Unix(info.Since, 0)}, nil
}
