package flows

import (
	"slices"
	"strings"
	"testing"
)

// aTalk is of wang with li and the head of an office, on 3 November.
func aTalk() Talk {
	return Talk{By: "wang", With: []Counterpart{{Member: "li"}, {Department: "bgs", Name: "周正"}}, Kind: PrincipalTalk,
		Date: "2026-11-03", At: "小会议室", Own: "抓落实不够紧", Given: "多到窗口看看", Received: "布置多检查少"}
}

// aRecord is that talk as logged on the day after.
func aRecord() TalkRecord { return TalkRecord{ID: "t1", Talk: aTalk(), Logged: "2026-11-04"} }

func says(by SubjectID, v TalkVerdict, text string, corrections ...TalkCorrection) TalkAnswer {
	return TalkAnswer{By: by, Verdict: v, Text: text, Corrections: corrections}
}

func to(f TalkField, words string) TalkCorrection { return TalkCorrection{Field: f, Says: words} }

func TestWhatTheOtherSideCanAnswer(t *testing.T) {
	long := strings.Repeat("长", MaxTalkText+1)
	for _, c := range []struct {
		name   string
		answer TalkAnswer
		want   string // key; empty: it is taken
	}{
		{"it was so", says("li", TalkConfirmed, ""), ""},
		{"it was so, and a response", says("li", TalkConfirmed, "诚恳接受"), ""},
		{"it was not so", says("li", TalkObjected, "当天没有谈"), ""},
		{"it was on another day and other words", says("li", TalkCorrected, "", to(DateField, "2026-11-02"), to(GivenField, "多到窗口和企业看看")), ""},
		{"it was of another kind", says("li", TalkCorrected, "", to(KindField, string(RequestedTalk))), ""},
		{"that was not said", says("li", TalkCorrected, "", to(GivenField, "")), ""},
		{"what was left open was said", says("li", TalkCorrected, "", to(AgreedField, "每月到窗口一次")), ""},
		{"by its logger", says("wang", TalkConfirmed, ""), "talk.not_yours"},
		{"by another member", says("zhao", TalkConfirmed, ""), "talk.not_yours"},
		{"by nobody", says("", TalkConfirmed, ""), "talk.not_yours"},
		{"nothing", says("li", "", "好"), "talk.bad_answer"},
		{"corrected in nothing", says("li", TalkCorrected, "不是这样"), "talk.bad_answer"},
		{"confirmed and corrected", says("li", TalkConfirmed, "", to(OwnField, "别的")), "talk.bad_answer"},
		{"corrected to what it was", says("li", TalkCorrected, "", to(OwnField, "抓落实不够紧")), "talk.bad_answer"},
		{"one field twice", says("li", TalkCorrected, "", to(OwnField, "一"), to(OwnField, "二")), "talk.bad_answer"},
		{"of a kind that there is not", says("li", TalkCorrected, "", to(KindField, "chat")), "talk.bad_answer"},
		{"a field that there is not", says("li", TalkCorrected, "", to("by", "li")), "talk.bad_answer"},
		{"on no day", says("li", TalkCorrected, "", to(DateField, "2026-02-29")), "talk.bad_answer"},
		{"on a day to come", says("li", TalkCorrected, "", to(DateField, "2026-11-06")), "talk.bad_answer"},
		{"at a place that is too long", says("li", TalkCorrected, "", to(PlaceField, strings.Repeat("室", MaxTalkPlace+1))), "talk.bad_answer"},
		{"in too many words", says("li", TalkCorrected, "", to(OwnField, long)), "talk.bad_answer"},
		{"with too long a response", says("li", TalkConfirmed, long), "talk.bad_answer"},
		{"of another wording", TalkAnswer{By: "li", Verdict: TalkConfirmed, Edition: 1}, "talk.changed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := aRecord().Answered(c.answer, "2026-11-05")
			if c.want != "" {
				if KeyOf(err) != c.want || len(r.Answers) != 0 {
					t.Errorf("%v with %d answers, want %s", err, len(r.Answers), c.want)
				}
				return
			}
			if err != nil || len(r.Standing()) != 1 || r.Answers[0].Day != "2026-11-05" || len(r.Unanswered()) != 0 {
				t.Errorf("%v, %+v", err, r.Answers)
			}
		})
	}
}

func must(t *testing.T) func(TalkRecord, error) TalkRecord {
	return func(r TalkRecord, err error) TalkRecord {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
}

func TestACorrectionStandsBesideTheLog(t *testing.T) {
	r := must(t)(aRecord().Answered(says("li", TalkCorrected, "", TalkCorrection{Field: GivenField, Was: "编的", Says: "多听企业的"}), "2026-11-05"))
	if got := r.Answers[0].Corrections[0]; got.Was != "多到窗口看看" || got.Says != "多听企业的" || r.Talk.Given != "多到窗口看看" {
		t.Errorf("both wordings: %+v, the log's: %s", got, r.Talk.Given)
	}
}

// What one side does to its own words leaves the other's as they are; only a
// confirmation cannot stand for what was never shown.
func TestALogThatIsChangedAfterItWasAnswered(t *testing.T) {
	for _, c := range []struct {
		answer TalkAnswer
		stands bool
	}{
		{says("li", TalkConfirmed, ""), false},
		{says("li", TalkObjected, "当天没有谈"), true},
		{says("li", TalkCorrected, "", to(GivenField, "多听企业的")), true},
	} {
		r := must(t)(aRecord().Answered(c.answer, "2026-11-05"))
		talk := aTalk()
		talk.Given = "多到窗口去"
		r = must(t)(r.Rewritten(talk, "2026-11-06"))
		if got := len(r.Standing()) == 1; got != c.stands || got == slices.Contains(r.Unanswered(), "li") || len(r.Answers) != 1 {
			t.Errorf("%s: it stands %v, unanswered %v", c.answer.Verdict, got, r.Unanswered())
		}
		if r.Edition != 1 || r.Asked() != "2026-11-06" || r.Logged != "2026-11-04" {
			t.Errorf("edition %d, logged %s, asked since %s", r.Edition, r.Logged, r.Asked())
		}
		again := c.answer
		again.Edition = 1
		if r = must(t)(r.Answered(again, "2026-11-07")); len(r.Answers) != 1 || len(r.Unanswered()) != 0 {
			t.Errorf("answered anew: %+v", r.Answers)
		}
		talk.With = talk.With[1:] // it was not with li at all
		if r = must(t)(r.Rewritten(talk, "2026-11-08")); len(r.Standing()) != 0 || len(r.Answers) != 1 {
			t.Errorf("no longer the other side: %+v", r.Answers)
		}
	}
}

// An update may come again at any time later.
func TestWhatIsSaidAgainChangesNothing(t *testing.T) {
	answer := says("li", TalkCorrected, "", to(GivenField, "多听企业的"))
	r := must(t)(aRecord().Answered(answer, "2026-11-05"))
	talk := aTalk()
	talk.Given, talk.Date = "多到窗口去", "2026-11-02"
	for range 2 {
		r = must(t)(r.Rewritten(talk, "2026-11-06"))
		if again := must(t)(r.Answered(answer, "2026-11-07")); again.Answers[0].Day != "2026-11-05" || again.Edition != 1 {
			t.Errorf("edition %d, %+v", again.Edition, again.Answers)
		}
	}
	_, err := r.Rewritten(Talk{By: "li"}, "2026-11-06")
	if KeyOf(err) != "talk.not_yours" {
		t.Errorf("by another: %v", err)
	}
}

func TestAnAnswerIsItsAuthorsToTakeBack(t *testing.T) {
	r := must(t)(aRecord().Answered(says("li", TalkObjected, "当天没有谈"), "2026-11-05"))
	if _, err := r.Unsaid("zhao"); KeyOf(err) != "talk.not_yours" {
		t.Errorf("by another: %v", err)
	}
	if left := must(t)(r.Unsaid("wang")); len(left.Answers) != 1 {
		t.Error("the logger took it back")
	}
	for range 2 {
		if r = must(t)(r.Unsaid("li")); len(r.Answers) != 0 || !slices.Contains(r.Unanswered(), "li") {
			t.Errorf("left: %+v", r.Answers)
		}
	}
}

func TestWhatIsCarriedOverIsAboutASideOrTheTeam(t *testing.T) {
	r := talkRound()
	r.Members = append(r.Members, Member{ID: "zhao", Name: "赵敏"})
	r.Aspects = []Aspect{{ID: "a1"}}
	for _, c := range []struct {
		name   string
		change func(*TalkOpinion)
		want   string
	}{
		{"the logger", func(*TalkOpinion) {}, ""},
		{"the team", func(o *TalkOpinion) { o.Subject = TeamSubject }, ""},
		{"the other side", func(o *TalkOpinion) { o.Subject = "li" }, ""},
		{"of no aspect", func(o *TalkOpinion) { o.Aspect = "" }, ""},
		{"a third", func(o *TalkOpinion) { o.Subject = "zhao" }, "opinion.bad_subject"},
		{"something else", func(o *TalkOpinion) { o.Subject = OtherSubject }, "opinion.bad_subject"},
		{"of an aspect that there is not", func(o *TalkOpinion) { o.Aspect = "a9" }, "opinion.bad_aspect"},
		{"of no kind", func(o *TalkOpinion) { o.Kind = "" }, ""},
		{"of a kind that there is not", func(o *TalkOpinion) { o.Kind = "praise" }, "opinion.bad_kind"},
		{"in no words", func(o *TalkOpinion) { o.Text = "" }, "opinion.bad_text"},
		{"in other words than the log has", func(o *TalkOpinion) { o.Text = "布置太多检查少" }, "talk.carry.words.other"},
	} {
		o := TalkOpinion{Subject: "wang", Aspect: "a1", Kind: Problem, Text: "布置多检查少"}
		c.change(&o)
		if err := o.Validate(r, aTalk()); err != nil && KeyOf(err) != c.want || err == nil && c.want != "" {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}

// What was carried over stands with its words, and a name with who said them.
func TestWhatWasCarriedOverUnderAnotherLog(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  func(*Talk)
		speaker string // empty: without a name
		stands  bool
	}{
		{"another place", func(t *Talk) { t.At = "大会议室" }, "李红", true},
		{"more words", func(t *Talk) { t.Received += "。批示要快" }, "李红", true},
		{"other words", func(t *Talk) { t.Received = "布置多" }, "李红", false},
		{"no words", func(t *Talk) { t.Received = "" }, "李红", false},
		{"another side", func(t *Talk) { t.With = []Counterpart{{Member: "zhao"}} }, "", true},
		{"one side more", func(t *Talk) { t.With = append(slices.Clone(t.With), Counterpart{Member: "zhao"}) }, "", true},
	} {
		talk := aTalk()
		c.change(&talk)
		o, stands := TalkOpinion{Subject: "wang", Text: "布置多检查少", Speaker: "李红"}.Under(aTalk(), talk)
		if stands != c.stands || o.Speaker != c.speaker {
			t.Errorf("%s: it stands %v, signed %q", c.name, stands, o.Speaker)
		}
	}
	talk := aTalk()
	talk.With = talk.With[1:]
	if _, stands := (TalkOpinion{Subject: "li", Text: "布置多检查少"}).Under(aTalk(), talk); stands {
		t.Error("it is about somebody who is no side of it")
	}
}

func TestOnlyTheSpeakerPutsTheirNameThere(t *testing.T) {
	li, zhao := Member{ID: "li", Name: "李红"}, Member{ID: "zhao", Name: "赵敏"}
	o := TalkOpinion{Subject: "wang"}
	for range 2 {
		signed, err := o.Signed(li, true)
		if err != nil || signed.Speaker != "李红" {
			t.Fatalf("signed %q, %v", signed.Speaker, err)
		}
		o = signed
	}
	for _, m := range []Member{{ID: "wang", Name: "王建国"}, zhao} {
		if got, err := o.Signed(m, false); KeyOf(err) != "talk.not_yours" || got.Speaker != "李红" {
			t.Errorf("by %s: %q, %v", m.ID, got.Speaker, err)
		}
	}
	if got, err := o.Signed(li, false); got.Speaker != "" || err != nil {
		t.Errorf("taken back: %q, %v", got.Speaker, err)
	}
}
