package organize

import (
	"soundings/flows"
	"soundings/flows/dialogue"
)

// ownKey says that a round's key is the organizer's alone (promise 5). We hold
// the round, count and close it, and cannot open what it collected.
func ownKey(r flows.Round) bool { return r.Recipient != "" }

// byCommandLine is what the desk says where it cannot hand over documents: the
// key must never come into the chat.
func byCommandLine(r flows.Round) dialogue.Text {
	return dialogue.Say("desk.own_key.command", "id", string(r.ID))
}

// stays is what goes on as in any other round, where the key is the organizer's.
func stays(r flows.Round) []dialogue.Text {
	if !ownKey(r) || r.State == flows.Destroyed {
		return nil
	}
	return []dialogue.Text{dialogue.Say("desk.own_key.stays")}
}
