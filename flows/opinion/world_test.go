package opinion

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
)

// sample is an open round with this many members.
func sample(members int) flows.Round {
	r := flows.Round{
		ID: "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", Title: "专题民主生活会", Unit: "某局党组", State: flows.Opened,
		K: 5, Admission: flows.ByTicket, Team: flows.Team{Name: "局领导班子"},
		Aspects: []flows.Aspect{{ID: "a1", Label: "理论学习", Text: "理论学习方面"}, {ID: "a2", Label: "担当作为", Text: "担当作为方面"}},
		Closes:  time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC),
	}
	names := []string{"王建国", "李红", "周正", "赵敏", "陈静", "刘洋", "孙丽", "吴刚", "郑洁", "冯涛"}
	for i := range members {
		r.Members = append(r.Members, flows.Member{ID: flows.SubjectID("m" + string(rune('a'+i))), Name: names[i], Post: "副局长"})
	}
	return r
}

// world is a person in front of a round, and the box that opinions fall into.
type world struct {
	*dialoguetest.Person
	world World
	kept  map[flows.Receipt]flows.Opinion
	gone  map[flows.Receipt]bool // withdrawn
	asked int                    // how often the store was asked for a receipt
	fail  error
	marks int
	few   bool   // fewer than k take part
	point *Point // what the report made of what was given
	shut  error  // why that cannot be told
	now   time.Time
	more  []flows.Round // that are taken part in as well
	rung  map[flows.RoundID]bool
	heard []flows.Round // whose closing message was asked for
	// unswept says that the chat still has a message with a receipt.
	unswept bool
}

func inRound(tb dialoguetest.TB, r flows.Round) *world {
	w := &world{world: World{Round: r, Guard: NewGuard()}, kept: map[flows.Receipt]flows.Opinion{}, gone: map[flows.Receipt]bool{}, rung: map[flows.RoundID]bool{},
		now: time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)}
	w.Person = &dialoguetest.Person{TB: tb, Book: w.book, Do: w.do}
	w.Session = w.Session.With([]dialogue.Fact{{Topic: string(r.ID), Name: FactJoined, Value: "1"}})
	return w
}

func (w *world) book(s dialogue.Session) dialogue.Book {
	world := w.world
	world.Given, world.Drawn = Given(s, world.Round.ID), Drawn(s, world.Round.ID)
	rounds := append([]flows.Round{world.Round}, w.more...)
	bells, ears := BellsOf(s, rounds, w.now), EarsOf(w.heard, w.open(rounds), w.now)
	return dialogue.Book{
		Home:      dialogue.Ref{Flow: HomeName},
		Languages: []dialogue.Language{{Tag: "zh-Hans", Name: "中文"}, {Tag: "en", Name: "English"}},
		Command: func(name, _ string) (dialogue.Move, bool) {
			move, ok := map[string]dialogue.Move{
				"start":   {Enter: dialogue.Ref{Flow: HomeName}},
				"opinion": Give(rounds),
				"receipt": ToLookup(),
				"privacy": ToPrivacy(rounds),
			}[name]
			return move, ok
		},
		Flow: func(r dialogue.Ref) (dialogue.Flow, bool) {
			flow, ok := map[string]dialogue.Flow{
				HomeName:   Home(Hall{Joined: rounds, Give: Give(rounds), Open: true, Bells: bells, Hearing: MayHear(rounds, w.open(rounds), w.now), Other: "en", Strikes: StrikesOf(s), Now: w.now}),
				LookupName: Lookup(StrikesOf(s), w.now), PrivacyName: Privacy(rounds, false, bells, ears, DraftOf(s, rounds)), RemindName: Remind(bells), HearName: Hear(ears),
				FlowName: Flow(world), PickName: PickOne(rounds), SweepName: Sweep(rounds, w.unswept),
			}[r.Flow]
			return flow, ok
		},
	}
}

func (w *world) do(e dialogue.Effect) dialogue.Outcome {
	desk := Desk{Opinions: w, Rounds: w, Turnout: w.turnout, Point: w.reported}
	switch e.Name {
	case EffectSubmit:
		return must(desk.Submit(context.Background(), e))
	case EffectDiscard:
		return must(desk.Discard(context.Background(), e))
	case EffectLookup:
		return must(desk.Lookup(context.Background(), e))
	case EffectWithdraw:
		return must(desk.Withdraw(context.Background(), e))
	case EffectNothing:
		w.marks++
	case EffectBells, EffectRing, EffectHush:
		return w.bells(e)
	case EffectHear, EffectUnhear:
		return w.hears(e)
	case EffectSweep:
		w.unswept = e.Payload != SweepReceipts
		return Swept{Receipt: w.unswept}.Outcome()
	}
	return dialogue.Outcome{}
}

// bells does what is asked of the addresses in rung.
func (w *world) bells(e dialogue.Effect) (o dialogue.Outcome) {
	for _, id := range strings.Fields(e.Payload) {
		if e.Name != EffectBells {
			w.rung[flows.RoundID(id)] = e.Name == EffectRing
		}
		f := dialogue.Fact{Topic: id, Name: FactReminder}
		if w.rung[flows.RoundID(id)] {
			f.Value = "1"
		}
		o.Facts = append(o.Facts, f)
	}
	return o
}

// hears does what is asked of the closing messages.
func (w *world) hears(e dialogue.Effect) dialogue.Outcome {
	w.heard = slices.DeleteFunc(w.heard, func(r flows.Round) bool { return strings.Contains(e.Payload, string(r.ID)) })
	for _, r := range append([]flows.Round{w.world.Round}, w.more...) {
		if e.Name == EffectHear && strings.Contains(e.Payload, string(r.ID)) {
			w.heard = append(w.heard, r)
		}
	}
	return dialogue.Outcome{}
}

// open are those of the rounds that take opinions.
func (w *world) open(rounds []flows.Round) []flows.Round {
	return slices.DeleteFunc(slices.Clone(rounds), func(r flows.Round) bool { return r.Writable(w.now) != nil })
}

func must(o dialogue.Outcome, err error) dialogue.Outcome {
	if err != nil {
		panic(err)
	}
	return o
}

func (w *world) Round(context.Context, flows.RoundID) (flows.Round, error) { return w.world.Round, nil }

func (w *world) Put(_ context.Context, _ flows.RoundID, r flows.Receipt, o flows.Opinion) error {
	if w.fail != nil {
		return w.fail
	}
	if w.gone[r] {
		return flows.Fail(flows.Refused, "receipt.withdrawn", nil)
	}
	if was, ok := w.kept[r]; ok && was != o {
		return flows.Fail(flows.Conflict, "receipt.taken", nil)
	}
	w.kept[r] = o
	return nil
}

func (w *world) Find(_ context.Context, r flows.Receipt) (flows.RoundID, flows.Opinion, error) {
	w.asked++
	o, ok := w.kept[r]
	if w.gone[r] {
		return "", o, flows.Fail(flows.Refused, "receipt.withdrawn", nil)
	}
	if !ok {
		return "", o, flows.Fail(flows.NotFound, "receipt.unknown", nil)
	}
	return w.world.Round.ID, o, nil
}

func (w *world) Withdraw(ctx context.Context, r flows.Receipt) (flows.RoundID, error) {
	id, _, err := w.Find(ctx, r)
	if err == nil && w.world.Round.State != flows.Opened {
		err = flows.Fail(flows.Refused, "receipt.too_late", flows.Args{"title": w.world.Round.Title})
	}
	if err == nil {
		delete(w.kept, r)
		w.gone[r] = true
	}
	return id, err
}

func (w *world) reported(context.Context, flows.RoundID, flows.Receipt) (Point, bool, error) {
	if w.point == nil {
		return Point{}, false, w.shut
	}
	return *w.point, true, nil
}

func (w *world) turnout(_ context.Context, r flows.Round) (int, bool, error) { return r.K, !w.few, nil }

// toText brings a person to the text step, about the team.
func toText(tb testing.TB) *world {
	w := inRound(tb, sample(4))
	w.Command("opinion", "")
	w.Tap("局领导班子")
	w.Tap("2 担当作为")
	w.Tap("opinion.kind.problem")
	w.At(text)
	return w
}

// toConfirm brings a person to the confirmation.
func toConfirm(tb testing.TB) *world {
	w := toText(tb)
	w.Type("窗口办事要跑三趟，材料说不清楚")
	w.Tap("engine.button.done")
	w.Tap("engine.button.skip")
	w.Tap("engine.button.skip")
	w.At(confirm)
	return w
}

// soleOpinion is the one opinion kept.
func (w *world) soleOpinion() (flows.Receipt, flows.Opinion) {
	w.TB.Helper()
	if len(w.kept) != 1 {
		w.TB.Fatalf("%d opinions kept, want 1", len(w.kept))
	}
	for r, o := range w.kept {
		return r, o
	}
	return "", flows.Opinion{}
}
