package bot

import (
	"encoding/json"
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// An activity is what is kept of a chat beside its conversation.
type activity struct {
	// Seen are the ids of recent updates: a set, as a message and a tap of one
	// chat arrive at the same time, and ids start anew after a quiet week (FACTS).
	Seen []int64 `json:"seen,omitempty"`
	// Day is that of the last update, counted in UTC: no finer time is kept.
	Day int64 `json:"day,omitempty"`
	// Trail are the chat's messages, without those that show receipts.
	Trail    trail `json:"trail,omitzero"`
	Receipts trail `json:"receipts,omitzero"`
}

// topicPart is what a session holds about one topic, a round.
type topicPart struct {
	Facts  map[string]string `json:"facts,omitempty"`
	Frames []placedFrame     `json:"frames,omitempty"`
}

// A placedFrame is a frame and its place among all frames.
type placedFrame struct {
	At int `json:"at"`
	dialogue.Frame
}

// commonPart is what belongs to no topic in particular.
type commonPart struct {
	activity
	Lang     string        `json:"lang,omitempty"`
	Nonce    string        `json:"nonce,omitempty"`
	Frames   []placedFrame `json:"frames,omitempty"`
	Recalled bool          `json:"recalled,omitempty"`
	Table    int           `json:"table,omitempty"` // how many frames there are, with those of topics
	// Facts are those of no topic.
	Facts map[string]string `json:"facts,omitempty"`
}

// encode takes the session apart by topic.
func (s session) encode() (flows.SessionData, error) {
	common := commonPart{activity: s.activity, Lang: s.Dialogue.Lang, Nonce: s.Dialogue.Nonce, Recalled: s.Recalled,
		Table: len(s.Dialogue.Frames), Facts: s.Dialogue.Facts[""]}
	parts := map[string]*topicPart{}
	of := func(topic string) *topicPart {
		if parts[topic] == nil {
			parts[topic] = &topicPart{}
		}
		return parts[topic]
	}
	for topic, facts := range s.Dialogue.Facts {
		if topic != "" {
			of(topic).Facts = facts
		}
	}
	for i, f := range s.Dialogue.Frames {
		frames := &common.Frames
		if f.Topic != "" {
			frames = &of(f.Topic).Frames
		}
		*frames = append(*frames, placedFrame{i, f})
	}
	return marshal(s.place, common, parts)
}

func marshal(place flows.Place, common commonPart, parts map[string]*topicPart) (flows.SessionData, error) {
	data := flows.SessionData{Place: place, Parts: map[flows.RoundID][]byte{}}
	var err error
	if data.Common, err = json.Marshal(common); err != nil {
		return data, err
	}
	for topic, part := range parts {
		if data.Parts[flows.RoundID(topic)], err = json.Marshal(part); err != nil {
			return data, err
		}
	}
	return data, nil
}

// decode puts a session together. What cannot be read any more (a deploy
// changed its form) is left out, so that nobody is stuck.
func decode(data flows.SessionData) session {
	var common commonPart
	if json.Unmarshal(data.Common, &common) != nil {
		common = commonPart{}
	}
	s := session{activity: common.activity, Recalled: common.Recalled, place: data.Place}
	s.Dialogue = dialogue.Session{Lang: common.Lang, Nonce: common.Nonce, Facts: map[string]map[string]string{"": common.Facts}}
	frames := common.Frames
	for topic, raw := range data.Parts {
		var part topicPart
		if json.Unmarshal(raw, &part) != nil {
			s.Recalled = false // that the chat takes part is found out anew
			continue
		}
		s.Dialogue.Facts[string(topic)] = part.Facts
		frames = append(frames, part.Frames...)
	}
	s.arrange(frames, common.Table)
	return s
}

// arrange puts the frames in their places, of which there were table.
func (s *session) arrange(frames []placedFrame, table int) {
	slices.SortFunc(frames, func(a, b placedFrame) int { return a.At - b.At })
	s.gone = len(frames) == 0 || frames[len(frames)-1].At != table-1
	for _, f := range frames {
		s.Dialogue.Frames = append(s.Dialogue.Frames, f.Frame)
	}
}
