package organize

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"

	"soundings/flows"
	"soundings/flows/report"
)

// outlines are the self-reviews to be written, one for each subject that has to:
// each is handed to its subject, and holds nothing about another.
func outlines(m report.Model, o report.Options) []paper {
	var all []paper
	seen := map[string]bool{}
	for _, s := range m.Round.Subjects {
		if s.Kind == flows.OtherKind {
			continue
		}
		name := fileName.Replace(s.Name)
		if seen[name] { // two of one name
			name += " " + string(s.ID)
		}
		seen[name] = true
		all = append(all, paper{"对照检查材料提纲（" + name + "）.docx",
			func(w io.Writer) error { return o.RenderSelfReview(m, s.ID, w) }})
	}
	return all
}

// fileName is a name without what leads out of a folder.
var fileName = strings.NewReplacer("/", "／", `\`, "＼", "\n", " ")

// zipped writes papers into one file: a team of any size is one message in the
// chat, which takes about one a second. Entries carry no times.
func zipped(w io.Writer, papers []paper) error {
	z := zip.NewWriter(w)
	for _, p := range papers {
		entry, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store}) // it is compressed inside
		if err != nil {
			return fmt.Errorf("writing a zip file: %w", err)
		}
		if err := p.write(entry); err != nil {
			return err
		}
	}
	return z.Close()
}
