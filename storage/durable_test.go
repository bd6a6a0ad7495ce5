package storage_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/storage/storagetest"
)

func TestDurable(t *testing.T) {
	for _, c := range []struct {
		name     string
		settings []string
		warnings []string
		refusal  string
	}{
		{"as we ask", []string{"--slowlog-log-slower-than", "-1"}, nil, ""},
		{"as it comes", nil, []string{"store.slowlog"}, ""},
		{"without the log", []string{"--appendonly", "no"}, nil, "store.not_durable"},
		{"evicting", []string{"--maxmemory-policy", "allkeys-lru"}, nil, "store.evicts"},
		{"keeping order", []string{"--hash-max-listpack-value", "4096"}, []string{"store.slowlog", "store.keeps_order"}, ""},
		{"without CONFIG", []string{"--rename-command", "CONFIG", ""}, []string{"store.config_forbidden"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) { wantDurable(t, storagetest.Redis(t, c.settings...), c.warnings, c.refusal) })
	}
	t.Run("a cluster's masters", func(t *testing.T) {
		url := cluster(t)[0]
		wantDurable(t, url+"?cluster=true", []string{"store.slowlog"}, "")
		if err := storagetest.Admin(t, url).ConfigSet(t.Context(), "appendonly", "no").Err(); err != nil {
			t.Fatal(err)
		}
		wantDurable(t, url+"?cluster=true", nil, "store.not_durable")
	})
}

func wantDurable(t *testing.T, url string, warnings []string, refusal string) {
	t.Helper()
	found, err := openRedis(t, url).Durable(t.Context())
	var keys []string
	for _, w := range found {
		keys = append(keys, w.Key)
	}
	if diff := cmp.Diff(warnings, keys); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	if refusal == "" && err == nil {
		return
	}
	refused, ok := errors.AsType[*flows.Error](err)
	if !ok || refused.Code != flows.Refused || refused.Key != refusal || refused.Args["setting"] == nil || refused.Args["value"] == nil {
		t.Errorf("Durable: %v, want %q", err, refusal)
	}
}
