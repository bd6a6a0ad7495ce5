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
	want := []string{"局领导班子", "王建国", "李红", "周正", "赵敏", "陈静", "刘洋", "孙丽", "engine.button.page_on"}
	if got := w.buttonsBefore("engine.button.back"); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("page 1: %v, want %v", got, want)
	}
	w.Tap("engine.button.page_on")
	want = []string{"吴刚", "郑洁", "冯涛", "opinion.subject.other", "opinion.subject.nothing", "engine.button.page_back"}
	if got := w.buttonsBefore("engine.button.back"); strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("page 2: %v, want %v", got, want)
	}
	w.Tap("冯涛")
	w.At(aspect)
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

func TestTheReceiptIsShownOnceAndOpensTheOpinion(t *testing.T) {
	w := toConfirm(t)
	before := w.Frame().Answers[receipt]
	w.Tap("opinion.confirm.submit")
	w.At(done)
	r, o := w.soleOpinion()
	if string(r) != before || w.Button("opinion.done.copy").Copy != r.String() || !w.Screen.Fresh || !w.Screen.Once {
		t.Errorf("receipt %s was fixed as %s; screen %+v", r, before, w.Screen)
	}
	w.Session = dialogue.Forget(w.Book(w.Session), w.Session)
	w.Input(dialogue.Input{})
	if w.Has("opinion.done.copy") || strings.Contains(dump(w), string(r)) {
		t.Errorf("the receipt is still there: %s", dump(w))
	}
	w.Command("receipt", "")
	w.Type(strings.ToLower(r.String()))
	if len(w.Screen.Cards) != 1 || !strings.Contains(cardText(w.Screen.Cards[0]), o.Text) {
		t.Errorf("cards %+v", w.Screen.Cards)
	}
	if strings.Contains(dump(w), o.Text) {
		t.Error("what was read back is kept in the session")
	}
}

func TestReceiptsThatOpenNothing(t *testing.T) {
	w := inRound(t, sample(2))
	w.Command("receipt", "")
	for typed, notice := range map[string]string{
		"不是回执码": "receipt.form", flows.NewReceipt([19]byte{7}).String(): "receipt.unknown",
		strings.Repeat("0", 18) + "12": "receipt.typo",
	} {
		w.Type(typed)
		w.Noticed(notice)
		w.At("code")
	}
}

func TestSubmittingTwiceKeepsOne(t *testing.T) {
	w := toConfirm(t)
	before := w.Session
	w.Tap("opinion.confirm.submit")
	tap := before.Nonce + ".a.submit"
	w.Session = before // the session was not saved before the process ended
	w.Input(dialogue.Input{Kind: dialogue.Tapped, Text: tap})
	w.At(done)
	w.soleOpinion()
}

func TestAReceiptThatIsTakenIsReplaced(t *testing.T) {
	w := toConfirm(t)
	first := flows.Receipt(w.Frame().Answers[receipt])
	w.kept[first] = flows.Opinion{Text: "之前的写法"}
	w.Tap("opinion.confirm.submit")
	w.At(confirm)
	w.Noticed("opinion.confirm.again")
	w.Tap("opinion.confirm.submit")
	w.At(done)
	if len(w.kept) != 2 {
		t.Errorf("%d opinions kept, want both", len(w.kept))
	}
}

func TestARoundThatClosedMeanwhile(t *testing.T) {
	w := toConfirm(t)
	w.fail = flows.Fail(flows.Refused, "round.is_closed", flows.Args{"title": "x"})
	w.Tap("opinion.confirm.submit")
	w.Noticed("round.is_closed")
	w.At(confirm)
	if len(w.kept) != 0 {
		t.Error("it was kept")
	}
}

func TestNothingToSay(t *testing.T) {
	w := inRound(t, sample(2))
	w.Command("opinion", "")
	w.Tap("opinion.subject.nothing")
	w.At(thanks)
	if w.marks != 1 || len(w.kept) != 0 {
		t.Errorf("%d marks, %d opinions", w.marks, len(w.kept))
	}
}

func TestAnotherOneUpToTheLimit(t *testing.T) {
	w := toConfirm(t)
	w.Tap("opinion.confirm.submit")
	w.Tap("opinion.done.again")
	w.At(subject)
	if a := w.Frame().Answers; len(a) != 0 {
		t.Errorf("answers are left over: %v", a)
	}
	w.Session.Facts[string(w.world.Round.ID)][FactGiven] = "30"
	w.Command("cancel", "")
	w.Command("opinion", "")
	w.At("full")
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
