package dialogue

// A Flow is a conversation as a table. Steps are asked in order, those that
// do not apply are passed over.
type Flow struct {
	Name    string
	Version int // raise it when step ids or the meaning of answers change
	Steps   []Step
	// Discard is how the conversation is given up where leaving it is not enough;
	// nil, or none: it is left.
	Discard func(Answers) *Move
	// Reading marks a conversation that gathers nothing: what is answered in it
	// only says where somebody looks, and is lost without a word.
	Reading bool
}

// A Step is one screen and what may be answered to it. Exactly one of Choice,
// Writing, Review and Page says which kind it is. All its functions are pure.
type Step struct {
	ID    string
	Title Text
	Say   func(Answers) []Block // paragraphs below the title; nil: none
	When  func(Answers) bool    // whether the step applies; nil: always

	Choice  *Choice
	Writing *Writing
	Review  *Review
	Page    *Page

	// Take is what becomes of a document sent here; nil: it is refused, unfetched.
	Take *Take

	// Gate marks a step that stands in the way of the step before it (a
	// warning, say): it is not counted in the progress and comes up after an
	// edit as well.
	Gate bool
	// Draw makes answers from randomness when the step is first shown.
	Draw func(Random) Answers
	// Clears names answers that no longer hold when this step's answer changes.
	Clears []string
	// Fresh asks for a new message even where a card could be edited; with Once,
	// while there is something to show.
	Fresh bool
	// Once names an answer that is shown by this step and then forgotten.
	Once string
	// Final marks the end: the answers are dropped (but Once), and entering the
	// conversation again starts it anew.
	Final bool
}

// A Choice is answered by a tap on one of its options.
type Choice struct {
	Options []Option
	Pinned  []Option // stand below the options of every page
	Columns int      // buttons a row; 0: one
	Per     int      // options a page; 0: eight

	// Many lets several options be chosen: the answer has a line for each (see
	// Several). The first tap moves on as ever, unless it is to Stay; who comes back
	// adds and takes away until they say that it is enough.
	Many, Stay bool
	// Typed makes an option of a message that is typed here, and it is taken as if
	// it had been tapped; nil: buttons only.
	Typed func(a Answers, said string) Option
	// For makes the choice from what was answered so far; nil: it is as it stands.
	// All other fields are then left to it.
	For func(Answers) Choice
}

// An Option is one button of a Choice. A tap records its value as the step's
// answer and moves on; with a Move, it does that instead. With neither a value
// nor a Move it is a gap, which keeps a place in a row and does nothing.
type Option struct {
	ID    string // [a-z0-9-], at most 40
	Value string // what is recorded; empty: ID
	Label Text
	Move  *Move
}

// Writing is answered by typing, over as many messages as it takes.
type Writing struct {
	Min, Max int                // in UTF-16 units
	Optional bool               // may be skipped
	Needed   func(Answers) bool // whether it may not be after all; nil: never
}

// Review shows what was answered and lets single answers be edited.
type Review struct {
	Submit  Action
	Discard Action
	Fields  []Field
}

// A Field is an answer that can be edited from a review.
type Field struct {
	Step  string
	Label Text
}

// A Page has nothing to answer, only buttons.
type Page struct {
	Actions []Action
	Bare    bool  // without the common row of back and cancel
	Hear    *Hear // what becomes of a message typed here; nil: buttons only
}

// Hear hands a typed message to an effect at once, as its payload. It is not
// kept.
type Hear struct {
	Effect string
	Check  func(string) Text // what is wrong with it, or nothing
	Missed []Fact            // see Move.Missed
}

// An Action is a button that makes a Move.
type Action struct {
	ID    string // [a-z0-9-], at most 20
	Label Text
	Move  Move
	Row   int // buttons with the same row stand side by side
	// Copy makes a button that copies its result instead of moving; there is no
	// button where that is empty.
	Copy func(Answers) string
}

// A Move is what a tap or a command leads to. Its fields are done in the order
// they stand here; a Move with an Effect waits until that is concluded.
type Move struct {
	Effect  string  // to be done outside: see Effect
	Payload string  // for the Effect
	Missed  []Fact  // remembered where the Effect finds that its Payload leads nowhere (Outcome.Missed)
	Lang    string  // change the language
	Set     Answers // answers to record
	Restart bool    // drop all answers and begin at the first step
	Leave   bool    // end this conversation, show the one waiting below
	Enter   Ref     // begin or resume a conversation
	Begin   Answers // begin it anew with these; nil: resume it
	Goto    string  // go to this step
	Mend    string  // edit this step's answer, and come back to the review on the table
	Anew    bool    // what is typed there next replaces what was written
	Next    bool    // go to the next step that applies
	Notice  Text    // told above the screen it leads to
	Retire  Text    // what the tapped card says from now on, where the next screen is a new message

	rest bool // home lies on the table then: what waits below it is given up as well
}

// A Book holds the conversations as the world stands now.
type Book struct {
	// Flow finds a conversation; false: it is over or never was.
	Flow func(Ref) (Flow, bool)
	// Command says where a command leads; false: there is no such command.
	// /cancel, /help and /language are the engine's own.
	Command func(name, payload string) (Move, bool)
	// Help is what /help says.
	Help Text
	// Home is the conversation at the bottom of everything. Its Flow is always
	// found.
	Home Ref
	// Languages are what /language offers.
	Languages []Language
}

// A Language is one the catalogue of words has.
type Language struct{ Tag, Name string }

// An Effect is something to be done outside the engine, for the conversation
// it names. Then is the move that waits for it. See Conclude.
type Effect struct {
	Name    string
	Ref     Ref
	Answers Answers
	Payload string
	Sent    *Sent // where it is a document that asks for it
	Then    Move
	Notice  Text // what this turn has to tell already
	// Progress, if not nil, tells the person how far the effect has come, where that
	// takes long. It is put there by whoever has the effect done, and is cheap to call.
	Progress func(Text) `json:"-"`

	missed []Fact // of the Move; whoever does the effect is not told
	asked  Frame  // the conversation as it stood
}

// An Outcome is how an Effect went.
type Outcome struct {
	Failed bool    // the waiting move is not made
	Missed bool    // the payload leads nowhere: see Move.Missed
	Notice Text    // told above the next screen
	Cards  []Card  // shown before it, once, and not kept
	Files  []File  // handed over before it, likewise
	Move   *Move   // instead of the waiting move
	Set    Answers // answers to record
	Facts  []Fact
}

// A File is a document to hand over.
type File struct {
	Name string
	Data []byte
}

// A Fact is something to remember about a topic.
type Fact struct{ Topic, Name, Value string }

// A Result is what an input led to. The caller saves Session and shows Cards,
// then Card; where an Effect is due it does that first and goes on
// with Conclude.
type Result struct {
	Session Session
	Effect  *Effect // to be done before anything is saved or shown; may be nil
	Cards   []Card  // one-off messages
	Files   []File  // to hand over
	Card    Card    // the present screen
	Notice  Text    // what Card's notice says, for a tap's short answer
	Fresh   bool    // Card must be a new message
	Retire  Text    // what is left of the card that was tapped, where Card is a new message; may be empty
	Once    string  // what Card shows and is to be forgotten, if anything: see Forget
}
