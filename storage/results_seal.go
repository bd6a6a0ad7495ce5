package storage

import (
	"bytes"
	"compress/flate"
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"

	"filippo.io/age"

	"soundings/flows"
)

// resultPart is the most that a part of a result holds: half of what a value may,
// so that writing one keeps nobody waiting for long.
const resultPart = MaxValue / 2

// part is the id of a revision's i-th part.
func (r revision) part(i int) string { return fmt.Sprintf("%s-%d", r.ID, i) }

// cut divides a sealed result into parts of about one length, none of them short.
func cut(sealed []byte) (parts [][]byte) {
	n := (len(sealed) + resultPart - 1) / resultPart
	for i := range n {
		parts = append(parts, sealed[i*len(sealed)/n:(i+1)*len(sealed)/n])
	}
	return parts
}

func sum(sealed []byte) []byte {
	s := sha256.Sum256(sealed)
	return s[:]
}

// collect puts the parts of a revision together, and sees that they are what the
// head says: age alone would open whatever somebody sealed to the recipient.
func (s *Results) collect(ctx context.Context, id flows.RoundID, r revision) ([]byte, error) {
	var sealed []byte
	for i := range r.Parts {
		rec, err := s.rounds.vault.store.Get(ctx, Key{resultsOf(id), r.part(i)})
		if err != nil {
			return nil, err
		}
		sealed = append(sealed, rec.Value...)
	}
	if subtle.ConstantTimeCompare(sum(sealed), r.Sum) != 1 {
		return nil, errSealed
	}
	return sealed, nil
}

// sealResult compresses a result and seals it to the round's recipient. It is padded
// after it was compressed: of its length in a copy only the step is seen.
func sealResult(to string, data []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return toRecipient(to, packed.Bytes(), resultStep)
}

func openResult(identity age.Identity, sealed []byte) ([]byte, error) {
	packed, err := withIdentity(identity, sealed)
	if err != nil {
		return nil, &flows.Error{Code: flows.Refused, Key: "identity.wrong", Err: err}
	}
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		return nil, errForm
	}
	return data, nil
}
