package main

import (
	"context"
	_ "embed"
	"strconv"

	"soundings/flows/organize"
	"soundings/flows/strictyaml"
)

//go:embed sample/opinions.yaml
var sampleOpinionsYAML string

// A line is what one sample colleague says: labels of buttons, and words.
type line struct {
	Subject string `yaml:"subject"`
	Aspect  string `yaml:"aspect"`
	Kind    string `yaml:"kind"`
	Text    string `yaml:"text"`
	Case    string `yaml:"case"`
	Remedy  string `yaml:"remedy"`
}

// giveAll has the sample colleagues give their opinions.
func (s rehearsal) giveAll(ctx context.Context) error {
	var lines []line
	if _, err := strictyaml.Decode([]byte(sampleOpinionsYAML), &lines); err != nil {
		return err
	}
	for i, l := range lines {
		colleague, err := s.enter(ctx, strconv.Itoa(i), organize.RoundLink+string(s.round.ID))
		if err != nil {
			return err
		}
		if err := colleague.act(ctx, l.acts()...); err != nil {
			return err
		}
	}
	return nil
}

// acts are the conversation in the order of its steps.
func (l line) acts() []act {
	acts := []act{{label: "✍️ 提意见建议"}, {label: l.Subject}}
	if l.Text == "" { // 暂无意见建议
		return acts
	}
	acts = append(acts, act{label: l.Aspect}, act{label: l.Kind}, act{text: l.Text}, act{label: "✅ 写完了"})
	acts = append(acts, optional(l.Case)...)
	if l.Kind == "存在的问题" {
		acts = append(acts, optional(l.Remedy)...)
	}
	return append(acts, act{label: "✅ 提交"})
}
