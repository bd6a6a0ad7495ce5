package storage

import (
	"context"

	"golang.org/x/crypto/chacha20poly1305"

	"soundings/flows"
)

// withdrawn is what takes the place of an opinion that its author has taken
// back: an empty one. It stays until the round is destroyed, so that no late
// retry of the Put brings the opinion back (promise 6), and is never counted.
var withdrawn flows.Opinion

// Withdraw takes an opinion back while its round is open: a tombstone of the
// same size, which a copy of the store cannot tell from it, takes its place.
// NotFound: receipt.unknown. Refused: receipt.withdrawn, or receipt.too_late
// where the round takes no more writing.
func (s *Opinions) Withdraw(ctx context.Context, r flows.Receipt) (flows.RoundID, error) {
	f, err := s.find(ctx, r)
	if err != nil {
		return "", err
	}
	id := f.at.round()
	err = s.rounds.writing(ctx, id, func(e entry) error { return s.bury(ctx, e, r) })
	if flows.CodeOf(err) == flows.Refused && flows.KeyOf(err) != "receipt.withdrawn" {
		err = &flows.Error{Code: flows.Refused, Key: "receipt.too_late", Args: flows.ArgsOf(err), Err: err}
	}
	return id, err
}

// bury puts the tombstone, in one Apply with the check that the round is as it
// was known. What stands is looked up anew at each attempt.
func (s *Opinions) bury(ctx context.Context, e entry, r flows.Receipt) error {
	f, err := s.find(ctx, r)
	if err != nil {
		return err
	}
	if f.opinion == withdrawn {
		return flows.Fail(flows.Refused, "receipt.withdrawn", nil)
	}
	value, err := sealOpinion(e.keys.To, r, f.at, withdrawn, f.size)
	if err != nil {
		return err
	}
	return s.rounds.vault.apply(ctx, e.unchanged(),
		Op{Do: Put, Key: f.at, Expect: f.version, Value: value, Version: aVersion()})
}

// paddedSize is the length that an opinion was padded to before it was sealed.
func paddedSize(value []byte) int {
	_, author, err := halves(value)
	if err != nil {
		return 0
	}
	return len(author) - chacha20poly1305.NonceSizeX - chacha20poly1305.Overhead
}
