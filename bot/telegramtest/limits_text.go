package telegramtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// An Entity is a special part of a text; Offset and Length count UTF-16 units
// (MessageEntity).
type Entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
	URL    string `json:"url,omitempty"`
}

// units is a text's length as the Bot API counts it.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// checkText keeps "1-4096 characters after entities parsing" (sendMessage).
func checkText(text string, most int) *refusal {
	switch n := units(text); {
	case !utf8.ValidString(text):
		return &refusal{"the text is not UTF-8", "strings must be encoded in UTF-8"}
	case strings.TrimSpace(text) == "":
		return &refusal{"the text is empty", "message text is empty"}
	case n > most:
		return &refusal{fmt.Sprintf("the text has %d UTF-16 units, at most %d may be sent", n, most), "message is too long"}
	}
	return nil
}

// checkEntities reads the entities of a text and keeps them within it.
func checkEntities(text, raw string) ([]Entity, *refusal) {
	if raw == "" {
		return nil, nil
	}
	var all []Entity
	if err := json.Unmarshal([]byte(raw), &all); err != nil {
		return nil, &refusal{"entities: " + err.Error(), "can't parse entities"}
	}
	coded := utf16.Encode([]rune(text))
	for i, e := range all {
		if why := e.wrong(coded); why != "" {
			return nil, &refusal{fmt.Sprintf("entity %d (%s): %s", i, e.Type, why), "ENTITY_BOUNDS_INVALID"}
		}
		for _, other := range all[:i] {
			if why := e.clash(other); why != "" {
				return nil, &refusal{fmt.Sprintf("entity %d: %s", i, why), "can't parse entities: " + why}
			}
		}
	}
	return all, nil
}

// wrong says why an entity cannot stand in a text.
func (e Entity) wrong(text []uint16) string {
	end := e.Offset + e.Length
	switch {
	case !slices.Contains(strings.Fields(entityTypes), e.Type):
		return "no such type, or not one a bot may send"
	case e.Length < 1:
		return "it is empty"
	case e.Offset < 0 || end > len(text):
		return fmt.Sprintf("%d to %d is outside the text of %d units", e.Offset, end, len(text))
	case splits(text, e.Offset) || splits(text, end):
		return "it splits a character"
	}
	return ""
}

const entityTypes = "mention hashtag cashtag bot_command url email phone_number bold italic underline " +
	"strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention custom_emoji date_time"

func splits(text []uint16, at int) bool {
	return at > 0 && at < len(text) && utf16.IsSurrogate(rune(text[at])) && text[at] >= 0xdc00
}

// clash keeps "If two entities have common characters, one is fully contained
// inside another … pre and code entities can't contain any other entities …
// blockquote and expandable_blockquote entities can't be nested" (Formatting
// options).
func (e Entity) clash(o Entity) string {
	from, to := max(e.Offset, o.Offset), min(e.Offset+e.Length, o.Offset+o.Length)
	if from >= to {
		return ""
	}
	common := to - from
	switch {
	case common != e.Length && common != o.Length:
		return e.Type + " and " + o.Type + " overlap without one inside the other"
	case e.solid() || o.solid():
		return "code and pre cannot share text with another entity"
	case e.quote() && o.quote():
		return "quotes cannot be nested"
	}
	return ""
}

func (e Entity) solid() bool { return e.Type == "code" || e.Type == "pre" }
func (e Entity) quote() bool { return strings.HasSuffix(e.Type, "blockquote") }
