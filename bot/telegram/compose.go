package telegram

import (
	"github.com/go-telegram/bot/models"

	"soundings/bot"
	"soundings/flows/dialogue"
)

// longQuote is the length in UTF-16 units from which a quote is folded.
const longQuote = 600

// entities sets a message's spans. No parse_mode: what people typed is never
// read as markup.
func entities(spans []bot.Span) []models.MessageEntity {
	var all []models.MessageEntity
	for _, s := range spans {
		if kind := entityType(s); kind != "" && s.Length > 0 {
			all = append(all, models.MessageEntity{Type: kind, Offset: s.Offset, Length: s.Length})
		}
	}
	return all
}

func entityType(s bot.Span) models.MessageEntityType {
	switch s.Kind {
	case dialogue.Title:
		return models.MessageEntityTypeBold
	case dialogue.Code:
		return models.MessageEntityTypeCode
	case dialogue.Listing:
		return models.MessageEntityTypePre
	case dialogue.Quote:
		if s.Length >= longQuote {
			return models.MessageEntityTypeExpandableBlockquote
		}
		return models.MessageEntityTypeBlockquote
	}
	return ""
}

// noPreview keeps Telegram from fetching a link somebody typed.
func noPreview() *models.LinkPreviewOptions {
	yes := true
	return &models.LinkPreviewOptions{IsDisabled: &yes}
}

// An inline keyboard. The library's type adds an empty copy_text to every
// button (FACTS 9), where "exactly one of the fields … must be used"
// (InlineKeyboardButton).
type (
	inlineKeyboard struct {
		Rows [][]inlineButton `json:"inline_keyboard"`
	}
	inlineButton struct {
		Text string    `json:"text"`
		Data string    `json:"callback_data,omitempty"`
		Copy *copyText `json:"copy_text,omitempty"`
	}
	copyText struct {
		Text string `json:"text"`
	}
)

// keyboard is the markup for rows of buttons, nil for none.
func keyboard(rows [][]bot.Button) models.ReplyMarkup {
	var k inlineKeyboard
	for _, row := range rows {
		var buttons []inlineButton
		for _, b := range row {
			one := inlineButton{Text: b.Label, Data: b.Data}
			if b.Copy != "" {
				one.Copy = &copyText{b.Copy}
			}
			buttons = append(buttons, one)
		}
		if len(buttons) > 0 {
			k.Rows = append(k.Rows, buttons)
		}
	}
	if len(k.Rows) == 0 {
		return nil
	}
	return k
}
