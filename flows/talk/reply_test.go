package talk

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// wangLogged is a talk of 王建国 with 李红, whom it waits for.
func wangLogged() flows.Talk {
	t := talked(bureau(), "wang", member("li"))
	t.At, t.Given, t.Received = "三楼会议室", "多到窗口看看", "开会太多。批示要快一点"
	return t
}

// atTheirs is 李红 before that talk.
func atTheirs(tb testing.TB, answers ...flows.TalkAnswer) *desk {
	d := atDesk(tb, bureau())
	d.has("t1", wangLogged(), answers...)
	d.Command("talks", "")
	if len(answers) == 0 {
		d.Tap("talk.due.waiting")
	} else {
		d.Tap("talk.due.theirs")
	}
	d.Tap("王建国")
	d.At(one)
	return d
}

func (d *desk) replied() flows.TalkAnswer {
	d.TB.Helper()
	all := d.saved["t1"].Standing()
	if len(all) != 1 {
		d.TB.Fatalf("%d answers stand", len(all))
	}
	return all[0]
}

func TestToConfirmATalkTakesOneTap(t *testing.T) {
	d := atTheirs(t)
	if got := d.says(); !slices.Equal(got[1:3], []string{"talk.one.by", "talk.record"}) || got[len(got)-1] != "talk.one.state" {
		t.Errorf("it is shown as %v", got)
	}
	d.Tap("talk.reply.confirmed")
	d.At(mine)
	if got := d.replied(); got.Verdict != flows.TalkConfirmed || got.By != "li" {
		t.Errorf("kept %+v", got)
	}
	d.Command("talks", "")
	if d.Has("talk.due.waiting") {
		t.Error("it still waits")
	}
}

// A confirmation is of what was shown: a button of an older wording is an old one.
func TestALogThatChangedMeanwhileIsShownBeforeItIsConfirmed(t *testing.T) {
	d := atTheirs(t)
	was := d.Button("talk.reply.confirmed").Data
	next := wangLogged()
	next.Given = "多下去走走"
	r, _ := d.saved["t1"].Rewritten(next, "2026-11-19")
	d.saved["t1"] = r
	d.Input(dialogue.Input{Kind: dialogue.Tapped, Text: was})
	d.Noticed("engine.stale")
	if got := d.says(); !slices.Contains(got, "多下去走走") || len(d.saved["t1"].Answers) > 0 {
		t.Errorf("shown %v, kept %+v", got, d.saved["t1"].Answers)
	}
}

func TestTheOtherSideCorrectsWhatWasOtherwise(t *testing.T) {
	d := atTheirs(t)
	d.taps("talk.reply.corrected", "talk.date.title", "talk.at.title", "talk.kind.title", "talk.received.title", "engine.button.enough")
	d.At(kind)
	if d.Has("talk.kind.principal") {
		t.Error("offers the kind that the log has")
	}
	d.Tap("talk.kind.requested")
	d.At(date)
	d.Type("11月2日")
	d.At(place)
	d.Type("大会议室")
	d.At(received)
	if got := d.says(); !slices.Contains(got, "开会太多。批示要快一点") {
		t.Errorf("the log's own words are not there: %v", got)
	}
	d.Type("批示要快一点")
	d.Tap("engine.button.done")
	d.At(response)
	d.Type("其余都对")
	d.Tap("engine.button.done")
	d.At(check)
	d.Tap("talk.reply.save")
	d.At(thanks)
	want := flows.TalkAnswer{By: "li", Verdict: flows.TalkCorrected, Text: "其余都对", Day: "2026-11-20", Corrections: []flows.TalkCorrection{
		{Field: flows.KindField, Was: "principal", Says: "requested"}, {Field: flows.DateField, Was: "2026-11-03", Says: "2026-11-02"},
		{Field: flows.PlaceField, Was: "三楼会议室", Says: "大会议室"}, {Field: flows.ReceivedField, Was: "开会太多。批示要快一点", Says: "批示要快一点"}}}
	if got := d.replied(); !reflect.DeepEqual(got, want) {
		t.Errorf("kept %+v\nwant %+v", got, want)
	}
	if got := d.saved["t1"].Talk; !got.Equal(wangLogged()) {
		t.Errorf("the log is now %+v", got)
	}
}

func TestTheOtherSideObjectsOrSaysMore(t *testing.T) {
	for button, want := range map[string]flows.TalkVerdict{"talk.reply.objected": flows.TalkObjected, "talk.one.confirm_more": flows.TalkConfirmed} {
		d := atTheirs(t)
		d.Tap(button)
		d.At(response)
		d.Type("那天我出差了")
		d.taps("engine.button.done", "talk.reply.save")
		if got := d.replied(); got.Verdict != want || got.Text != "那天我出差了" || len(got.Corrections) > 0 {
			t.Errorf("%s keeps %+v", button, got)
		}
	}
}

// What is corrected to what it was is no correction, and what is no longer wrong
// neither, though it was typed already.
func TestOnlyWhatDiffersIsACorrection(t *testing.T) {
	r := flows.TalkRecord{ID: "t1", Talk: wangLogged()}
	a := dialogue.Answers{verdict: string(flows.TalkCorrected), wrong: "given\nat", given: "多到窗口看看", place: "大会议室", own: "没有说"}
	if got := Reply("li", r, a); len(got.Corrections) != 1 || got.Corrections[0].Says != "大会议室" {
		t.Errorf("corrects %+v", got.Corrections)
	}
	a[verdict] = string(flows.TalkObjected)
	if got := Reply("li", r, a); len(got.Corrections) > 0 {
		t.Errorf("objects, and corrects %+v", got.Corrections)
	}
}

// Whoever corrects something to what it was is told before they send it.
func TestACorrectionThatChangesNothingIsSaidToBeNone(t *testing.T) {
	d := atTheirs(t)
	d.taps("talk.reply.corrected", "talk.given.title", "engine.button.enough")
	d.Type("多到窗口看看")
	d.taps("engine.button.done", "engine.button.skip")
	d.At(check)
	if got := d.says(); !slices.Contains(got, "talk.reply.same") {
		t.Errorf("the preview is %v", got)
	}
}

func TestAnAnswerIsChangedAndTakenBackByWhoseItIs(t *testing.T) {
	objected := flows.TalkAnswer{By: "li", Verdict: flows.TalkObjected, Text: "那天我出差了"}
	d := atTheirs(t, objected)
	d.Tap("talk.one.my_reply")
	d.At(heard)
	if got := d.says(); !slices.Contains(got, "那天我出差了") {
		t.Errorf("shown %v", got)
	}
	d.taps("talk.heard.anew", "talk.reply.confirmed", "engine.button.skip", "talk.reply.save")
	if got := d.replied(); got.Verdict != flows.TalkConfirmed || got.Text != "" {
		t.Errorf("kept %+v", got)
	}
	d.taps("talk.thanks.list", "talk.due.theirs", "王建国", "talk.one.my_reply", "talk.heard.withdraw")
	d.At(sure)
	d.taps("talk.sure.no", "talk.one.my_reply", "talk.heard.withdraw", "talk.sure.yes")
	d.At(mine)
	if r, ok := d.saved["t1"]; !ok || len(r.Answers) != 0 {
		t.Errorf("left: %+v", r)
	}
}

// Who logged the talk reads all answers, in both wordings; the others of a group
// read their own.
func TestWhoSeesWhatTheOthersAnswered(t *testing.T) {
	logged := talked(bureau(), "wang", member("li"), member("zhao"))
	corrected := flows.TalkAnswer{By: "zhao", Verdict: flows.TalkCorrected, Corrections: []flows.TalkCorrection{{Field: flows.OwnField, Says: "下去得不多"}}}
	for self, want := range map[flows.SubjectID]bool{"wang": true, "li": false, "zhao": true} {
		d := atDesk(t, bureau())
		d.world.Self = self
		d.has("t1", logged, corrected)
		d.Session.Frames = []dialogue.Frame{{Ref: ref(ListName, d.world.Round.ID), Version: 2, Step: heard, Answers: dialogue.Answers{mine: "t1", heard: "zhao"}}}
		d.Input(dialogue.Input{})
		if got := d.says(); slices.Contains(got, "下去得不多") != want || want && !slices.Contains(got, "下去得少") {
			t.Errorf("%s is shown %v", self, got)
		}
	}
}

func TestAMemberChangesTheirLogAndTakesItBack(t *testing.T) {
	d := atDesk(t, bureau())
	d.has("t1", talked(bureau(), "li", member("wang")))
	d.Command("talks", "")
	d.taps("talk.due.mine", "王建国", "talk.one.edit")
	d.At(check)
	d.taps("engine.button.edit", "talk.date.title", "talk.date.today", "talk.check.save", "talk.thanks.list")
	if r := d.saved["t1"]; len(d.saved) != 1 || r.Talk.Date != "2026-11-20" || r.Edition != 1 {
		t.Errorf("kept %+v", d.saved)
	}
	d.taps("talk.due.mine", "王建国", "talk.one.withdraw", "talk.sure.yes")
	d.At(mine)
	if got := d.says(); len(d.saved) != 0 || !slices.Contains(got, "talk.mine.none") {
		t.Errorf("left %+v, shown %v", d.saved, got)
	}
}

func TestToChangeALogDoesNotCostAnotherThatIsBeingWritten(t *testing.T) {
	d := toDate(t)
	d.taps("talk.date.today", "engine.button.skip")
	d.Type("下基层少")
	d.has("t1", talked(bureau(), "li", member("wang")))
	d.Command("talks", "")
	d.taps("talk.due.mine", "王建国", "talk.one.edit")
	d.At(own)
	d.Noticed("talk.due.writing")
	if a := d.Frame().Answers; a[own] != "下基层少" {
		t.Errorf("what was written is now %v", a)
	}
}

// The list says how a talk stands: as far as anybody was asked.
func TestHowATalkStandsWithTheOtherSide(t *testing.T) {
	said := func(by flows.SubjectID, v flows.TalkVerdict) flows.TalkAnswer {
		return flows.TalkAnswer{By: by, Verdict: v}
	}
	for _, c := range []struct {
		name    string
		with    []flows.Counterpart
		answers []flows.TalkAnswer
		want    string // confirmed, otherwise, waiting; empty: nothing is said
	}{
		{"nobody who uses the bot", []flows.Counterpart{member("zhao")}, nil, ""},
		{"no member", []flows.Counterpart{named("陈静")}, nil, ""},
		{"it waits", []flows.Counterpart{member("wang")}, nil, "0 0 1"},
		{"confirmed", []flows.Counterpart{member("wang")}, []flows.TalkAnswer{said("wang", flows.TalkConfirmed)}, "1 0 0"},
		{"a group", []flows.Counterpart{member("wang"), member("zhao"), named("陈静")}, []flows.TalkAnswer{said("zhao", flows.TalkObjected)}, "0 1 1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := atDesk(t, bureau())
			d.has("t1", talked(bureau(), "li", c.with...), c.answers...)
			state := d.shelf().Overview(d.world.Round, d.world.Today, d.Session).state(d.saved["t1"])
			var got []string
			for _, name := range []string{"confirmed", "otherwise", "waiting"} {
				if n, ok := state.Args[name].(int); ok {
					got = append(got, string(rune('0'+n)))
				}
			}
			if silent, _ := state.Args["silent"].(int); silent != strings.Count(c.want+".", " 1.") {
				t.Errorf("%d are silent, of %s, after %d days", silent, c.want, SilentAfter)
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("says %v, want %s", got, c.want)
			}
		})
	}
}
