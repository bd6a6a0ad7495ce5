package telegramtest

import (
	"slices"
	"strings"
	"testing"
)

// TestMisuse: every limit fails the test and is answered as documented.
func TestMisuse(t *testing.T) {
	long := func(n int) string { return strings.Repeat("长", n) }
	entity := func(kind string, at, length int) any { return args{"type": kind, "offset": at, "length": length} }
	text := func(with args) args { with["chat_id"] = 7; with["text"] = "ab😀cd"; return with }
	command := func(name, about string) args {
		return args{"commands": []any{args{"command": name, "description": about}}}
	}
	cases := []struct {
		name, method string
		args         args
		why, answer  string
	}{
		{"unknown method", "sendMesage", args{}, "no such method", "Not Found"},
		{"unknown field", "sendMessage", args{"chat_id": 7, "text": "a", "txt": 1}, "no such parameter: txt", "no such parameter"},
		{"missing field", "sendMessage", args{"chat_id": 7}, "text is required", "text is required"},
		{"wrong type", "sendMessage", args{"chat_id": "seven", "text": "a"}, "chat_id", "chat_id"},
		{"empty text", "sendMessage", args{"chat_id": 7, "text": " \n"}, "empty", "message text is empty"},
		{"long text", "sendMessage", args{"chat_id": 7, "text": long(4097)}, "4097", "message is too long"},
		{"units, not runes", "sendMessage", args{"chat_id": 7, "text": strings.Repeat("😀", 2049)}, "4098", "message is too long"},
		{"parse mode", "sendMessage", text(args{"parse_mode": "HTML"}), "parse_mode", "can't parse entities"},
		{"entity outside", "sendMessage", text(args{"entities": []any{entity("bold", 3, 4)}}), "outside", "ENTITY_BOUNDS_INVALID"},
		{"entity in a pair", "sendMessage", text(args{"entities": []any{entity("bold", 0, 3)}}), "splits", "ENTITY_BOUNDS_INVALID"},
		{"empty entity", "sendMessage", text(args{"entities": []any{entity("bold", 0, 0)}}), "empty", "ENTITY_BOUNDS_INVALID"},
		{"entity type", "sendMessage", text(args{"entities": []any{entity("strong", 0, 1)}}), "no such type", "ENTITY"},
		{"crossing", "sendMessage", text(args{"entities": []any{entity("bold", 0, 2), entity("italic", 1, 3)}}), "overlap", "can't parse"},
		{"bold code", "sendMessage", text(args{"entities": []any{entity("code", 0, 2), entity("bold", 0, 2)}}), "code and pre", "can't parse"},
		{"nested quotes", "sendMessage", text(args{"entities": []any{entity("blockquote", 0, 4), entity("blockquote", 0, 2)}}), "nested", "can't parse"},
		{"long data", "sendMessage", text(args{"reply_markup": keyboard(button(strings.Repeat("x", 65)))}), "65 bytes", "BUTTON_DATA_INVALID"},
		{"bytes, not runes", "editMessageText", text(args{"message_id": 1, "reply_markup": keyboard(button(long(22)))}), "66 bytes", "BUTTON_DATA_INVALID"},
		{"no use", "sendMessage", text(args{"reply_markup": keyboard(button(""))}), "0 uses", "BUTTON_TYPE_INVALID"},
		{"two uses", "sendMessage", text(args{"reply_markup": keyboard(args{"text": "B", "callback_data": "x", "copy_text": args{"text": "y"}})}), "2 uses", "BUTTON_TYPE"},
		{"no label", "sendMessage", text(args{"reply_markup": keyboard(args{"text": "", "callback_data": "x"})}), "label", "BUTTON_INVALID"},
		{"long copy", "sendMessage", text(args{"reply_markup": keyboard(args{"text": "B", "copy_text": args{"text": long(257)}})}), "1-256", "COPY_TEXT"},
		{"empty copy", "sendMessage", text(args{"reply_markup": keyboard(args{"text": "B", "copy_text": args{"text": ""}})}), "1-256", "COPY_TEXT"},
		{"empty row", "sendMessage", text(args{"reply_markup": keyboard()}), "0 buttons", "BUTTON_INVALID"},
		{"long row", "sendMessage", text(args{"reply_markup": keyboard(slices.Repeat([]any{button("x")}, 9)...)}), "9 buttons", "BUTTON_INVALID"},
		{"other keyboard", "sendMessage", text(args{"reply_markup": args{"keyboard": []any{}}}), "keyboard", "can't parse"},
		{"misspelt button", "sendMessage", text(args{"reply_markup": keyboard(args{"text": "B", "callback": "x"})}), "callback", "can't parse"},
		{"long notice", "answerCallbackQuery", args{"callback_query_id": "1", "text": long(201)}, "201", "MESSAGE_TOO_LONG"},
		{"no ids", "deleteMessages", args{"chat_id": 7, "message_ids": []int{}}, "0 message_ids", "message identifiers"},
		{"many ids", "deleteMessages", args{"chat_id": 7, "message_ids": make([]int, 101)}, "101 message_ids", "message identifiers"},
		{"capital command", "setMyCommands", command("Start", "x"), "a-z", "BOT_COMMAND_INVALID"},
		{"long command", "setMyCommands", command(strings.Repeat("a", 33), "x"), "1-32", "BOT_COMMAND_INVALID"},
		{"no description", "setMyCommands", command("start", ""), "1-256", "DESCRIPTION"},
		{"long description", "setMyCommands", command("start", long(257)), "257", "DESCRIPTION"},
		{"many commands", "setMyCommands", args{"commands": slices.Repeat([]any{args{"command": "a", "description": "b"}}, 101)}, "101", "TOO_MUCH"},
		{"long language", "setMyCommands", args{"commands": []any{}, "language_code": "zh-hans"}, "two letters", "language code"},
		{"poll limit", "getUpdates", args{"limit": 101}, "1-100", "limit"},
		{"secret", "setWebhook", args{"url": "https://a.example", "secret_token": "a b"}, "secret_token", "secret token"},
		{"connections", "setWebhook", args{"url": "https://a.example", "max_connections": 101}, "1-100", "max_connections"},
		{"webhook url", "setWebhook", args{"url": "a.example"}, "URL", "bad webhook"},
		{"no document", "sendDocument", args{"chat_id": 7, "document": "id"}, "document", "non-empty"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, r := watched(t)
			s.Person(7)
			got := ask(t, s, c.method, c.args)
			if !strings.Contains(r.said(), c.why) {
				t.Errorf("the test was told %q, want %q in it", r.said(), c.why)
			}
			if got.OK || !strings.Contains(got.Description, c.answer) {
				t.Errorf("answered %+v, want %q", got, c.answer)
			}
		})
	}
}

// TestFair: what is allowed to the last unit passes.
func TestFair(t *testing.T) {
	s := New(t)
	s.Person(7)
	for name, a := range map[string]args{
		"longest text": {"chat_id": 7, "text": strings.Repeat("长", 4096)},
		"longest data": {"chat_id": 7, "text": "a", "reply_markup": keyboard(button(strings.Repeat("x", 64)))},
		"longest copy": {"chat_id": 7, "text": "a", "reply_markup": keyboard(args{"text": "B", "copy_text": args{"text": strings.Repeat("长", 256)}})},
		"empty copy beside data": {"chat_id": 7, "text": "a",
			"reply_markup": keyboard(args{"text": "B", "callback_data": "x", "copy_text": args{"text": ""}})},
		"entities": {"chat_id": 7, "text": "ab😀cd", "entities": []any{
			args{"type": "bold", "offset": 0, "length": 6}, args{"type": "italic", "offset": 2, "length": 2}}},
	} {
		if got := ask(t, s, "sendMessage", a); !got.OK {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestRefusals: documented answers that are nobody's mistake.
func TestRefusals(t *testing.T) {
	s := New(t)
	p := s.Person(7)
	id := ask(t, s, "sendMessage", args{"chat_id": 7, "text": "a"}).id(t)
	mine := p.Send("hello").Message
	edit := func(message int64, text string) string {
		return ask(t, s, "editMessageText", args{"chat_id": 7, "message_id": message, "text": text}).Description
	}
	for want, got := range map[string]string{
		"message is not modified":   edit(id, "a"),
		"message to edit not found": edit(9999, "b"),
		"message can't be edited":   edit(mine, "b"),
		"query is too old":          ask(t, s, "answerCallbackQuery", args{"callback_query_id": "1"}).Description,
		"chat not found":            ask(t, s, "sendMessage", args{"chat_id": 8, "text": "a"}).Description,
		"message to delete":         ask(t, s, "deleteMessage", args{"chat_id": 7, "message_id": 9999}).Description,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("answered %q, want %q", got, want)
		}
	}
	if s.NotModified() != 1 {
		t.Errorf("%d edits changed nothing, want 1", s.NotModified())
	}
	p.Block()
	if got := ask(t, s, "sendMessage", args{"chat_id": 7, "text": "a"}); got.Code != 403 {
		t.Errorf("a blocked bot was answered %+v", got)
	}
}
