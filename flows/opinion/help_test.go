package opinion

import (
	"encoding/json"
	"fmt"
	"strings"

	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
)

func labelOf(b dialogue.Button) string { return dialoguetest.Label(b.Label) }

// progress is what the title of the present screen says.
func (w *world) progress() (step, steps any) {
	for _, b := range w.Screen.Card.Blocks {
		if b.Kind == dialogue.Title {
			return b.Text.Args["step"], b.Text.Args["steps"]
		}
	}
	return nil, nil
}

// dump is everything a session holds, as it is stored.
func dump(w *world) string {
	raw, err := json.Marshal(w.Session)
	if err != nil {
		w.TB.Fatalf("%v", err)
	}
	return string(raw)
}

func cardText(c dialogue.Card) string {
	var b strings.Builder
	for _, block := range c.Blocks {
		fmt.Fprintln(&b, block.Text.Key, block.Text.Args, block.Text.Verbatim)
	}
	return b.String()
}
