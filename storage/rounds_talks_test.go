package storage_test

import (
	"maps"
	"testing"

	"soundings/flows"
	"soundings/storage"
)

// A round of an earlier version has no key for what is named until somebody needs
// one; and what other processes remember of it is no obstacle.
func TestARoundOfAnEarlierVersion(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		r := h.open(team)
		h.must(storage.OfAnEarlierVersion(t.Context(), h.rounds, r.ID))
		server := storage.NewMembers(h.roundsOn(h.store))
		if m, err := server.Who(t.Context(), r.ID, "a"); m != "" || err != nil {
			t.Errorf("%s, %v", m, err)
		}
		if all, err := storage.NewTalks(h.roundsOn(h.store)).List(t.Context(), r.ID); len(all) != 0 || err != nil {
			t.Errorf("%v, %v", all, err)
		}
		_, err := storage.NewTalks(h.roundsOn(h.store)).Find(t.Context(), r.ID, talkID(1))
		wantKey(t, err, "talk.unknown")
		h.put(r.ID, receipt(1), anOpinion("之前写下的意见"))
		link := h.invite(r.ID, "li")[0]
		if _, m, err := server.Claim(t.Context(), link, asMember("A")); m != "li" || err != nil {
			t.Errorf("%s, %v", m, err)
		}
		h.close(r.ID)
		h.knows(r.ID, map[string]flows.SubjectID{"A": "li"})
		if all, err := h.opinions.All(t.Context(), r.ID, nil); len(all) != 1 || err != nil {
			t.Errorf("%d opinions are left, %v", len(all), err)
		}
		closed := h.open(team).ID
		h.close(closed)
		h.must(storage.OfAnEarlierVersion(t.Context(), h.rounds, closed))
		before := h.versions(closed)
		wantKey(t, second(h.members.Invite(t.Context(), closed, "li")), "round.is_closed")
		if after := h.versions(closed); !maps.Equal(after, before) {
			t.Errorf("a round that is over was written to: %v, %v", before, after)
		}
	})
}

// versions are those of a round and of its keys.
func (h *house) versions(id flows.RoundID) map[string]uint64 {
	h.t.Helper()
	all := map[string]uint64{}
	for _, rec := range h.records(id, "round") {
		all[rec.ID] = rec.Version
	}
	return all
}
