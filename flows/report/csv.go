package report

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"soundings/flows"
)

// writeCSV writes one row an original, for spreadsheets: UTF-8 with a byte
// order mark (without it Excel takes Chinese for the local code page), rows end
// in CR LF (RFC 4180) and line breaks inside a cell stay LF, as Excel's own.
//
// There is no 序号: people would read a running number as the order in which
// opinions came in. 编号 is the random id that the JSON has too.
func writeCSV(m Model, w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString("\ufeff")
	t := newTable(out)
	head := []string{"编号", "对象", "职务", "方面", "性质", "内容", "具体事例", "改进希望", "渠道"}
	if m.heard() {
		head = append(head, "提出人")
	}
	t.row(head...)
	subjects, labels := m.subjects(), m.labels()
	for _, o := range m.Opinions {
		s := subjects[o.Subject]
		row := []string{string(o.ID), s.Name, s.Post, aspectCell(labels[o.Aspect]), kindName(o.Kind), o.Text, o.Case, o.Remedy,
			channelName(o.Channel)}
		if m.heard() {
			row = append(row, o.Speaker)
		}
		t.row(row...)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

func (m Model) subjects() map[flows.SubjectID]Subject {
	all := map[flows.SubjectID]Subject{}
	for _, s := range m.Round.Subjects {
		all[s.ID] = s
	}
	return all
}

func aspectCell(label string) string {
	if label == "" {
		return noAspectName
	}
	return plainLabel(label)
}

// table quotes each row by encoding/csv, without its UseCRLF, which would also
// change the line breaks in somebody's text.
type table struct {
	out  *bufio.Writer
	line *bytes.Buffer
	csv  *csv.Writer
}

func newTable(out *bufio.Writer) table {
	line := &bytes.Buffer{}
	return table{out, line, csv.NewWriter(line)}
}

func (t table) row(cells ...string) {
	for i, cell := range cells {
		cells[i] = guard(cell)
	}
	t.line.Reset()
	t.csv.Write(cells) // into memory: cannot fail
	t.csv.Flush()
	t.out.Write(bytes.TrimSuffix(t.line.Bytes(), []byte("\n")))
	t.out.WriteString("\r\n")
}

// guard puts an apostrophe before a cell that a spreadsheet could take for a
// formula (OWASP, “CSV Injection”), full-width signs included, as some take
// those too. Only the CSV is altered so; in all other forms the words are the
// writer's own.
func guard(cell string) string {
	if seen := strings.TrimLeft(cell, " \u3000\u00a0"); seen != "" && strings.ContainsAny(firstRune(seen), "=+-@\t\r\n＝＋－＠") {
		return "'" + cell
	}
	return cell
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
