package telegram

import (
	"encoding/json"
	"strings"
	"unicode/utf16"

	"soundings/flows/dialogue"
)

// input is what a message in a private chat says. It is false for a service
// message. A forwarded text is no text of the person's: it carries who wrote it
// and when.
func (m *message) input() (dialogue.Input, bool) {
	for _, known := range media() {
		if m.field(known.field) {
			return m.medium(known.kind), true
		}
	}
	if m.Text != "" {
		if name, _, payload, ok := command(m.Text); ok {
			return dialogue.Input{Kind: dialogue.Command, Text: name, Payload: payload}, true
		}
		return dialogue.Input{Kind: dialogue.Typed, Text: m.Text}, true
	}
	return dialogue.Input{Kind: dialogue.Media, Text: "other"}, !m.service()
}

// medium is media of a kind, or a document. An animation has one too, and is none.
// Of one that was passed on it matters what it holds, not who wrote it.
func (m *message) medium(kind string) dialogue.Input {
	var d struct {
		ID   string `json:"file_id"`
		Name string `json:"file_name"`
		Size int64  `json:"file_size"`
	}
	raw, there := m.has["document"]
	if !there || m.field("animation") || json.Unmarshal(raw, &d) != nil || d.ID == "" {
		return dialogue.Input{Kind: dialogue.Media, Text: kind}
	}
	return dialogue.Input{Kind: dialogue.Attached, Text: kind, Document: &dialogue.Document{Name: d.Name, Size: d.Size, Handle: d.ID}}
}

type mediaField struct{ field, kind string }

// media are the fields that tell what a message carries, the telling ones
// first: an animation has a document, a venue a location.
func media() []mediaField {
	return []mediaField{
		{"forward_origin", "forward"},
		{"photo", "photo"}, {"live_photo", "photo"},
		{"voice", "voice"}, {"video_note", "voice"},
		{"sticker", "sticker"},
		{"contact", "contact"},
		{"location", "location"}, {"venue", "location"},
		{"document", "file"}, {"video", "file"}, {"audio", "file"}, {"animation", "file"},
	}
}

// service says whether a message only notes what happened to a private chat.
func (m *message) service() bool {
	for _, note := range strings.Fields(serviceFields) {
		if m.field(note) {
			return true
		}
	}
	return false
}

const serviceFields = "pinned_message message_auto_delete_timer_changed connected_website write_access_allowed " +
	"chat_background_set forum_topic_created forum_topic_edited forum_topic_closed forum_topic_reopened " +
	"general_forum_topic_hidden general_forum_topic_unhidden proximity_alert_triggered boost_added " +
	"gift unique_gift gift_upgrade_sent"

// command reads "/name@bot payload". In a private chat it is for us whatever
// bot it names.
func command(s string) (name, to, payload string, ok bool) {
	head, payload := s, ""
	if i := strings.IndexAny(s, " \n\t"); i >= 0 {
		head, payload = s[:i], strings.TrimSpace(s[i:])
	}
	name, to, _ = strings.Cut(strings.ToLower(head), "@")
	name, ok = strings.CutPrefix(name, "/")
	if !ok || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return "", "", "", false
	}
	return name, to, payload, true
}

// calls says whether a message in a group is meant for us: a command that
// names no other bot, or a mention.
func (m *message) calls(name string) bool {
	if _, to, _, ok := command(m.Text); ok {
		return to == "" || name == "" || strings.EqualFold(to, name)
	}
	coded := utf16.Encode([]rune(m.Text))
	for _, e := range m.Entities {
		end := e.Offset + e.Length
		if name == "" || e.Type != "mention" || e.Offset < 0 || e.Length < 0 || end > len(coded) {
			continue
		}
		if strings.EqualFold(string(utf16.Decode(coded[e.Offset:end])), "@"+name) {
			return true
		}
	}
	return false
}
