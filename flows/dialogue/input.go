package dialogue

// InputKind sorts what a person can send.
type InputKind uint8

// The kinds of input. Show asks for nothing: it presents the current screen
// again, as after a repeated update.
const (
	Show     InputKind = iota
	Typed              // Input.Text as it was typed
	Tapped             // Input.Text is the button's Data
	Command            // Input.Text is the command without slash, Input.Payload what followed it
	Media              // Input.Text is the kind: photo, voice, file, contact, location, forward, sticker, other
	Edited             // an earlier message was edited; edits are not taken
	Attached           // Input.Document was sent; where none is taken it is Media of the kind Input.Text
)

// An Input is one thing a person did, and the randomness the step may need.
type Input struct {
	Kind     InputKind
	Text     string
	Payload  string
	Document *Document
	Random   Random
}

// Random is fresh randomness for one input, drawn outside the engine: it
// becomes the nonce of a new screen and what a step draws (Step.Draw).
type Random [24]byte
