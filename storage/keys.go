package storage

import (
	"crypto/hkdf"
	"crypto/sha256"

	"soundings/flows"
)

// Keys are the working keys of a service. All follow from the service key by
// HKDF-SHA256 (RFC 5869), each under a label of its own, so that no two uses
// share a key.
type Keys struct{ master []byte }

// NewKeys derives the working keys from the service key, an age identity
// (AGE-SECRET-KEY-1…).
func NewKeys(identity string) Keys {
	return Keys{master: derive([]byte(identity), nil, "soundings/v1 service")}
}

// Seat is the key that turns chats into session seats, for package bot.
func (k Keys) Seat() []byte { return k.For("seat") }

// For is the key for one use; parts tell uses of the same label apart.
func (k Keys) For(label string, parts ...string) []byte {
	return derive(k.master, nil, info(label, parts...))
}

// forRound is a key that dies with the round's secret: the service key alone
// does not give it.
func (k Keys) forRound(s flows.Secret, label string) []byte {
	return derive(k.master, s[:], info(label))
}

// An opinion's stored id and its reading key both follow from the receipt, by
// different labels, so that neither tells the other and no table is needed.
func receiptID(r flows.Receipt) string {
	return hexed(derive([]byte(r), nil, "soundings/v1 receipt id"))
}

func receiptKey(r flows.Receipt) []byte {
	return derive([]byte(r), nil, "soundings/v1 receipt key")
}

func info(label string, parts ...string) string {
	s := "soundings/v1 " + label
	for _, p := range parts {
		s += "\x00" + p
	}
	return s
}

func derive(secret, salt []byte, info string) []byte {
	key, err := hkdf.Key(sha256.New, secret, salt, info, 32)
	if err != nil {
		panic(err) // only for lengths beyond RFC 5869's, and ours is fixed
	}
	return key
}
