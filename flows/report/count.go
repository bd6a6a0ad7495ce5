package report

import "soundings/flows"

// tally counts the Model anew. What cannot be counted in it (who was invited,
// took part, had nothing to say) is taken over from its present Counts, and so
// are channels that brought nothing.
func (m Model) tally() Counts {
	c := m.Counts
	c.Opinions, c.Points, c.Talks = len(m.Opinions), len(m.Points), 0
	if m.Talks != nil {
		for _, n := range m.Talks.ByKind {
			c.Talks += n
		}
	}
	c.BySubject, c.ByAspect, c.ByChannel = m.zeroes()
	for _, o := range m.Opinions {
		c.BySubject[o.Subject]++
		c.ByAspect[aspectKey(o.Aspect)]++
		c.ByChannel[o.Channel]++
	}
	return c
}

// told is how many had nothing to say, as far as a document may tell it, be it
// the sentence or the JSON: not where fewer than k would be left to have written
// what follows. Where nothing was written anonymously there is nobody to protect. None at
// all is not told either, so that what is left out does not say why it is.
func (m Model) told(noOpinion int) *int {
	c := m.Counts
	if noOpinion <= 0 || c.ByChannel[Chat] > 0 && c.Participants-noOpinion < m.Round.K {
		return nil
	}
	return &noOpinion
}

func (m Model) zeroes() (map[flows.SubjectID]int, map[flows.AspectID]int, map[Channel]int) {
	subjects, aspects, channels := map[flows.SubjectID]int{}, map[flows.AspectID]int{NoAspect: 0}, map[Channel]int{}
	for _, s := range m.Round.Subjects {
		subjects[s.ID] = 0
	}
	for _, a := range m.Round.Aspects {
		aspects[a.ID] = 0
	}
	for channel := range m.Counts.ByChannel {
		channels[channel] = 0
	}
	return subjects, aspects, channels
}

// aspectKey is where an aspect is counted. An aspect that is itself called
// “none” is counted there too: an odd name must not keep a round from release.
func aspectKey(a flows.AspectID) flows.AspectID {
	if a == "" {
		return NoAspect
	}
	return a
}
