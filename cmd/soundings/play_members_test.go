package main

import (
	"context"
	"crypto/rand"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/organize"
	"soundings/flows/talk"
	"soundings/storage"
)

// inScript is a command of the scripts that works on the store itself.
func inScript(do func(h *house, args []string) error) func() {
	return func() {
		p := &program{environ: os.Environ(), stdout: os.Stdout, stderr: os.Stderr, now: scriptClock(), lang: "en"}
		err := p.within(context.Background(), settingsFlags{}, func(h *house, _ configs.Settings) error { return do(h, os.Args[1:]) })
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// claim is “claim CSV MEMBER CHAT”: a chat opens a member's link.
func claim(h *house, args []string) error {
	raw, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	i := slices.IndexFunc(rows, func(r []string) bool { return r[0] == args[1] })
	if err != nil || i < 0 {
		return errors.Join(err, errors.New("no such member in the table"))
	}
	_, token, _ := strings.Cut(rows[i][2], organize.MemberLink)
	_, _, err = h.members.Claim(context.Background(), token, func(flows.RoundID) flows.MemberSeat { return flows.MemberSeat(args[2]) })
	return err
}

// kept is “kept”: how many links for organizers nobody has used yet.
func kept(h *house, _ []string) error {
	n := 0
	for _, err := range h.store.List(context.Background(), storage.Collection{Tag: "service", Name: "links"}) {
		if err != nil {
			return err
		}
		n++
	}
	fmt.Println(n)
	return nil
}

// logTalk is “talk ID MEMBER WITH DAY [WORDS]”: a member logs a talk with another, or with
// somebody by name.
func logTalk(h *house, args []string) error {
	r, err := h.find(args[0])
	if err != nil {
		return err
	}
	with := flows.Counterpart{Member: flows.SubjectID(args[2])}
	if _, ok := r.Member(with.Member); !ok {
		with = flows.Counterpart{Name: args[2]}
	}
	var id [16]byte
	rand.Read(id[:])
	t := flows.Talk{By: flows.SubjectID(args[1]), With: []flows.Counterpart{with}, Date: args[3], Given: "多到窗口看看"}
	if len(args) > 4 {
		t.Own = args[4]
	}
	t.Kind = talk.KindOf(r, t.By, t.With)
	return h.talks.Put(context.Background(), r.ID, flows.TalkID(hex.EncodeToString(id[:])), t)
}
