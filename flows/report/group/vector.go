package group

import (
	"cmp"
	"math"
	"slices"
)

// A weight is a term of a vector.
type weight struct {
	term int
	w    float64
}

// A vector is what a text says, or the sum of what several say, in the order of
// terms: the TF-IDF weights of its grams, then the sides it takes, each with 1.
// A text's grams have length 1, counting those that no other text has and that
// are left out, since they add to no product.
type vector []weight

// A space is the vectors of texts. Its terms are numbered: grams from the rarest
// on, then sides, the two that are opposite to each other beginning at an even
// number.
type space struct {
	vectors []vector
	sides   int // the first term that is a side
}

// newSpace weighs the grams of plain texts. A gram counts the more, the fewer
// texts have it.
func newSpace(plains []string) space {
	grams, spread, hush, opposites := make([]counts, len(plains)), counts{}, hush(), opposites()
	for i, s := range plains {
		grams[i] = count(s, hush)
		for g := range grams[i] {
			spread[g]++
		}
	}
	ids := numbered(spread)
	s := space{make([]vector, len(plains)), len(ids) + len(ids)%2}
	for i, c := range grams {
		s.vectors[i] = c.weigh(ids, spread, len(plains))
		for _, side := range sides(plains[i], opposites) {
			s.vectors[i] = append(s.vectors[i], weight{s.sides + side, 1})
		}
	}
	return s
}

// numbered numbers the grams that several texts have, the rarest first.
func numbered(spread counts) map[gram]int {
	var shared []gram
	for g, n := range spread {
		if n > 1 {
			shared = append(shared, g)
		}
	}
	slices.SortFunc(shared, func(a, b gram) int {
		return cmp.Or(cmp.Compare(spread[a], spread[b]), slices.Compare(a[:], b[:]))
	})
	ids := make(map[gram]int, len(shared))
	for i, g := range shared {
		ids[g] = i
	}
	return ids
}

func (c counts) weigh(ids map[gram]int, spread counts, texts int) vector {
	var v vector
	var squares []float64
	for g, n := range c {
		w := (1 + math.Log(float64(n))) * math.Log(1+float64(texts)/float64(spread[g]))
		squares = append(squares, w*w)
		if id, shared := ids[g]; shared {
			v = append(v, weight{id, w})
		}
	}
	slices.SortFunc(v, func(a, b weight) int { return cmp.Compare(a.term, b.term) })
	return v.times(1 / math.Sqrt(sum(squares)))
}

// sum adds the smallest first, so that it is the same in whatever order they come.
func sum(of []float64) (total float64) {
	slices.Sort(of)
	for _, x := range of {
		total += x
	}
	return total
}

func (v vector) times(n float64) vector {
	out := make(vector, len(v))
	for i, e := range v {
		out[i] = weight{e.term, e.w * n}
	}
	return out
}

func (v vector) plus(o vector) vector {
	out := make(vector, 0, len(v)+len(o))
	for len(v) > 0 && len(o) > 0 {
		switch {
		case v[0].term < o[0].term:
			out, v = append(out, v[0]), v[1:]
		case v[0].term > o[0].term:
			out, o = append(out, o[0]), o[1:]
		default:
			out, v, o = append(out, weight{v[0].term, v[0].w + o[0].w}), v[1:], o[1:]
		}
	}
	return append(append(out, v...), o...)
}

// square is the square of the length of the grams of v.
func (v vector) square(sides int) (total float64) {
	for _, e := range v {
		if e.term < sides {
			total += e.w * e.w
		}
	}
	return total
}
