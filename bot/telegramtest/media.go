package telegramtest

// What people send that is no text. Each is a message with the fields the real
// one has, as far as bots look.

// SendPhoto sends a photo, with a caption if there is one.
func (p *Person) SendPhoto(caption string) Sent {
	return p.media("photo", caption, []any{map[string]any{
		"file_id": "p1", "file_unique_id": "up1", "width": 90, "height": 90,
	}})
}

// SendVoice sends a voice message.
func (p *Person) SendVoice() Sent {
	return p.media("voice", "", map[string]any{"file_id": "v1", "file_unique_id": "uv1", "duration": 3})
}

// SendVideo sends a video.
func (p *Person) SendVideo(caption string) Sent {
	return p.media("video", caption, map[string]any{
		"file_id": "d1", "file_unique_id": "ud1", "width": 90, "height": 90, "duration": 3,
	})
}

// SendDocument sends a file, which the bot can fetch with getFile and the link it
// gives.
func (p *Person) SendDocument(name string, data []byte, caption string) Sent {
	return p.media("document", caption, p.document(name, data))
}

func (p *Person) document(name string, data []byte) map[string]any {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	id := p.s.files.keep(File{Name: name, Data: data})
	return map[string]any{
		"file_id": id, "file_unique_id": "u" + id, "file_name": name, "file_size": len(data),
		"mime_type": "application/octet-stream",
	}
}

// SendContact shares a contact.
func (p *Person) SendContact(phone, name string) Sent {
	return p.media("contact", "", map[string]any{"phone_number": phone, "first_name": name})
}

// SendLocation shares a place.
func (p *Person) SendLocation() Sent {
	return p.media("location", "", map[string]any{"latitude": 39.9, "longitude": 116.4})
}

// SendSticker sends a sticker.
func (p *Person) SendSticker() Sent {
	return p.media("sticker", "", map[string]any{
		"file_id": "s1", "file_unique_id": "us1", "type": "regular", "width": 512, "height": 512,
		"is_animated": false, "is_video": false,
	})
}

// SendDice sends a dice, a kind nobody expects.
func (p *Person) SendDice() Sent {
	return p.media("dice", "", map[string]any{"emoji": "🎲", "value": 4})
}

// Forward passes on somebody else's text.
func (p *Person) Forward(text, from string) Sent {
	return p.send(&Message{Text: text, Entities: found(text)}, map[string]any{"forward_origin": p.origin(from)})
}

func (p *Person) origin(from string) map[string]any {
	return map[string]any{"type": "hidden_user", "date": p.s.Clock().Unix(), "sender_user_name": from}
}

// ForwardDocument passes on somebody else's file.
func (p *Person) ForwardDocument(name string, data []byte, from string) Sent {
	return p.send(&Message{Media: "document"}, map[string]any{"document": p.document(name, data), "forward_origin": p.origin(from)})
}

func (p *Person) media(kind, caption string, content any) Sent {
	return p.send(&Message{Text: caption, Media: kind}, map[string]any{kind: content})
}
