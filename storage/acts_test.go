package storage_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"soundings/flows"
	"soundings/storage"
)

func (h *house) did(d flows.Deed, name string) flows.Act {
	return flows.Act{Deed: d, By: flows.Actor{Way: flows.ByChat, Name: name}, At: h.now}
}

func (h *house) deeds(id flows.RoundID) (all []flows.Deed) {
	h.t.Helper()
	acts, err := h.rounds.Acts(h.t.Context(), id)
	if err != nil {
		h.t.Fatal(err)
	}
	for _, a := range acts {
		all = append(all, a.Deed)
	}
	return all
}

func same[T comparable](t *testing.T, got []T, want ...T) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

func stays(r flows.Round) (flows.Round, error) { return r, nil }

// What was done and its entry are one: what is refused leaves none, what is done
// leaves one, and that outlives what it was done to.
func TestAnActAndItsEntryAreOne(t *testing.T) {
	h := newHouse(t)
	r, err := h.rounds.Create(t.Context(), flows.Round{Title: "一轮", Unit: "某局", K: 5}, h.did(flows.Created, "张三"))
	h.must(err)
	_, err = h.rounds.Change(t.Context(), r.ID, func(r flows.Round) (flows.Round, error) { return r.Close(h.now) }, h.did(flows.DidClose, "张三"))
	if flows.KeyOf(err) != "round.is_draft" {
		t.Fatalf("closed a draft: %v", err)
	}
	same(t, h.deeds(r.ID), flows.Created)
	_, err = h.rounds.Change(t.Context(), r.ID, flows.Round.Destroy, h.did(flows.DidDestroy, "李四"))
	h.must(err)
	_, err = h.rounds.Destroy(t.Context(), r.ID)
	h.must(err)
	same(t, h.deeds(r.ID), flows.DidDestroy, flows.Created)
	acts, err := h.rounds.Acts(t.Context(), r.ID)
	h.must(err)
	if acts[0].By != (flows.Actor{Way: flows.ByChat, Name: "李四"}) || !acts[0].At.Equal(h.now) {
		t.Errorf("%+v", acts[0])
	}
}

// Two at once: both acts are there, whoever was first.
func TestActsOfTwoAtOnceAreBothThere(t *testing.T) {
	h := newHouse(t)
	r := h.draft(nil)
	other := h.roundsOn(h.store)
	twice := 0
	_, err := h.rounds.Change(t.Context(), r.ID, func(r flows.Round) (flows.Round, error) {
		if twice++; twice == 1 {
			_, err := other.Change(t.Context(), r.ID, stays, h.did(flows.Edited, "李四"))
			h.must(err)
		}
		return r, nil
	}, h.did(flows.DidOpen, "张三"))
	h.must(err)
	same(t, h.deeds(r.ID), flows.DidOpen, flows.Edited)
}

func TestOldActsMakeRoom(t *testing.T) {
	h := newHouse(t)
	r := h.draft(nil)
	for i := range 203 {
		_, err := h.rounds.Change(t.Context(), r.ID, stays, flows.Act{Deed: flows.Edited, At: h.now.Add(time.Duration(i) * time.Minute)})
		h.must(err)
	}
	acts, err := h.rounds.Acts(t.Context(), r.ID)
	h.must(err)
	if len(acts) != 200 || !acts[0].At.Equal(h.now.Add(202*time.Minute)) {
		t.Errorf("%d acts, the last at %v", len(acts), acts[0].At)
	}
}

// A list that does not open any more holds up nobody's act.
func TestADamagedListOfActsIsBegunAnew(t *testing.T) {
	h := newHouse(t)
	r := h.draft(nil)
	at := storage.Key{Collection: storage.Collection{Tag: string(r.ID), Name: "acts"}, ID: "all"}
	h.must(h.store.Apply(t.Context(), storage.Op{Do: storage.Put, Key: at, Value: bytes.Repeat([]byte("x"), 99)}))
	_, err := h.rounds.Change(t.Context(), r.ID, stays, h.did(flows.Edited, "张三"))
	h.must(err)
	same(t, h.deeds(r.ID), flows.Edited)
}

// Who creates a round by an id may ask again, and there is one round and one entry.
func TestARoundIsCreatedOnceUnderItsID(t *testing.T) {
	h := newHouse(t)
	r := flows.Round{ID: "2b8f5b0a-0000-4000-8000-000000000001", Title: "一轮", Unit: "某局", K: 5}
	_, err := h.rounds.Create(t.Context(), r, h.did(flows.Created, "张三"))
	h.must(err)
	r.Title = "另一个名字"
	got, err := h.rounds.Create(t.Context(), r, h.did(flows.Created, "张三"))
	h.must(err)
	if got.Title != "一轮" {
		t.Errorf("it was written over: %+v", got)
	}
	h.must(h.rounds.Refresh(t.Context()))
	if n := len(h.rounds.Known()); n != 1 {
		t.Errorf("%d rounds", n)
	}
	same(t, h.deeds(r.ID), flows.Created)
}

// crew is the organizers of a house.
type crew struct {
	*house
	*storage.Organizers
}

func newCrew(t *testing.T) crew {
	h := newHouse(t)
	return crew{h, storage.NewOrganizers(h.own)}
}

// joins has a chat come by a link for somebody of this name.
func (c crew) joins(o flows.Organizer, name string) {
	c.t.Helper()
	token, err := c.Invite(c.t.Context(), name, c.did(flows.Invited, "命令行"))
	c.must(err)
	c.claims(token, o, name)
}

func (c crew) claims(token string, o flows.Organizer, want string) {
	c.t.Helper()
	got, err := c.Claim(c.t.Context(), token, o, func(name string) flows.Act { return c.did(flows.Joined, name) })
	c.must(err)
	if got != want {
		c.t.Errorf("%s is called %q, not %q", o, got, want)
	}
}

func (c crew) names() (all []string) {
	c.t.Helper()
	list, err := c.List(c.t.Context())
	c.must(err)
	for _, one := range list {
		name := one.Name
		if one.Pending {
			name += "?"
		}
		all = append(all, name)
	}
	return all
}

func TestOrganizersAreListedByName(t *testing.T) {
	c := newCrew(t)
	c.joins("aa", "张三")
	_, err := c.Invite(t.Context(), "李四")
	c.must(err)
	same(t, c.names(), "张三", "李四?")
	for _, taken := range []string{"张三", "李四"} {
		if _, err := c.Invite(t.Context(), taken); flows.KeyOf(err) != "organizer.name_taken" {
			t.Errorf("a second %s: %v", taken, err)
		}
	}
}

// The same chat may come again, by the same link or another: it spends nothing.
func TestAnOrganizerComesAgain(t *testing.T) {
	c := newCrew(t)
	first, err := c.Invite(t.Context(), "张三")
	c.must(err)
	second, err := c.Invite(t.Context(), "李四")
	c.must(err)
	c.claims(first, "aa", "张三")
	c.claims(first, "aa", "张三")
	c.claims(second, "aa", "张三")
	same(t, c.names(), "张三", "李四?")
	if _, err := c.Claim(t.Context(), first, "bb", func(string) flows.Act { return flows.Act{} }); flows.KeyOf(err) != "link.unknown" {
		t.Errorf("a link that was used: %v", err)
	}
}

func TestOrganizersAreRemoved(t *testing.T) {
	c := newCrew(t)
	c.joins("aa", "张三")
	c.joins("bb", "李四")
	_, err := c.Invite(t.Context(), "王五")
	c.must(err)
	if err := c.Remove(t.Context(), "aa", "aa"); flows.KeyOf(err) != "organizer.self" {
		t.Errorf("removes themself: %v", err)
	}
	if err := c.Remove(t.Context(), "aa", "cc"); flows.KeyOf(err) != "desk.not_organizer" {
		t.Errorf("a stranger removes: %v", err)
	}
	c.must(c.Remove(t.Context(), "bb", "aa", c.did(flows.Removed, "张三")))
	if err := c.Remove(t.Context(), "bb", "aa"); flows.KeyOf(err) != "organizer.gone" {
		t.Errorf("removed twice: %v", err)
	}
	list, err := c.List(t.Context())
	c.must(err)
	for _, one := range list { // and the link that nobody has used
		if one.Pending {
			c.must(c.Remove(t.Context(), one.ID, "aa"))
		}
	}
	same(t, c.names(), "张三")
	acts, err := c.Organizers.Acts(t.Context())
	c.must(err)
	if len(acts) != 5 || acts[0].Deed != flows.Removed || acts[1].Deed != flows.Joined {
		t.Errorf("noted: %+v", acts)
	}
}

// Two who remove each other at once: one of them stays.
func TestThereIsAlwaysAnOrganizer(t *testing.T) {
	c := newCrew(t)
	c.joins("aa", "张三")
	c.joins("bb", "李四")
	var second error
	slow := storage.NewOrganizers(c.vaultOn(&peeked{Store: c.store, at: storage.Collection{Tag: "service", Name: "acts"},
		meanwhile: func() { second = c.Remove(t.Context(), "aa", "bb") }}))
	first := slow.Remove(t.Context(), "bb", "aa", c.did(flows.Removed, "张三"))
	if errors.Join(first, second) == nil || len(c.names()) != 1 {
		t.Errorf("left: %v (%v, %v)", c.names(), first, second)
	}
}
