package report

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// unzipped gives the parts of a Word or Excel file by name.
func unzipped(t testing.TB, out string) map[string]string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(out), int64(len(out)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		if f.Modified.Year() > 1980 {
			t.Errorf("%s tells the time", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
	}
	return parts
}

// contents are a document's own bytes, unzipped through and through.
func contents(t testing.TB, f Format, out string) string {
	if f != Word && f != Excel {
		return out
	}
	var b strings.Builder
	parts := unzipped(t, out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		content := parts[name]
		if strings.HasSuffix(name, ".xlsx") {
			content = contents(t, Excel, content)
		}
		b.WriteString(content + "\n")
	}
	return b.String()
}

// workbook opens an Excel file that was written.
func workbook(t testing.TB, out string) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// dumped lists a workbook's sheets, cells and charts.
func dumped(t testing.TB, out string) string {
	t.Helper()
	var b strings.Builder
	f := workbook(t, out)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			fmt.Fprintf(&b, "%s %d %q\n", sheet, i+1, row)
		}
	}
	parts := unzipped(t, out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if strings.HasPrefix(name, "xl/charts/") || strings.HasPrefix(name, "xl/tables/") {
			b.WriteString(strings.ReplaceAll(parts[name], "><", ">\n<") + "\n")
		}
	}
	return b.String()
}

// rezipped is a file of such parts.
func rezipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
