package metrics

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// A Meter holds all numbers. A nil Meter measures nothing: what it is asked to
// stand around it gives back as it is.
type Meter struct {
	now      func() time.Time
	registry *prometheus.Registry

	updates   *prometheus.CounterVec
	handling  *family
	sending   *family
	storing   *family
	conflicts prometheus.Counter
	retries   prometheus.Counter
	again     *prometheus.CounterVec
}

// New makes a Meter that reads this clock. All series are there from the start,
// at zero.
func New(now func() time.Time) *Meter {
	m := &Meter{now: now, registry: prometheus.NewRegistry(),
		updates: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "soundings_updates_total",
			Help: "Updates by kind and by what became of them; each try counts."}, []string{"kind", "outcome"}),
		conflicts: prometheus.NewCounter(prometheus.CounterOpts{Name: "soundings_session_conflicts_total",
			Help: "Sessions that could not be saved because they had changed meanwhile."}),
		retries: prometheus.NewCounter(prometheus.CounterOpts{Name: "soundings_session_retries_total",
			Help: "Sessions that were loaded anew within an update, after a conflict."}),
		again: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "soundings_telegram_retries_total",
			Help: "Calls of the Bot API that were made again: it asked to wait (429), failed (5xx) or did not answer."}, []string{"reason"}),
	}
	m.handling = newFamily("soundings_update_duration_seconds",
		"How long an update took, as if it had made one call of each kind.", []float64{.05, .1, .25, .5, 1, 2.5, 5, 10, 30}, outcomes())
	m.sending = newFamily("soundings_send_duration_seconds",
		"The slowest call of a kind within an update: card sends, edits and deletes messages, answer ends a tap, file hands over a document.",
		[]float64{.05, .1, .25, .5, 1, 2.5, 5}, sendOutcomes(), sendCalls()...)
	m.storing = newFamily("soundings_store_duration_seconds",
		"The slowest call of a kind within an update; and every call of the work in the background.",
		[]float64{.002, .005, .02, .05, .1, .5, 2, 10}, storeOutcomes(), storeCalls()...)
	m.start()
	return m
}

// start registers everything, and sets it to zero.
func (m *Meter) start() {
	for _, kind := range kinds() {
		for _, outcome := range outcomes() {
			m.updates.WithLabelValues(kind, outcome)
		}
	}
	for _, reason := range reasons() {
		m.again.WithLabelValues(reason)
	}
	m.registry.MustRegister(m.updates, m.handling.vec, m.sending.vec, m.storing.vec, m.conflicts, m.retries, m.again,
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), collectors.NewGoCollector())
}

// Handler serves the numbers, in Prometheus' text form.
func (m *Meter) Handler() http.Handler {
	return promhttp.HandlerFor(shown{m.registry}, promhttp.HandlerOpts{})
}
