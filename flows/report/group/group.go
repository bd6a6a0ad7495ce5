package group

import (
	"cmp"
	"slices"

	"soundings/flows/text"
)

// DefaultAlike is how alike opinions must be, unless Options say otherwise. With
// less, what only sounds alike comes together; it is low because people seldom
// use the same words for the same thing.
const DefaultAlike = 0.11

// A Text is an opinion as it is compared.
type Text struct {
	Subject string
	Channel string
	Aspect  string // empty: the writer left it open
	Words   string
	Case    string // the concrete example; only whether there is one matters
}

// Options tune a proposal. The zero Options are good ones.
type Options struct {
	// Alike, over 0 to 1, is how alike groups must be on average to be put
	// together: the less, the fewer and larger groups. 0 stands for DefaultAlike.
	Alike float64
}

// A Group is texts that seem to say the same. Texts are named by their place in
// the input.
type Group struct {
	Members []int   // ascending; one at least
	Wording int     // the member whose words are proposed for all
	Alike   float64 // how alike two members are on average, up to 1, which is the same
	Stock   bool    // every member is a stock phrase without an example
}

// Propose puts every text into one group. The groups are the same in whatever
// order the texts come; the order of groups means nothing.
func Propose(texts []Text, o Options) []Group {
	said := sayings(texts, roomOf)
	s := newSpace(plains(said))
	b := s.board()
	var all []Group
	for from, to := 0, 0; from < len(said); from = to {
		for to < len(said) && said[to].room == said[from].room {
			to++
		}
		h := hall{texts, said[from:to], s.vectors[from:to], b}
		all = append(all, h.groups(cmp.Or(o.Alike, DefaultAlike))...)
	}
	return all
}

// A hall is a room with all that is said in it.
type hall struct {
	texts   []Text
	sayings []*saying
	vectors []vector
	board   board
}

func (h hall) groups(least float64) (all []Group) {
	said := make([]int, len(h.sayings))
	for i := range h.sayings {
		said[i] = len(h.sayings[i].texts)
	}
	for _, c := range clusters(h.vectors, said, h.board, least) {
		g := Group{Stock: h.sayings[0].room.stock}
		for _, i := range c.of {
			g.Members = append(g.Members, h.sayings[i].texts...)
		}
		slices.Sort(g.Members)
		heights := h.heights(c)
		g.Wording, g.Alike = h.wording(c, heights), h.average(c, heights)
		all = append(all, g)
	}
	return all
}

// heights are, for each text of a cluster, how alike it is to all the cluster's
// opinions, itself among them, summed up.
func (h hall) heights(c cluster) (all []float64) {
	h.board.lay(c.sum)
	defer h.board.clear(c.sum)
	for _, i := range c.of {
		left := 1 - h.vectors[i].square(h.board.sides) // of its likeness to itself
		all = append(all, h.board.like(h.vectors[i])+h.times(i)*left)
	}
	return all
}

// times is how often a text was said.
func (h hall) times(i int) float64 { return float64(len(h.sayings[i].texts)) }

// average is how alike two opinions of a cluster are on average.
func (h hall) average(c cluster, heights []float64) float64 {
	if c.size == 1 {
		return 1
	}
	total := 0.0
	for k, i := range c.of {
		total += h.times(i) * (heights[k] - 1)
	}
	return min(1, total/float64(c.size*(c.size-1)))
}

// wording is the medoid of a cluster: the opinion that is most alike to all.
// Between equals it is the longest, which leaves out least, then the first by its
// words; of two that are the same to the letter, it may be either.
func (h hall) wording(c cluster, heights []float64) int {
	best, top := -1, slices.Max(heights)
	for k, i := range c.of {
		if heights[k] < top-1e-9 { // as good as equal
			continue
		}
		for _, at := range h.sayings[i].texts {
			if best < 0 || fuller(h.texts[at].Words, h.texts[best].Words) {
				best = at
			}
		}
	}
	return best
}

func fuller(a, b string) bool {
	if n, m := text.Len(a), text.Len(b); n != m {
		return n > m
	}
	return a < b
}
