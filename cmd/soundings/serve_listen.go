package main

import (
	"errors"
	"net"
	"syscall"

	"soundings/flows"
)

// occupy listens on the addresses of the settings, on both or on none.
func (v *service) occupy() (err error) {
	if v.listener, err = listenOn("SOUNDINGS_LISTEN", v.Listen); err != nil || v.Metrics.Listen == "" {
		return err
	}
	if v.measured, err = listenOn("SOUNDINGS_METRICS_LISTEN", v.Metrics.Listen); err != nil {
		_ = v.listener.Close() // the first error is the one to tell
	}
	return err
}

// listenOn listens on the address that a variable sets. Where it is taken, it is
// mostly by this program itself.
func listenOn(variable, address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err == nil {
		return l, nil
	}
	key := "cli.listen"
	if errors.Is(err, syscall.EADDRINUSE) {
		key = "cli.listen_busy"
	}
	args := flows.Args{"address": address, "variable": variable}
	return nil, &flows.Error{Code: flows.Refused, Key: key, Args: args, Err: err}
}
