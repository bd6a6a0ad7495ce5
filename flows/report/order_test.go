package report

import (
	"fmt"
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
	const runs, n = 200, 50
	shuffle := rand.New(rand.NewPCG(7, 7))
	sum, most := 0.0, 0.0
	for run := range runs {
		in := Input{Round: aRound(), Participants: n}
		for _, i := range shuffle.Perm(n) {
			in.Opinions = append(in.Opinions, problem("team", "a1", fmt.Sprintf("第%d号意见建议", i)))
		}
		m, err := Assemble(in, rand.NewChaCha8([32]byte{byte(run), byte(run >> 8), 3}))
		if err != nil {
			t.Fatal(err)
		}
		rho := spearman(in.Opinions, m.Opinions)
		sum, most = sum+rho, max(most, math.Abs(rho))
	}
	mean, sigma := sum/runs, 1/math.Sqrt((n-1)*runs)
	t.Logf("Spearman's rho over %d runs of %d opinions: mean %+.4f (sigma %.4f), largest %.3f", runs, n, mean, sigma, most)
	if math.Abs(mean) > 4*sigma || most > 5/math.Sqrt(n-1) {
		t.Errorf("the order of a copy tells of the order of submission")
	}
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
