package dialogue

import (
	"maps"
	"slices"
)

// Answers are what a person has said in one conversation, by the id of the
// step that asked (or the name a step chose, see Move.Set and Step.Draw).
type Answers map[string]string

// A Ref names a conversation: a flow, and the topic it is about, where it has
// one. The engine does not look into topics.
type Ref struct {
	Flow  string `json:"flow"`
	Topic string `json:"topic,omitempty"`
}

// A Frame is one conversation under way: where it stands and what was
// answered. It holds nothing else.
type Frame struct {
	Ref
	Version int     `json:"version"`
	Step    string  `json:"step"`
	Answers Answers `json:"answers,omitempty"`
	Page    int     `json:"page,omitempty"`    // of a paged choice
	Picking bool    `json:"picking,omitempty"` // at a review: choosing what to edit
	Return  string  `json:"return,omitempty"`  // the review to go back to after an edit
	Anew    bool    `json:"anew,omitempty"`    // the next message replaces what was written
}

// A Session is all that is kept of a chat: its language and the conversations
// under way. The last frame is the one on the table; those before it wait.
// There is at most one frame a Ref.
type Session struct {
	Lang   string  `json:"lang,omitempty"`
	Nonce  string  `json:"nonce,omitempty"` // of the present screen's buttons
	Frames []Frame `json:"frames,omitempty"`

	// Facts outlive the conversations that set them, by topic (empty: none in
	// particular) and name.
	Facts map[string]map[string]string `json:"facts,omitempty"`
}

// Fact is a fact of a topic, empty where it was not set.
func (s Session) Fact(topic, name string) string { return s.Facts[topic][name] }

// With is the session with these facts added.
func (s Session) With(facts []Fact) Session {
	s = s.clone()
	for _, f := range facts {
		if s.Facts[f.Topic] == nil {
			s.Facts[f.Topic] = map[string]string{}
		}
		s.Facts[f.Topic][f.Name] = f.Value
	}
	return s
}

// Forget drops what the present step shows only once (Step.Once). It is to be
// called when the screen is known to have arrived.
func Forget(book Book, s Session) Session {
	s = s.clone()
	if len(s.Frames) == 0 {
		return s
	}
	f := &s.Frames[len(s.Frames)-1]
	if step, ok := book.step(*f); ok && step.Once != "" {
		delete(f.Answers, step.Once)
	}
	return s
}

// Expire drops the conversations in which something was said, for somebody who
// was away too long, and says whether there were any. What one of them still
// owes stays (Step.Once). Buttons of a screen that is no more lose their nonce.
func Expire(book Book, s Session) (Session, bool) {
	s = s.clone()
	drafts := func(f Frame) bool {
		step, _ := book.step(f)
		return book.gathered(f) && f.Answers[step.Once] == ""
	}
	if !slices.ContainsFunc(s.Frames, drafts) {
		return s, false
	}
	if drafts(s.Frames[len(s.Frames)-1]) {
		s.Nonce = ""
	}
	s.Frames = slices.DeleteFunc(s.Frames, drafts)
	return s, true
}

// clone copies what a turn may change, so that Advance leaves its argument be.
func (s Session) clone() Session {
	frames := make([]Frame, len(s.Frames))
	for i, f := range s.Frames {
		f.Answers = maps.Clone(f.Answers)
		frames[i] = f
	}
	s.Frames = frames
	facts := make(map[string]map[string]string, len(s.Facts))
	for topic, of := range s.Facts {
		facts[topic] = maps.Clone(of)
	}
	s.Facts = facts
	return s
}
