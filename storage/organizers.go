package storage

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"slices"

	"soundings/flows"
)

// Organizers keeps who is an organizer, as pseudonyms with the name they are known
// by, and the one-time links that make somebody one, as keyed hashes.
type Organizers struct{ vault *Vault }

// NewOrganizers keeps the organizers of a vault's service.
func NewOrganizers(v *Vault) *Organizers { return &Organizers{vault: v} }

const ofService = "service"

func clerkLinks() Collection { return Collection{Tag: ofService, Name: "links"} }

func clerks() Collection { return Collection{Tag: ofService, Name: "organizers"} }

func (s *Organizers) linkKey(token string) Key {
	return Key{clerkLinks(), keyed(s.vault.keys.For("links"), token)}
}

func organizerKey(o flows.Organizer) Key { return Key{clerks(), string(o)} }

// A badge is what is sealed of an organizer, and of the link that makes one. Those
// of an earlier version are blank.
type badge struct{ Name string }

func (s *Organizers) put(at Key, b badge) Op {
	return Op{Do: Put, Key: at, Value: sealJSON(s.vault.keys.For("organizers"), at.place(), b, badgeStep)}
}

func (s *Organizers) badge(rec Rec) (b badge) {
	_ = openJSON(s.vault.keys.For("organizers"), rec.place(), rec.Value, &b) // a blank one has no name
	return b
}

// Invite makes a one-time link's token for somebody of this name, which may be
// empty: 26 characters of A-Z and 2-7. It is returned once; only its hash is kept.
// Conflict (organizer.name_taken): an organizer or another link has that name.
func (s *Organizers) Invite(ctx context.Context, name string, did ...flows.Act) (string, error) {
	all, err := s.List(ctx)
	if err != nil {
		return "", err
	}
	if name != "" && slices.ContainsFunc(all, func(c flows.Clerk) bool { return c.Name == name }) {
		return "", flows.Fail(flows.Conflict, "organizer.name_taken", flows.Args{"name": name})
	}
	token := rand.Text()
	return token, s.act(ctx, did, func() ([]Op, error) { return []Op{s.put(s.linkKey(token), badge{name})}, nil })
}

// Claim makes somebody an organizer by a link, spends it, and gives the name that
// it was made for. did is asked what to note of it. Somebody who is one already may
// come again and spends nothing. NotFound: link.unknown.
func (s *Organizers) Claim(ctx context.Context, token string, o flows.Organizer, did func(name string) flows.Act) (string, error) {
	if name, is, err := s.Who(ctx, o); is || err != nil {
		return name, err
	}
	rec, err := s.vault.store.Get(ctx, s.linkKey(token))
	if errors.Is(err, ErrNotFound) {
		return "", flows.Fail(flows.NotFound, "link.unknown", nil)
	}
	if err != nil {
		return "", err
	}
	b := s.badge(rec)
	err = s.act(ctx, []flows.Act{did(b.Name)}, func() ([]Op, error) {
		if _, is, err := s.Who(ctx, o); is || err != nil {
			return nil, err // this very claim came twice
		}
		if _, err := s.vault.store.Get(ctx, rec.Key); errors.Is(err, ErrNotFound) {
			return nil, flows.Fail(flows.NotFound, "link.unknown", nil)
		}
		return []Op{{Do: Delete, Key: rec.Key, Expect: rec.Version}, s.put(organizerKey(o), b)}, nil
	})
	return b.Name, err
}

// Who says whether somebody is an organizer, and by which name.
func (s *Organizers) Who(ctx context.Context, o flows.Organizer) (name string, is bool, err error) {
	rec, err := s.vault.store.Get(ctx, organizerKey(o))
	if errors.Is(err, ErrNotFound) {
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	return s.badge(rec).Name, true, nil
}

// List are the organizers, and whoever has a link that is not used, by name.
func (s *Organizers) List(ctx context.Context) ([]flows.Clerk, error) {
	var all []flows.Clerk
	for _, c := range []Collection{clerks(), clerkLinks()} {
		for rec, err := range s.vault.store.List(ctx, c) {
			if err != nil {
				return nil, err
			}
			all = append(all, flows.Clerk{ID: flows.ClerkID(rec.ID), Name: s.badge(rec).Name, Pending: c == clerkLinks()})
		}
	}
	slices.SortFunc(all, func(a, b flows.Clerk) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// Remove takes from somebody that they are an organizer, or from a link that it
// makes one. by must still be one when it is done, so that there always is one:
// Refused (desk.not_organizer). Refused (organizer.self): nobody removes themself.
// NotFound (organizer.gone): another was first.
func (s *Organizers) Remove(ctx context.Context, whom flows.ClerkID, by flows.Organizer, did ...flows.Act) error {
	if string(whom) == string(by) {
		return flows.Fail(flows.Refused, "organizer.self", nil)
	}
	return s.act(ctx, did, func() ([]Op, error) {
		own, err := s.vault.store.Get(ctx, organizerKey(by))
		if errors.Is(err, ErrNotFound) {
			return nil, flows.Fail(flows.Refused, "desk.not_organizer", nil)
		}
		if err != nil {
			return nil, err
		}
		rec, err := s.find(ctx, whom)
		return []Op{{Do: Check, Key: own.Key, Expect: own.Version}, {Do: Delete, Key: rec.Key, Expect: rec.Version}}, err
	})
}

func (s *Organizers) find(ctx context.Context, id flows.ClerkID) (rec Rec, err error) {
	for _, c := range []Collection{clerks(), clerkLinks()} {
		rec, err = s.vault.store.Get(ctx, Key{c, string(id)})
		if !errors.Is(err, ErrNotFound) {
			return rec, err
		}
	}
	return rec, flows.Fail(flows.NotFound, "organizer.gone", nil)
}

// Acts are what was done to the organizers, the last first.
func (s *Organizers) Acts(ctx context.Context) ([]flows.Act, error) {
	return s.vault.newestActs(ctx, ofService)
}

// act applies ops and the acts they are, worked out anew where another was first.
// No ops: there is nothing left to do.
func (s *Organizers) act(ctx context.Context, did []flows.Act, ops func() ([]Op, error)) error {
	for range attempts {
		do, err := ops()
		if err != nil || len(do) == 0 {
			return err
		}
		note, err := s.vault.noting(ctx, ofService, did)
		if err != nil {
			return err
		}
		err = s.vault.apply(ctx, slices.Concat(do, note)...)
		if !errors.Is(err, ErrConflict) {
			return err
		}
	}
	return flows.Fail(flows.Unavailable, "store.busy", nil)
}
