// Package telegram is the adapter to Telegram's Bot API. Client is the
// bot.Network that sends; Poller and Webhook bring updates in, and each calls
// a Handler with bot.Updates. An update is confirmed to Telegram only once its
// Handler is done with it.
//
// Sending is built on go-telegram/bot; receiving is our own, because the
// library confirms updates before they are handled and gives up a whole batch
// for one update it cannot decode.
//
// No error and no log line of this package holds a token, an id, a name or a
// text, at any level.
package telegram
