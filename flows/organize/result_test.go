package organize_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/flows/report"
)

// A cabinet keeps one round's results, in the open.
type cabinet struct {
	now, before []byte
	version     uint64
	acts        []flows.Act
	lost        bool   // it cannot be written
	meanwhile   func() // happens once, before the next writing
}

func (c *cabinet) Present(context.Context, flows.RoundID, age.Identity) (flows.KeptResult, error) {
	if c.now == nil {
		return flows.KeptResult{}, flows.Fail(flows.NotFound, "result.none", nil)
	}
	return flows.KeptResult{Data: c.now, Version: c.version}, nil
}

func (c *cabinet) Before(context.Context, flows.RoundID, age.Identity) (flows.KeptResult, error) {
	if c.before == nil {
		return flows.KeptResult{}, flows.Fail(flows.NotFound, "result.none_before", nil)
	}
	return flows.KeptResult{Data: c.before, Version: c.version}, nil
}

func (c *cabinet) Keep(_ context.Context, _ flows.RoundID, next flows.KeptResult, did ...flows.Act) error {
	if do := c.meanwhile; do != nil {
		c.meanwhile = nil
		do()
	}
	if c.lost {
		return flows.Fail(flows.Unavailable, "store.away", nil)
	}
	if next.Version != c.version {
		return flows.Fail(flows.Conflict, "result.changed", nil)
	}
	c.now, c.before, c.version, c.acts = next.Data, c.now, c.version+1, append(c.acts, did...)
	return nil
}

func (c *cabinet) Undo(_ context.Context, _ flows.RoundID, version uint64, did ...flows.Act) error {
	if version != c.version {
		return flows.Fail(flows.Conflict, "result.changed", nil)
	}
	c.now, c.before, c.version, c.acts = c.before, nil, c.version+1, append(c.acts, did...)
	return nil
}

// A collected round is what Offices have before them: a round that has closed, its
// people, and what it collected.
type collected struct {
	*cabinet
	organize.Rounds
	organize.Issuer
	round    flows.Round
	people   int
	opinions []flows.StoredOpinion
	opened   int // how often they were
}

// collect is a round of five in which these things were said of the team. That of
// the i-th is stored under “s<i>” and has the receipt “r<i>”.
func collect(texts ...string) *collected {
	c := &collected{cabinet: &cabinet{}, people: 5, round: flows.Round{ID: "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", State: flows.Closed, K: 5,
		Title: "专题民主生活会", Unit: "某局党组", Team: flows.Team{Name: "局领导班子"}, Members: []flows.Member{{ID: "wang", Name: "王建国"}},
		Aspects: []flows.Aspect{{ID: "a1", Label: "理论学习", Text: "理论学习方面"}}}}
	for i, text := range texts {
		c.opinions = append(c.opinions, flows.StoredOpinion{ID: flows.StoredID(fmt.Sprint("s", i)),
			Opinion: flows.Opinion{Subject: flows.TeamSubject, Aspect: "a1", Kind: flows.Problem, Text: text}})
	}
	return c
}

func (c *collected) Round(context.Context, flows.RoundID) (flows.Round, error) { return c.round, nil }

func (c *collected) Change(_ context.Context, _ flows.RoundID, step func(flows.Round) (flows.Round, error), _ ...flows.Act) (_ flows.Round, err error) {
	c.round, err = step(c.round)
	return c.round, err
}

func (c *collected) Counts(context.Context, flows.RoundID) (issued, participants, nothing int, err error) {
	return 9, c.people, 0, nil
}

func (c *collected) All(context.Context, flows.RoundID, age.Identity) ([]flows.StoredOpinion, error) {
	c.opened++
	rand.Shuffle(len(c.opinions), func(i, j int) { c.opinions[i], c.opinions[j] = c.opinions[j], c.opinions[i] })
	return c.opinions, nil
}

func (c *collected) ID(r flows.Receipt) flows.StoredID {
	return flows.StoredID("s" + strings.TrimPrefix(string(r), "r"))
}

// office is one with randomness of its own, as another process has.
func (c *collected) office(seed byte) organize.Office {
	return organize.Office{Rounds: c, Tickets: c, Opinions: c, Results: c.cabinet, Random: rand.NewChaCha8([32]byte{seed}),
		Now: func() time.Time { return time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC) }}
}

func (c *collected) release(t *testing.T, seed byte) organize.Result {
	t.Helper()
	r, err := c.office(seed).Release(t.Context(), c.round.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestTwoExportsAreTheSame: the ids in them are made once. Only the date is another.
func TestTwoExportsAreTheSame(t *testing.T) {
	c := collect("窗口办事要跑三趟", "会议太多", "会议太多")
	c.round.TalkRules = []flows.TalkRule{flows.MembersEachOther}
	first, second := c.release(t, 1), c.release(t, 2)
	if c.opened != 1 || c.round.State != flows.Released {
		t.Errorf("opened %d times, the round is %s", c.opened, c.round.State)
	}
	if diff := cmp.Diff(first.Model, second.Model); diff != "" {
		t.Error(diff)
	}
	date := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	forth, err := organize.Documents(first, report.Options{Date: date})
	if err != nil {
		t.Fatal(err)
	}
	back, err := organize.Documents(second, report.Options{Date: date})
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range forth {
		if !bytes.Equal(f.Data, back[i].Data) || f.Name != back[i].Name {
			t.Errorf("%s is another", f.Name)
		}
	}
	if other := collect("窗口办事要跑三趟").release(t, 3); other.Model.Opinions[0].ID == first.Model.Opinions[0].ID {
		t.Error("another round has the same ids: this test cannot fail")
	}
}

func TestOfTwoFirstExportsOneIsKept(t *testing.T) {
	c := collect("窗口办事要跑三趟", "会议太多")
	var first organize.Result
	c.meanwhile = func() { first = c.release(t, 1) }
	second := c.release(t, 2)
	if diff := cmp.Diff(first.Model, second.Model); diff != "" {
		t.Errorf("two organizers have two sets of ids:\n%s", diff)
	}
}

func TestWhatCannotBeKeptIsNotReleased(t *testing.T) {
	c := collect("窗口办事要跑三趟")
	c.lost = true
	_, err := c.office(1).Release(t.Context(), c.round.ID, nil)
	if flows.KeyOf(err) != "store.away" || c.round.State != flows.Closed || c.now != nil {
		t.Errorf("%v; the round is %s, %d bytes are kept", err, c.round.State, len(c.now))
	}
}

// TestNoWayAroundK: also where a result is kept already.
func TestNoWayAroundK(t *testing.T) {
	c := collect("窗口办事要跑三趟")
	for range 2 {
		c.people = 4
		_, err := c.office(1).Release(t.Context(), c.round.ID, nil)
		if flows.KeyOf(err) != "round.below_k" {
			t.Errorf("%v, want round.below_k", err)
		}
		c.people = 5
		c.release(t, 1)
	}
}

func TestWhatAnotherVersionKeptIsRecognized(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"another schema": func(s string) string { return strings.Replace(s, report.Schema, report.Schema+"9", 1) },
		"a field more":   func(s string) string { return strings.Replace(s, `"model":{`, `"model":{"mood":"good",`, 1) },
		"no result":      func(s string) string { return s[:len(s)/2] },
	} {
		c := collect("窗口办事要跑三趟")
		c.release(t, 1)
		c.now = []byte(change(string(c.now)))
		_, err := c.office(1).Release(t.Context(), c.round.ID, nil)
		if flows.KeyOf(err) != "result.form" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAReceiptLeadsToItsPoint, whichever of those with the same words it is.
func TestAReceiptLeadsToItsPoint(t *testing.T) {
	c := collect("窗口办事要跑三趟", "会议太多", "会议太多", "会议太多")
	office := c.office(1)
	if _, told, err := office.Point(t.Context(), c.round.ID, "r0"); told || err != nil {
		t.Errorf("told %v before anything is kept, %v", told, err)
	}
	c.release(t, 1)
	for _, s := range c.opinions {
		p, told, err := office.Point(t.Context(), c.round.ID, flows.Receipt("r"+strings.TrimPrefix(string(s.ID), "s")))
		if p.Text != s.Text || p.Subject != s.Subject || p.Aspect != s.Aspect || p.Merged || !told || err != nil {
			t.Errorf("%+v of %q, told %v, %v", p, s.Text, told, err)
		}
	}
	var kept struct {
		Origins map[flows.StoredID]report.OpinionID `json:"origins"`
	}
	if err := json.Unmarshal(c.now, &kept); err != nil {
		t.Fatal(err)
	}
	if ids := slices.Sorted(maps.Values(kept.Origins)); len(slices.Compact(ids)) != 4 {
		t.Errorf("of four opinions some are the same one: %v", kept.Origins)
	}
	if _, told, _ := office.Point(t.Context(), c.round.ID, "r9"); told {
		t.Error("a receipt from elsewhere has a point")
	}
}

// TestAStoredIDIsNeverInADocument: what is kept knows both, and keeps them apart.
func TestAStoredIDIsNeverInADocument(t *testing.T) {
	c := collect("窗口办事要跑三趟")
	c.opinions[0].ID = "0123456789abcdef0123456789abcdef"
	var document bytes.Buffer
	if err := (report.Options{}).Render(c.release(t, 1).Model, report.JSON, &document); err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(c.now, []byte("0123456789abcdef")) || bytes.Contains(document.Bytes(), []byte("0123456789abcdef")) {
		t.Error("it stands where it must not, or nowhere at all")
	}
}
