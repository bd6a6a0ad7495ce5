package report

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"testing"
)

// TestOpinionsOfOneWriterStandNoCloserTogether: two people wrote, one after the
// other, six opinions each on the same thing. In a copy two of one writer stand
// on average as far apart as two of different writers; the difference has mean 0,
// and its deviation is taken from the copies themselves.
func TestOpinionsOfOneWriterStandNoCloserTogether(t *testing.T) {
	mean, sigma := closeness(t, func(run int) io.Reader { return rand.NewChaCha8([32]byte{byte(run), byte(run >> 8), 5}) })
	t.Logf("in %d copies opinions of one writer stand closer together by %+.4f places (sigma %.4f)", copies, mean, sigma)
	if math.Abs(mean) > 4*sigma || sigma > 0.1 {
		t.Errorf("a copy tells which opinions are of one writer")
	}
	if mean, sigma := closeness(t, func(int) io.Reader { return new(counting) }); mean < 3 || mean <= 4*sigma {
		t.Errorf("with ids in the order of writing they stand closer together by %+.4f places: this test cannot fail", mean)
	}
}

// closeness is by how much opinions of one writer stand closer together in a copy
// than others do: the mean over all copies, and its deviation.
func closeness(t *testing.T, random func(run int) io.Reader) (mean, sigma float64) {
	t.Helper()
	writerOf, in := map[string]int{}, Input{Round: aRound(), Participants: opinions}
	for i := range 12 {
		o := problem("team", "a1", fmt.Sprintf("第%d条意见建议", i))
		in.Opinions, writerOf[o.Text] = append(in.Opinions, o), i/6
	}
	var squares float64
	for run := range copies {
		m, err := Assemble(in, random(run))
		if err != nil {
			t.Fatal(err)
		}
		d := closer(m.Opinions, func(o Opinion) int { return writerOf[o.Text] })
		mean, squares = mean+d/copies, squares+d*d/copies
	}
	return mean, math.Sqrt(max(0, squares-mean*mean) / copies)
}

// closer is the mean distance of opinions of different writers less that of
// opinions of one.
func closer(all []Opinion, writer func(Opinion) int) float64 {
	var sum, pairs [2]float64 // of one writer, of different ones
	for i, a := range all {
		for j, b := range all[:i] {
			which := 0
			if writer(a) != writer(b) {
				which = 1
			}
			sum[which], pairs[which] = sum[which]+float64(i-j), pairs[which]+1
		}
	}
	return sum[1]/pairs[1] - sum[0]/pairs[0]
}
