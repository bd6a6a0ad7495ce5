package storage

import (
	"context"
	"errors"

	"soundings/flows"
)

// Destroy destroys a round: first its keys, in one Apply with its last step, so
// that from then on nothing opens; then every record of what people brought in.
// What was begun and not finished it finishes. Refused where it is still open.
//
// A copy taken earlier is not reached, and opens with the keys that were in it.
func (s *Rounds) Destroy(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	r, err := s.Round(ctx, id)
	if err == nil && r.State != flows.Destroyed {
		r, err = s.Change(ctx, id, flows.Round.Destroy)
	}
	if err != nil && flows.KeyOf(err) != "round.is_destroyed" { // another was first
		return r, err
	}
	if s.isEmpty(id) {
		return r, nil
	}
	for _, c := range collectionsOf(id) {
		if err := s.clear(ctx, c); err != nil {
			return r, err
		}
	}
	s.vault.settleNow(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.empty[id] = true
	return r, nil
}

func (s *Rounds) isEmpty(id flows.RoundID) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.empty[id]
}

// clearing is how many records are deleted at a time: nobody is kept waiting.
const clearing = 500

// clear deletes every record of a collection. Nobody writes into it any more;
// somebody else may be clearing it as well.
func (s *Rounds) clear(ctx context.Context, c Collection) error {
	for conflicts := 0; conflicts < attempts; {
		ops, err := s.deletions(ctx, c)
		if err != nil || len(ops) == 0 {
			return err
		}
		err = s.vault.apply(ctx, ops...)
		if errors.Is(err, ErrConflict) {
			conflicts++
		} else if err != nil {
			return err
		}
	}
	return flows.Fail(flows.Unavailable, "store.busy", nil)
}

// deletions delete the first records of a collection.
func (s *Rounds) deletions(ctx context.Context, c Collection) (ops []Op, err error) {
	for rec, err := range s.vault.store.List(ctx, c) {
		if err != nil {
			return nil, err
		}
		ops = append(ops, Op{Do: Delete, Key: rec.Key, Expect: rec.Version})
		if len(ops) == clearing {
			break
		}
	}
	return ops, nil
}
