package organize_test

import (
	"bytes"
	"context"
	"testing"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/flows/report"
)

// A shelf keeps ledgers, in the open.
type shelf struct {
	kept      map[flows.RoundID]flows.KeptLedger
	acts      []flows.Act
	meanwhile func() // happens once, before the next writing
}

func (s *shelf) Look(_ context.Context, id flows.RoundID) (flows.KeptLedger, error) {
	if k, ok := s.kept[id]; ok {
		return k, nil
	}
	return flows.KeptLedger{}, flows.Fail(flows.NotFound, "ledger.none", nil)
}

func (s *shelf) Present(ctx context.Context, id flows.RoundID, identity age.Identity) (flows.KeptLedger, error) {
	k, err := s.Look(ctx, id)
	if err == nil && k.To != "" && identity == nil {
		err = flows.Fail(flows.Refused, "identity.needed", nil)
	}
	return k, err
}

func (s *shelf) Keep(_ context.Context, id flows.RoundID, next flows.KeptLedger, did ...flows.Act) error {
	if do := s.meanwhile; do != nil {
		s.meanwhile = nil
		do()
	}
	if next.Version != s.kept[id].Version {
		return flows.Fail(flows.Conflict, "ledger.changed", nil)
	}
	next.Version++
	s.kept[id], s.acts = next, append(s.acts, did...)
	return nil
}

func (s *shelf) Remove(_ context.Context, id flows.RoundID) error {
	delete(s.kept, id)
	return nil
}

// A bureau has a collected round and a shelf.
type bureau struct {
	*collected
	*shelf
}

func aBureau(texts ...string) bureau {
	return bureau{collect(texts...), &shelf{kept: map[flows.RoundID]flows.KeptLedger{}}}
}

func (b bureau) office(seed byte) organize.Office {
	o := b.collected.office(seed)
	o.Ledgers = b.shelf
	return o
}

func (b bureau) release(t *testing.T) organize.Result {
	t.Helper()
	r, err := b.office(1).Release(t.Context(), b.round.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// ledger is the workbook of a ledger, filled in: these cells.
func ledger(t *testing.T, l report.Ledger, cells map[string]any) []byte {
	t.Helper()
	var b, edited bytes.Buffer
	if err := (report.Options{}).RenderLedger(l, &b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range cells {
		if err := f.SetCellValue("整改台账", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Write(&edited); err != nil {
		t.Fatal(err)
	}
	return edited.Bytes()
}

func (b bureau) imports(t *testing.T, data []byte) report.Changes {
	t.Helper()
	c, err := b.office(9).Import(t.Context(), b.round.ID, data, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestALedgerComesBack: the next export has what was filled in, authors are told the
// state of theirs, and nothing else changed.
func TestALedgerComesBack(t *testing.T) {
	b := aBureau("窗口办事要跑三趟", "会议太多")
	before := b.release(t)
	if c := b.imports(t, ledger(t, before.Ledger, map[string]any{"E3": "设综合窗口", "I3": "已完成", "J3": "2026-12-20"})); c != (report.Changes{Listed: 2}) {
		t.Errorf("the first time: %+v", c)
	}
	after := b.release(t)
	if r := after.Ledger.Rows[0]; r.Measure != "设综合窗口" || r.State != flows.Done || r.Ended != "2026-12-20" {
		t.Errorf("%+v", r)
	}
	if diff := cmp.Diff(before.Model, after.Model); diff != "" {
		t.Error(diff)
	}
	for _, r := range []flows.Receipt{"r0", "r1"} {
		p, _, err := b.office(3).Point(t.Context(), b.round.ID, r)
		want := flows.ToDo
		if p.Text == after.Ledger.Rows[0].Text {
			want = flows.Done
		}
		if err != nil || p.State != want {
			t.Errorf("the state of %s is %q, want %q; %v", r, p.State, want, err)
		}
	}
	if c := b.imports(t, ledger(t, after.Ledger, nil)); !c.None() || len(b.acts) != 1 || b.acts[0].Deed != flows.Ledgered {
		t.Errorf("the same again: %+v; noted is %+v", c, b.acts)
	}
	if c := b.imports(t, ledger(t, after.Ledger, map[string]any{"G4": "办公室", "I4": "整改中"})); c != (report.Changes{Planned: 1, Progressed: 1}) {
		t.Errorf("once more: %+v", c)
	}
}

// TestALedgerIsTakenAfterItsRoundIsDestroyed, if one was before: what is done takes a
// year. Nor is it shown to anybody below k.
func TestALedgerIsTakenAfterItsRoundIsDestroyed(t *testing.T) {
	b := aBureau("窗口办事要跑三趟")
	r := b.release(t)
	filled := ledger(t, r.Ledger, map[string]any{"I3": "已完成"})
	was := b.round
	b.round.State = flows.Destroyed
	_, err := b.office(2).Import(t.Context(), was.ID, filled, nil)
	wantKey(t, err, "round.is_destroyed")
	b.round = was
	b.imports(t, ledger(t, r.Ledger, nil))
	b.round.State = flows.Destroyed
	if c := b.imports(t, filled); c.Progressed != 1 {
		t.Errorf("%+v", c)
	}
	few := aBureau("窗口办事要跑三趟")
	few.people = 4
	_, err = few.office(2).Import(t.Context(), was.ID, filled, nil)
	wantKey(t, err, "round.below_k")
}

// TestALedgerOfTheOrganizersOwnKeyStaysTheirs.
func TestALedgerOfTheOrganizersOwnKeyStaysTheirs(t *testing.T) {
	b := aBureau("窗口办事要跑三趟")
	b.round.Recipient = "age1own"
	b.imports(t, ledger(t, b.release(t).Ledger, nil))
	if to := b.kept[b.round.ID].To; to != "age1own" {
		t.Errorf("sealed to %q", to)
	}
	_, err := b.office(2).Release(t.Context(), b.round.ID, nil)
	wantKey(t, err, "identity.needed")
}

func TestOfTwoLedgersAtOnceOneIsTaken(t *testing.T) {
	b := aBureau("窗口办事要跑三趟")
	l := b.release(t).Ledger
	b.shelf.meanwhile = func() { b.imports(t, ledger(t, l, nil)) }
	_, err := b.office(2).Import(t.Context(), b.round.ID, ledger(t, l, map[string]any{"I3": "已完成"}), nil)
	wantKey(t, err, "ledger.changed")
}

// TestARoundGoesOnFromAnother that is known and has a ledger, which can be opened.
func TestARoundGoesOnFromAnother(t *testing.T) {
	const last = "00000000-0000-4000-8000-000000000000"
	for _, c := range []struct {
		name, recipient string
		known           bool
		kept            *flows.KeptLedger
		want            string
	}{
		{name: "of another service", want: "round.previous_unknown"},
		{name: "without a ledger", known: true, want: "round.previous_none"},
		{name: "of another key", known: true, kept: &flows.KeptLedger{To: "age1own"}, want: "round.previous_key"},
		{name: "of the same key", known: true, kept: &flows.KeptLedger{To: "age1own"}, recipient: "age1own"},
		{name: "with a ledger", known: true, kept: &flows.KeptLedger{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := aBureau()
			if c.kept != nil {
				b.kept[last] = *c.kept
			}
			o := b.office(1)
			o.Rounds = registry{b, c.known}
			_, err := o.Create(t.Context(), flows.Round{Previous: last, Recipient: c.recipient})
			_, edited := o.Edit(t.Context(), b.round.ID, flows.Round{Previous: last, Recipient: c.recipient})
			if c.want != "" {
				wantKey(t, err, c.want)
				wantKey(t, edited, c.want)
			} else if err != nil || flows.KeyOf(edited) != "round.is_closed" {
				t.Error(err, edited)
			}
		})
	}
}

// A registry knows the round before or does not.
type registry struct {
	organize.Rounds
	known bool
}

func (r registry) Round(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	if !r.known {
		return flows.Round{}, flows.Fail(flows.NotFound, "round.unknown", nil)
	}
	round, err := r.Rounds.Round(ctx, id)
	round.ID = id
	return round, err
}

func (r registry) Create(_ context.Context, round flows.Round, _ ...flows.Act) (flows.Round, error) {
	return round, nil
}

// TestTheNextReportTellsOfTheLast as the ledger has it at that moment, and goes on
// without where it is kept no more.
func TestTheNextReportTellsOfTheLast(t *testing.T) {
	b := aBureau("窗口办事要跑三趟", "会议太多")
	b.imports(t, ledger(t, b.release(t).Ledger, map[string]any{"I3": "已完成"}))
	next := bureau{collect("还是要跑三趟"), b.shelf}
	next.round.ID, next.round.Previous = "11111111-1111-4111-8111-111111111111", b.round.ID
	if p := next.release(t).Model.Previous; p == nil || p.Points != 2 || p.ByState[flows.Done] != 1 || len(p.Pending) != 1 || p.On != "2026-11-21" {
		t.Errorf("%+v", p)
	}
	b.imports(t, ledger(t, b.release(t).Ledger, map[string]any{"I4": "长期坚持"}))
	if p := next.release(t).Model.Previous; len(p.Pending) != 0 || p.ByState[flows.Lasting] != 1 {
		t.Errorf("%+v", p)
	}
	if err := b.shelf.Remove(t.Context(), b.round.ID); err != nil || next.release(t).Model.Previous != nil {
		t.Error("it tells of what is gone")
	}
}
