package storage

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"

	"github.com/google/uuid"
)

// Parts are where things are kept that may be larger than a value: each is written in
// parts, under a fresh name, before a head names it. What no head names is nothing.
type parts struct {
	vault *Vault
	at    Collection
}

// A revision is one such thing: where its parts are, and what they come to.
type revision struct {
	ID    string `json:"id"`
	Parts int    `json:"parts"`
	Sum   []byte `json:"sum"` // SHA-256 of the parts, one behind the other
}

// maxPart is the most that a part holds: half of what a value may, so that writing
// one keeps nobody waiting for long.
const maxPart = MaxValue / 2

// part is the id of a revision's i-th part.
func (r revision) part(i int) string { return fmt.Sprintf("%s-%d", r.ID, i) }

// lay writes the parts of a revision under a fresh name. Each is put only while the
// guards hold: nothing lands in a round that was destroyed.
func (p parts) lay(ctx context.Context, sealed []byte, guards ...Op) (revision, error) {
	name, err := uuid.NewRandom()
	if err != nil {
		return revision{}, err
	}
	all := cut(sealed)
	r := revision{ID: name.String(), Parts: len(all), Sum: sum(sealed)}
	for i, part := range all {
		put := Op{Do: Put, Key: Key{p.at, r.part(i)}, Version: aVersion(), Value: part}
		if err := p.vault.apply(ctx, append([]Op{put}, guards...)...); err != nil {
			return r, err
		}
	}
	return r, nil
}

// cut divides what was sealed into parts of about one length, none of them short.
func cut(sealed []byte) (all [][]byte) {
	n := (len(sealed) + maxPart - 1) / maxPart
	for i := range n {
		all = append(all, sealed[i*len(sealed)/n:(i+1)*len(sealed)/n])
	}
	return all
}

func sum(sealed []byte) []byte {
	s := sha256.Sum256(sealed)
	return s[:]
}

// collect puts the parts of a revision together, and sees that they are what the
// head says: age alone would open whatever somebody sealed to the recipient.
func (p parts) collect(ctx context.Context, r revision) ([]byte, error) {
	var sealed []byte
	for i := range r.Parts {
		rec, err := p.vault.store.Get(ctx, Key{p.at, r.part(i)})
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

// unnamed deletes what neither is the head nor a part of these, also what somebody
// began to write and did not finish.
func (p parts) unnamed(ctx context.Context, named ...revision) (ops []Op, err error) {
	keep := map[string]bool{"head": true}
	for _, r := range named {
		for i := range r.Parts {
			keep[r.part(i)] = true
		}
	}
	for rec, err := range p.vault.store.List(ctx, p.at) {
		if err != nil {
			return nil, err
		}
		if !keep[rec.ID] {
			ops = append(ops, Op{Do: Delete, Key: rec.Key, Expect: rec.Version})
		}
	}
	return ops, nil
}
