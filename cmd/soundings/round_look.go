package main

import (
	"slices"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/organize"
)

// look warns of what a draft may well have, and yet is seldom meant.
func (p *program) look(r flows.Round) {
	if !r.Closes.IsZero() && !r.Closes.After(p.now()) {
		p.warn("cli.closes_past", "until", p.until(r.Closes))
	}
	if unsure(r) {
		p.warn("cli.check_wording")
	}
}

// unsure says whether words of the round were not all seen at their source: an
// aspect of its own, or the preset that they come from.
func unsure(r flows.Round) bool {
	if slices.ContainsFunc(r.Aspects, func(a flows.Aspect) bool { return a.Check }) {
		return true
	}
	presets, err := organize.ReadPresets(configs.Presets())
	if err != nil {
		return false // not reached: they were read with the file
	}
	preset, err := organize.FindPreset(presets, r.Preset)
	return err == nil && preset.Check && preset.Theme == r.Theme
}
