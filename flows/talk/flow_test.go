package talk

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"soundings/flows"
	"soundings/flows/dialogue"
)

func TestTheShortestTalkTakesOneTextAndNineTaps(t *testing.T) {
	d := atDesk(t, bureau())
	d.world.Place = "三楼会议室"
	taps := []string{"赵敏", "talk.kind.member", "talk.date.today", "三楼会议室"}
	d.taps(taps...)
	d.Type("下基层少")
	rest := []string{"engine.button.done", "engine.button.skip", "engine.button.skip", "engine.button.skip", "talk.check.save"}
	d.taps(rest...)
	if n := len(taps) + len(rest); n > 9 {
		t.Errorf("%d taps", n)
	}
	d.At(thanks)
	want := flows.Talk{By: "li", With: []flows.Counterpart{{Member: "zhao"}}, Kind: flows.MemberTalk, Date: "2026-11-20",
		At: "三楼会议室", Own: "下基层少"}
	if got := d.sole(); !reflect.DeepEqual(got, want) {
		t.Errorf("saved %+v, want %+v", got, want)
	}
}

func TestEveryAnswerIsKept(t *testing.T) {
	d := atDesk(t, bureau())
	d.Tap("talk.with.other")
	d.Noticed("talk.with.other_hint")
	d.Type("陈静")
	d.taps("陈静", "talk.kind.requested")
	d.Type("11月3日")
	d.At(place)
	d.Type("三楼\n会议室")
	for _, s := range []string{"一", "二", "三", "四"} {
		d.Type(s)
		d.Tap("engine.button.done")
	}
	d.Tap("talk.check.save")
	want := flows.Talk{By: "li", With: []flows.Counterpart{{Name: "陈静"}}, Kind: flows.RequestedTalk, Date: "2026-11-03",
		At: "三楼 会议室", Own: "一", Given: "二", Received: "三", Agreed: "四"}
	if got := d.sole(); !reflect.DeepEqual(got, want) {
		t.Errorf("saved %+v, want %+v", got, want)
	}
}

func TestNotAllTextsCanBeSkipped(t *testing.T) {
	d := toDate(t)
	d.taps("talk.date.yesterday", "engine.button.skip", "engine.button.skip", "engine.button.skip", "engine.button.skip")
	d.At(agreed)
	if d.Has("engine.button.skip") || !slices.Contains(d.says(), "talk.one_at_least") {
		t.Errorf("the last of four empty texts says %v and offers %v", d.says(), d.offered())
	}
	d.Type("每月下去两次")
	d.Tap("engine.button.done")
	d.At(check)

	d.taps("engine.button.edit", "talk.agreed.title", "engine.button.drop")
	d.At(agreed)
	d.Noticed("engine.unfinished")
	d.Type("每季度一次")
	d.taps("engine.button.done", "talk.check.save")
	if got := d.sole(); got.Agreed != "每季度一次" || got.At != "" {
		t.Errorf("saved %+v", got)
	}
}

func TestTheKindIsOfferedAndCanBeCorrected(t *testing.T) {
	for _, c := range []struct {
		name, tap string
		want      []string
	}{
		{"the principal", "王建国", []string{"talk.kind.principal", "talk.kind.requested", "talk.kind.more"}},
		{"a head of one's department", "孙丽", []string{"talk.kind.department", "talk.kind.branch", "talk.kind.requested", "talk.kind.more"}},
		{"a head of another's", "吴刚", []string{"talk.kind.requested", "talk.kind.department", "talk.kind.branch", "talk.kind.more"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := atDesk(t, bureau())
			d.Tap(c.tap)
			if got := d.offered(); !slices.Equal(got, c.want) {
				t.Errorf("offered %v, want %v", got, c.want)
			}
			if key := d.Buttons()[0].Label.Key; key != "talk.kind.likely" || d.says()[1] != "talk.kind.body" {
				t.Errorf("the likeliest is told as %s, by %v", key, d.says())
			}
			d.Tap("talk.kind.requested")
			d.At(date)
			d.Tap("engine.button.back")
			if b := d.Button("talk.kind.requested").Label; b.Key != "engine.button.chosen" || b.Args["label"].(dialogue.Text).Key != "talk.kind.requested" {
				t.Errorf("what was chosen is told as %+v", b)
			}
		})
	}
}

func TestAnyAnswerCanBeEditedFromThePreview(t *testing.T) {
	for _, c := range []struct {
		field string
		do    func(*desk)
		want  func(flows.Talk) bool
	}{
		{"talk.with.title", func(d *desk) { d.taps("王建国", "赵敏", "engine.button.enough", "talk.kind.principal") },
			func(t flows.Talk) bool {
				return t.With[0].Member == "wang" && len(t.With) == 1 && t.Kind == flows.PrincipalTalk
			}},
		{"talk.kind.title", func(d *desk) { d.Tap("talk.kind.requested") }, func(t flows.Talk) bool { return t.Kind == flows.RequestedTalk }},
		{"talk.date.title", func(d *desk) { d.Tap("talk.date.before") }, func(t flows.Talk) bool { return t.Date == "2026-11-18" }},
		{"talk.at.title", func(d *desk) { d.Tap("engine.button.skip") }, func(t flows.Talk) bool { return t.At == "" }},
		{"talk.given.title", func(d *desk) { d.Type("开会太多"); d.Tap("engine.button.done") }, func(t flows.Talk) bool { return t.Given == "开会太多" }},
	} {
		t.Run(c.field, func(t *testing.T) {
			d := toCheck(t)
			d.taps("engine.button.edit", c.field)
			c.do(d)
			d.At(check)
			d.Tap("talk.check.save")
			if got := d.sole(); !c.want(got) {
				t.Errorf("saved %+v", got)
			}
		})
	}
}

func TestASaveThatIsAskedForAgainKeepsOneTalk(t *testing.T) {
	d := toCheck(t)
	d.fail = true
	d.Tap("talk.check.save")
	d.At(check)
	id := ID(d.Frame().Answers)
	d.taps("engine.button.edit", "talk.date.title", "talk.date.yesterday")
	d.fail = false
	d.Tap("talk.check.save")
	d.At(thanks)
	if len(id) != 32 || d.saved[id].Talk.Date != "2026-11-19" || len(d.saved) != 1 {
		t.Errorf("under %q: %+v", id, d.saved)
	}
	d.Tap("talk.thanks.again")
	d.At(with)
	if a := d.Frame().Answers; len(a) != 0 {
		t.Errorf("the next begins with %v", a)
	}
}

func TestTheIDDoesNotFollowFromWhatButtonsCarry(t *testing.T) {
	var shown, same dialogue.Random
	copy(shown[:], "12345")
	if drawID(shown)[number] != drawID(same)[number] {
		t.Error("the nonce is part of the id")
	}
}

func TestADraftStaysThroughRestartsAndDeploys(t *testing.T) {
	d := toCheck(t)
	want := Record(bureau(), "li", d.Frame().Answers)
	d.Restart()
	d.Session.Frames[len(d.Session.Frames)-1].Version--
	d.Session.Frames[len(d.Session.Frames)-1].Step = "gone"
	d.later("2026-11-21")
	d.Input(dialogue.Input{})
	d.Noticed("engine.changed")
	d.At(check)
	if got := Record(bureau(), "li", d.Frame().Answers); !reflect.DeepEqual(got, want) {
		t.Errorf("left is %+v, want %+v", got, want)
	}
}

func TestAPlaceMustFit(t *testing.T) {
	d := toDate(t)
	d.Tap("talk.date.today")
	if got := d.offered(); !slices.Equal(got, []string{"engine.button.skip"}) {
		t.Errorf("offered %v where no place is known", got)
	}
	d.Type(strings.Repeat("楼", flows.MaxTalkPlace+1))
	d.Noticed("talk.at.long")
	d.At(place)
	d.Type(strings.Repeat("楼", flows.MaxTalkPlace))
	d.At(own)
	d.Tap("engine.button.back")
	d.Tap(strings.Repeat("楼", flows.MaxTalkPlace))
	d.At(own)
}

func TestAPlaceIsOfferedOnce(t *testing.T) {
	d := toDate(t)
	d.world.Place = "三楼会议室"
	d.Tap("talk.date.today")
	for _, tap := range []string{"三楼会议室", "engine.button.skip"} {
		d.taps(tap, "engine.button.back")
		if got := d.offered(); !slices.Equal(got, []string{"三楼会议室", "engine.button.skip"}) {
			t.Errorf("after %s offered %v", tap, got)
		}
	}
}

func TestTheLastPlaceIsThatOfTheLatestTalkThatNotesOne(t *testing.T) {
	at := func(day, place string) flows.Talk { return flows.Talk{Date: day, At: place} }
	talks := []flows.Talk{at("2026-11-03", "三楼"), at("2026-11-09", "二楼"), at("2026-11-10", ""), at("2026-11-05", "一楼")}
	if got := LastPlace(talks); got != "二楼" {
		t.Errorf("the last is %q", got)
	}
	if got := LastPlace(talks[2:3]); got != "" {
		t.Errorf("of none it is %q", got)
	}
}

func TestProgressCountsEveryStep(t *testing.T) {
	d := toCheck(t)
	args := d.Screen.Card.Blocks[0].Text.Args
	if args["step"] != 9 || args["steps"] != 9 {
		t.Errorf("%v of %v", args["step"], args["steps"])
	}
}

func TestThePreviewShowsWhatIsKeptAndWhoWillSeeIt(t *testing.T) {
	for recipient, want := range map[string]string{"": "talk.check.readers", "age1x": "talk.check.readers_own_key"} {
		d := toCheck(t)
		d.world.Round.Recipient = recipient
		d.Input(dialogue.Input{})
		if got := d.says(); !slices.Equal(got[1:], []string{"talk.record", "talk.part", "下基层少", want}) {
			t.Errorf("the preview says %v", got)
		}
	}
}

func TestTheLongestTalkIsShownWithGaps(t *testing.T) {
	said, cut := fit([]string{strings.Repeat("长", 2000), "短", "", strings.Repeat("长", 2000)}, maxSaid)
	all := strings.Join(said, "")
	if n := len([]rune(all)); !cut || n > maxSaid || n < maxSaid-10 || said[1] != "短" || !strings.Contains(said[0], gap) {
		t.Errorf("%d characters, cut %v, %.40q", n, cut, all)
	}
	many := slices.Repeat([]string{strings.Repeat("长", 2000)}, 9)
	if all, _ := fit(many, maxSaid); len([]rune(strings.Join(all, ""))) > maxSaid {
		t.Error("many do not fit")
	}
	if _, cut := fit([]string{strings.Repeat("长", maxSaid)}, maxSaid); cut {
		t.Error("what fits is cut")
	}
}
