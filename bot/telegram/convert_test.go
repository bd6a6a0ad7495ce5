package telegram

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/bot"
	"soundings/flows/dialogue"
)

const (
	fromWang = `"from":{"id":7,"is_bot":false,"first_name":"小明","last_name":"王","username":"xm","language_code":"zh-hans"}`
	private  = `"chat":{"id":7,"type":"private","first_name":"小明"}`
	group    = `"chat":{"id":-100,"type":"supergroup","title":"局"}`
	channel  = `"chat":{"id":-200,"type":"channel","title":"报"}`
)

func wangs() []string { return []string{"小明", "王", "xm", "王小明", "小明王", "小明 王"} }

// said is a private message with more fields.
func said(more string) string {
	return `"message":{"message_id":5,"date":1,` + fromWang + `,` + private + `,` + more + `}`
}

func inGroup(more string) string {
	return `"message":{"message_id":5,"date":1,` + fromWang + `,` + group + `,` + more + `}`
}

// personal is what a private update comes to.
func personal(kind dialogue.InputKind, text, payload string) bot.Update {
	return bot.Update{
		ID: 1, Chat: "tg:7", Private: true, Message: 5, Lang: "zh-hans", Names: wangs(),
		Input: dialogue.Input{Kind: kind, Text: text, Payload: payload},
	}
}

// TestConvert: every shape of update, and what it asks for.
func TestConvert(t *testing.T) {
	media := func(kind string) *bot.Update { u := personal(dialogue.Media, kind, ""); return &u }
	attached := func(kind string, d dialogue.Document) *bot.Update {
		u := personal(dialogue.Attached, kind, "")
		u.Input.Document = &d
		return &u
	}
	input := func(kind dialogue.InputKind, text, payload string) *bot.Update {
		u := personal(kind, text, payload)
		return &u
	}
	fromGroup := func(message bot.MessageID) *bot.Update {
		return &bot.Update{ID: 1, Chat: "tg:-100", Message: message}
	}
	tapped := func(data string, message bot.MessageID) *bot.Update {
		u := personal(dialogue.Tapped, data, "")
		u.Message, u.Tap = message, "99"
		return &u
	}
	member := func(chat, was, is string) string {
		return fmt.Sprintf(`"my_chat_member":{%s,%s,"date":1,"old_chat_member":{"status":%q},"new_chat_member":{"status":%q}}`,
			chat, fromWang, was, is)
	}
	payload := strings.Repeat("a", 64)
	cases := []struct {
		name, raw string
		want      *bot.Update // nil: nothing is asked for
	}{
		{"text", said(`"text":"你好"`), input(dialogue.Typed, "你好", "")},
		{"text with outer space", said(`"text":" a\n"`), input(dialogue.Typed, " a\n", "")},
		{"reply to another message", said(`"text":"a","reply_to_message":{"message_id":4,"photo":[]}`), input(dialogue.Typed, "a", "")},
		{"command", said(`"text":"/start"`), input(dialogue.Command, "start", "")},
		{"payload of 64", said(`"text":"/start ` + payload + `"`), input(dialogue.Command, "start", payload)},
		{"command to us", said(`"text":"/start@our_bot t_1"`), input(dialogue.Command, "start", "t_1")},
		{"command to another, in private", said(`"text":"/Start@other  t_1 "`), input(dialogue.Command, "start", "t_1")},
		{"command and a new line", said(`"text":"/opinion\n你好"`), input(dialogue.Command, "opinion", "你好")},
		{"slash alone", said(`"text":"/"`), input(dialogue.Typed, "/", "")},
		{"a path", said(`"text":"/usr/bin"`), input(dialogue.Typed, "/usr/bin", "")},
		{"a Chinese command", said(`"text":"/开始"`), input(dialogue.Typed, "/开始", "")},
		{"an inner slash", said(`"text":"a /start"`), input(dialogue.Typed, "a /start", "")},
		{"empty text", said(`"text":""`), media("other")},
		{"nothing at all", said(`"date":1`), media("other")},
		{"photo with caption", said(`"photo":[{"file_id":"x"}],"caption":"看"`), media("photo")},
		{"voice", said(`"voice":{}`), media("voice")},
		{"round video", said(`"video_note":{}`), media("voice")},
		{"document", said(`"document":{"file_id":"x","file_name":"a.yaml","file_size":7,"mime_type":"text/yaml"},"caption":"看"`),
			attached("file", dialogue.Document{Name: "a.yaml", Size: 7, Handle: "x"})},
		{"document without a name", said(`"document":{"file_id":"x"}`), attached("file", dialogue.Document{Handle: "x"})},
		{"document without an id", said(`"document":{"file_name":"a.yaml"}`), media("file")},
		{"document of another form", said(`"document":{"file_id":7}`), media("file")},
		{"forwarded document", said(`"document":{"file_id":"x"},"forward_origin":{"type":"user"}`), attached("forward", dialogue.Document{Handle: "x"})},
		{"animation", said(`"animation":{},"document":{"file_id":"x"}`), media("file")},
		{"video", said(`"video":{}`), media("file")},
		{"audio", said(`"audio":{}`), media("file")},
		{"contact", said(`"contact":{"phone_number":"1"}`), media("contact")},
		{"location", said(`"location":{"latitude":1}`), media("location")},
		{"venue", said(`"venue":{},"location":{}`), media("location")},
		{"sticker", said(`"sticker":{}`), media("sticker")},
		{"dice", said(`"dice":{}`), media("other")},
		{"poll", said(`"poll":{}`), media("other")},
		{"a kind not invented yet", said(`"hologram":{}`), media("other")},
		{"forwarded text", said(`"text":"a","forward_origin":{"type":"user"}`), media("forward")},
		{"forwarded command", said(`"text":"/start","forward_origin":{"type":"not invented yet"}`), media("forward")},
		{"forwarded photo", said(`"photo":[],"forward_origin":{"type":"channel"}`), media("forward")},
		{"pinned", said(`"pinned_message":{"message_id":4}`), nil},
		{"delete timer", said(`"message_auto_delete_timer_changed":{}`), nil},
		{"without a chat", `"message":{"message_id":5,"text":"a"}`, nil},
		{"null message", `"message":null`, nil},
		{"empty message", `"message":{}`, nil},

		{"edited", `"edited_message":{"message_id":5,` + fromWang + `,` + private + `,"text":"b"}`, input(dialogue.Edited, "", "")},
		{"live location", `"edited_message":{"message_id":5,` + fromWang + `,` + private + `,"location":{}}`, nil},
		{"edited in a group", `"edited_message":{"message_id":5,` + fromWang + `,` + group + `,"text":"/start"}`, nil},

		{"tap", `"callback_query":{"id":"99",` + fromWang + `,"data":"n.1","message":{"message_id":6,"date":1,` + private + `,"text":"card"}}`, tapped("n.1", 6)},
		{"tap on a card gone", `"callback_query":{"id":"99",` + fromWang + `,"data":"n.1","message":{"message_id":6,"date":0,` + private + `}}`, tapped("n.1", 6)},
		{"tap without a message", `"callback_query":{"id":"99",` + fromWang + `,"data":"n.1","inline_message_id":"x"}`, tapped("n.1", 0)},
		{"tap without data", `"callback_query":{"id":"99",` + fromWang + `,"game_short_name":"g","message":{"message_id":6,` + private + `}}`, tapped("", 6)},
		{"tap in a group", `"callback_query":{"id":"99",` + fromWang + `,"data":"n.1","message":{"message_id":6,` + group + `}}`,
			&bot.Update{ID: 1, Chat: "tg:-100", Message: 6, Tap: "99", Lang: "zh-hans"}},
		{"empty tap", `"callback_query":{}`, nil},

		{"blocked", member(private, "member", "kicked"), nil},
		{"unblocked", member(private, "kicked", "member"), nil},
		{"added to a group", member(group, "left", "member"), fromGroup(0)},
		{"added as administrator", member(group, "kicked", "administrator"), fromGroup(0)},
		{"promoted", member(group, "member", "administrator"), nil},
		{"put out", member(group, "member", "kicked"), nil},
		{"added to a channel", member(channel, "left", "administrator"), nil},
		{"empty membership", `"my_chat_member":{}`, nil},

		{"chatter", inGroup(`"text":"吃了吗"`), nil},
		{"group command", inGroup(`"text":"/start"`), fromGroup(5)},
		{"group command to us", inGroup(`"text":"/start@Our_Bot x"`), fromGroup(5)},
		{"group command to another", inGroup(`"text":"/start@other_bot"`), nil},
		{"mention", inGroup(`"text":"😀 @our_bot 你好","entities":[{"type":"mention","offset":3,"length":8}]`), fromGroup(5)},
		{"mention of another", inGroup(`"text":"@other","entities":[{"type":"mention","offset":0,"length":6}]`), nil},
		{"mention out of bounds", inGroup(`"text":"@","entities":[{"type":"mention","offset":-1,"length":99}]`), nil},
		{"group photo", inGroup(`"photo":[]`), nil},
		{"we join", inGroup(`"new_chat_members":[{"id":1}]`), nil},

		{"channel post", `"channel_post":{"message_id":5,` + channel + `,"text":"/start"}`, nil},
		{"poll answer", `"poll_answer":{}`, nil},
		{"nothing", `"x":1`, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, ok, err := convert([]byte(`{"update_id":1,`+c.raw+`}`), "our_bot")
			if err != nil || ok != (c.want != nil) {
				t.Fatalf("ok %v, %v", ok, err)
			}
			if ok {
				if diff := cmp.Diff(*c.want, got); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
}

// TestUndecodable: nothing of it is in the error.
func TestUndecodable(t *testing.T) {
	for _, raw := range []string{
		``, `x`, `[]`, `null`, `{}`, `{"update_id":"canary"}`, `{"update_id":1,"message":"canary"}`,
		`{"update_id":1,"message":{"message_id":"canary"}}`, `{"update_id":1,"callback_query":{"id":5}}`,
	} {
		_, ok, err := convert([]byte(raw), "")
		if err == nil || ok || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: %v, %v", raw, ok, err)
		}
	}
}

// FuzzConvert: no update makes us panic, and what comes out has an address.
func FuzzConvert(f *testing.F) {
	f.Add([]byte(`{"update_id":1,` + said(`"text":"/start@b x"`) + `}`))
	f.Add([]byte(`{"update_id":1,` + inGroup(`"text":"😀@b","entities":[{"type":"mention","offset":2,"length":2}]`) + `}`))
	f.Add([]byte(`{"update_id":1,"callback_query":{"id":"9","from":{"id":7},"message":null}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		u, ok, err := convert(raw, "b")
		if ok && (err != nil || u.ID == 0 || u.Chat == "" || u.Chat == "tg:0") {
			t.Errorf("%+v, %v", u, err)
		}
		sniff(raw)
	})
}
