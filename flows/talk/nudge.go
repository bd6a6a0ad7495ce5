package talk

import "soundings/flows/dialogue"

// Nudging tells an organizer who will be nudged, and what they will be told.
func (m Matrix) Nudging() []dialogue.Block {
	who := m.ToNudge()
	if len(who) == 0 {
		return []dialogue.Block{{Text: dialogue.Say("talk.nudging.none")}}
	}
	return []dialogue.Block{{Text: dialogue.Say("talk.nudging.body", "n", len(who), "who", row(m.Round, members(who), maxNames))},
		{Text: dialogue.Say("talk.nudging.says")}, {Text: dialogue.Say("talk.nudging.once")}}
}
