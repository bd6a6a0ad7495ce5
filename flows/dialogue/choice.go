package dialogue

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Several are the values that an answer to a Choice of Many holds.
func Several(answer string) []string {
	return strings.FieldsFunc(answer, func(r rune) bool { return r == '\n' })
}

// choice is what may be chosen at a step that has a Choice, as things stand.
func (s Step) choice(a Answers) Choice {
	if s.Choice.For != nil {
		return s.Choice.For(a)
	}
	return *s.Choice
}

func (o Option) value() string { return cmp.Or(o.Value, o.ID) }

// holds says whether an answer is this value, or has it among several.
func holds(answer, value string) bool { return slices.Contains(Several(answer), value) }

// choose takes an option that was tapped, or that a message came to.
func (t *turn) choose(c Choice, o Option) {
	before, value := t.top().Answers[t.top().Step], o.value()
	switch {
	case o.Move != nil:
		t.move(*o.Move)
	case value == "": // a gap
	case c.Many && (c.Stay || before != ""):
		t.answer(toggled(before, value))
	default:
		t.answer(value)
		t.next()
	}
}

// toggled takes values out of an answer if it has them all, else it adds those
// that it has not.
func toggled(answer, value string) string {
	was, now := Several(answer), Several(value)
	more := slices.DeleteFunc(slices.Clone(now), func(v string) bool { return slices.Contains(was, v) })
	if len(more) == 0 {
		was = slices.DeleteFunc(was, func(v string) bool { return slices.Contains(now, v) })
	}
	return strings.Join(append(was, more...), "\n")
}

// offers says whether an answer could be given now, by a tap or a message.
func (c Choice) offers(a Answers, answer string) bool {
	values := []string{answer}
	if c.Many {
		values = Several(answer)
	}
	return !slices.ContainsFunc(values, func(v string) bool {
		return !slices.ContainsFunc(slices.Concat(c.Options, c.Pinned), func(o Option) bool { return o.value() == v }) &&
			(c.Typed == nil || c.Typed(a, v).value() != v)
	})
}

const pageSize = 8

func (c Choice) per() int {
	if c.Per > 0 {
		return c.Per
	}
	return pageSize
}

func (c Choice) pages() int { return (len(c.Options) + c.per() - 1) / c.per() }

// pageOf is the page that what was answered stands on, the first where it is
// not there.
func (c Choice) pageOf(answer string) int {
	i := slices.IndexFunc(c.Options, func(o Option) bool { return holds(answer, o.value()) })
	return max(i, 0) / c.per()
}

func (t *turn) choiceKeys(c Choice) [][]key {
	answer := t.top().Answers[t.top().Step]
	page := max(min(t.top().Page, c.pages()-1), 0) // there may be fewer than there were
	from := page * c.per()
	rows := c.rows(c.Options[from:min(from+c.per(), len(c.Options))], answer)
	if row := c.pageKeys(page); row != nil {
		rows = append(rows, row)
	}
	if c.Many && answer != "" {
		rows = append(rows, []key{{label: Say("engine.button.enough"), id: "enough", do: (*turn).next}})
	}
	return append(rows, c.rows(c.Pinned, answer)...)
}

func (c Choice) rows(options []Option, answer string) [][]key {
	var row []key
	for _, o := range options {
		k := key{label: o.Label, id: "o." + o.ID, do: func(t *turn) { t.choose(c, o) }}
		if holds(answer, o.value()) {
			k.label = Say("engine.button.chosen", "label", o.Label)
		}
		row = append(row, k)
	}
	return slices.Collect(slices.Chunk(row, max(c.Columns, 1)))
}

func (c Choice) pageKeys(page int) []key {
	turnTo := func(p int) func(*turn) {
		return func(t *turn) { t.top().Page, t.dirty = p, true }
	}
	var row []key
	if page > 0 {
		row = append(row, key{label: Say("engine.button.page_back"), id: "p." + strconv.Itoa(page-1), do: turnTo(page - 1)})
	}
	if page < c.pages()-1 {
		row = append(row, key{label: Say("engine.button.page_on", "page", page+1, "pages", c.pages()),
			id: "p." + strconv.Itoa(page+1), do: turnTo(page + 1)})
	}
	return row
}
