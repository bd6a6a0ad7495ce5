package talk

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"soundings/flows"
)

var china = time.FixedZone("CST", 8*60*60)

// at is half past midnight of a day, when in UTC it is still the day before.
func at(day string) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, day, china)
	if err != nil {
		panic(err)
	}
	return t.Add(30 * time.Minute)
}

func TestDaysAsPeopleTypeThem(t *testing.T) {
	for _, c := range []struct{ today, typed, want, err string }{
		{"2026-11-20", "11月3日", "2026-11-03", ""},
		{"2026-11-20", "11月3号", "2026-11-03", ""},
		{"2026-11-20", "11月3", "2026-11-03", ""},
		{"2026-11-20", " 11 月 03 日 ", "2026-11-03", ""},
		{"2026-11-20", "11-03", "2026-11-03", ""},
		{"2026-11-20", "11/3", "2026-11-03", ""},
		{"2026-11-20", "11.3", "2026-11-03", ""},
		{"2026-11-20", "2026/11/3", "2026-11-03", ""},
		{"2026-11-20", "2026-11-03", "2026-11-03", ""},
		{"2026-11-20", "2026年11月3日", "2026-11-03", ""},
		{"2026-11-20", "２０２６年１１月３日", "2026-11-03", ""},
		{"2026-11-20", "１１／３", "2026-11-03", ""},
		{"2026-11-20", "1月2日", "2026-01-02", ""},
		{"2026-11-20", "3日", "2026-11-03", ""},
		{"2026-11-20", "3号", "2026-11-03", ""},
		{"2026-11-20", "20号", "2026-11-20", ""},
		{"2026-11-20", "今天", "2026-11-20", ""},
		{"2026-11-20", "昨天", "2026-11-19", ""},
		{"2026-11-20", "前天", "2026-11-18", ""},
		{"2026-03-01", "大前天", "2026-02-26", ""},
		{"2026-11-20", "3 Nov", "2026-11-03", ""},
		{"2026-11-20", "Nov 3", "2026-11-03", ""},
		{"2026-11-20", "3rd November 2026", "2026-11-03", ""},
		{"2026-11-20", "Sept. 3, 2026", "2026-09-03", ""},
		{"2026-11-20", "TODAY", "2026-11-20", ""},
		{"2026-11-20", "yesterday", "2026-11-19", ""},

		{"2027-01-02", "12月30日", "2026-12-30", ""},
		{"2027-01-02", "30号", "2026-12-30", ""},
		{"2027-01-02", "3 Dec", "2026-12-03", ""},
		{"2027-01-02", "1月2日", "2027-01-02", ""},
		{"2027-01-01", "昨天", "2026-12-31", ""},
		{"2026-03-05", "31日", "2026-01-31", ""},
		{"2026-05-30", "31日", "2026-03-31", ""},
		{"2026-11-03", "4号", "2026-10-04", ""},
		{"2026-11-03", "12月4日", "2025-12-04", ""},

		{"2028-03-01", "2月29日", "2028-02-29", ""},
		{"2025-02-01", "2月29日", "2024-02-29", ""},
		{"2025-03-01", "2月29日", "", "talk.date_old"},
		{"2026-03-01", "2月29日", "", "talk.date_none"},
		{"2028-02-20", "2月29日", "", "talk.date_future"},
		{"2026-03-01", "2026-02-29", "", "talk.date_none"},
		{"2026-11-20", "4月31日", "", "talk.date_none"},
		{"2026-11-20", "31 April", "", "talk.date_none"},
		{"2026-11-20", "11月0日", "", "talk.date_none"},
		{"2026-11-20", "32号", "", "talk.date_none"},

		{"2026-11-20", "明天", "", "talk.date_future"},
		{"2026-11-20", "tomorrow", "", "talk.date_future"},
		{"2026-11-20", "2026-11-21", "", "talk.date_future"},
		{"2026-11-20", "2126-11-03", "", "talk.date_future"},
		{"2026-11-20", "11月21日", "", "talk.date_ahead"},
		{"2026-11-20", "12月20日", "", "talk.date_ahead"},
		{"2026-12-31", "1月1日", "2026-01-01", ""},
		{"2026-11-20", "12月21日", "2025-12-21", ""},
		{"2026-11-20", "2025-11-20", "2025-11-20", ""},
		{"2026-11-20", "2025-11-19", "", "talk.date_old"},
		{"2026-11-20", "1026-11-03", "", "talk.date_old"},

		{"2026-11-20", "13月5日", "", "talk.date_form"},
		{"2026-11-20", "0月5日", "", "talk.date_form"},
		{"2026-11-20", "26-11-03", "", "talk.date_form"},
		{"2026-11-20", "上周", "", "talk.date_form"},
		{"2026-11-20", "3 Novo", "", "talk.date_form"},
		{"2026-11-20", "3", "", "talk.date_form"},
		{"2026-11-20", "", "", "talk.date_form"},
	} {
		got, err := ReadDay(c.typed, at(c.today))
		if key := keyOf(err); got != c.want || key != c.err {
			t.Errorf("%q on %s: %q, %q; want %q, %q", c.typed, c.today, got, key, c.want, c.err)
		}
	}
}

func keyOf(err error) string {
	if err == nil {
		return ""
	}
	return flows.KeyOf(err)
}

// What is to come within a month is told with the day of last year, to be sent as
// it stands.
func TestADayAheadIsToldHowToSayLastYears(t *testing.T) {
	_, err := ReadDay("11月21日", at("2026-11-20"))
	value, _ := flows.ArgsOf(err)["value"].(string)
	if got, err := ReadDay(value, at("2026-11-20")); got != "2025-11-21" || err != nil {
		t.Errorf("%q reads as %q, %v", value, got, err)
	}
}

// Whatever is typed, a day that is taken is one that a talk can have been on.
func TestADayThatIsTakenIsNeverWrong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		today := at("2024-01-01").AddDate(0, 0, rapid.IntRange(0, 2000).Draw(t, "today"))
		typed := rapid.OneOf(rapid.String(), rapid.StringMatching(`(\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?|\d\d?号|\d\d? [A-Z][a-z]{2}`)).Draw(t, "typed")
		day, err := ReadDay(typed, today)
		if err != nil {
			return
		}
		d, bad := time.ParseInLocation(time.DateOnly, day, china)
		if bad != nil || d.After(today) || d.Before(today.AddDate(-1, 0, -1)) {
			t.Fatalf("%q on %s is taken for %s", typed, today.Format(time.DateOnly), day)
		}
		if again, err := ReadDay(day, today); again != day || err != nil {
			t.Fatalf("%s reads as %s, %v", day, again, err)
		}
	})
}
