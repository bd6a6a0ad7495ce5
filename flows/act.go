package flows

import "time"

// An Act is what somebody did to a round, or to the organizers: who, what and when.
// It is of organizers, who are named. Of respondents nothing is an Act.
type Act struct {
	Deed  Deed      `json:"deed"`
	By    Actor     `json:"by"`
	At    time.Time `json:"at"`
	Of    string    `json:"of,omitempty"`   // the organizer whom it concerns, by name
	N     int       `json:"n,omitempty"`    // how many
	Until time.Time `json:"until,omitzero"` // the closing moment it set
}

// A Deed is what can be done.
type Deed string

// The deeds: those to a round, then those to the organizers.
const (
	Created    Deed = "created"
	Edited     Deed = "edited"
	DidOpen    Deed = "opened"
	Extended   Deed = "extended"
	DidClose   Deed = "closed"
	Exported   Deed = "exported"
	Imported   Deed = "imported" // a workbook, which can be taken back
	Ledgered   Deed = "ledgered" // a ledger, which cannot
	Undone     Deed = "undone"   // the last import
	DidDestroy Deed = "destroyed"
	Ticketed   Deed = "tickets"  // N were issued
	Reminded   Deed = "reminded" // whoever asked for it
	Bade       Deed = "bade"     // farewell, to whoever asked to hear how it came out

	Invited Deed = "invited" // a link was made for somebody
	Joined  Deed = "joined"  // and used
	Removed Deed = "removed"
)

// An Actor is who did something, and by which way.
type Actor struct {
	Way  Way    `json:"way"`
	Name string `json:"name,omitempty"` // of an organizer in the chat; empty: none is known
}

// A Way is how somebody gets at the rounds.
type Way string

// The ways. The command line asks nobody's name.
const (
	ByChat    Way = "chat"
	ByCommand Way = "command"
	ByClock   Way = "clock" // at its date, by itself
)

// A Clerk is somebody who is an organizer, or holds a link that makes them one.
type Clerk struct {
	ID      ClerkID
	Name    string // empty: made before names were asked
	Pending bool   // the link was not used yet
}
