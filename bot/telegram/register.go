package telegram

import (
	"context"

	tg "github.com/go-telegram/bot"
)

// wanted are the updates we take: allowed_updates of getUpdates and setWebhook.
func wanted() []string {
	return []string{"message", "edited_message", "callback_query", "my_chat_member"}
}

// SetWebhook has updates posted to url, with secret in the header Webhook looks
// at, over at most connections at once (1-100).
func (c *Client) SetWebhook(ctx context.Context, url, secret string, connections int) error {
	f := c.call(ctx, "setWebhook", anyway, tg.SetWebhookParams{
		URL: url, SecretToken: secret, MaxConnections: connections, AllowedUpdates: wanted(),
	}, nil)
	if f != nil {
		return f.tell("setWebhook")
	}
	return nil
}

// DeleteWebhook ends posting: getUpdates does not work beside a webhook. The
// updates that wait stay.
func (c *Client) DeleteWebhook(ctx context.Context) error {
	f := c.call(ctx, "deleteWebhook", anyway, tg.DeleteWebhookParams{}, nil)
	if f != nil {
		return f.tell("deleteWebhook")
	}
	return nil
}
