package calendar

import (
	"testing"
	"time"
)

func TestADayIsTheSameInEveryZoneNearby(t *testing.T) {
	zone := time.FixedZone("CST", 8*60*60)
	for _, late := range []time.Time{time.Date(2026, 11, 20, 0, 0, 1, 0, zone), time.Date(2026, 11, 20, 23, 59, 0, 0, zone)} {
		if got := Day(late); got.UTC().Format(time.DateOnly) != "2026-11-20" {
			t.Errorf("%v is the day %v", late, got)
		}
	}
	if _, ok := Civil(2026, 4, 31, zone); ok {
		t.Error("there is a 31 April")
	}
	if got := Shown("2026-11-20", zone); got != Day(got) || got.Day() != 20 {
		t.Errorf("shown is %v", got)
	}
	if got := Shown("很快", zone); !got.IsZero() {
		t.Errorf("what is no day is shown as %v", got)
	}
}
