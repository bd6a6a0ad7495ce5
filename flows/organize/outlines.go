package organize

import (
	"archive/zip"
	"fmt"
	"io"
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/report"
)

// outlines are the self-reviews to be written, one for each subject that has to:
// each is handed to its subject, and holds nothing about another.
func outlines(m report.Model, o report.Options) (all []paper) {
	for i, name := range names(m.Round.Subjects) {
		if s := m.Round.Subjects[i]; s.Kind != flows.OtherKind {
			all = append(all, paper{"对照检查材料提纲（" + name + "）.docx",
				func(w io.Writer) error { return o.RenderSelfReview(m, s.ID, w) }})
		}
	}
	return all
}

// replies are the 反馈单, one for each subject, also where nobody said anything:
// each holds nothing about another. That of the team goes to all its members.
func replies(m report.Model, o report.Options) (all []paper) {
	for i, name := range names(m.Round.Subjects) {
		s := m.Round.Subjects[i]
		all = append(all, paper{"反馈单（" + name + "）.docx", func(w io.Writer) error {
			part, err := m.Only(s.ID)
			if err != nil {
				return err
			}
			return o.Render(part, report.Word, w)
		}})
	}
	return all
}

// names are the subjects as file names tell them; two of one name are told apart.
func names(subjects []report.Subject) (all []string) {
	for _, s := range subjects {
		name := fileName.Replace(s.Name)
		if slices.Contains(all, name) {
			name += " " + string(s.ID)
		}
		all = append(all, name)
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
