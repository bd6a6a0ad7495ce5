package report

import (
	"fmt"
	"slices"
	"strings"

	"soundings/flows"
)

// title is a section's heading; it has a number where there are several.
func (s section) title(i, of int) string {
	if of == 1 {
		return sectionName(s.kind)
	}
	return "（" + numeral(i) + "）" + sectionName(s.kind)
}

func (p part) items() []item { return append(p.written(), p.talked...) }

// written are the items of what came by other ways than talks.
func (p part) written() []item {
	var all []item
	for _, g := range p.groups {
		all = append(all, g.items...)
	}
	return all
}

// talked says that a point is of what was said in talks.
func (it item) talked() bool { return it.originals[0].Channel == FromTalk }

// channels are those that its originals came by, in their order.
func (it item) channels() []Channel {
	return filtered(Channels(), func(c Channel) bool {
		return slices.ContainsFunc(it.originals, func(o original) bool { return o.Channel == c })
	})
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
	var all []string
	for _, kind := range []flows.Kind{flows.Problem, flows.Proposal, ""} {
		if slices.ContainsFunc(it.originals, func(o original) bool { return o.Kind == kind }) {
			all = append(all, kindShort(kind))
		}
	}
	return strings.Join(all, "、")
}

// note tells of how many opinions a point was merged, or else who said it.
func (it item) note() string {
	if len(it.originals) > 1 {
		return fmt.Sprintf("（归并%d条）", len(it.originals))
	}
	return it.originals[0].spokenBy()
}

// spokenBy names the speaker who wished to be named.
func (o Opinion) spokenBy() string {
	if o.Speaker == "" {
		return ""
	}
	return "（" + comrade(o.Speaker) + "提出）"
}

// line is the point as an item of a list.
func (it item) line(mark string) string {
	if note := it.note(); note != "" {
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
