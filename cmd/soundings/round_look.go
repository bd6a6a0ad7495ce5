package main

import (
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

// unsure says whether words of the round were not all seen at their source.
func unsure(r flows.Round) bool {
	presets, err := organize.ReadPresets(configs.Presets())
	return err == nil && organize.Unsure(r, presets)
}
