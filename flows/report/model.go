package report

import "soundings/flows"

// Schema names the form of a Model; it changes when a program that reads the
// JSON would have to.
const Schema = "soundings.opinions-solicited/v1"

// OpinionID and PointID are version 4 UUIDs made afresh by each Assemble. They
// say nothing of the ids in the store. An EditionID is one too: a new one each
// time that something of a Model changes, so that a workbook can be told from one
// that was written before.
type (
	OpinionID string
	PointID   string
	EditionID string
)

// NoAspect is where Counts.ByAspect counts opinions without an aspect. In
// opinions and points themselves such an aspect is empty.
const NoAspect flows.AspectID = "none"

// A Model is the opinions solicited in one round (DESIGN section 8).
//
// Edits counts the workbooks that changed something in it (Edit); 0 is a Model as
// it was assembled.
type Model struct {
	Schema   string    `json:"schema"`
	Edition  EditionID `json:"edition,omitempty"` // none in a part that Only made
	Edits    int       `json:"edits,omitempty"`
	Round    Round     `json:"round"`
	Figures  Figures   `json:"figures,omitzero"`
	Counts   Counts    `json:"counts"`
	Points   []Point   `json:"points"`
	Opinions []Opinion `json:"opinions"`
	Talks    *Talks    `json:"talks,omitempty"`

	// Previous is what became of the points of the round before; nil where the round
	// names none. It is put in anew for each export, and not kept.
	Previous *Previous `json:"previous,omitempty"`
}

// Round is what the documents say of the round. Opens and Closes are its first
// and last day (2006-01-02), both included.
type Round struct {
	ID       flows.RoundID `json:"id"`
	Title    string        `json:"title"`
	Unit     string        `json:"unit"`
	Theme    string        `json:"theme"`
	Opens    string        `json:"opens"`
	Closes   string        `json:"closes"`
	K        int           `json:"k"`
	Aspects  []Aspect      `json:"aspects"`
	Subjects []Subject     `json:"subjects"`
}

// An Aspect is a heading of the year's notice.
type Aspect struct {
	ID    flows.AspectID `json:"id"`
	Label string         `json:"label"`
	Text  string         `json:"text"`
}

// A Subject is whom opinions are about. Name is never empty.
type Subject struct {
	ID   flows.SubjectID   `json:"id"`
	Kind flows.SubjectKind `json:"kind"`
	Name string            `json:"name"`
	Post string            `json:"post"`
}

// Counts are the numbers of a Model. Opinions are counted where they are filed
// now: by their own subject, aspect and channel.
type Counts struct {
	Invited      int  `json:"invited"` // tickets handed out; 0: an open round
	Participants int  `json:"participants"`
	NoOpinion    *int `json:"no_opinion"` // participants who said they have none; nil where that is not told
	Opinions     int  `json:"opinions"`
	Points       int  `json:"points"`

	BySubject map[flows.SubjectID]int `json:"by_subject"` // every subject, also at 0
	ByAspect  map[flows.AspectID]int  `json:"by_aspect"`  // every aspect, and NoAspect
	ByChannel map[Channel]int         `json:"by_channel"`

	Talks int `json:"talks"` // 人次, the sum of Talks.ByKind
}

// A Point is what one or several opinions say, in wording of its own. Its
// originals are about the same subject, and all from talks or none; their aspects
// may differ from its own. Leader and Department are who has to see to it
// (责任领导, 责任部门), where the organizer said so.
type Point struct {
	ID         PointID         `json:"id"`
	Subject    flows.SubjectID `json:"subject"`
	Aspect     flows.AspectID  `json:"aspect"`
	Text       string          `json:"text"`
	Leader     string          `json:"leader,omitempty"`
	Department string          `json:"department,omitempty"`
	Opinions   []OpinionID     `json:"opinions"`
}

// An Opinion is an original, in its writer's own words. What did not come by the
// chat may be of no Kind; what was carried over from a talk alone has a Speaker,
// who wished to be named.
type Opinion struct {
	ID      OpinionID       `json:"id"`
	Subject flows.SubjectID `json:"subject"`
	Aspect  flows.AspectID  `json:"aspect"`
	Kind    flows.Kind      `json:"kind"`
	Text    string          `json:"text"`
	Case    string          `json:"case"`
	Remedy  string          `json:"remedy"`
	Channel Channel         `json:"channel"`
	Speaker string          `json:"speaker,omitempty"`
}

// Talks are the round's talk statistics; nil in a Model of a round that neither
// requires talks nor has any. Required are pairs; the others count 人次, each
// counterpart of a talk as one (see TalkBook).
type Talks struct {
	Required int                     `json:"required"`
	Done     int                     `json:"done"`
	Missing  []string                `json:"missing"`
	ByKind   map[flows.TalkKind]int  `json:"by_kind"`   // every kind
	ByMember map[flows.SubjectID]int `json:"by_member"` // every member, as either side
}
