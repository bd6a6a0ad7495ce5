package calendar

import "testing"

// What is left out is left open: what it stands for is for whoever asks.
func TestADayAsItIsTyped(t *testing.T) {
	for typed, want := range map[string]Written{
		"2026年11月3日":          {Year: 2026, Month: 11, Day: 3},
		"２０２６年１１月３日":          {Year: 2026, Month: 11, Day: 3},
		"2026-11-03":          {Year: 2026, Month: 11, Day: 3},
		"2026/11/3":           {Year: 2026, Month: 11, Day: 3},
		"2026.11.3":           {Year: 2026, Month: 11, Day: 3},
		" 11 月 03 号 ":         {Month: 11, Day: 3},
		"11/3":                {Month: 11, Day: 3},
		"3日":                  {Day: 3},
		"3rd November 2026":   {Year: 2026, Month: 11, Day: 3},
		"Sept. 3, 2026":       {Year: 2026, Month: 9, Day: 3},
		"Nov 3":               {Month: 11, Day: 3},
		"今天":                  {Near: true},
		"大前天":                 {Near: true, Ahead: -3},
		"Tomorrow":            {Near: true, Ahead: 1},
		"4月31日":               {Month: 4, Day: 31}, // whether there is one, it does not say
		"2026年11月3日\u200b\n ": {Year: 2026, Month: 11, Day: 3},
	} {
		if got, ok := Read(typed); !ok || got != want {
			t.Errorf("%q: %+v, %v, want %+v", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "很快", "13月3日", "3 Foo", "2026", "11月3日下午", "-3日"} {
		if got, ok := Read(typed); ok {
			t.Errorf("%q is read as %+v", typed, got)
		}
	}
}
