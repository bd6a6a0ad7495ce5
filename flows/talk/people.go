package talk

import (
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

func withStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: with, Title: dialogue.Say("talk.with.title"),
		Say:    w.sayWith,
		Choice: &dialogue.Choice{For: w.people},
		Clears: []string{kind, find},
	}
}

func (w World) sayWith(a dialogue.Answers) []dialogue.Block {
	chosen := counterparts(w.Round, a[with])
	blocks := []dialogue.Block{{Text: dialogue.Say("talk.with.body")}}
	if n := len(chosen); n > 0 {
		blocks[0].Text = dialogue.Say("talk.with.chosen", "with", names(w.Round, chosen), "n", n)
	}
	switch {
	case len(chosen) >= flows.MaxTalkWith:
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.with.full", "max", flows.MaxTalkWith)})
	case a[find] != "" && len(w.found(a[find])) == 0:
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.with.unknown", "name", a[find])})
	case a[find] != "":
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.with.found", "name", a[find])})
	}
	return blocks
}

// people offers the roster, or what of it was searched for, and always who is
// chosen and not on it.
func (w World) people(a dialogue.Answers) dialogue.Choice {
	chosen := counterparts(w.Round, a[with])
	shown, pinned := w.roster(), []dialogue.Option{
		{ID: "other", Label: dialogue.Say("talk.with.other"), Move: told(dialogue.Say("talk.with.other_hint")).Move}}
	if a[find] != "" {
		shown, pinned = w.found(a[find]), w.asTyped(a[find])
	}
	if len(chosen) >= flows.MaxTalkWith {
		shown, pinned = nil, nil
	}
	c := dialogue.Choice{Many: true, Typed: w.typed, Pinned: pinned}
	for i, p := range slices.Concat(missingFrom(shown, chosen), shown) {
		c.Options = append(c.Options, dialogue.Option{ID: optionID(i, p), Value: code(p), Label: label(w.Round, p)})
	}
	return c
}

// optionID: names are no ids.
func optionID(i int, c flows.Counterpart) string {
	if c.Member == "" && c.Department == "" {
		return ofName + string(rune('a'+i))
	}
	return code(c)
}

func missingFrom(some, all []flows.Counterpart) []flows.Counterpart {
	return slices.DeleteFunc(slices.Clone(all), func(c flows.Counterpart) bool { return slices.Contains(some, c) })
}

// asTyped offers what was typed as names of people, and the way back.
func (w World) asTyped(typed string) []dialogue.Option {
	people := w.read(typed)
	return []dialogue.Option{
		{ID: "typed", Value: codes(people), Label: dialogue.Say("talk.with.typed", "label", names(w.Round, people))},
		{ID: "all", Label: dialogue.Say("talk.with.all"), Move: &dialogue.Move{Set: dialogue.Answers{find: ""}}},
	}
}

// roster are those whom a talk is likely to have been with: the other members in
// rank order, the heads of the member's departments, then those of the others.
func (w World) roster() []flows.Counterpart {
	var all []flows.Counterpart
	there := map[flows.Counterpart]bool{{Member: w.Self}: true}
	add := func(c flows.Counterpart) {
		if !there[c] {
			there[c], all = true, append(all, c)
		}
	}
	for _, m := range w.Round.Members {
		add(flows.Counterpart{Member: m.ID})
	}
	self, _ := w.Round.Member(w.Self)
	for _, own := range []bool{true, false} {
		for _, d := range w.Round.Departments {
			if d.Head != "" && slices.Contains(self.Charge, d.ID) == own {
				add(known(w.Round, head(d)))
			}
		}
	}
	return all
}

// label is somebody with what they are.
func label(r flows.Round, c flows.Counterpart) dialogue.Text {
	name, of := Name(r, c), ""
	if m, ok := r.Member(c.Member); ok {
		of = m.Post
	} else if d, ok := r.Department(c.Department); ok {
		of = d.Name
	}
	if of == "" {
		return dialogue.Verbatim(name)
	}
	return dialogue.Say("talk.with.person", "name", name, "of", of)
}

// found are those on the roster whose name, post or department has a part of
// what was typed.
func (w World) found(typed string) []flows.Counterpart {
	parts := split(typed)
	return slices.DeleteFunc(w.roster(), func(c flows.Counterpart) bool {
		m, _ := w.Round.Member(c.Member)
		d, _ := w.Round.Department(c.Department)
		in := squeeze(Name(w.Round, c) + "\n" + m.Post + "\n" + d.Name)
		return !slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(in, squeeze(part)) })
	})
}

// typed takes names as they stand on the roster, and searches it for others.
func (w World) typed(a dialogue.Answers, said string) dialogue.Option {
	people, chosen := w.read(said), counterparts(w.Round, a[with])
	switch {
	case len(people) == 0:
		return told(dialogue.Say("talk.with.other_hint"))
	case slices.Contains(people, flows.Counterpart{Member: w.Self}):
		return told(dialogue.Say("talk.with.self"))
	case len(chosen)+len(missingFrom(chosen, people)) > flows.MaxTalkWith:
		return told(dialogue.Say("talk.with.full", "max", flows.MaxTalkWith))
	case slices.ContainsFunc(people, func(c flows.Counterpart) bool { return text.Len(c.Name) > flows.MaxTalkName }):
		return told(dialogue.Say("talk.with.long", "max", flows.MaxTalkName))
	case len(missingFrom(w.roster(), people)) == 0:
		return dialogue.Option{Value: codes(people)}
	}
	return dialogue.Option{Move: &dialogue.Move{Set: dialogue.Answers{find: strings.Join(split(said), "、")}}}
}

// read are the people that were typed: as the roster has them where it knows the
// name, however it is spaced.
func (w World) read(typed string) []flows.Counterpart {
	var all []flows.Counterpart
	everybody := append(w.roster(), flows.Counterpart{Member: w.Self})
	for _, name := range split(typed) {
		c := flows.Counterpart{Name: name}
		for _, p := range everybody {
			if squeeze(Name(w.Round, p)) == squeeze(name) {
				c = p
			}
		}
		if !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}

// split takes apart names that were typed in a row.
func split(typed string) []string {
	var parts []string
	for _, part := range strings.FieldsFunc(typed, func(r rune) bool { return strings.ContainsRune("、，,；;/\n", r) }) {
		if part = strings.TrimSpace(part); part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

func squeeze(s string) string { return strings.ToLower(strings.ReplaceAll(s, " ", "")) }
