package web_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"soundings/bot/web"
)

func TestHeartbeat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := web.New(web.Options{Handle: (&handled{}).handle})
		ctx, cancel := context.WithCancel(t.Context())
		r := httptest.NewRequestWithContext(ctx, http.MethodGet, "http://localhost/events?chair=visitor", nil)
		r.Header.Set("Cookie", "soundings_visitor="+strings.Repeat("ab", 16))
		w := httptest.NewRecorder()
		go s.ServeHTTP(w, r)
		time.Sleep(61 * time.Second) // of the bubble's clock
		cancel()
		synctest.Wait()
		if n := strings.Count(w.Body.String(), "event: beat\n"); n != 4 {
			t.Errorf("%d heartbeats in a minute:\n%s", n, w.Body)
		}
		if strings.Contains(w.Body.String(), "\nevent: beat\nid:") || strings.Count(w.Body.String(), "id: ") != 1 {
			t.Errorf("a heartbeat is no event to resume behind:\n%s", w.Body)
		}
	})
}
