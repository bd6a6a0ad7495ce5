package organize

import (
	"bytes"
	"io"
	"time"

	"soundings/flows/dialogue"
	"soundings/flows/report"
)

// A paper is a document by the name under which it is handed over.
type paper struct {
	name  string
	write func(io.Writer) error
}

// Documents renders what a round collected as the files that are handed up, in
// the order in which they are read.
func Documents(r Result, date time.Time) ([]dialogue.File, error) {
	m := r.Model
	o := report.Options{Date: date}
	papers := []paper{
		{"征求意见情况报告.docx", func(w io.Writer) error { return o.Render(m, report.Word, w) }},
		{"意见建议汇总表.xlsx", func(w io.Writer) error { return r.Workbook(o, w) }},
	}
	if book := r.Talks; book != nil {
		papers = append(papers,
			paper{"谈心谈话记录表.docx", func(w io.Writer) error { return o.RenderTalks(*book, report.Word, w) }},
			paper{"谈心谈话情况统计表.xlsx", func(w io.Writer) error { return o.RenderTalks(*book, report.Excel, w) }})
	}
	return rendered(append(papers, paper{"对照检查材料提纲.zip", func(w io.Writer) error { return zipped(w, outlines(m, o)) }}))
}

// Workbook writes the workbook with its Hints.
func (r Result) Workbook(o report.Options, w io.Writer) error {
	o.Hints = r.Hints()
	return o.Render(r.Model, report.Excel, w)
}

func rendered(papers []paper) ([]dialogue.File, error) {
	var files []dialogue.File
	for _, p := range papers {
		var b bytes.Buffer
		if err := p.write(&b); err != nil {
			return nil, err
		}
		files = append(files, dialogue.File{Name: p.name, Data: b.Bytes()})
	}
	return files, nil
}
