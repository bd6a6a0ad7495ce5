package bot

import (
	"context"
	"encoding/json"
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// Sessions keeps sessions, sealed. Load gives Version 0 where there is none;
// Save is a compare-and-set on the version, Conflict where it fails, and gives
// the new version.
type Sessions interface {
	Load(ctx context.Context, seat flows.Seat) (flows.SessionData, error)
	Save(ctx context.Context, seat flows.Seat, data flows.SessionData) (version uint64, err error)
}

// A session is what the bot keeps of a chat: the conversation, and what it
// takes to recognise a repeated update.
type session struct {
	Dialogue dialogue.Session
	// Seen are the ids of recent updates: a set, as a message and a tap of one
	// chat arrive at the same time, and ids start anew after a quiet week (FACTS).
	Seen []int64
	// Recalled says that the rounds the chat takes part in are known.
	Recalled bool

	version uint64
	// gone says that the conversation on the table belonged to a round that has
	// closed.
	gone bool
	// joined are the rounds the update is handled with, see Bot.join.
	joined []flows.Round
}

const seenUpdates = 24

func (s *session) remember(update int64) {
	s.Seen = append(s.Seen, update)
	s.Seen = s.Seen[max(0, len(s.Seen)-seenUpdates):]
}

func (s *session) knows(update int64) bool { return slices.Contains(s.Seen, update) }

// topicPart is what a session holds about one topic, a round. It is sealed with
// that round's secret.
type topicPart struct {
	Facts  map[string]string `json:"facts,omitempty"`
	Frames []placedFrame     `json:"frames,omitempty"`
}

// A placedFrame is a frame and its place among all frames.
type placedFrame struct {
	At int `json:"at"`
	dialogue.Frame
}

type commonPart struct {
	Lang     string        `json:"lang,omitempty"`
	Nonce    string        `json:"nonce,omitempty"`
	Frames   []placedFrame `json:"frames,omitempty"`
	Seen     []int64       `json:"seen,omitempty"`
	Recalled bool          `json:"recalled,omitempty"`
	Table    int           `json:"table,omitempty"` // how many frames there are, with those of topics
	// Facts are those of no topic.
	Facts map[string]string `json:"facts,omitempty"`
}

// encode takes the session apart by topic.
func (s session) encode() (flows.SessionData, error) {
	common := commonPart{Lang: s.Dialogue.Lang, Nonce: s.Dialogue.Nonce, Seen: s.Seen, Recalled: s.Recalled,
		Table: len(s.Dialogue.Frames)}
	parts := map[string]*topicPart{}
	of := func(topic string) *topicPart {
		if parts[topic] == nil {
			parts[topic] = &topicPart{}
		}
		return parts[topic]
	}
	for topic, facts := range s.Dialogue.Facts {
		if topic == "" {
			common.Facts = facts
			continue
		}
		of(topic).Facts = facts
	}
	for i, f := range s.Dialogue.Frames {
		frames := &common.Frames
		if f.Topic != "" {
			frames = &of(f.Topic).Frames
		}
		*frames = append(*frames, placedFrame{i, f})
	}
	return marshal(s.version, common, parts)
}

func marshal(version uint64, common commonPart, parts map[string]*topicPart) (flows.SessionData, error) {
	data := flows.SessionData{Version: version, Parts: map[flows.RoundID][]byte{}}
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
	s := session{Seen: common.Seen, Recalled: common.Recalled, version: data.Version}
	s.Dialogue = dialogue.Session{Lang: common.Lang, Nonce: common.Nonce, Facts: map[string]map[string]string{"": common.Facts}}
	frames := common.Frames
	for topic, raw := range data.Parts {
		var part topicPart
		if json.Unmarshal(raw, &part) != nil {
			continue
		}
		s.Dialogue.Facts[string(topic)] = part.Facts
		frames = append(frames, part.Frames...)
	}
	slices.SortFunc(frames, func(a, b placedFrame) int { return a.At - b.At })
	s.gone = len(frames) == 0 || frames[len(frames)-1].At != common.Table-1
	for _, f := range frames {
		s.Dialogue.Frames = append(s.Dialogue.Frames, f.Frame)
	}
	return s
}
