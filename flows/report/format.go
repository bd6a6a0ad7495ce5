package report

import (
	"io"
	"slices"
	"strings"

	"soundings/flows"
)

// Format is a form that documents are written in; its value is the file name's
// extension.
type Format string

// The formats.
const (
	JSON     Format = "json"
	Markdown Format = "md"
	CSV      Format = "csv"
	Word     Format = "docx"
	Excel    Format = "xlsx"
)

// Formats are all formats, in the order in which they are offered.
func Formats() []Format { return []Format{JSON, Markdown, CSV, Word, Excel} }

// ParseFormat reads a format's name. The error is Invalid, report.format, with
// Args "value" and "choices".
func ParseFormat(s string) (Format, error) {
	if f := Format(s); slices.Contains(Formats(), f) {
		return f, nil
	}
	return "", flows.Fail(flows.Invalid, "report.format", flows.Args{"value": s, "choices": choices()})
}

// ParseFormats is ParseFormat that also takes “all”.
func ParseFormats(s string) ([]Format, error) {
	if s == "all" {
		return Formats(), nil
	}
	f, err := ParseFormat(s)
	if err != nil {
		return nil, err
	}
	return []Format{f}, nil
}

func choices() string {
	names := []string{"all"}
	for _, f := range Formats() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// FileName is the name of the round's document: opinions-solicited.md.
func (f Format) FileName() string { return "opinions-solicited." + string(f) }

// FeedbackName is the name of one subject's document: feedback-wang.md. It
// differs from FileName, so that the one cannot be handed out for the other.
func (f Format) FeedbackName(subject flows.SubjectID) string {
	return "feedback-" + string(subject) + "." + string(f)
}

// TalksName is the name of the talks' document: talks.docx.
func (f Format) TalksName() string { return "talks." + string(f) }

// SelfReviewName is the name of one subject's outline: self-review-wang.docx.
func SelfReviewName(subject flows.SubjectID) string {
	return "self-review-" + string(subject) + "." + string(Word)
}

// Render is Options.Render without any Options.
func Render(m Model, f Format, w io.Writer) error { return Options{}.Render(m, f, w) }
