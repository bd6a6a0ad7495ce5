package storage_test

import (
	"errors"
	"fmt"
	"testing"

	"filippo.io/age"

	"soundings/flows"
	"soundings/storage"
)

func (h *house) put(id flows.RoundID, r flows.Receipt, o flows.Opinion) {
	h.t.Helper()
	if err := h.opinions.Put(h.t.Context(), id, r, o); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) withdraw(r flows.Receipt) {
	h.t.Helper()
	if _, err := h.opinions.Withdraw(h.t.Context(), r); err != nil {
		h.t.Fatal(err)
	}
}

// reports says which texts the report has.
func (h *house) reports(id flows.RoundID, identity age.Identity) (texts []string) {
	h.t.Helper()
	all, err := h.opinions.All(h.t.Context(), id, identity)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, o := range all {
		texts = append(texts, o.Text)
	}
	return texts
}

func TestAWithdrawnOpinionIsNeverCountedAndNeverComesBack(t *testing.T) {
	own, _ := age.GenerateX25519Identity()
	for name, recipient := range map[string]string{"the service's key": "", "the organizer's own key": own.Recipient().String()} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			r := h.open(func(r *flows.Round) { r.Recipient = recipient })
			h.put(r.ID, receipt(1), anOpinion("留下的一条意见"))
			h.put(r.ID, receipt(2), anOpinion("收回的一条意见"))
			h.withdraw(receipt(2))
			_, _, err := h.opinions.Find(t.Context(), receipt(2))
			wantKey(t, err, "receipt.withdrawn")
			_, err = h.opinions.Withdraw(t.Context(), receipt(2))
			wantKey(t, err, "receipt.withdrawn")
			wantKey(t, h.opinions.Put(t.Context(), r.ID, receipt(2), anOpinion("收回的一条意见")), "receipt.withdrawn") // a late retry
			h.close(r.ID)
			var identity age.Identity
			if recipient != "" {
				identity = own
			}
			if got := h.reports(r.ID, identity); len(got) != 1 || got[0] != "留下的一条意见" {
				t.Errorf("the report has %q", got)
			}
		})
	}
}

// What a copy of the store shows of an opinion: nothing that a tombstone would
// not show as well.
func TestATombstoneLooksLikeAnOpinion(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	long := anOpinion("很长的一条")
	for range 60 {
		long.Text += "，一趟一趟地跑"
	}
	for i, o := range []flows.Opinion{anOpinion("五个字以上"), long} {
		h.put(r.ID, receipt(byte(i)), o)
	}
	before := h.shapes(r.ID)
	h.withdraw(receipt(0))
	h.withdraw(receipt(1))
	if after := h.shapes(r.ID); fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("before withdrawing %v, afterwards %v", before, after)
	}
}

// shapes are the sizes of a round's opinions, and of their versions, by id.
func (h *house) shapes(id flows.RoundID) map[string]string {
	h.t.Helper()
	shapes := map[string]string{}
	for rec, err := range h.store.List(h.t.Context(), storage.Collection{Tag: string(id), Name: "opinions"}) {
		if err != nil {
			h.t.Fatal(err)
		}
		shapes[rec.ID] = fmt.Sprint(len(rec.Value), len(fmt.Sprint(rec.Version)))
	}
	return shapes
}

func TestWithdrawingWhatCannotBeWithdrawn(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	h.put(r.ID, receipt(1), anOpinion("来不及收回的意见"))
	_, err := h.opinions.Withdraw(t.Context(), receipt(9))
	wantKey(t, err, "receipt.unknown")
	h.close(r.ID)
	_, err = h.opinions.Withdraw(t.Context(), receipt(1))
	wantKey(t, err, "receipt.too_late")
	if got := h.reports(r.ID, nil); len(got) != 1 {
		t.Errorf("the report has %q", got)
	}
}

// closesMeanwhile plays a write against the closing of its round by another
// process, at the worst moment: after all was looked at, before it is written.
// It says what is wrong with what came out of it.
func closesMeanwhile(t *testing.T, careful bool, write func(*storage.Opinions, flows.RoundID) error, want int) error {
	h := newHouse(t)
	r := h.open(nil)
	h.put(r.ID, receipt(1), anOpinion("之前已有的意见"))
	var store storage.Store = &stalled{Store: h.store, at: "opinions", meanwhile: func() { h.close(r.ID) }}
	if !careful {
		store = careless{store}
	}
	told := write(h.opinionsOn(store), r.ID)
	if got := h.reports(r.ID, nil); len(got) != want {
		return fmt.Errorf("told %v, and the report has %q", told, got)
	}
	if told == nil {
		return errors.New("told that it was done")
	}
	return nil
}

func TestNothingIsWrittenIntoARoundThatClosesMeanwhile(t *testing.T) {
	for name, write := range map[string]func(*storage.Opinions, flows.RoundID) error{
		"a submit": func(o *storage.Opinions, id flows.RoundID) error {
			return o.Put(t.Context(), id, receipt(2), anOpinion("差一点就赶上了"))
		},
		"a withdrawal": func(o *storage.Opinions, _ flows.RoundID) error {
			_, err := o.Withdraw(t.Context(), receipt(1))
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			if wrong := closesMeanwhile(t, true, write, 1); wrong != nil {
				t.Error(wrong)
			}
			if wrong := closesMeanwhile(t, false, write, 1); wrong == nil {
				t.Error("a store that checks nothing is not noticed: this test cannot fail")
			}
		})
	}
}

// comesBack plays a withdrawal against two late writers: a retry of the submit,
// and a second replica that has taken the same submit and stood still before it
// wrote. It says whether the opinion is back.
func comesBack(t *testing.T, wrap func(storage.Store) storage.Store) (back bool) {
	h := newHouse(t)
	r := h.open(nil)
	o := anOpinion("收回的一条意见")
	h.put(r.ID, receipt(1), o)
	own := h.opinionsOn(wrap(h.store))
	withdraw := func() {
		if _, err := own.Withdraw(t.Context(), receipt(1)); err != nil {
			t.Fatal(err)
		}
	}
	second := h.opinionsOn(&stalled{Store: h.store, at: "opinions", meanwhile: withdraw})
	for _, late := range []*storage.Opinions{second, own} {
		if flows.KeyOf(late.Put(t.Context(), r.ID, receipt(1), o)) != "receipt.withdrawn" {
			back = true
		}
	}
	h.close(r.ID)
	return back || len(h.reports(r.ID, nil)) > 0
}

// opinionsOn are the opinions as another process has them, on a store of its own
// kind.
func (h *house) opinionsOn(store storage.Store) *storage.Opinions {
	h.t.Helper()
	return storage.NewOpinions(h.roundsOn(store))
}

func TestAWithdrawnOpinionDoesNotComeBackWithALateWriter(t *testing.T) {
	if comesBack(t, func(s storage.Store) storage.Store { return s }) {
		t.Error("the opinion is back")
	}
	if !comesBack(t, func(s storage.Store) storage.Store { return forgetful{s} }) {
		t.Error("without a tombstone it does not come back either: this test cannot fail")
	}
}
