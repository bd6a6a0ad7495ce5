package main

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"time"

	"soundings/bot/telegram"
	"soundings/flows"
	"soundings/flows/text"
)

// lookAtTelegram asks who the bot is.
func (d *doctor) lookAtTelegram(ctx context.Context) []finding {
	s := d.settings.Telegram
	if s.Token == "" {
		return []finding{find(failure, "cli.no_token")}
	}
	client, err := telegram.NewClient(s.Token.Reveal(), telegram.Options{API: s.API, MaxWait: checkWithin})
	if err != nil {
		return []finding{{failure, err}}
	}
	d.client = client
	began := d.now()
	look, err := client.Look(ctx)
	switch {
	case refused(err):
		return []finding{{failure, tokenRefused(err)}}
	case err != nil:
		return []finding{away(s.API, err)}
	}
	d.met = true
	return d.acquaintance(look, began, d.now())
}

// away: Telegram does not answer, or not as it should.
func away(api string, err error) finding {
	args := flows.Args{"host": hostOf(api)}
	if e, ok := errors.AsType[*telegram.Error](err); ok && e.Unwrap() == nil {
		args["cause"] = e.Reason
	}
	return finding{failure, &flows.Error{Code: flows.Unavailable, Key: "doctor.telegram_away", Args: args, Err: err}}
}

func (d *doctor) acquaintance(look telegram.Look, began, ended time.Time) []finding {
	found := []finding{find(well, "doctor.telegram", "bot", look.Name)}
	if set := d.settings.Telegram.Bot; set != "" && !strings.EqualFold(set, look.Name) {
		found = []finding{find(failure, "doctor.bot_other", "bot", look.Name, "set", set)}
	}
	if !look.At.IsZero() {
		found = append(found, compared("Telegram", look.At, began, ended))
	}
	return found
}

// Updates that wait, and an error of the webhook, that are worth a word.
const (
	manyPending = 100
	errorsFresh = 24 * time.Hour
)

// lookAtDelivery compares how updates come with how they should.
func (d *doctor) lookAtDelivery(ctx context.Context) []finding {
	is, err := d.client.Delivery(ctx)
	if err != nil {
		return []finding{away(d.settings.Telegram.API, err)}
	}
	found := []finding{way(d.settings.Webhook.URL, is)}
	if is.Pending >= manyPending {
		found = append(found, find(warning, "doctor.pending", "n", is.Pending))
	}
	if is.URL != "" && is.Problem != "" && d.now().Sub(is.Since) < errorsFresh {
		found = append(found, find(warning, "doctor.webhook_error",
			"at", is.Since.In(d.zone).Format(minuteForm), "problem", text.Cut(is.Problem, 200)))
	}
	return found
}

// way tells of a webhook no more than its host: the path may be its secret.
func way(set string, is telegram.Delivery) finding {
	host := hostOf(is.URL)
	switch {
	case set == "" && is.URL == "":
		return find(well, "doctor.polling", "n", is.Pending)
	case set == "":
		return find(warning, "doctor.polling_hooked", "host", host)
	case is.URL == "":
		return find(warning, "doctor.webhook_none")
	case is.URL != set:
		return find(warning, "doctor.webhook_other", "host", host)
	}
	return find(well, "doctor.webhook", "host", host, "n", is.Pending)
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}
