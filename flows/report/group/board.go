package group

// A board is a vector laid out by term, so that others are compared with it at
// the cost of their own length.
type board struct {
	cells []float64
	sides int
}

func (s space) board() board {
	return board{make([]float64, s.sides+2*len(opposites())), s.sides}
}

// lay lays out a vector: its grams where they are, its sides as what speaks
// against those who take the opposite one.
func (b board) lay(v vector) {
	for _, e := range v {
		if e.term < b.sides {
			b.cells[e.term] = e.w
		} else {
			b.cells[e.term^1] = -e.w
		}
	}
}

// clear takes up the vector that was laid out.
func (b board) clear(v vector) {
	for _, e := range v {
		if e.term < b.sides {
			b.cells[e.term] = 0
		} else {
			b.cells[e.term^1] = 0
		}
	}
}

// like is how alike v is to what lies on the board: of two texts, their cosine
// less 1 for each two opposite sides; of sums, this summed up over all pairs.
func (b board) like(v vector) (total float64) {
	for _, e := range v {
		total += b.cells[e.term] * e.w
	}
	return total
}
