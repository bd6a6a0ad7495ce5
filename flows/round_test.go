package flows

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// monday is a moment in the middle of things.
func monday() time.Time { return time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC) }

func days(n int) time.Time { return monday().AddDate(0, 0, n) }

// aRound is a valid draft, changed as a test wants it.
func aRound(change func(*Round)) Round {
	r := Round{ID: "r", Title: "专题民主生活会", Unit: "某局党组", K: 5, Admission: ByTicket, State: Draft, Team: Team{Name: "局领导班子"},
		Aspects:     []Aspect{{ID: "a1", Label: "理论学习", Text: "理论学习方面"}},
		Members:     []Member{{ID: "wang", Name: "王建国", Post: "局长", Principal: true, Charge: []DepartmentID{"bgs"}}, {ID: "li", Name: "李红"}},
		Departments: []Department{{ID: "bgs", Name: "办公室", Head: "周正"}}, TalkRules: []TalkRule{MembersEachOther}}
	if change != nil {
		change(&r)
	}
	return r
}

func TestWhatARoundMayBe(t *testing.T) {
	for _, c := range []struct {
		name, key, field string
		change           func(*Round)
	}{
		{"valid", "error.internal", "", nil},
		{"no title", "round.empty", "title", func(r *Round) { r.Title = " " }},
		{"title too long", "round.long", "title", func(r *Round) { r.Title = strings.Repeat("题", 101) }},
		{"invisible in the unit", "round.unclean", "unit", func(r *Round) { r.Unit = "某\u200b局" }},
		{"no aspects", "round.no_aspects", "", func(r *Round) { r.Aspects = nil }},
		{"aspect without text", "round.empty", "aspects[0].text", func(r *Round) { r.Aspects[0].Text = "" }},
		{"aspect id that means none", "round.id_taken", "aspects[0].id", func(r *Round) { r.Aspects[0].ID = "none" }},
		{"aspects too long together", "round.aspects_long", "", func(r *Round) {
			r.Aspects = nil
			for _, id := range "abcde" {
				r.Aspects = append(r.Aspects, Aspect{ID: AspectID(id), Label: "x", Text: strings.Repeat("面", 490)})
			}
		}},
		{"member twice", "round.id_taken", "members[1].id", func(r *Round) { r.Members[1].ID = "wang" }},
		{"member called team", "round.id_taken", "members[1].id", func(r *Round) { r.Members[1].ID = "team" }},
		{"id in capitals", "round.id_form", "members[1].id", func(r *Round) { r.Members[1].ID = "Li" }},
		{"two principals", "round.principals", "", func(r *Round) { r.Members[1].Principal = true }},
		{"unknown department", "round.no_department", "members[1].charge[0]", func(r *Round) { r.Members[1].Charge = []DepartmentID{"x"} }},
		{"department twice", "round.id_taken", "departments[1].id", func(r *Round) { r.Departments = append(r.Departments, r.Departments[0]) }},
		{"k of two", "round.k", "k", func(r *Round) { r.K = 2 }},
		{"closes before it opens", "round.closes_before_opens", "", func(r *Round) { r.Opens, r.Closes = days(2), days(1) }},
		{"another way in", "round.choice", "admission", func(r *Round) { r.Admission = "all" }},
		{"another talk rule", "round.choice", "talks[0]", func(r *Round) { r.TalkRules = []TalkRule{"x"} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := aRound(c.change).Validate()
			if c.change == nil {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if field, _ := ArgsOf(err)["field"].(string); KeyOf(err) != c.key || field != c.field || CodeOf(err) != Invalid {
				t.Errorf("%v at %q, want %s at %q", err, field, c.key, c.field)
			}
		})
	}
}

func TestALifeMovesForwardOnly(t *testing.T) {
	in := func(s State) Round {
		return aRound(func(r *Round) { r.State, r.Opens, r.Closes = s, days(-5), days(5) })
	}
	steps := map[string]func(Round) (Round, error){
		"open":    func(r Round) (Round, error) { return r.Open(monday()) },
		"extend":  func(r Round) (Round, error) { return r.Extend(days(9), monday()) },
		"close":   func(r Round) (Round, error) { return r.Close(monday()) },
		"release": func(r Round) (Round, error) { return r.Release(5, monday()) },
		"destroy": func(r Round) (Round, error) { return r.Destroy() },
	}
	allowed := map[State]map[string]State{
		Draft: {"open": Opened, "destroy": Destroyed}, Opened: {"extend": Opened, "close": Closed},
		Closed: {"release": Released, "destroy": Destroyed}, Released: {"release": Released, "destroy": Destroyed}, Destroyed: {},
	}
	for from, ways := range allowed {
		for name, step := range steps {
			got, err := step(in(from))
			to, ok := ways[name]
			if ok && (err != nil || got.State != to) || !ok && (CodeOf(err) != Refused || got.State != from) {
				t.Errorf("%s from %s: %s, %v", name, from, got.State, err)
			}
		}
	}
}

func TestMomentsOfALife(t *testing.T) {
	open := aRound(func(r *Round) { r.State, r.Opens, r.Closes = Opened, days(-5), days(5) })
	if r, _ := aRound(func(r *Round) { r.Opens = days(3) }).Open(monday()); r.Opens != monday() {
		t.Error("opened before its date, it still says that date")
	}
	if _, err := aRound(func(r *Round) { r.Closes = days(-1) }).Open(monday()); KeyOf(err) != "round.over" {
		t.Errorf("opened when its window is over: %v", err)
	}
	if r, _ := open.Close(monday()); r.Closes != monday() {
		t.Error("closed early, it still says the later date")
	}
	for _, until := range []time.Time{days(4), days(5), days(-1)} {
		if _, err := open.Extend(until, monday()); KeyOf(err) != "round.extend_earlier" {
			t.Errorf("extended to %v: %v", until, err)
		}
	}
	if day := open.LastDay(); !day.Before(open.Closes) || open.Closes.Sub(day) > time.Second {
		t.Errorf("last day %v", day)
	}
}

func TestBelowKNothingIsReleased(t *testing.T) {
	closed := aRound(func(r *Round) { r.State = Closed })
	for participants, want := range map[int]bool{0: false, 4: false, 5: true, 6: true} {
		_, err := closed.Release(participants, monday())
		if (err == nil) != want || err != nil && KeyOf(err) != "round.below_k" {
			t.Errorf("%d of 5: %v", participants, err)
		}
		if _, told := ArgsOf(err)["participants"]; told {
			t.Error("the refusal tells how many")
		}
	}
}

func TestAReleasedRoundIsKeptForItsDays(t *testing.T) {
	closed := aRound(func(r *Round) { r.State = Closed })
	released, err := closed.Release(5, monday())
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := released.Release(5, days(9)); again.Released != monday() {
		t.Error("taken out once more, it counts from then on")
	}
	y, m, d := monday().Date()
	if got, want := released.KeptUntil(3), time.Date(y, m, d+4, 0, 0, 0, 0, monday().Location()); !got.Equal(want) {
		t.Errorf("kept until %v, want %v: three full days", got, want)
	}
	if !released.KeptUntil(0).IsZero() || !closed.KeptUntil(3).IsZero() {
		t.Error("a round is destroyed that was not released, or with no days set")
	}
	released.Released = time.Time{} // as an early version left it
	if got := released.KeptUntil(3); !got.IsZero() {
		t.Errorf("released nobody knows when, it is destroyed on %v", got)
	}
}

func TestOfADestroyedRoundOnlyItsNameIsLeft(t *testing.T) {
	r := aRound(func(r *Round) { r.State = Closed })
	gone, err := r.Destroy()
	if err != nil {
		t.Fatal(err)
	}
	want := Round{ID: r.ID, Title: r.Title, Unit: r.Unit, Opens: r.Opens, Closes: r.Closes, K: r.K, Admission: r.Admission, State: Destroyed}
	if diff := cmp.Diff(want, gone); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDatesThatAreDue(t *testing.T) {
	for _, c := range []struct {
		name          string
		state         State
		opens, closes time.Time
		want          State
		due           bool
	}{
		{"a draft without dates", Draft, time.Time{}, time.Time{}, Draft, false},
		{"a draft before its date", Draft, days(1), time.Time{}, Draft, false},
		{"a draft at its date", Draft, monday(), time.Time{}, Opened, true},
		{"a draft whose window is over", Draft, days(-5), days(-1), Draft, false},
		{"open before its date", Opened, days(-1), days(1), Opened, false},
		{"open at its date", Opened, days(-1), monday(), Closed, true},
		{"open without a date", Opened, days(-1), time.Time{}, Opened, false},
		{"closed", Closed, days(-5), days(-1), Closed, false},
	} {
		r := aRound(func(r *Round) { r.State, r.Opens, r.Closes = c.state, c.opens, c.closes })
		if got, due := r.Due(monday()); got != c.want || due != c.due {
			t.Errorf("%s: %s, %v", c.name, got, due)
		}
		if writable := r.Writable(monday()) == nil; writable != (c.state == Opened && !c.due) {
			t.Errorf("%s: writable %v", c.name, writable)
		}
	}
}

func TestWhatAnOpinionMayBe(t *testing.T) {
	good := Opinion{Subject: "wang", Aspect: "a1", Kind: Problem, Text: "窗口办事要跑三趟", Case: "上周三", Remedy: "一次说清"}
	for _, c := range []struct {
		name, key string
		change    func(*Opinion)
	}{
		{"good", "", func(*Opinion) {}},
		{"about other", "", func(o *Opinion) { o.Subject = OtherSubject }},
		{"no aspect", "", func(o *Opinion) { o.Aspect = "" }},
		{"about nobody", "opinion.bad_subject", func(o *Opinion) { o.Subject = "x" }},
		{"another aspect", "opinion.bad_aspect", func(o *Opinion) { o.Aspect = "a9" }},
		{"no kind", "opinion.bad_kind", func(o *Opinion) { o.Kind = "" }},
		{"too short", "opinion.bad_text", func(o *Opinion) { o.Text = "短" }},
		{"too long", "opinion.bad_text", func(o *Opinion) { o.Text = strings.Repeat("长", MaxText+1) }},
		{"case too long", "opinion.bad_text", func(o *Opinion) { o.Case = strings.Repeat("长", MaxCase+1) }},
		{"a proposal with a remedy", "opinion.bad_text", func(o *Opinion) { o.Kind = Proposal }},
		{"a watermark", "opinion.bad_text", func(o *Opinion) { o.Text += "\u200b" }},
	} {
		o := good
		c.change(&o)
		if err := o.Validate(aRound(nil)); err == nil != (c.key == "") || err != nil && KeyOf(err) != c.key {
			t.Errorf("%s: %v, want %q", c.name, err, c.key)
		}
	}
}
