package storage_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"soundings/flows"
	"soundings/storage"
)

// asMember is a chat, by its name, as package bot makes it a member of any round.
func asMember(chat string) func(flows.RoundID) flows.MemberSeat {
	return func(flows.RoundID) flows.MemberSeat { return flows.MemberSeat("seat-of-" + chat) }
}

// invite gives members their links.
func (h *house) invite(id flows.RoundID, members ...flows.SubjectID) []string {
	h.t.Helper()
	tokens, err := h.members.Invite(h.t.Context(), id, members...)
	h.must(err)
	return tokens
}

// claim is what becomes of a chat that opens a link: a member, or why not.
func (h *house) claim(token, chat string) string {
	h.t.Helper()
	_, m, err := h.members.Claim(h.t.Context(), token, asMember(chat))
	if err != nil {
		return flows.KeyOf(err)
	}
	return string(m)
}

// claims fails unless that is what becomes of it.
func (h *house) claims(token, chat, want string) {
	h.t.Helper()
	if got := h.claim(token, chat); got != want {
		h.t.Errorf("%s becomes %s, want %s", chat, got, want)
	}
}

// knows fails unless these chats are these members, and nobody else has claimed.
func (h *house) knows(id flows.RoundID, want map[string]flows.SubjectID) {
	h.t.Helper()
	for _, chat := range []string{"A", "B", "C"} {
		if m, err := h.members.Who(h.t.Context(), id, asMember(chat)(id)); m != want[chat] || err != nil {
			h.t.Errorf("%s is %q, %v, want %q", chat, m, err, want[chat])
		}
	}
	if claimed, err := h.members.Claimed(h.t.Context(), id); len(claimed) != len(want) || err != nil {
		h.t.Errorf("claimed: %v, %v", claimed, err)
	}
}

func TestALinkMakesOneChatOneMember(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.open(team).ID
		links := h.invite(id, "wang", "li", "zhao")
		h.claims(links[1], "A", "li")
		h.claims(links[1], "A", "li") // to come back spends nothing
		h.claims(links[1], "B", "link.used")
		h.claims(links[2], "A", "link.other_member")
		h.claims(links[2], "B", "zhao") // it was not spent
		h.claims("AAAAAAAAAAAAAAAAAAAAAAAAAA", "C", "link.unknown")
		h.knows(id, map[string]flows.SubjectID{"A": "li", "B": "zhao"})
		if claimed, _ := h.members.Claimed(t.Context(), id); !slices.Equal(claimed, []flows.SubjectID{"li", "zhao"}) {
			t.Errorf("claimed, by rank: %v", claimed)
		}
		if invited, err := h.members.Invited(t.Context(), id); !slices.Equal(invited, []flows.SubjectID{"wang"}) || err != nil {
			t.Errorf("a link waits for %v, %v", invited, err)
		}
		h.close(id)
		h.knows(id, map[string]flows.SubjectID{"A": "li", "B": "zhao"}) // members are named
	})
}

func TestALinkIsFoundInWhicheverRoundItIs(t *testing.T) {
	h := newHouse(t)
	one, two := h.open(team).ID, h.open(team).ID
	first, second := h.invite(one, "wang")[0], h.invite(two, "li")[0]
	for token, want := range map[string]flows.RoundID{first: one, second: two} {
		if id, _, err := h.members.Claim(t.Context(), token, asMember("A")); id != want || err != nil {
			t.Errorf("it leads to %s, %v, want %s", id, err, want)
		}
	}
}

func TestOnlyTheNewestUnusedLinkLeads(t *testing.T) {
	h := newHouse(t)
	id := h.open(team).ID
	old, other := h.invite(id, "li")[0], h.invite(id, "wang")[0]
	fresh := h.invite(id, "li")[0]
	h.claims(old, "A", "link.unknown")
	h.claims(fresh, "A", "li")
	h.claims(other, "B", "wang") // nobody else's is touched
	_, err := h.members.Invite(t.Context(), id, "zhao", "li")
	wantKey(t, err, "link.claimed")
	if invited, _ := h.members.Invited(t.Context(), id); len(invited) != 0 {
		t.Errorf("all or none, but %v have one", invited)
	}
	_, err = h.members.Invite(t.Context(), id, "nobody")
	wantKey(t, err, "link.no_member")
}

// The wrong person used a link: the organizer takes it back.
func TestAClaimIsTakenBack(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.open(team).ID
		link := h.invite(id, "li")[0]
		h.claims(link, "A", "li")
		h.must(h.members.Keep(t.Context(), id, asMember("A")(id), anAddress(1)))
		for _, was := range []bool{true, false} {
			if got, err := h.members.Release(t.Context(), id, "li"); got != was || err != nil {
				t.Errorf("taken back %v, %v, want %v", got, err, was)
			}
		}
		h.knows(id, nil)
		h.claims(link, "A", "link.unknown")
		h.claims(link, "B", "link.unknown")
		h.claims(h.invite(id, "li")[0], "B", "li")
		h.knows(id, map[string]flows.SubjectID{"B": "li"})
		if at, err := h.members.Addresses(t.Context(), id); len(at) > 0 || err != nil {
			t.Errorf("the next one has the address of who was there before: %v", err)
		}
	})
}

func TestALinkLeadsInWhileTheRoundIsOpen(t *testing.T) {
	h := newHouse(t)
	id := h.draft(team).ID
	links := h.invite(id, "wang", "li", "zhao")
	h.claims(links[0], "A", "round.not_open_yet")
	if _, err := h.rounds.Change(t.Context(), id, func(r flows.Round) (flows.Round, error) { r.Members = r.Members[:2]; return r, nil }); err != nil {
		t.Fatal(err)
	}
	h.opens(id)
	h.claims(links[0], "A", "wang")
	h.claims(links[2], "B", "link.unknown") // no longer on the team
	h.close(id)
	h.claims(links[1], "B", "link.closed")
	h.claims(links[0], "A", "wang")
	h.claims(links[0], "B", "link.used")
	_, err := h.members.Invite(t.Context(), id, "li")
	wantKey(t, err, "round.is_closed")
	h.must(second(h.rounds.Destroy(t.Context(), id)))
	h.claims(links[0], "A", "link.unknown")
	h.knows(id, nil)
}

// Also by a process that knows the round as open.
func TestWhichRoundIsOverIsSaid(t *testing.T) {
	h := newHouse(t)
	id := h.open(team).ID
	link := h.invite(id, "li")[0]
	server := storage.NewMembers(h.roundsOn(h.store))
	h.close(id)
	_, _, err := server.Claim(t.Context(), link, asMember("A"))
	if flows.KeyOf(err) != "link.closed" || flows.CodeOf(err) != flows.Refused || flows.ArgsOf(err)["title"] != "专题民主生活会" {
		t.Errorf("%v %v", err, flows.ArgsOf(err))
	}
}

// Whether it is fifty chats at one link or one chat at every link, of a process
// each.
func TestManyAtOnce(t *testing.T) {
	for _, c := range []struct {
		name  string
		chats int
		links int
		want  int // chats let in
		key   string
	}{{"many at one link", 20, 1, 1, "link.used"}, {"a whole team", 9, 9, 9, ""}, {"one chat at many links", 1, 9, 1, "link.other_member"}} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			id := h.open(func(r *flows.Round) {
				r.Members = nil
				for i := range c.links {
					r.Members = append(r.Members, flows.Member{ID: flows.SubjectID(fmt.Sprintf("m%d", i)), Name: "某人"})
				}
			}).ID
			tokens, err := h.members.Invite(t.Context(), id, subjects(c.links)...)
			h.must(err)
			var in atomic.Int32
			var all sync.WaitGroup
			for i := range max(c.chats, c.links) {
				process := storage.NewMembers(h.roundsOn(h.store))
				all.Go(func() {
					_, _, err := process.Claim(t.Context(), tokens[i%c.links], asMember(fmt.Sprint(i%c.chats)))
					if err == nil {
						in.Add(1)
					} else {
						wantKey(t, err, c.key)
					}
				})
			}
			all.Wait()
			if claimed, err := h.members.Claimed(t.Context(), id); int(in.Load()) != c.want || len(claimed) != c.want || err != nil {
				t.Errorf("%d let in, %v, %v, want %d", in.Load(), claimed, err, c.want)
			}
		})
	}
}

func subjects(n int) (all []flows.SubjectID) {
	for i := range n {
		all = append(all, flows.SubjectID(fmt.Sprintf("m%d", i)))
	}
	return all
}

func TestAMemberCanBeWrittenTo(t *testing.T) {
	h := newHouse(t)
	id := h.open(team).ID
	h.claims(h.invite(id, "li")[0], "A", "li")
	reached := func(want bool) {
		t.Helper()
		at, err := h.members.Addresses(t.Context(), id)
		a, there := at["li"]
		if there != want || err != nil || want && !bytes.Equal(a.Sealed, anAddress(1).Sealed) {
			t.Errorf("%v: %v, %v", there, a, err)
		}
	}
	reached(false)
	h.must(h.members.Keep(t.Context(), id, asMember("A")(id), anAddress(1)))
	reached(true)
	h.claims(h.invite(id, "wang")[0], "B", "wang") // others change nothing of it
	reached(true)
	h.must(h.members.Forget(t.Context(), id, "li", "another")) // that they have not left since
	reached(true)
	h.must(h.members.Forget(t.Context(), id, "li", anAddress(1).ID))
	reached(false)
	wantKey(t, h.members.Keep(t.Context(), id, asMember("C")(id), anAddress(1)), "link.not_member")
}

// A copy shows how large a team is, which it does anyway, and nothing of who has
// come or was nudged.
func TestTheRosterIsOfOneSize(t *testing.T) {
	h := newHouse(t)
	long := flows.SubjectID(strings.Repeat("m", 19))
	id := h.open(func(r *flows.Round) {
		r.Members = []flows.Member{{ID: long + "1", Name: "王建国"}, {ID: long + "2", Name: "李红"}}
	}).ID
	sizes := map[string]bool{}
	look := func() {
		records := h.records(id, "members")
		if len(records) != 1 {
			t.Fatalf("%d records", len(records))
		}
		sizes[fmt.Sprint(len(records[0].Value), " ", len(fmt.Sprint(records[0].Version)))] = true
	}
	for i, m := range []flows.SubjectID{long + "1", long + "2"} {
		chat := func(flows.RoundID) flows.MemberSeat { return flows.MemberSeat(fmt.Sprintf("%032x", i)) }
		token := h.invite(id, m)[0]
		look()
		_, _, err := h.members.Claim(t.Context(), token, chat)
		h.must(err)
		look()
		h.must(h.members.Keep(t.Context(), id, chat(id), flows.Address{ID: anAddress(i).ID, Sealed: bytes.Repeat([]byte{1}, 168)}))
		look()
		h.nudges(id, today, 1, m)
		look()
		h.delivers(id, m, today, true)
		look()
	}
	if len(sizes) != 1 || !sizes["1064 19"] {
		t.Errorf("lengths of values and versions tell them apart: %v", sizes)
	}
}
