package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"

	"soundings/flows"
)

// playAll is “play ID N [CSV]”: N people join the round, with the first N tickets
// of the CSV if there is one, and each gives an opinion about the team.
func playAll(h *house, args []string) error {
	r, err := h.find(args[0])
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	for i := range n {
		ticket := ""
		if len(args) > 2 {
			csv, err := os.ReadFile(args[2])
			if err != nil {
				return err
			}
			ticket, _, _ = strings.Cut(strings.Split(string(csv), "\n")[i+1], ",")
		}
		if err := playOne(h, r.ID, flows.Ticket(ticket), i); err != nil {
			return err
		}
	}
	return nil
}

func playOne(h *house, id flows.RoundID, ticket flows.Ticket, i int) error {
	var random [16]byte
	rand.Read(random[:])
	someone := flows.Participant(hex.EncodeToString(random[:]))
	var err error
	if ticket == "" {
		err = h.tickets.Enter(context.Background(), id, someone)
	} else {
		err = h.tickets.Join(context.Background(), id, ticket, someone)
	}
	if err != nil {
		return err
	}
	var receipt [19]byte
	rand.Read(receipt[:])
	subject := flows.TeamSubject
	if i%2 == 1 {
		subject = "wang"
	}
	return h.opinions.Put(context.Background(), id, flows.NewReceipt(receipt),
		flows.Opinion{Subject: subject, Kind: flows.Proposal, Text: fmt.Sprintf("建议第%d件事做得更实一些", i)})
}
