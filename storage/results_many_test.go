package storage_test

import (
	"context"
	"crypto/rand"
	mathrand "math/rand/v2"
	"testing"
	"time"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/storage"
	"soundings/storage/storagetest"
)

// A box is what 10,000 people wrote: 60 to 120 characters each, of 500 that come as
// they like. So it compresses worse than what people say.
type box []flows.StoredOpinion

func fullBox() (b box) {
	random := mathrand.New(mathrand.NewPCG(1, 2))
	for i := range 10_000 {
		text := make([]rune, 60+random.IntN(60))
		for j := range text {
			text[j] = rune(0x4e00 + random.IntN(500))
		}
		b = append(b, flows.StoredOpinion{ID: b.ID(numbered(i)),
			Opinion: flows.Opinion{Subject: "wang", Aspect: "a1", Kind: flows.Problem, Text: string(text)}})
	}
	return b
}

func numbered(i int) flows.Receipt {
	return flows.NewReceipt([19]byte{byte(i), byte(i >> 5), byte(i >> 10)})
}

func (b box) All(context.Context, flows.RoundID, age.Identity) ([]flows.StoredOpinion, error) {
	return b, nil
}

func (b box) ID(r flows.Receipt) flows.StoredID { return flows.StoredID(storage.ReceiptID(r)) }

// A crowd is as many people.
type crowd struct{ organize.Issuer }

func (crowd) Counts(context.Context, flows.RoundID) (issued, participants, nothing int, err error) {
	return 10_000, 10_000, 0, nil
}

// TestTenThousandOpinionsAreKept: a first export keeps them, the next finds them as
// they were, and every receipt leads to its point.
func TestTenThousandOpinionsAreKept(t *testing.T) {
	b := fullBox()
	for name, arrive := range map[string]func(*testing.T) *house{
		"SQLite": newHouse,
		"Redis":  func(t *testing.T) *house { return houseAt(t, storagetest.Redis(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			h := arrive(t)
			id := h.over(nil)
			office := organize.Office{Rounds: h.rounds, Tickets: crowd{}, Opinions: b, Results: h.results, Random: rand.Reader, Now: h.clock}
			release := func() (organize.Result, time.Duration) {
				began := time.Now()
				r, err := office.Release(t.Context(), id, nil)
				h.must(err)
				return r, time.Since(began)
			}
			first, kept := release()
			second, found := release()
			if len(second.Model.Opinions) != len(b) || first.Model.Points[9_999].ID != second.Model.Points[9_999].ID {
				t.Errorf("%d opinions, ending with %+v", len(second.Model.Opinions), second.Model.Points[9_999])
			}
			began := time.Now()
			if p, told, err := office.Point(t.Context(), id, numbered(4_321)); p.Text != b[4_321].Text || !told || err != nil {
				t.Errorf("a receipt leads to %+v, told %v, %v", p, told, err)
			}
			looked := time.Since(began)
			size, records := 0, h.records(id, "results")
			for _, rec := range records {
				size += len(rec.Value)
			}
			t.Logf("%d KiB of %d in %d records; kept in %v, found in %v, a receipt in %v", size>>10, len(h.present(id).Data)>>10, len(records), kept, found, looked)
		})
	}
}
