package roster

import (
	"regexp"
	"strconv"
	"strings"

	"soundings/flows/text"
)

// amendment is 第3行 李红 副局长, or line 3: …; and 第3行 删.
var amendment = regexp.MustCompile(`^(?i:第\s*(\d{1,4})\s*行|line\s+(\d{1,4})\b)\s*[:：,，]?\s*(.*)$`)

// Amend is what was pasted with what was said since: more lines behind it, or the
// one line that it names replaced, or deleted.
func Amend(pasted, said string) string {
	lines := Lines(pasted)
	m := amendment.FindStringSubmatch(text.HalfWidth(strings.TrimSpace(said)))
	if m == nil || strings.Contains(said, "\n") {
		return strings.Join(append(lines, Lines(said)...), "\n")
	}
	n, _ := strconv.Atoi(m[1] + m[2])
	if n < 1 || n > len(lines) {
		return strings.Join(append(lines, Lines(said)...), "\n") // it shows as a fault
	}
	switch strings.ToLower(m[3]) {
	case "", "删", "删掉", "删除", "去掉", "delete":
		lines = append(lines[:n-1], lines[n:]...)
	default:
		lines[n-1] = m[3]
	}
	return strings.Join(lines, "\n")
}
