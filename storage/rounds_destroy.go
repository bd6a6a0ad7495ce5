package storage

import (
	"context"
	"errors"
	"time"

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
	did, err := s.clearAll(ctx, collectionsOf(id)...)
	if did && err == nil {
		s.vault.settleNow(ctx)
	}
	return r, err
}

// Clear deletes the sessions and the addresses of a round that has closed, those of
// whoever asked to hear how it came out once they are forgotten. They cannot be opened
// any more; but that they are there would tell how many there were.
func (s *Rounds) Clear(ctx context.Context, id flows.RoundID) error {
	gone := []Collection{sessionsOf(id), reminders.of(id)}
	if e, ok := s.remembered(id); ok && e.round.Forgotten {
		gone = append(gone, hearers.of(id))
	}
	_, err := s.clearAll(ctx, gone...)
	return err
}

// lookAgain is how long what was cleared is taken for empty. A failover or a power
// cut may keep the closing and lose the deletions behind it.
const lookAgain = 5 * time.Minute

// clearAll clears collections of a round that nobody writes into any more, each
// now and then, and says whether there was any to clear, or may have been.
func (s *Rounds) clearAll(ctx context.Context, all ...Collection) (did bool, err error) {
	for _, c := range all {
		last := s.emptyAt(c)
		if !last.IsZero() && s.vault.now().Sub(last) < lookAgain {
			continue
		}
		some, err := s.clear(ctx, c)
		if err != nil {
			return did, err
		}
		did = did || some || last.IsZero()
		s.mu.Lock()
		s.empty[c] = s.vault.now()
		s.mu.Unlock()
	}
	return did, nil
}

// emptyAt is when a collection was found empty; zero: not yet.
func (s *Rounds) emptyAt(c Collection) time.Time {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.empty[c]
}

// clearing is how many records are deleted at a time: nobody is kept waiting.
const clearing = 500

// clear deletes every record of a collection, and says whether there was one.
// Nobody writes into it any more; somebody else may be clearing it as well.
func (s *Rounds) clear(ctx context.Context, c Collection) (did bool, err error) {
	for conflicts := 0; conflicts < attempts; {
		ops, err := s.deletions(ctx, c)
		if err != nil || len(ops) == 0 {
			return did, err
		}
		did = true
		err = s.vault.apply(ctx, ops...)
		if errors.Is(err, ErrConflict) {
			conflicts++
		} else if err != nil {
			return did, err
		}
	}
	return did, flows.Fail(flows.Unavailable, "store.busy", nil)
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
