package main

import (
	"context"
	"net/http"
)

// tellMetrics serves /metrics on its own address, if it has one: those who may
// post updates or ask for /healthz need not see it.
func (v *service) tellMetrics(ctx context.Context) error {
	if v.measured == nil {
		return nil
	}
	routes := http.NewServeMux()
	routes.Handle("GET /metrics", v.meter.Handler())
	v.log.Info("serving metrics", "listen", v.measured.Addr().String())
	return v.serveHTTP(ctx, v.measured, routes)
}
