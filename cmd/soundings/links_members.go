package main

import (
	"context"
	"encoding/csv"
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/organize"
)

// An invitation is links for members of a round being made and handed out.
type invitation struct {
	*linksCmd
	p     *program
	h     *house
	round flows.Round
	bot   string
}

// send makes the place to write to ready, with its room on the disk, before there
// are any links.
func (v invitation) send(ctx context.Context) error {
	whom, err := v.whom(ctx)
	if err != nil || len(whom) == 0 && v.onSlips() {
		return err // there is nobody to print a slip for, and that was said
	}
	var out *sheet
	if v.Out != "" {
		if out, err = v.reserve(len(whom)); err != nil {
			return err
		}
		defer out.discard()
	}
	others, links, err := v.links(ctx, whom)
	if err != nil {
		return err
	}
	return v.handOut(out, links, table(others, links, v.bot))
}

// onSlips says that they are printed, each for the member whose it is.
func (v invitation) onSlips() bool { return form(v.Out) == ".html" }

// whom are the members who get a link: the one that is meant, or all who have not
// claimed their place.
func (v invitation) whom(ctx context.Context) ([]flows.Member, error) {
	if len(v.round.Members) == 0 {
		return nil, flows.Fail(flows.Refused, "cli.no_members", flows.Args{"title": v.round.Title})
	}
	waiting, err := v.h.office.MembersToInvite(ctx, v.round)
	if err != nil {
		return nil, err
	}
	if v.Member != "" {
		m, err := member(v.round, v.Member)
		return []flows.Member{m}, err
	}
	if len(waiting) == 0 {
		v.p.warn("cli.links_all_claimed", "id", v.round.ID)
	}
	return waiting, nil
}

// member is the member that is meant, by id or by a name that only one has.
func member(r flows.Round, meant string) (flows.Member, error) {
	meant = strings.TrimSpace(meant)
	if m, ok := r.Member(flows.SubjectID(meant)); ok {
		return m, nil
	}
	var named []flows.Member
	var all []string
	for _, m := range r.Members {
		if all = append(all, string(m.ID)+" "+m.Name); m.Name == meant {
			named = append(named, m)
		}
	}
	if len(named) == 1 {
		return named[0], nil
	}
	return flows.Member{}, noSubject(meant, strings.Join(all, ", "))
}

// links makes the links: of one member alone, whose earlier claim is taken back; or
// those of members and, unless they are on slips, one for an organizer, which is
// nobody's in particular.
func (v invitation) links(ctx context.Context, whom []flows.Member) (others []row, links []organize.Invitation, err error) {
	switch {
	case v.Member != "":
		err = v.release(ctx, whom[0])
	case !v.onSlips():
		made, failed := clerkLink(ctx, v.h, v.bot, "")
		others, err = []row{{"", v.p.say("cli.links_organizer"), made}}, failed
	}
	if err != nil {
		return nil, nil, err
	}
	links, replaced, err := v.h.office.InviteMembers(ctx, v.round, whom)
	if err == nil && replaced > 0 {
		v.p.warn("cli.links_replaced", "n", replaced)
	}
	return others, links, err
}

// release takes an earlier claim back, and says so.
func (v invitation) release(ctx context.Context, m flows.Member) error {
	was, err := v.h.office.ReleaseMember(ctx, v.round, m.ID)
	if was {
		v.p.warn("cli.link_released", "name", m.Name)
	}
	return err
}

// reserve makes the file ready, with room for as many pages of a single link.
func (v invitation) reserve(n int) (*sheet, error) {
	one := []organize.Invitation{{Member: v.round.Members[0], Token: strings.Repeat("A", 26)}}
	contents, err := v.contents(one, table(nil, one, v.bot))
	if err != nil {
		return nil, err
	}
	return reserve(v.Out, len(contents)*(n+1))
}

// contents is what is written to a file. Without the mark spreadsheets take Chinese
// in a table for another code.
func (v invitation) contents(links []organize.Invitation, table string) (string, error) {
	if v.onSlips() {
		return v.p.memberSlips(v.bot, v.round, links)
	}
	return "\ufeff" + table, nil
}

// handOut writes the links, and says what to do with the file.
func (v invitation) handOut(out *sheet, links []organize.Invitation, table string) error {
	contents, err := v.contents(links, table)
	filed, err := v.p.handOut(out, contents, err, table, "cli.links_on_stdout")
	switch {
	case !filed:
		return err
	case v.onSlips():
		return v.p.print("cli.member_slips_written", "n", len(links), "path", v.Out)
	}
	return v.p.print("cli.links_written", "n", len(links), "path", v.Out, "organizer", v.Member == "")
}

type row = []string

// table is the CSV.
func table(others []row, links []organize.Invitation, bot string) string {
	all := slices.Concat([]row{{"member", "name", "link"}}, others)
	for _, l := range links {
		all = append(all, row{string(l.Member.ID), l.Member.Name, memberLink(bot, l)})
	}
	var b strings.Builder
	_ = csv.NewWriter(&b).WriteAll(all) // into memory: cannot fail
	return b.String()
}

func memberLink(bot string, l organize.Invitation) string {
	return link(bot, organize.MemberLink+l.Token)
}
