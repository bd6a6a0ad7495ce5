package report

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	"soundings/flows"
)

func TestOrderIsSubjectThenAspect(t *testing.T) {
	m := assembled(t, oddInput())
	last := -1
	ranks := m.ranks()
	for i, o := range m.Opinions {
		place := ranks.subject[o.Subject]*100 + ranks.aspect[o.Aspect]
		if place < last {
			t.Errorf("opinion %d (%s, %s) is out of order", i, o.Subject, o.Aspect)
		}
		last = place
		if m.Points[i].Opinions[0] != o.ID {
			t.Errorf("point %d is not of opinion %d", i, i)
		}
	}
}

// TestOrderSaysNothingOfSubmission is regression test (c) of DESIGN section 3.
// For 200 copies of 50 opinions Spearman's rho between the place of submission
// and the place in the copy has mean 0 and deviation 1/√49 for one copy,
// 1/√(49·200) ≈ 0.0101 for the mean of all.
func TestOrderSaysNothingOfSubmission(t *testing.T) {
	mean, most := rhos(t, func(run int) io.Reader { return rand.NewChaCha8([32]byte{byte(run), byte(run >> 8), 3}) })
	sigma := 1 / math.Sqrt((opinions-1)*copies)
	t.Logf("Spearman's rho over %d runs of %d opinions: mean %+.4f (sigma %.4f), largest %.3f", copies, opinions, mean, sigma, most)
	if math.Abs(mean) > 4*sigma || most > 5/math.Sqrt(opinions-1) {
		t.Errorf("the order of a copy tells of the order of submission")
	}
	if mean, _ := rhos(t, func(int) io.Reader { return new(counting) }); mean < 0.9 {
		t.Errorf("ids that count up give a mean of %+.4f: this test cannot fail", mean)
	}
}

const copies, opinions = 200, 50

// counting is what breaks the promise: ids that tell which came first.
type counting struct{ n uint64 }

func (c *counting) Read(p []byte) (int, error) {
	c.n++
	clear(p)
	binary.BigEndian.PutUint64(p, c.n<<24)
	return len(p), nil
}

// rhos are the mean and the largest correlation over all copies.
func rhos(t *testing.T, random func(run int) io.Reader) (mean, most float64) {
	t.Helper()
	shuffle := rand.New(rand.NewPCG(7, 7))
	for run := range copies {
		in := Input{Round: aRound(), Participants: opinions}
		for _, i := range shuffle.Perm(opinions) {
			in.Opinions = append(in.Opinions, problem("team", "a1", fmt.Sprintf("第%d号意见建议", i)))
		}
		m, err := Assemble(in, random(run))
		if err != nil {
			t.Fatal(err)
		}
		rho := spearman(in.Opinions, m.Opinions)
		mean, most = mean+rho/copies, max(most, math.Abs(rho))
	}
	return mean, most
}

func spearman(submitted []flows.Opinion, copied []Opinion) float64 {
	place := map[string]int{}
	for i, o := range submitted {
		place[o.Text] = i
	}
	d2, n := 0.0, float64(len(copied))
	for i, o := range copied {
		d := float64(place[o.Text] - i)
		d2 += d * d
	}
	return 1 - 6*d2/(n*(n*n-1))
}
