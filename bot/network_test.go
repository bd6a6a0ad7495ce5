package bot_test

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"soundings/bot"
	"soundings/flows/dialogue"
)

// A network remembers what each chat's screen shows.
type network struct {
	mu       sync.Mutex
	chats    map[bot.Chat][]shown
	sends    map[bot.Chat][]bot.Message // as they were sent first
	acks     []string
	sent     int
	edited   int
	files    []dialogue.File
	handed   map[string][]byte // by handle, what people sent
	fetched  []string
	failGet  error // of Fetch
	onFetch  func()
	deleted  []bot.MessageID
	stuck    []bot.MessageID // what Delete leaves
	reach    time.Duration
	fail     error // of Send
	failTo   map[bot.Chat]error
	failEdit error
	failDel  error // of the next Delete
}

type shown struct {
	id bot.MessageID
	bot.Message
	at time.Time
}

func (n *network) Send(_ context.Context, to bot.Chat, m bot.Message) (bot.MessageID, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := cmp.Or(n.failTo[to], n.fail); err != nil {
		return 0, err
	}
	if n.chats == nil {
		n.chats, n.sends = map[bot.Chat][]shown{}, map[bot.Chat][]bot.Message{}
	}
	n.sent++
	n.sends[to] = append(n.sends[to], m)
	id := bot.MessageID(5_000_000 + n.sent) // looks like nothing else in a session
	n.chats[to] = append(n.chats[to], shown{id, m, time.Now()})
	return id, nil
}

func (n *network) Edit(_ context.Context, to bot.Chat, id bot.MessageID, m bot.Message) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.failEdit != nil {
		return n.failEdit
	}
	i := slices.IndexFunc(n.chats[to], func(s shown) bool { return s.id == id })
	if i < 0 {
		return bot.ErrNoCard
	}
	n.edited++
	n.chats[to][i].Message = m
	return nil
}

func (n *network) Acknowledge(_ context.Context, tap, notice string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.acks = append(n.acks, tap+" "+notice)
	return nil
}

func (n *network) SendFile(_ context.Context, _ bot.Chat, name string, data []byte) (bot.MessageID, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.files = append(n.files, dialogue.File{Name: name, Data: data})
	return 0, nil
}

func (n *network) Fetch(_ context.Context, _ bot.Chat, handle string, most int64) ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.onFetch != nil {
		n.onFetch()
	}
	n.fetched = append(n.fetched, handle)
	data, ok := n.handed[handle]
	switch {
	case n.failGet != nil:
		return nil, n.failGet
	case !ok:
		return nil, bot.ErrNoFile
	case int64(len(data)) > most:
		return nil, bot.ErrTooBig
	}
	return data, nil
}

func (n *network) last(c bot.Chat) shown {
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.chats[c]) == 0 {
		return shown{}
	}
	return n.chats[c][len(n.chats[c])-1]
}

func (n *network) message(c bot.Chat, id bot.MessageID) shown {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, m := range n.chats[c] {
		if m.id == id {
			return m
		}
	}
	return shown{}
}

func (n *network) count(c bot.Chat) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.chats[c])
}

// find finds the newest message with a button whose label has this part.
func (n *network) find(c bot.Chat, label string) (bot.MessageID, string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, m := range slices.Backward(n.chats[c]) {
		for _, row := range m.Buttons {
			for _, b := range row {
				if strings.Contains(b.Label, label) && b.Data != "" {
					return m.id, b.Data
				}
			}
		}
	}
	return 0, ""
}

// button is the data of the newest message's button whose data holds an id.
func (n *network) button(c bot.Chat, id string) string {
	for _, row := range n.last(c).Buttons {
		for _, b := range row {
			if strings.Contains(b.Data, "."+id) {
				return b.Data
			}
		}
	}
	return ""
}

func (n *network) Delete(_ context.Context, from bot.Chat, ids []bot.MessageID) (left []bot.MessageID, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.failDel; err != nil {
		n.failDel = nil
		return ids, err
	}
	for _, id := range ids {
		if slices.Contains(n.stuck, id) {
			left = append(left, id)
			continue
		}
		n.deleted = append(n.deleted, id)
		n.chats[from] = slices.DeleteFunc(n.chats[from], func(s shown) bool { return s.id == id })
	}
	return left, nil
}

func (n *network) Reach() time.Duration { return n.reach }
