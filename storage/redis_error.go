package storage

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/redis/go-redis/v9"

	"soundings/flows"
)

// redisError sorts an error by whether waiting helps, and keeps of it only what
// is known to be harmless: Redis quotes keys and arguments in its replies, and
// go-redis replies in its errors.
func redisError(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil { // go-redis may only say that the socket timed out
		return redisAway(ctx.Err())
	}
	if reply, ok := errors.AsType[redis.Error](err); ok {
		return replyError(reply.Error())
	}
	return redisAway(harmless(err))
}

func redisAway(cause error) error {
	return &flows.Error{Code: flows.Unavailable, Key: "store.away", Err: cause}
}

// replyError goes by the word that Redis puts before an error's text. Before
// version 7 it stands, for a script, behind where in it the error arose.
func replyError(reply string) error {
	if _, arose, ok := strings.Cut(reply, ": -"); ok && strings.HasPrefix(reply, "ERR Error running script") {
		reply = arose
	}
	word, rest, _ := strings.Cut(reply, " ")
	if strings.Trim(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		word = "ERR"
	}
	cause := errors.New("redis: " + word)
	switch word {
	case "NOAUTH", "WRONGPASS", "NOPERM", "DENIED":
		return &flows.Error{Code: flows.Refused, Key: "store.forbidden", Args: flows.Args{"reply": word}, Err: cause}
	case "LOADING", "BUSY", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK",
		"NOREPLICAS", "MISCONF", "OOM", "UNKILLABLE":
		return redisAway(cause)
	}
	if strings.HasPrefix(rest, "max number of clients") {
		return redisAway(cause)
	}
	return &flows.Error{Code: flows.Internal, Key: "store.broken", Err: cause}
}

// harmless keeps errors of the network, which name addresses, and of the pool.
// Of anything else only the type is told.
func harmless(err error) error {
	for _, known := range []error{context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF,
		redis.ErrPoolTimeout, redis.ErrPoolExhausted, redis.ErrClosed} {
		if errors.Is(err, known) {
			return known
		}
	}
	if e, ok := errors.AsType[*net.OpError](err); ok {
		return e
	}
	if e, ok := errors.AsType[*tls.CertificateVerificationError](err); ok {
		return e
	}
	return fmt.Errorf("redis: %T", err)
}
