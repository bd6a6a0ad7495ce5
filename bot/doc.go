// Package bot is the seam between a chat network and the conversations in
// flows. It is the only place that sees a respondent's chat id: Handle turns it
// into a seat before anything else runs, and no id, name or text leaves it for
// a log. It knows no single network: bot/telegram is one, bot/web another.
package bot
