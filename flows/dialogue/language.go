package dialogue

import "slices"

// languageFlow is the engine's own conversation, and the command for it.
const languageFlow = "language"

// forTurn is the book for one turn: with the engine's own conversations, and
// each flow asked for once.
func (b Book) forTurn() Book {
	find, found := b.Flow, map[Ref]Flow{{Flow: languageFlow}: b.language()}
	b.Flow = func(r Ref) (Flow, bool) {
		if flow, ok := found[r]; ok {
			return flow, true
		}
		flow, ok := find(r)
		if ok {
			found[r] = flow
		}
		return flow, ok
	}
	return b
}

// language changes to the language of a tag, or asks which.
func (t *turn) language(tag string) {
	if !slices.ContainsFunc(t.book.Languages, func(l Language) bool { return l.Tag == tag }) {
		t.enter(Ref{Flow: languageFlow}, nil)
		return
	}
	t.s.Lang, t.dirty = tag, true
}

func (b Book) language() Flow {
	page := &Page{}
	for i, l := range b.Languages {
		page.Actions = append(page.Actions,
			Action{ID: "lang-" + string(rune('a'+i)), Label: Verbatim(l.Name), Move: Move{Lang: l.Tag, Leave: true}, Row: i})
	}
	return Flow{Name: languageFlow, Version: 1, Steps: []Step{
		{ID: "language", Title: Say("engine.language"), Page: page},
	}}
}
