package report

import (
	"fmt"
	"io"
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
