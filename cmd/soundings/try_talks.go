package main

import (
	"context"
	_ "embed"
	"slices"
	"time"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/flows/strictyaml"
)

//go:embed sample/talks.yaml
var sampleTalksYAML string

// A logged is a talk as one of the sample's members logs it: labels of buttons, and
// words.
type logged struct {
	By       flows.SubjectID `yaml:"by"`
	With     string          `yaml:"with"`
	Name     string          `yaml:"name"` // of somebody who is not on the roster, instead of with
	Kind     string          `yaml:"kind"`
	Ago      int             `yaml:"ago"` // days
	At       string          `yaml:"at"`
	Own      string          `yaml:"own"`
	Given    string          `yaml:"given"`
	Received string          `yaml:"received"`
	Agreed   string          `yaml:"agreed"`
}

// logAll has the sample's members log their talks.
func (s rehearsal) logAll(ctx context.Context) error {
	var talks []logged
	if _, err := strictyaml.Decode([]byte(sampleTalksYAML), &talks); err != nil {
		return err
	}
	for _, m := range s.round.Members {
		own := slices.DeleteFunc(slices.Clone(talks), func(t logged) bool { return t.By != m.ID })
		if err := s.logOwn(ctx, m, own); err != nil {
			return err
		}
	}
	return nil
}

// logOwn has a member come by their link, log their talks, and leave: their place is
// for a visitor of the page.
func (s rehearsal) logOwn(ctx context.Context, m flows.Member, own []logged) error {
	links, _, err := s.house.office.InviteMembers(ctx, s.round, []flows.Member{m})
	if err != nil {
		return err
	}
	member, err := s.enter(ctx, string(m.ID), organize.MemberLink+links[0].Token)
	if err != nil {
		return err
	}
	for _, t := range own {
		if err := member.act(ctx, t.acts(s.today)...); err != nil {
			return err
		}
	}
	_, err = s.house.office.ReleaseMember(ctx, s.round, m.ID)
	return err
}

// acts are the conversation in the order of its steps, from home and back there.
func (t logged) acts(today time.Time) []act {
	acts := []act{{label: "📝 记谈心谈话"}}
	if t.Name != "" {
		acts = append(acts, act{text: t.Name}, act{label: "👤 就是“" + t.Name + "”"})
	} else {
		acts = append(acts, act{label: t.With})
	}
	acts = append(acts, act{label: t.Kind}, act{text: today.AddDate(0, 0, -t.Ago).Format(time.DateOnly)}, act{text: t.At})
	for _, words := range []string{t.Own, t.Given, t.Received, t.Agreed} {
		acts = append(acts, optional(words)...)
	}
	return append(acts, act{label: "✅ 保存"}, act{label: "完成"})
}
