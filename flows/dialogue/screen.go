package dialogue

// Args are the values a translation's placeholders stand for. A value that is
// itself a Text is made into words first.
type Args = map[string]any

// A Text is something to read: a translation key with arguments, or, where Key
// is empty, Verbatim as it stands. Lang is the language it is in, whatever the
// reader's; empty: the reader's.
type Text struct {
	Key      string
	Args     Args
	Verbatim string
	Lang     string
}

// Say is the Text of a translation key. args are pairs of name and value.
func Say(key string, args ...any) Text {
	t := Text{Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		if t.Args == nil {
			t.Args = Args{}
		}
		t.Args[args[i].(string)] = args[i+1]
	}
	return t
}

// Verbatim is a Text shown as it stands, in every language.
func Verbatim(s string) Text { return Text{Verbatim: s} }

// In is the Text in one language, for whoever reads it.
func (t Text) In(lang string) Text {
	t.Lang = lang
	return t
}

// Zero says whether there is nothing to read.
func (t Text) Zero() bool { return t.Key == "" && t.Verbatim == "" }

// BlockKind says how a block of a card is set.
type BlockKind uint8

// The kinds of block.
const (
	Body    BlockKind = iota // plain
	Title                    // the step's name, bold
	Notice                   // what just happened or went wrong; stands first
	Quote                    // a person's own words, set apart
	Code                     // something to copy, in a fixed-width face
	Item                     // one of a list
	Listing                  // several lines in a fixed-width face
)

// A Block is a paragraph of a card.
type Block struct {
	Kind BlockKind
	Text Text
}

// A Button is one choice below a card. Exactly one of Data and Copy is set.
type Button struct {
	Label Text
	Data  string // comes back as Input.Text; at most 64 bytes of ASCII
	Copy  string // tapping copies this to the clipboard, and nothing comes back
}

// A Card is one screen: paragraphs, and rows of buttons below them.
type Card struct {
	Blocks  []Block
	Buttons [][]Button
	Takes   *Take // a document may be sent for it; nil: none
}
