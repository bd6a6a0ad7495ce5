package organize_test

import (
	"testing"
	"time"

	"soundings/flows"
	"soundings/flows/organize"
)

// The desk says how many days are left, today among them, as days count in its zone.
func TestTheDeskSaysHowManyDaysAreLeft(t *testing.T) {
	china := time.FixedZone("Asia/Shanghai", 8*60*60)
	closes := time.Date(2026, 11, 21, 0, 0, 0, 0, china) // the 20th included
	for now, want := range map[time.Time]any{
		time.Date(2026, 11, 20, 23, 59, 0, 0, china): 1,
		time.Date(2026, 11, 20, 0, 0, 0, 0, china):   1,
		time.Date(2026, 11, 19, 23, 59, 0, 0, china): 2,
		time.Date(2026, 10, 31, 12, 0, 0, 0, china):  21,
		time.Date(2026, 11, 21, 0, 0, 0, 0, china):   nil, // it closes this very moment
	} {
		r := flows.Round{ID: "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", State: flows.Opened, K: 5, Closes: closes}
		var got any
		for _, b := range organize.Desk(organize.Look{Round: r, Now: now}).Steps[0].Say(nil) {
			if b.Text.Key == "desk.left" {
				got = b.Text.Args["n"]
			}
		}
		if got != want {
			t.Errorf("%v: %v days are left, want %v", now, got, want)
		}
	}
}
