package bot

import (
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

// Words turns translation keys into words. It is the only place that does, for
// screens as for errors.
type Words struct {
	in   map[string]*i18n.Localizer
	zone *time.Location
}

// NewWords reads the catalogues, one <language>.yaml each. Dates are told in
// zone.
func NewWords(files fs.FS, zone *time.Location) (*Words, error) {
	// The tag is zh-Hans, never zh-CN: else zh-Hans clients would get nothing.
	bundle := i18n.NewBundle(language.MustParse(Chinese))
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	w := &Words{in: map[string]*i18n.Localizer{}, zone: zone}
	for _, lang := range []string{Chinese, English} {
		if _, err := bundle.LoadMessageFileFS(files, lang+".yaml"); err != nil {
			return nil, fmt.Errorf("catalogue %s: %w", lang, err)
		}
		w.in[lang] = i18n.NewLocalizer(bundle, lang)
	}
	return w, nil
}

// Say is a Text in words. A key that is missing comes out as itself.
func (w *Words) Say(lang string, t dialogue.Text) string {
	if t.Key == "" {
		return t.Verbatim
	}
	if t.Lang != "" {
		lang = t.Lang
	}
	localizer, ok := w.in[lang]
	if !ok {
		localizer = w.in[Chinese]
	}
	args := make(map[string]any, len(t.Args))
	for name, v := range t.Args {
		args[name] = w.value(lang, v)
	}
	s, err := localizer.Localize(&i18n.LocalizeConfig{MessageID: t.Key, TemplateData: args})
	if err != nil {
		return t.Key
	}
	return s
}

// Fault is an error in words: those of the first *flows.Error in it.
func (w *Words) Fault(lang string, err error) string {
	t := dialogue.Text{Key: flows.KeyOf(err), Args: flows.ArgsOf(err)}
	return w.Say(lang, t)
}

func (w *Words) value(lang string, v any) any {
	switch v := v.(type) {
	case dialogue.Text:
		return w.Say(lang, v)
	case flows.Phrase:
		return w.Say(lang, dialogue.Text{Key: v.Key, Args: v.Args})
	case []flows.Phrase:
		var lines []string
		for _, phrase := range v {
			lines = append(lines, w.value(lang, phrase).(string))
		}
		return strings.Join(lines, "\n")
	case time.Time:
		return w.date(lang, v)
	}
	return v
}

func (w *Words) date(lang string, t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	if lang == English {
		return t.In(w.zone).Format("2 January 2006")
	}
	return t.In(w.zone).Format("2006年1月2日")
}

const maxMessage = 4096 // UTF-16 units, sendMessage

// Render is a card in words. Roles become spans, so nothing that was typed is
// ever parsed.
func (w *Words) Render(lang string, c dialogue.Card) Message {
	m, at := Message{Takes: c.Takes}, 0
	for i, block := range c.Blocks {
		if i > 0 {
			gap := between(c.Blocks[i-1], block)
			m.Text += gap
			at += len(gap)
		}
		s := text.Cut(w.Say(lang, block.Text), max(1, maxMessage-at-2))
		n := text.Len(s)
		if at+n > maxMessage {
			break // a guard: limits of rounds and texts keep cards shorter
		}
		if spanned(block.Kind) {
			m.Spans = append(m.Spans, Span{block.Kind, at, n})
		}
		m.Text += s
		at += n
	}
	m.Buttons = w.buttons(lang, c.Buttons)
	return m
}

// spanned are the roles that are set apart from plain text.
func spanned(k dialogue.BlockKind) bool {
	return k == dialogue.Title || k == dialogue.Quote || k == dialogue.Code || k == dialogue.Listing
}

// between sets a person's words directly below the line that introduces them.
func between(above, below dialogue.Block) string {
	if above.Kind == dialogue.Item && below.Kind == dialogue.Item {
		return "\n"
	}
	if above.Kind == dialogue.Body && spanned(below.Kind) && below.Kind != dialogue.Title {
		return "\n"
	}
	return "\n\n"
}

func (w *Words) buttons(lang string, rows [][]dialogue.Button) [][]Button {
	var all [][]Button
	for _, row := range rows {
		var buttons []Button
		for _, b := range row {
			buttons = append(buttons, Button{Label: w.Say(lang, b.Label), Data: b.Data, Copy: b.Copy})
		}
		all = append(all, buttons)
	}
	return all
}
