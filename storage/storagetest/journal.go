package storagetest

import (
	"bufio"
	"io"
	"strings"
	"sync"
	"time"
)

// A journal is what a server prints. Reading it makes waiting needless: a server
// says what it has done.
type journal struct {
	ended chan struct{} // closed when nothing more comes

	mu    sync.Mutex
	lines []string
	more  chan struct{} // closed, and replaced, when a line comes
}

func newJournal(out io.Reader) *journal {
	j := &journal{ended: make(chan struct{}), more: make(chan struct{})}
	go j.read(out)
	return j
}

func (j *journal) read(out io.Reader) {
	defer close(j.ended)
	for lines := bufio.NewScanner(out); lines.Scan(); {
		j.mu.Lock()
		j.lines = append(j.lines, lines.Text())
		close(j.more)
		j.more = make(chan struct{})
		j.mu.Unlock()
	}
}

// times is how many lines have this word, and a channel that is closed when
// there may be more.
func (j *journal) times(word string) (n int, more <-chan struct{}) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, line := range j.lines {
		if strings.Contains(line, word) {
			n++
		}
	}
	return n, j.more
}

// patience is how long a server may take for anything.
const patience = 30 * time.Second

// has waits until n lines have this word. It is false where the server ends
// before, or takes too long.
func (j *journal) has(word string, n int) bool {
	late := time.After(patience)
	for {
		have, more := j.times(word)
		if have >= n {
			return true
		}
		select {
		case <-more:
		case <-j.ended:
			have, _ := j.times(word)
			return have >= n
		case <-late:
			return false
		}
	}
}

// String is what was printed.
func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return strings.Join(j.lines, "\n")
}
