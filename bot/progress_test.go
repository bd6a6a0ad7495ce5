package bot_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

// takes has looking at the desk take long: it says how far it is after each of these
// pauses.
func (c *town) takes(pauses ...time.Duration) {
	status := c.bot.Effects[organize.EffectStatus]
	c.bot.Effects[organize.EffectStatus] = func(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
		for i, pause := range pauses {
			c.now = c.now.Add(pause)
			e.Progress(dialogue.Say("desk.exporting", "percent", i))
		}
		return status(ctx, v, e)
	}
}

// TestLongWorkIsToldInOneMessage that is edited, and gone when the work is done.
func TestLongWorkIsToldInOneMessage(t *testing.T) {
	for _, w := range []struct {
		name         string
		pauses       []time.Duration
		sent, edited int
		says         string
	}{
		{"nothing under two seconds", []time.Duration{time.Second, 900 * time.Millisecond}, 0, 0, ""},
		{"then a message", []time.Duration{time.Second, time.Second, time.Second}, 1, 0, "已完成 1%"},
		{"and edits, not more than every two seconds", []time.Duration{2 * time.Second, time.Second, time.Second, 3 * time.Second}, 1, 2, "已完成 3%"},
	} {
		t.Run(w.name, func(t *testing.T) {
			c := newTown(t)
			c.asOrganizer()
			c.takes(w.pauses...)
			sent, edited := c.net.sent, c.net.edited
			said := ""
			c.bot.Network = &telling{c.net, &said}
			c.tap("看最新情况")
			if got := c.net.sent - sent; got != w.sent || c.net.edited-edited-1 != w.edited { // one edit is the desk's card
				t.Errorf("%d messages, %d edits", got, c.net.edited-edited-1)
			}
			if len(c.net.deleted) != w.sent || (said != "") != (w.says != "") {
				t.Errorf("%d deleted; it said %q", len(c.net.deleted), said)
			}
		})
	}
}

// telling remembers what stood in a message when it was deleted.
type telling struct {
	*network
	said *string
}

func (n *telling) Delete(ctx context.Context, from bot.Chat, ids []bot.MessageID) ([]bot.MessageID, error) {
	for _, id := range ids {
		*n.said = n.message(from, id).Text
	}
	return n.network.Delete(ctx, from, ids)
}

// TestAnExportTellsHowFarItIs: never less than before, and of all its documents.
func TestAnExportTellsHowFarItIs(t *testing.T) {
	c := toDesk(t)
	var told []int
	o, err := c.bot.Effects[organize.EffectExport](t.Context(), c.bot.VisitorOf("tg:1"), dialogue.Effect{Payload: string(c.round.ID),
		Progress: func(said dialogue.Text) { told = append(told, said.Args["percent"].(int)) }})
	if err != nil || len(o.Files) == 0 {
		t.Fatalf("%d files, %v", len(o.Files), err)
	}
	if !slices.IsSorted(told) || len(told) < 4 || told[0] < 1 || told[0] > 25 || told[len(told)-1] < 50 || told[len(told)-1] > 100 {
		t.Errorf("told %v", told)
	}
}

// TestWorkGoesOnThoughItsProgressCannotBeTold.
func TestWorkGoesOnThoughItsProgressCannotBeTold(t *testing.T) {
	c := newTown(t)
	c.asOrganizer()
	c.takes(3*time.Second, 3*time.Second)
	c.net.failEdit, c.net.failDel = errors.New("down"), errors.New("down")
	c.do(c.taps("tg:1", "看最新情况"))
	c.net.failEdit = nil
	c.say("/status")
	c.shows("满 5 人后才显示")
}
