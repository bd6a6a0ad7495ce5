package group

import (
	"cmp"
	"container/heap"
	"slices"
)

// A cluster is texts that have been put together. Multiplying the sums of two
// clusters' vectors gives the average over all pairs, so that average linkage
// need not look at pairs of texts.
type cluster struct {
	sum  vector
	size int          // in opinions
	of   []int        // the texts, by their place
	near map[int]bool // the clusters that it may be put together with
	gone bool         // it is part of another now
}

// A linkage puts together the two clusters that are most alike on average, again
// and again, while they are alike enough.
type linkage struct {
	clusters []cluster
	queue    links
	board    board
	least    float64
}

// A link is two clusters, by their place, and how alike they are on average.
type link struct {
	like float64
	a, b int
}

// clusters is average linkage of texts, each counted as often as it was said,
// down to least. It begins with the texts that an index finds near: two clusters
// that are least alike on average have a pair that is.
func clusters(texts []vector, said []int, b board, least float64) []cluster {
	l := &linkage{board: b, least: least}
	for i, v := range texts {
		l.clusters = append(l.clusters, cluster{v.times(float64(said[i])), said[i], []int{i}, map[int]bool{}, false})
	}
	x := newIndex(texts, b, func(int) bool { return true })
	for i := range texts {
		for _, n := range x.near(i, least) {
			l.meet(i, n)
		}
	}
	for len(l.queue) > 0 {
		if next := heap.Pop(&l.queue).(link); !l.clusters[next.a].gone && !l.clusters[next.b].gone {
			l.join(next.a, next.b)
		}
	}
	return slices.DeleteFunc(l.clusters, func(c cluster) bool { return c.gone })
}

// meet makes two clusters neighbours.
func (l *linkage) meet(at int, n neighbour) {
	if l.clusters[at].near[n.at] {
		return
	}
	l.clusters[at].near[n.at], l.clusters[n.at].near[at] = true, true
	heap.Push(&l.queue, link{n.like, min(at, n.at), max(at, n.at)})
}

// join makes a new cluster of two.
func (l *linkage) join(a, b int) {
	x, y := l.clusters[a], l.clusters[b]
	c := cluster{x.sum.plus(y.sum), x.size + y.size, slices.Concat(x.of, y.of), map[int]bool{}, false}
	around := l.leave(a, b)
	l.clusters = append(l.clusters, c)
	for _, n := range l.alike(c, around) {
		l.meet(len(l.clusters)-1, n)
	}
}

// leave takes out two clusters, and gives the neighbours of either, in order.
func (l *linkage) leave(a, b int) (around []int) {
	for _, at := range []int{a, b} {
		c := &l.clusters[at]
		for n := range c.near {
			delete(l.clusters[n].near, at)
			if n != a && n != b {
				around = append(around, n)
			}
		}
		*c = cluster{gone: true}
	}
	slices.Sort(around)
	return slices.Compact(around)
}

// alike are those of some clusters that are alike enough to c. One that is not
// can be forgotten: they come together only by way of another that is.
func (l *linkage) alike(c cluster, some []int) []neighbour {
	l.board.lay(c.sum)
	var found []neighbour
	for _, at := range some {
		other := l.clusters[at]
		if like := l.board.like(other.sum) / float64(c.size*other.size); like >= l.least {
			found = append(found, neighbour{at, like})
		}
	}
	l.board.clear(c.sum)
	return closest(found, maxNear)
}

// links is a heap: the most alike first; between equals, those made earlier.
type links []link

func (q links) Len() int      { return len(q) }
func (q links) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q links) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[j].like, q[i].like), cmp.Compare(q[i].a, q[j].a), cmp.Compare(q[i].b, q[j].b)) < 0
}
func (q *links) Push(v any) { *q = append(*q, v.(link)) }
func (q *links) Pop() any {
	end := len(*q) - 1
	last := (*q)[end]
	*q = (*q)[:end]
	return last
}
