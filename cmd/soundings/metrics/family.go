package metrics

import (
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// A family is a histogram of one sort of work, by the call (two labels, or
// none) and by what it came to.
type family struct {
	vec      *prometheus.HistogramVec
	bounds   []float64
	outcomes []string // the worst last
}

// A call is what is timed: a kind of call, and for whom, an update or the work
// in the background.
type call struct{ work, name string }

func (c call) labels() []string {
	var all []string
	for _, label := range []string{c.work, c.name} {
		if label != "" {
			all = append(all, label)
		}
	}
	return all
}

// newFamily makes a family with the series of all its calls.
func newFamily(name, help string, bounds []float64, outcomes []string, calls ...call) *family {
	labels := []string{"outcome"}
	if len(calls) == 0 {
		calls = []call{{}}
	}
	if calls[0].name != "" {
		labels = append([]string{"call"}, labels...)
	}
	if calls[0].work != "" {
		labels = append([]string{"work"}, labels...)
	}
	opts := prometheus.HistogramOpts{Name: name, Help: help + " Rounded up to the buckets.", Buckets: bounds}
	f := &family{vec: prometheus.NewHistogramVec(opts, labels), bounds: bounds, outcomes: outcomes}
	for _, c := range calls {
		for _, outcome := range outcomes {
			f.vec.WithLabelValues(append(c.labels(), outcome)...)
		}
	}
	return f
}

func (f *family) observe(c call, outcome string, took time.Duration) {
	f.vec.WithLabelValues(append(c.labels(), outcome)...).Observe(coarse(f.bounds, took))
}

// coarse is the bound of the bucket that a time falls into, so that the sum of
// a histogram tells no more than its buckets: sealing an opinion takes a
// millisecond longer than turning a page. Beyond the last it is twice that.
func coarse(bounds []float64, took time.Duration) float64 {
	i, _ := slices.BinarySearch(bounds, took.Seconds())
	if i == len(bounds) {
		return 2 * bounds[len(bounds)-1]
	}
	return bounds[i]
}

// worse is the worse of two outcomes of the family.
func (f *family) worse(a, b string) string {
	if slices.Index(f.outcomes, b) > slices.Index(f.outcomes, a) {
		return b
	}
	return a
}
