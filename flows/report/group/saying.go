package group

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"soundings/flows/stock"
	"soundings/flows/text"
)

// A room is where texts may be put together: one subject and one channel, and
// stock phrases apart from what is concrete.
type room struct {
	subject, channel string
	stock            bool
}

func roomOf(t Text) room { return room{t.Subject, t.Channel, t.Case == "" && isStock(t.Words)} }

func isStock(words string) bool {
	return begin(words, 40) == words && stock.Phrase(strings.TrimRight(text.Clean(words), "。．.！!；; "))
}

func (r room) compare(o room) int {
	apart := 0
	switch {
	case r.stock && !o.stock:
		apart = 1
	case o.stock && !r.stock:
		apart = -1
	}
	return cmp.Or(cmp.Compare(r.subject, o.subject), cmp.Compare(r.channel, o.channel), apart)
}

// A saying is the texts of a room that are the same but for signs, width and
// case.
type saying struct {
	room  room
	key   string // what the texts have in common
	plain string
	texts []int // by their place in the input
}

// sayings sorts texts into sayings, in the order of rooms and then of words.
func sayings(texts []Text, roomOf func(Text) room) []*saying {
	type door struct {
		room room
		key  string
	}
	found := map[door]*saying{}
	for i, t := range texts {
		words := plain(t.Words)
		at := door{roomOf(t), key(t.Words, words)}
		if found[at] == nil {
			found[at] = &saying{at.room, at.key, words, nil}
		}
		s := found[at]
		s.plain, s.texts = min(s.plain, words), append(s.texts, i)
	}
	return slices.SortedFunc(maps.Values(found), func(a, b *saying) int {
		return cmp.Or(a.room.compare(b.room), cmp.Compare(a.plain, b.plain), cmp.Compare(a.key, b.key))
	})
}

// key is what makes two texts the same: what is said aloud or, where nothing is,
// the signs.
func key(words, plain string) string {
	if said := strings.ReplaceAll(plain, ",", ""); said != "" {
		return said
	}
	return "," + text.Clean(words)
}

func plains(all []*saying) []string {
	var words []string
	for _, s := range all {
		words = append(words, s.plain)
	}
	return words
}
