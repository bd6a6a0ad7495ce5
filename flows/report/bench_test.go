package report

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// BenchmarkReport takes 10,000 opinions of about 150 characters from the store
// to a document.
func BenchmarkReport(b *testing.B) {
	in := manyOpinions(10_000)
	for _, f := range Formats() {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m, err := Assemble(in, seeded(1))
				if err != nil {
					b.Fatal(err)
				}
				if err := Render(m, f, io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkOffice writes Word and Excel of very many opinions, and tells how
// much memory is held at most beside the Model.
func BenchmarkOffice(b *testing.B) {
	for _, n := range []int{1_000, 100_000} {
		m := assembled(b, manyOpinions(n))
		for _, f := range []Format{Word, Excel} {
			b.Run(fmt.Sprintf("%s/%d", f, n), func(b *testing.B) {
				before, peak := heldMB(), 0.0
				o := Options{Progress: func(done, total int) {
					if done%(total/10) == 0 {
						peak = max(peak, heldMB()-before)
					}
				}}
				for b.Loop() {
					if err := o.Render(m, f, io.Discard); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(peak, "held-MB")
			})
		}
	}
}

func heldMB() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

func manyOpinions(n int) Input {
	in := Input{Round: aRound(), Invited: 2 * n, Participants: n}
	odd := oddInput().Opinions
	for i := range n {
		o := odd[i%len(odd)]
		o.Text = fmt.Sprintf("%s\n第%d条。", strings.Repeat("会议偏多，基层负担重；", 10), i)
		in.Opinions = append(in.Opinions, o)
	}
	return in
}
