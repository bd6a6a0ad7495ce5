package group

import (
	"cmp"
	"math"
	"slices"
)

const (
	// maxSeen is how many entries of the index are looked at for one text, those
	// of the rarest grams first; it bounds what thousands of texts of one
	// template cost.
	maxSeen = 1024
	// maxLook is how many texts that may be near are compared in full.
	maxLook = 96
	// maxNear is how many neighbours a text or a cluster keeps, the most alike.
	maxNear = 24
)

// A neighbour is a text or a cluster, by its place, and how alike it is.
type neighbour struct {
	at   int
	like float64
}

// An index finds texts that are alike without comparing all.
type index struct {
	texts []vector
	board board
	posts map[int][]post // by term, in the order of texts
	sums  []float64      // what scan has found so far, by text
	seen  []int          // the texts that have a sum
}

// A post is a text that has a term.
type post struct {
	at int
	w  float64
}

// newIndex is an index of those texts that may be found.
func newIndex(texts []vector, b board, found func(i int) bool) *index {
	x := &index{texts, b, map[int][]post{}, make([]float64, len(texts)), nil}
	for i, v := range texts {
		for _, e := range v {
			if e.term < b.sides && found(i) {
				x.posts[e.term] = append(x.posts[e.term], post{i, e.w})
			}
		}
	}
	return x
}

// near finds the other texts that are as alike to text i as least, or more: the
// most alike first, at most maxNear.
func (x *index) near(i int, least float64) []neighbour {
	x.board.lay(x.texts[i])
	defer x.board.clear(x.texts[i])
	var found []neighbour
	for _, n := range x.likely(i, least) {
		if like := x.board.like(x.texts[n.at]); like >= least {
			found = append(found, neighbour{n.at, like})
		}
	}
	return closest(found, maxNear)
}

// likely are the texts that may be near to text i, at most maxLook, those first
// that share the rarest grams.
func (x *index) likely(i int, least float64) []neighbour {
	rest := x.scan(i, least)
	found := make([]neighbour, 0, len(x.seen))
	for _, at := range x.seen {
		if x.sums[at]+rest >= least {
			found = append(found, neighbour{at, x.sums[at]})
		}
		x.sums[at] = 0
	}
	x.seen = x.seen[:0]
	if len(found) <= maxLook {
		return found
	}
	return closest(found, maxLook)
}

// scan sums up the products of the rarer grams of text i, and gives the length
// of the grams it leaves out, which is the most that these can add
// (Cauchy–Schwarz). It stops where that is below half of least: what it has not
// come to by then is not near, and of what it has, little needs a closer look.
func (x *index) scan(i int, least float64) float64 {
	left := x.words(i)
	rest, room := 0.0, maxSeen
	for _, e := range left {
		rest += e.w * e.w
	}
	for _, e := range left {
		if rest < least*least/4 || room == 0 {
			break
		}
		posts := around(x.posts[e.term], i, room)
		room -= len(posts)
		x.add(i, posts, e.w)
		rest = max(rest-e.w*e.w, 0)
	}
	return math.Sqrt(rest)
}

// words are the grams of text i, without the sides.
func (x *index) words(i int) vector {
	v := x.texts[i]
	n, _ := slices.BinarySearchFunc(v, x.board.sides, func(e weight, side int) int { return cmp.Compare(e.term, side) })
	return v[:n]
}

func (x *index) add(i int, posts []post, w float64) {
	for _, p := range posts {
		if p.at == i {
			continue
		}
		if x.sums[p.at] == 0 {
			x.seen = append(x.seen, p.at)
		}
		x.sums[p.at] += p.w * w
	}
}

// around are at most n posts, those about text i: texts stand in the order of
// their words, so these begin alike.
func around(posts []post, i, n int) []post {
	if len(posts) <= n {
		return posts
	}
	at, _ := slices.BinarySearchFunc(posts, i, func(p post, i int) int { return cmp.Compare(p.at, i) })
	from := min(max(at-n/2, 0), len(posts)-n)
	return posts[from : from+n]
}

// closest are the n most alike, these first.
func closest(all []neighbour, n int) []neighbour {
	slices.SortFunc(all, func(a, b neighbour) int {
		return cmp.Or(cmp.Compare(b.like, a.like), cmp.Compare(a.at, b.at))
	})
	return all[:min(len(all), n)]
}
