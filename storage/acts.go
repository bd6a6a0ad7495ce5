package storage

import (
	"context"
	"errors"

	"soundings/flows"
)

// What organizers did is kept in one record a round, and in one for the organizers
// themselves. It is written in the same Apply as what was done, so there is no act
// without its entry and no entry without its act. It outlives the round's contents,
// and says nothing of respondents.

// maxActs is how many acts are kept; the oldest make room.
const maxActs = 200

func actsKey(tag string) Key { return Key{Collection{Tag: tag, Name: "acts"}, "all"} }

// Acts are what was done to a round, the last first.
func (s *Rounds) Acts(ctx context.Context, id flows.RoundID) ([]flows.Act, error) {
	return s.vault.newestActs(ctx, string(id))
}

func (v *Vault) newestActs(ctx context.Context, tag string) ([]flows.Act, error) {
	all, _, err := v.acts(ctx, tag)
	newest := make([]flows.Act, 0, len(all))
	for i := len(all) - 1; i >= 0; i-- {
		newest = append(newest, all[i])
	}
	return newest, err
}

// acts are those of a tag as they were written, with the version they are at. A
// record that does not open is begun anew: it holds up nobody's act.
func (v *Vault) acts(ctx context.Context, tag string) (all []flows.Act, version uint64, err error) {
	at := actsKey(tag)
	rec, err := v.store.Get(ctx, at)
	if errors.Is(err, ErrNotFound) {
		return nil, 0, nil
	}
	if err != nil {
		return nil, 0, err
	}
	if openJSON(v.keys.For("acts"), at.place(), rec.Value, &all) != nil {
		all = nil
	}
	return all, rec.Version, nil
}

// noting is the part of an Apply that writes acts down; none where there are none.
func (v *Vault) noting(ctx context.Context, tag string, did []flows.Act) ([]Op, error) {
	if len(did) == 0 {
		return nil, nil
	}
	all, version, err := v.acts(ctx, tag)
	if err != nil {
		return nil, err
	}
	all = append(all, did...)
	all = all[max(0, len(all)-maxActs):]
	at := actsKey(tag)
	return []Op{{Do: Put, Key: at, Expect: version, Value: sealJSON(v.keys.For("acts"), at.place(), all, actsStep)}}, nil
}
