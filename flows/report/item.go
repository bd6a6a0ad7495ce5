package report

import "fmt"

// title is a section's heading; it has a number where there are several.
func (s section) title(i, of int) string {
	if of == 1 {
		return sectionName(s.kind)
	}
	return "（" + numeral(i) + "）" + sectionName(s.kind)
}

func (p part) items() []item {
	var all []item
	for _, g := range p.groups {
		all = append(all, g.items...)
	}
	return all
}

// entry is the point in a list of the report: 【问题】……； and “。” on the last.
func (it item) entry(withAspect, last bool) string {
	mark, label := "；", ""
	if last {
		mark = "。"
	}
	if withAspect {
		label = it.label
	}
	return tag(label, it.kinds()) + it.line(mark)
}

// kinds is what sort of thing a point is: as its originals are.
func (it item) kinds() string {
	kind := it.originals[0].Kind
	for _, o := range it.originals {
		if o.Kind != kind {
			return "问题、建议"
		}
	}
	return kindShort(kind)
}

// merged tells of how many opinions a point was merged.
func (it item) merged() string {
	if len(it.originals) < 2 {
		return ""
	}
	return fmt.Sprintf("（归并%d条）", len(it.originals))
}

// line is the point as an item of a list.
func (it item) line(mark string) string {
	if note := it.merged(); note != "" {
		return bareEnd(flat(it.point.Text)) + note + mark
	}
	return closed(flat(it.point.Text), mark)
}

// tag stands before a point or an original: 【问题｜理论学习】.
func tag(label, kind string) string {
	if label == "" {
		return "【" + kind + "】"
	}
	return "【" + kind + "｜" + bareLabel(label) + "】"
}
