package telegram

import (
	"context"
	"time"
)

// nothing are the parameters of a method that takes none.
type nothing struct{}

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
	at, err := c.ask(ctx, "getMe", nothing{}, &me)
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
	if _, err := c.ask(ctx, "getWebhookInfo", nothing{}, &info); err != nil {
		return Delivery{}, err
	}
	return Delivery{info.URL, info.Pending, info.Problem, time.Unix(info.Since, 0)}, nil
}
