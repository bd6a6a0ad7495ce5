package talk

import (
	"slices"
	"strings"
	"testing"

	"soundings/flows"
)

// atCarry is 王建国, about to carry over what 李红 said.
func atCarry(tb testing.TB) *desk {
	d := atDesk(tb, bureau())
	d.world.Round.Aspects = []flows.Aspect{{ID: "a1", Label: "理论学习"}, {ID: "a2", Label: "担当作为"}}
	d.world.Self = "wang"
	d.has("t1", wangLogged())
	d.Command("talks", "")
	d.taps("talk.due.mine", "李红", "talk.one.carry")
	d.At(words)
	return d
}

func TestWhatTheOtherSideSaidIsCarriedOver(t *testing.T) {
	for _, c := range []struct {
		name          string
		words         func(*desk)
		about, aspect string
		text          string
		subject       flows.SubjectID
		under         flows.AspectID
	}{
		{"all of it, about the logger", func(d *desk) { d.Tap("talk.carry.words.all") }, "王建国", "2 担当作为", "开会太多。批示要快一点", "wang", "a2"},
		{"some of it, about the team", func(d *desk) { d.Type("批示要 快一点") }, "talk.carry.team", "opinion.aspect.unsure", "批示要快一点", flows.TeamSubject, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := atCarry(t)
			c.words(d)
			d.taps(c.about, c.aspect)
			d.At(check)
			if got := d.says(); !slices.Contains(got, c.text) || got[len(got)-1] != "talk.carry.asked" {
				t.Errorf("the preview is %v", got)
			}
			d.Tap("talk.carry.save")
			d.At(thanks)
			got := d.carried["t1"]
			if len(got) != 1 || got[0].Text != c.text || got[0].Subject != c.subject || got[0].Aspect != c.under || got[0].Speaker != "" {
				t.Errorf("carried over %+v", got)
			}
		})
	}
}

// Nobody's words are changed on the way.
func TestOnlyWordsOfTheLogAreCarriedOver(t *testing.T) {
	for said, notice := range map[string]string{"批示要快点": "talk.carry.words.other", "太多": "talk.carry.words.short", "开会太多。批示要快一点！": "talk.carry.words.other"} {
		d := atCarry(t)
		d.Type(said)
		d.At(words)
		d.Noticed(notice)
	}
	log := "会多。\n文 多，\n 跑得多 "
	for said, want := range map[string]string{"文多，跑得多": "文 多，\n 跑得多", " 会多。文多": "会多。\n文 多", log: strings.TrimSpace(log)} {
		if got := excerpt(log, said); got.Value != want {
			t.Errorf("%q is %q in the log, want %q", said, got.Value, want)
		}
	}
}

func TestWhatIsTooShortOrEnoughIsNotOfferedToBeCarriedOver(t *testing.T) {
	for name, c := range map[string]struct {
		received string
		carried  int
		want     bool
	}{"nothing was said": {"", 0, false}, "too short": {"很好", 0, false}, "enough": {"开会太多了吧", maxCarried, false}, "one more": {"开会太多了吧", maxCarried - 1, true}} {
		d := atDesk(t, bureau())
		logged := talked(bureau(), "li", member("wang"))
		logged.Received = c.received
		d.has("t1", logged)
		r := d.saved["t1"]
		r.Carried = make([]flows.CarriedID, c.carried)
		d.saved["t1"] = r
		d.Command("talks", "")
		d.taps("talk.due.mine", "王建国")
		if got := d.Has("talk.one.carry"); got != c.want {
			t.Errorf("%s: offered %v", name, got)
		}
	}
}

// Who said it decides on the name; both sides may take it back where no name of the
// other stands.
func TestWhoDecidesOnWhatWasCarriedOver(t *testing.T) {
	for _, c := range []struct {
		name    string
		self    flows.SubjectID
		speaker string
		group   bool
		want    string
	}{
		{"the logger", "wang", "", false, "uncarry"},
		{"the logger, where the speaker signed", "wang", "李红", false, ""},
		{"the speaker", "li", "", false, "sign uncarry"},
		{"the speaker, who signed", "li", "李红", false, "unsign uncarry"},
		{"one of a group, where it is open who spoke", "li", "", true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := atDesk(t, bureau())
			logged := wangLogged()
			if c.group {
				logged.With = append(logged.With, member("zhao"))
			}
			d.world.Self = c.self
			d.has("t1", logged)
			d.carried["t1"] = []flows.TalkOpinion{{ID: "c1", Talk: "t1", Subject: "wang", Text: "批示要快一点", Speaker: c.speaker}}
			v := d.shelf().Overview(d.world.Round, d.world.Today, d.Session)
			var got []string
			for _, o := range v.carriedActs(d.saved["t1"]) {
				got = append(got, strings.TrimPrefix(o.Label.Key, "talk.one."))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("offered %v, want %s", got, c.want)
			}
		})
	}
}

func TestTheSpeakerSignsByOneTap(t *testing.T) {
	d := atTheirs(t)
	d.carried["t1"] = []flows.TalkOpinion{{ID: "c1", Talk: "t1", Subject: "wang", Text: "批示要快一点"}}
	d.Command("talks", "")
	d.taps("talk.due.waiting", "王建国", "talk.one.sign", "talk.one.uncarry")
	if want := []string{"sign c1 1", "uncarry c1"}; !slices.Equal(d.done, want) {
		t.Errorf("asked for %v, want %v", d.done, want)
	}
}
