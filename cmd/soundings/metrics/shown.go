package metrics

import (
	"slices"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"
)

// Names are the families that are shown. A new one is a decision made here:
// could anybody learn from it, alone or with the others, that somebody joined
// or submitted?
//
// Of what Go and the process tell only the coarse is among them, to see a
// restart, a leak of files, memory or goroutines. Processor time, bytes
// allocated, collections, and bytes sent and received grow by what was written
// and sealed: between two looks they would tell a submission, and its length.
func Names() []string {
	return []string{
		"go_goroutines",
		"process_max_fds",
		"process_open_fds",
		"process_resident_memory_bytes",
		"process_start_time_seconds",
		"soundings_send_duration_seconds",
		"soundings_session_conflicts_total",
		"soundings_session_retries_total",
		"soundings_store_duration_seconds",
		"soundings_telegram_retries_total",
		"soundings_update_duration_seconds",
		"soundings_updates_total",
	}
}

// shown passes on the families of Names and no others.
type shown struct{ all prometheus.Gatherer }

// Gather implements prometheus.Gatherer.
func (s shown) Gather() ([]*dto.MetricFamily, error) {
	families, err := s.all.Gather()
	return slices.DeleteFunc(families, func(f *dto.MetricFamily) bool { return !slices.Contains(Names(), f.GetName()) }), err
}
