package organize

import (
	"bytes"
	"io"

	"soundings/flows/dialogue"
	"soundings/flows/report"
)

// A paper is a document by the name under which it is handed over.
type paper struct {
	name  string
	write func(io.Writer) error
}

// Documents renders what a round collected as the files that are handed up, in
// the order in which they are read. o.Progress hears how far all of them have come.
func Documents(r Result, o report.Options) ([]dialogue.File, error) {
	m, all := r.Model, &pile{}
	o.Progress = all.progress(o.Progress)
	papers := []paper{
		{"征求意见情况报告.docx", func(w io.Writer) error { return o.Render(m, report.Word, w) }},
		{"意见建议汇总表.xlsx", func(w io.Writer) error { return r.Workbook(o, w) }},
	}
	if book := r.Talks; book != nil {
		papers = append(papers,
			paper{"谈心谈话记录表.docx", func(w io.Writer) error { return o.RenderTalks(*book, report.Word, w) }},
			paper{"谈心谈话情况统计表.xlsx", func(w io.Writer) error { return o.RenderTalks(*book, report.Excel, w) }})
	}
	all.papers = append(papers,
		paper{"整改台账.xlsx", func(w io.Writer) error { return o.RenderLedger(r.Ledger, w) }},
		paper{"反馈单.zip", func(w io.Writer) error { return zipped(w, replies(m, o)) }},
		paper{"对照检查材料提纲.zip", func(w io.Writer) error { return zipped(w, outlines(m, o)) }})
	return all.rendered()
}

// Workbook writes the workbook with its Hints.
func (r Result) Workbook(o report.Options, w io.Writer) error {
	o.Hints, o.OwnKey = r.Hints(), ownKey(r.Round)
	return o.Render(r.Model, report.Excel, w)
}

// A pile is documents that are rendered one after another.
type pile struct {
	papers []paper
	at     int
}

// progress counts each document for a hundred, however long it is.
func (p *pile) progress(tell func(done, total int)) func(done, total int) {
	if tell == nil {
		return nil
	}
	return func(done, total int) { tell(100*p.at+100*done/total, 100*len(p.papers)) }
}

func (p *pile) rendered() ([]dialogue.File, error) {
	var files []dialogue.File
	for i, one := range p.papers {
		var b bytes.Buffer
		p.at = i
		if err := one.write(&b); err != nil {
			return nil, err
		}
		files = append(files, dialogue.File{Name: one.name, Data: b.Bytes()})
	}
	return files, nil
}
