package storage_test

import (
	"bytes"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"soundings/flows"
	"soundings/storage"
)

// A member takes part like anybody, and is known by name: with an address, a talk
// and something carried over from it. All that a chat has on either side is called
// so here, so that it can be looked for on the other.
func (h *house) both(r flows.Round) {
	h.t.Helper()
	tickets := h.issue(r.ID, 1)
	h.must(h.tickets.Join(h.t.Context(), r.ID, tickets[0], "anonymous-participant"))
	h.must(h.tickets.Nothing(h.t.Context(), r.ID, "anonymous-participant"))
	h.put(r.ID, receipt(1), anOpinion("anonymous words of somebody"))
	h.save("anonymous-seat", flows.SessionData{Parts: map[flows.RoundID][]byte{r.ID: []byte("anonymous-draft")}})
	h.must(h.addresses.Keep(h.t.Context(), r.ID, flows.Address{ID: "anonymous-address", Sealed: []byte("anonymous-chat")}))

	seat := func(flows.RoundID) flows.MemberSeat { return "named-member" }
	_, _, err := h.members.Claim(h.t.Context(), h.invite(r.ID, "wang")[0], seat)
	h.must(err)
	h.must(h.members.Keep(h.t.Context(), r.ID, seat(r.ID), flows.Address{ID: "named-address", Sealed: []byte("named-chat")}))
	h.must(h.talks.Put(h.t.Context(), r.ID, talkID(1), aTalk("2026-11-02", "named words of a member")))
	h.carry(r.ID, 1, talkID(1))
}

// uses are the keys that the collections are sealed with, as it has to be: those of
// what is named follow from a key of their own, each by itself.
func uses() map[string]string {
	return map[string]string{"members": "talks members", "talks": "talks talks", "talkopinions": "talks talkopinions",
		"sessions": "secret session", "addresses": "secret address",
		"tickets": "service blank", "participants": "service blank", "marks": "service blank", "opinions": ""}
}

func isNamed(collection string) bool { return strings.HasPrefix(uses()[collection], "talks ") }

// TestWhatIsNamedSharesNothingWithWhatIsNot: no key and no id of a member, a talk or
// what was carried over from it is one of a participant, a session or an opinion;
// nor is any of the one written within the other.
func TestWhatIsNamedSharesNothingWithWhatIsNot(t *testing.T) {
	h := newHouse(t)
	r := h.open(team)
	h.both(r)
	ids := map[string]string{} // and in which collection
	plain := map[string][]byte{}
	for collection, use := range uses() {
		for _, rec := range h.records(r.ID, collection) {
			opened, by, err := storage.OpenedAs(t.Context(), h.rounds, r.ID, rec)
			h.must(err)
			if got := strings.Join(by, ", "); got != use {
				t.Errorf("%s opens with %q, want %q", collection, got, use)
			}
			if in, there := ids[rec.ID]; there {
				t.Errorf("%s and %s have an id in common", in, collection)
			}
			ids[rec.ID], plain[collection] = collection, append(plain[collection], opened...)
		}
		if _, there := plain[collection]; !there {
			t.Errorf("there are no %s: nothing was looked at", collection)
		}
	}
	for collection, words := range plain {
		if isNamed(collection) && bytes.Contains(words, []byte("anonymous")) || !isNamed(collection) && bytes.Contains(words, []byte("named-")) {
			t.Errorf("%s hold something of the other side: %s", collection, words)
		}
		for id, of := range ids {
			if isNamed(of) != isNamed(collection) && bytes.Contains(words, []byte(id)) {
				t.Errorf("%s hold an id of %s", collection, of)
			}
		}
	}
}

// meeting is where a talk and the opinion that was given right after it stand.
type meeting struct{ talk, opinion storage.Key }

type meetings []meeting

// busyAfternoon is a round in which a talk is logged, by whom everybody may know,
// before each opinion.
func (c copyist) busyAfternoon(n int) (all meetings) {
	c.t.Helper()
	id := c.open(team).ID
	for _, i := range rand.Perm(people) {
		r := flows.NewReceipt([19]byte{byte(n), byte(i), 'm'})
		talk := flows.TalkID(storage.ReceiptID(flows.NewReceipt([19]byte{byte(n), byte(i), 't'})))
		c.must(c.talks.Put(c.t.Context(), id, talk, aTalk("2026-11-02", strings.Repeat("多到窗口看看", 1+i%7))))
		c.put(id, r, anOpinion(strings.Repeat("窗口办事要跑三趟", 1+i%7)))
		all = append(all, meeting{talk: storage.Key{Collection: storage.Collection{Tag: string(id), Name: "talks"}, ID: string(talk)},
			opinion: storage.Key{Collection: storage.Collection{Tag: string(id), Name: "opinions"}, ID: storage.ReceiptID(r)}})
	}
	return all
}

// dates says how many opinions stand beside the talk before them, and how far their
// places follow the order of the talks.
func (c copyist) dates(all meetings) (beside int, order float64) {
	var talks, opinions []float64
	files := c.files()
	for _, m := range all {
		talks, opinions = append(talks, c.place(files, m.talk)), append(opinions, c.place(files, m.opinion))
	}
	return max(pairs(talks, opinions, nearest), pairs(talks, opinions, following)), correlation(opinions)
}

// TestATalkDatesNoOpinion (promise 7): a talk is named and has its day, so what
// stood beside one in a copy of the files would be of that hour. Two minutes later
// nothing does.
func TestATalkDatesNoOpinion(t *testing.T) {
	const afternoons = 6
	for name, arrive := range copyists() {
		t.Run(name, func(t *testing.T) {
			var early, late int
			var order float64
			for n := range afternoons {
				c := arrive(t)
				all := c.busyAfternoon(n)
				beside, _ := c.dates(all)
				early += beside
				c.twoMinutesPass()
				c.once(all.keys())
				beside, along := c.dates(all)
				late, order = late+beside, order+along
			}
			t.Logf("of %d opinions beside their talk: at once %d, two minutes later %d; order %+.3f", afternoons*people, early, late, order/afternoons)
			// One in thirty by chance; the mean of so many correlations strays by 0.076.
			if late > 3*afternoons || math.Abs(order)/afternoons > 0.3 {
				t.Error("a talk dates opinions")
			}
			if early < 10*afternoons {
				t.Error("nor does it in a copy taken at once: this test cannot fail")
			}
		})
	}
}

func (all meetings) keys() (keys []storage.Key) {
	for _, m := range all {
		keys = append(keys, m.talk, m.opinion)
	}
	return keys
}
