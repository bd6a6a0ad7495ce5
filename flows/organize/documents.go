package organize

import (
	"bytes"
	"io"
	"time"

	"soundings/flows/dialogue"
	"soundings/flows/report"
)

// Documents renders what a round collected as the files that are handed up, in
// the order in which they are read. The ids in them are drawn from random.
func Documents(in report.Input, random io.Reader, date time.Time) ([]dialogue.File, error) {
	m, err := report.Assemble(in, random)
	if err != nil {
		return nil, err
	}
	var files []dialogue.File
	for _, doc := range []struct {
		name   string
		format report.Format
	}{{"征求意见情况报告.docx", report.Word}, {"意见建议汇总表.xlsx", report.Excel}} {
		var b bytes.Buffer
		if err := (report.Options{Date: date}).Render(m, doc.format, &b); err != nil {
			return nil, err
		}
		files = append(files, dialogue.File{Name: doc.name, Data: b.Bytes()})
	}
	return files, nil
}
