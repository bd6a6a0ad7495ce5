package telegramtest

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// A Button is one button of an inline keyboard, as the person sees it.
type Button struct {
	Label string
	Data  string // callback_data
	Copy  string // copy_text
	URL   string
}

// What the clients show; more is refused as BUTTON_INVALID or REPLY_MARKUP_TOO_LONG.
const (
	maxRow     = 8
	maxButtons = 100
)

type jsonButton struct {
	Text         string `json:"text"`
	Style        string `json:"style,omitempty"`
	URL          string `json:"url,omitempty"`
	CallbackData string `json:"callback_data,omitempty"`
	CopyText     *struct {
		Text string `json:"text"`
	} `json:"copy_text,omitempty"`
}

// checkMarkup reads a reply_markup and keeps the limits of
// InlineKeyboardMarkup. Other keyboards are not for this bot.
func checkMarkup(raw string) ([][]Button, *refusal) {
	if raw == "" {
		return nil, nil
	}
	var markup struct {
		Rows [][]jsonButton `json:"inline_keyboard"`
	}
	strict := json.NewDecoder(bytes.NewReader([]byte(raw)))
	strict.DisallowUnknownFields()
	if err := strict.Decode(&markup); err != nil {
		return nil, &refusal{"reply_markup: " + err.Error(), "can't parse reply keyboard markup JSON object"}
	}
	rows, count := make([][]Button, 0, len(markup.Rows)), 0
	for i, row := range markup.Rows {
		if count += len(row); len(row) == 0 || len(row) > maxRow || count > maxButtons {
			why := fmt.Sprintf("row %d has %d buttons (1-%d a row, %d in all)", i, len(row), maxRow, maxButtons)
			return nil, &refusal{why, "BUTTON_INVALID"}
		}
		buttons, no := checkRow(row)
		if no != nil {
			return nil, no
		}
		rows = append(rows, buttons)
	}
	return rows, nil
}

func checkRow(row []jsonButton) ([]Button, *refusal) {
	var buttons []Button
	for _, b := range row {
		if no := b.check(); no != nil {
			return nil, no
		}
		seen := Button{Label: b.Text, Data: b.CallbackData, URL: b.URL}
		if b.CopyText != nil {
			seen.Copy = b.CopyText.Text
		}
		buttons = append(buttons, seen)
	}
	return buttons, nil
}

// check keeps the limits of InlineKeyboardButton and CopyTextButton. An empty
// copy_text beside callback_data passes: the library sends one.
func (b jsonButton) check() *refusal {
	copies := b.CopyText != nil && (b.CopyText.Text != "" || b.CallbackData == "" && b.URL == "")
	uses := 0
	for _, used := range []bool{b.CallbackData != "", b.URL != "", copies} {
		if used {
			uses++
		}
	}
	switch {
	case b.Text == "":
		return &refusal{"a button without a label", "BUTTON_INVALID"}
	case uses != 1:
		return &refusal{fmt.Sprintf("button %q has %d uses, not exactly one", b.Text, uses), "BUTTON_TYPE_INVALID"}
	case len(b.CallbackData) > 64:
		why := fmt.Sprintf("callback_data of %q has %d bytes, at most 64 may be sent", b.Text, len(b.CallbackData))
		return &refusal{why, "BUTTON_DATA_INVALID"}
	case copies && (units(b.CopyText.Text) < 1 || units(b.CopyText.Text) > 256):
		return &refusal{fmt.Sprintf("copy_text of %q is not of 1-256 characters", b.Text), "BUTTON_COPY_TEXT_INVALID"}
	}
	return nil
}
