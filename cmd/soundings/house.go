package main

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/organize"
	"soundings/flows/text"
	"soundings/storage"
)

// A house is an opened store with everything that stands on it.
type house struct {
	store      storage.Store
	keys       storage.Keys
	vault      *storage.Vault
	rounds     *storage.Rounds
	tickets    *storage.Tickets
	opinions   *storage.Opinions
	organizers *storage.Organizers
	addresses  *storage.Addresses
	hearers    *storage.Addresses
	members    *storage.Members
	talks      *storage.Talks
	results    *storage.Results
	ledgers    *storage.Ledgers
	office     organize.Office
	days       int // that a released round is kept; 0: for ever
	ledgerDays int // and a ledger
}

// open opens the store of the settings and reads the rounds. look may look at
// the store, and refuse it, before anything in it is touched.
func (p *program) open(ctx context.Context, s configs.Settings, look ...func(context.Context, storage.Store) error) (*house, error) {
	for _, name := range configs.UnknownVariables(p.environ) {
		p.warn("cli.unknown_variable", "name", name)
	}
	key, err := p.serviceKey(s)
	if err != nil {
		return nil, err
	}
	store, err := storage.Open(ctx, s.Store.Reveal(), p.now)
	if err != nil {
		return nil, err
	}
	h, err := p.furnish(ctx, store, storage.NewKeys(key.Identity.Reveal()), look)
	if err != nil {
		_ = store.Close() // the first error is the one to tell
		return nil, err
	}
	if h.days, err = s.RetentionDays(); err != nil {
		return h, err
	}
	if h.ledgerDays, err = s.LedgerDays(); err != nil {
		return h, err
	}
	h.office.Alike, err = s.Alike()
	return h, err
}

func (p *program) furnish(ctx context.Context, store storage.Store, keys storage.Keys, look []func(context.Context, storage.Store) error) (*house, error) {
	for _, look := range look {
		if err := look(ctx, store); err != nil {
			return nil, err
		}
	}
	vault, err := storage.Unlock(ctx, p.meter.Store(store), keys, p.clock())
	if err != nil {
		return nil, err
	}
	rounds := storage.NewRounds(vault)
	h := &house{store: store, keys: keys, vault: vault, rounds: rounds,
		tickets: storage.NewTickets(rounds), opinions: storage.NewOpinions(rounds), organizers: storage.NewOrganizers(vault),
		addresses: storage.NewAddresses(rounds), hearers: storage.NewHearers(rounds), members: storage.NewMembers(rounds), talks: storage.NewTalks(rounds),
		results: storage.NewResults(rounds), ledgers: storage.NewLedgers(vault)}
	h.office = organize.Office{Rounds: rounds, Tickets: h.tickets, Opinions: h.opinions, Results: h.results, Ledgers: h.ledgers, Members: h.members,
		Talks: h.talks, Random: rand.Reader, Now: p.clock(), By: flows.Actor{Way: flows.ByCommand}}
	return h, rounds.Refresh(ctx)
}

func (h *house) close() { _ = h.store.Close() } // everything is stored by then

// within opens the store for the time of do.
func (p *program) within(ctx context.Context, f settingsFlags, do func(*house, configs.Settings) error) error {
	s, err := p.settings(f)
	if err != nil {
		return err
	}
	h, err := p.open(ctx, s)
	if err != nil {
		return err
	}
	defer h.close()
	return do(h, s)
}

// find is the round that id names.
func (h *house) find(id string) (flows.Round, error) { return pick(h.rounds.Known(), id) }

// minPrefix is how much of an id has to be typed.
const minPrefix = 4

// pick is the round that id names, in full or by its first characters where no
// other round begins so.
func pick(rounds []flows.Round, id string) (flows.Round, error) {
	id = strings.ToLower(strings.TrimSpace(id))
	if len(id) < minPrefix {
		return flows.Round{}, flows.Fail(flows.Invalid, "cli.id_short", flows.Args{"min": minPrefix})
	}
	fits := slices.DeleteFunc(rounds, func(r flows.Round) bool { return !strings.HasPrefix(string(r.ID), id) })
	switch len(fits) {
	case 0:
		return flows.Round{}, flows.Fail(flows.NotFound, "round.unknown", flows.Args{"id": text.Cut(id, 40)})
	case 1:
		return fits[0], nil
	}
	return flows.Round{}, flows.Fail(flows.Conflict, "cli.id_ambiguous", flows.Args{"id": id, "choices": ids(fits)})
}

func ids(rounds []flows.Round) string {
	var all []string
	for _, r := range rounds {
		all = append(all, string(r.ID))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}
