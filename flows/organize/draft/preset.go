package draft

import (
	"cmp"
	"fmt"
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/flows/text"
)

func presetStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: preset, Title: dialogue.Say("draft.preset.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			blocks := []dialogue.Block{{Text: dialogue.Say("draft.preset.body")}}
			for _, p := range w.presets() {
				blocks = append(blocks, dialogue.Block{Kind: dialogue.Item,
					Text: dialogue.Say("draft.preset.line", "label", presetLabel(p), "theme", text.Cut(p.Theme, maxTheme), "check", p.Check)})
			}
			return blocks
		},
		Choice: &dialogue.Choice{For: w.presetChoice},
	}
}

// maxTheme is how much of a theme stands in a list.
const maxTheme = 60

// presets are those of the last year first; those of no year at the end.
func (w World) presets() []organize.Preset {
	return slices.SortedStableFunc(slices.Values(w.Presets), func(a, b organize.Preset) int { return cmp.Compare(b.Year, a.Year) })
}

func presetLabel(p organize.Preset) dialogue.Text {
	if p.Year == 0 {
		return dialogue.Verbatim(p.Kind)
	}
	return dialogue.Say("draft.preset.year", "year", p.Year, "kind", p.Kind)
}

func (w World) presetChoice(a dialogue.Answers) dialogue.Choice {
	var c dialogue.Choice
	if r := w.base(a); len(r.Aspects) > 0 {
		c.Pinned = []dialogue.Option{{ID: keep, Label: dialogue.Say("draft.preset.keep")}}
	}
	for _, p := range w.presets() {
		label := presetLabel(p)
		if p.Check {
			label = dialogue.Say("draft.preset.check", "label", label)
		}
		c.Options = append(c.Options, dialogue.Option{ID: p.ID, Label: label})
	}
	return c
}

// aspects puts the theme and the aspects that were chosen into a round.
func (w World) aspects(r flows.Round, a dialogue.Answers) flows.Round {
	p, err := organize.FindPreset(w.Presets, a[preset])
	if err != nil { // what stands
		return r
	}
	r.Preset, r.Theme, r.Aspects = p.ID, p.Theme, slices.Clone(p.Aspects)
	return r
}

// titles are those that the preset suggests.
func (w World) titles(a dialogue.Answers) []string {
	p, err := organize.FindPreset(w.Presets, a[preset])
	if err != nil {
		return nil
	}
	year := cmp.Or(p.Year, w.Now.Year())
	if p.Year == 0 {
		return []string{fmt.Sprintf("%d年度民主生活会征求意见", year)}
	}
	return []string{fmt.Sprintf("%d年度%s", year, p.Kind)}
}

// units are those of the rounds before.
func (w World) units(dialogue.Answers) []string {
	var all []string
	for _, r := range w.Rounds {
		if r.Unit != "" && !slices.Contains(all, r.Unit) {
			all = append(all, r.Unit)
		}
	}
	return all[:min(len(all), 3)]
}

// lineStep asks for a line: one that is suggested, by a tap, or typed.
func lineStep(id string, limit int, suggest func(dialogue.Answers) []string) dialogue.Step {
	read := func(_ dialogue.Answers, said string) dialogue.Option {
		said = text.OneLine(said)
		if n := text.Len(said); n > limit {
			return told(dialogue.Say("draft.long", "length", n, "max", limit))
		}
		return dialogue.Option{Value: said}
	}
	return dialogue.Step{
		ID: id, Title: dialogue.Say("draft." + id + ".title"),
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("draft."+id+".body", "max", limit)}}
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			c, all := dialogue.Choice{Typed: read}, suggest(a)
			if said := a[id]; said != "" && !slices.Contains(all, said) {
				all = append(all, said)
			}
			for i, s := range all {
				if text.Len(s) <= limit {
					c.Options = append(c.Options, dialogue.Option{ID: fmt.Sprint("s", i), Value: s, Label: dialogue.Verbatim(s)})
				}
			}
			return c
		}},
	}
}
