package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"soundings/flows"
)

// lookAtAddresses: those that serve listens on are free, or ours already.
func (d *doctor) lookAtAddresses(ctx context.Context) []finding {
	found := []finding{address(ctx, "SOUNDINGS_LISTEN", d.settings.Listen, "/readyz", "store: ")}
	if at := d.settings.Metrics.Listen; at != "" {
		found = append(found, address(ctx, "SOUNDINGS_METRICS_LISTEN", at, "/metrics", "# HELP go_goroutines"))
	}
	return found
}

// address tries to listen, for a moment; where somebody does, it asks whether
// that is one of us.
func address(ctx context.Context, variable, at, path, ours string) finding {
	l, err := listenOn(variable, at)
	if err == nil {
		_ = l.Close()
		return find(well, "doctor.free", "address", at)
	}
	if !errors.Is(err, syscall.EADDRINUSE) {
		return finding{failure, err}
	}
	status, says := visit(ctx, at, path)
	switch {
	case !strings.HasPrefix(says, ours):
		args := flows.Args{"address": at, "variable": variable}
		return finding{failure, &flows.Error{Code: flows.Refused, Key: "doctor.taken", Args: args}}
	case status != http.StatusOK:
		return find(warning, "doctor.serving_ill", "address", at, "says", strings.ReplaceAll(strings.TrimSpace(says), "\n", ", "))
	}
	return find(well, "doctor.serving", "address", at)
}

// visit asks who listens at an address, and gives the beginning of the answer.
func visit(ctx context.Context, at, path string) (status int, says string) {
	host, port, err := net.SplitHostPort(at)
	if err != nil {
		return 0, ""
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second+lookWithin/2)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+net.JoinHostPort(host, port)+path, nil)
	if err != nil {
		return 0, ""
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // past every proxy
	response, err := client.Do(request)
	if err != nil {
		return 0, ""
	}
	defer response.Body.Close()
	body, _ := io.ReadAll(io.LimitReader(response.Body, 100)) // what there is tells
	return response.StatusCode, string(body)
}
