package opinion

import (
	"strings"
	"testing"

	"soundings/flows"
	"soundings/flows/dialogue"
)

func TestTheShortestOpinionTakesOneTextAndNineTaps(t *testing.T) {
	w := inRound(t, sample(4))
	w.Command("start", "")
	taps := []string{"home.button.give", "王建国", "1 理论学习", "opinion.kind.proposal"}
	for _, tap := range taps {
		w.Tap(tap)
	}
	w.Type("建议每季度到窗口坐班一天")
	rest := []string{"engine.button.done", "engine.button.skip", "opinion.confirm.submit"}
	for _, tap := range rest {
		w.Tap(tap)
	}
	if n := len(taps) + len(rest); n > 9 {
		t.Errorf("%d taps", n)
	}
	_, got := w.soleOpinion()
	want := flows.Opinion{Subject: "ma", Aspect: "a1", Kind: flows.Proposal, Text: "建议每季度到窗口坐班一天"}
	if got != want {
		t.Errorf("kept %+v, want %+v", got, want)
	}
}

func TestSubjectsStandInRankOrderAndInPages(t *testing.T) {
	w := inRound(t, sample(10))
	w.Command("opinion", "")
	want := []string{"局领导班子", "王建国", "李红", "周正", "赵敏", "陈静", "刘洋", "孙丽",
		"engine.button.page_on", "opinion.subject.other", "opinion.subject.nothing"}
	if got := w.buttonsBefore("engine.button.back"); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("page 1: %v, want %v", got, want)
	}
	w.Tap("engine.button.page_on")
	want = []string{"吴刚", "郑洁", "冯涛", "engine.button.page_back", "opinion.subject.other", "opinion.subject.nothing"}
	if got := w.buttonsBefore("engine.button.back"); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("page 2: %v, want %v", got, want)
	}
	w.Tap("冯涛")
	w.At(aspect)
	w.Tap("engine.button.back")
	if !w.Has("冯涛") {
		t.Error("the page of what was chosen is not the one that comes back")
	}
}

func (w *world) buttonsBefore(label string) []string {
	var all []string
	for _, b := range w.Buttons() {
		if l := labelOf(b); l != label {
			all = append(all, l)
			continue
		}
		break
	}
	return all
}

func TestAMemberNeverSeesThemself(t *testing.T) {
	w := inRound(t, sample(3))
	w.world.Self = "mb"
	w.Command("opinion", "")
	if w.Has("李红") || !w.Has("王建国") {
		t.Errorf("buttons %v", w.buttonsBefore("engine.button.back"))
	}
}

func TestTheTextGrowsOverSeveralMessages(t *testing.T) {
	w := toText(t)
	w.Type("排队")
	w.Noticed("engine.text.too_short")
	if w.Has("engine.button.done") {
		t.Error("two characters can be finished")
	}
	w.Type("时间太长")
	if got := w.Frame().Answers[text]; got != "排队\n时间太长" {
		t.Errorf("text %q", got)
	}
	w.Type(strings.Repeat("长", flows.MaxText))
	w.Noticed("engine.text.too_long")
	if got := w.Frame().Answers[text]; got != "排队\n时间太长" {
		t.Errorf("what stood was changed to %d bytes", len(got))
	}
	w.At(text)
	w.Tap("engine.button.done")
	w.At(example)
}

func TestRewritingKeepsTheTextUntilAnotherComes(t *testing.T) {
	w := toText(t)
	w.Type("窗口办事要跑三趟")
	w.Tap("engine.button.rewrite")
	w.Noticed("engine.text.anew")
	if got := w.Frame().Answers[text]; got != "窗口办事要跑三趟" {
		t.Errorf("text is gone: %q", got)
	}
	w.Type("窗口办事要跑五趟")
	if got := w.Frame().Answers[text]; got != "窗口办事要跑五趟" {
		t.Errorf("text %q", got)
	}
}

func TestWhatCannotBeTakenIsAnsweredAndLosesNothing(t *testing.T) {
	for _, c := range []struct {
		name   string
		do     func(*world)
		notice string
	}{
		{"one character", func(w *world) { w.Type("短") }, "engine.text.too_short"},
		{"nothing visible", func(w *world) { w.Type("\u200b\u2060 \n") }, "engine.text.empty"},
		{"4,096 characters", func(w *world) { w.Type(strings.Repeat("字", 4096)) }, "engine.text.too_long"},
		{"a photo", func(w *world) { w.Input(dialogue.Input{Kind: dialogue.Media, Text: "photo"}) }, "engine.media.photo"},
		{"an edited message", func(w *world) { w.Input(dialogue.Input{Kind: dialogue.Edited}) }, "engine.edited"},
		{"an unknown command", func(w *world) { w.Command("nonsense", "") }, "engine.unknown_command"},
		{"help", func(w *world) { w.Command("help", "") }, "engine.help"},
		{"an old button", func(w *world) { w.Input(dialogue.Input{Kind: dialogue.Tapped, Text: w.Old[0]}) }, "engine.stale"},
		{"forged data", func(w *world) { w.Input(dialogue.Input{Kind: dialogue.Tapped, Text: w.Session.Nonce + ".o.team"}) }, "engine.stale"},
		{"data without a nonce, where the session lost its own with a round", func(w *world) {
			w.Session.Nonce = ""
			w.Input(dialogue.Input{Kind: dialogue.Tapped, Text: ".back"})
		}, "engine.stale"},
		{"empty data", func(w *world) { w.Input(dialogue.Input{Kind: dialogue.Tapped}) }, "engine.stale"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := toText(t)
			c.do(w)
			w.Noticed(c.notice)
			w.At(text)
			if a := w.Frame().Answers; a[subject] != "team" || a[aspect] != "a2" {
				t.Errorf("answers are %v", a)
			}
		})
	}
}

func TestTypingAtAChoiceChangesNothing(t *testing.T) {
	w := inRound(t, sample(2))
	w.Command("opinion", "")
	w.Type("王建国")
	w.Noticed("engine.use_buttons")
	w.At(subject)
}

func TestAnyAnswerCanBeEditedFromTheConfirmation(t *testing.T) {
	for _, c := range []struct {
		field, tap string
		want       func(flows.Opinion) bool
	}{
		{"opinion.subject.title", "李红", func(o flows.Opinion) bool { return o.Subject == "mb" }},
		{"opinion.aspect.title", "opinion.aspect.unsure", func(o flows.Opinion) bool { return o.Aspect == "" }},
		{"opinion.kind.title", "opinion.kind.proposal", func(o flows.Opinion) bool { return o.Kind == flows.Proposal }},
	} {
		t.Run(c.field, func(t *testing.T) {
			w := toConfirm(t)
			w.Tap("engine.button.edit")
			w.Tap(c.field)
			w.Tap(c.tap)
			w.At(confirm)
			w.Tap("opinion.confirm.submit")
			if _, o := w.soleOpinion(); !c.want(o) {
				t.Errorf("kept %+v", o)
			}
		})
	}
}

func TestEditingTheTextGoesThroughTheGuardAndBack(t *testing.T) {
	w := toConfirm(t)
	w.Tap("engine.button.edit")
	w.Tap("opinion.text.title")
	w.Type("请打 13800138000 找我")
	w.Tap("engine.button.done")
	w.At(guardOf(text))
	w.Tap("opinion.guard.keep")
	w.At(confirm)
}

func TestBackFromAnEditReturnsToTheConfirmationUnlessSomethingIsMissing(t *testing.T) {
	w := toConfirm(t)
	w.Tap("engine.button.edit")
	w.Tap("opinion.text.title")
	w.Tap("engine.button.back")
	w.At(confirm)

	w.Tap("engine.button.edit")
	w.Tap("opinion.text.title")
	w.Tap("engine.button.rewrite")
	w.Type("短")
	w.Tap("engine.button.back")
	w.At(text)
	w.Noticed("engine.unfinished")
	w.Type("现在够长了")
	w.Tap("engine.button.done")
	w.At(confirm)
}

func TestInterruptionsComeBackToTheStep(t *testing.T) {
	w := toText(t)
	w.Type("窗口办事要跑三趟")
	w.Command("privacy", "")
	w.At("privacy")
	w.Tap("privacy.leave")
	w.At(text)
	w.Command("language", "")
	w.Tap("English")
	if w.Session.Lang != "en" {
		t.Errorf("language %q", w.Session.Lang)
	}
	w.At(text)
	w.Command("start", "")
	w.At("home")
	w.Restart()
	w.Tap("home.button.give")
	w.At(text)
	if got := w.Frame().Answers[text]; got != "窗口办事要跑三趟" {
		t.Errorf("text %q", got)
	}
	w.Command("cancel", "")
	w.Noticed("engine.cancelled")
	w.At("home")
}

func TestProgressCountsTheStepsThatApply(t *testing.T) {
	w := toText(t)
	if n, of := w.progress(); n != 4 || of != 7 {
		t.Errorf("problem: %v/%v, want 4/7", n, of)
	}
	w.Tap("engine.button.back")
	w.Tap("opinion.kind.proposal")
	if n, of := w.progress(); n != 4 || of != 6 {
		t.Errorf("proposal: %v/%v, want 4/6", n, of)
	}
}

// A screen must not promise more than the round it is about keeps.
func TestScreensPromiseTheLeastKOfTheirRounds(t *testing.T) {
	of := func(ks ...int) (rounds []flows.Round) {
		for _, k := range ks {
			r := sample(1)
			r.K = k
			rounds = append(rounds, r)
		}
		return rounds
	}
	for _, c := range []struct {
		joined []flows.Round
		want   int
	}{{nil, flows.MinK}, {of(3), 3}, {of(7), 7}, {of(10, 3, 5), 3}} {
		for _, flow := range []dialogue.Flow{Privacy(c.joined, false, nil, nil, nil), Home(Hall{Joined: c.joined, Open: true, Other: "en"})} {
			for _, b := range flow.Steps[0].Say(nil) {
				if k, told := b.Text.Args["k"]; told && k != c.want {
					t.Errorf("%s of rounds with k %v promises %v, want %d", flow.Name, c.joined, k, c.want)
				}
			}
		}
	}
}
