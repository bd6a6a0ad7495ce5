package storage

import (
	"context"
	"crypto/rand"
	"errors"

	"soundings/flows"
)

// Organizers keeps who is an organizer, as pseudonyms, and the one-time links
// that make somebody one, as keyed hashes.
type Organizers struct{ vault *Vault }

// NewOrganizers keeps the organizers of a vault's service.
func NewOrganizers(v *Vault) *Organizers { return &Organizers{vault: v} }

func (s *Organizers) linkKey(token string) Key {
	return Key{Collection{Tag: "service", Name: "links"}, keyed(s.vault.keys.For("links"), token)}
}

func organizerKey(o flows.Organizer) Key {
	return Key{Collection{Tag: "service", Name: "organizers"}, string(o)}
}

func (s *Organizers) blank(at Key) []byte {
	return seal(s.vault.keys.For("organizers"), at.place(), nil, smallStep)
}

// Invite makes a one-time link's token: 26 characters of A-Z and 2-7. It is
// returned once; only its hash is kept.
func (s *Organizers) Invite(ctx context.Context) (string, error) {
	token := rand.Text()
	at := s.linkKey(token)
	return token, s.vault.apply(ctx, Op{Do: Put, Key: at, Value: s.blank(at)})
}

// Claim makes somebody an organizer by a link, and spends it. Somebody who is
// one already may come again and spends nothing. NotFound: link.unknown.
func (s *Organizers) Claim(ctx context.Context, token string, o flows.Organizer) error {
	at := organizerKey(o)
	err := s.vault.apply(ctx, Op{Do: Delete, Key: s.linkKey(token), Expect: 1},
		Op{Do: Put, Key: at, Value: s.blank(at)})
	if !errors.Is(err, ErrConflict) {
		return err
	}
	if is, err := s.Is(ctx, o); is || err != nil {
		return err
	}
	return flows.Fail(flows.NotFound, "link.unknown", nil)
}

// Is says whether somebody is an organizer.
func (s *Organizers) Is(ctx context.Context, o flows.Organizer) (bool, error) {
	_, err := s.vault.store.Get(ctx, organizerKey(o))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}
