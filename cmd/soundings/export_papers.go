package main

import (
	"io"
	"os"
	"path/filepath"
	"slices"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/flows/report"
)

// fill writes the documents of the whole round, or of one subject.
func (c *exportCmd) fill(out *folder, r organize.Result, formats []report.Format, options report.Options) (err error) {
	m := r.Model
	if err := c.feedback(out, m, formats, options); err != nil {
		return err
	}
	if err := c.reviews(out, m, formats, options); err != nil {
		return err
	}
	if c.Subject != "" {
		if m, err = m.Only(flows.SubjectID(c.Subject)); err != nil {
			return err
		}
	}
	for _, f := range formats {
		write := func(w io.Writer) error { return options.Render(m, f, w) }
		if f == report.Excel && c.Subject == "" {
			write = func(w io.Writer) error { return r.Workbook(options, w) }
		}
		if err := out.add(c.name(f), write); err != nil {
			return err
		}
	}
	if c.listed(formats) {
		if err := out.add(report.LedgerName, func(w io.Writer) error { return options.RenderLedger(r.Ledger, w) }); err != nil {
			return err
		}
	}
	if c.Subject != "" || r.Talks == nil {
		return nil
	}
	return talks(out, *r.Talks, formats, options)
}

// listed says whether the ledger is asked for.
func (c *exportCmd) listed(formats []report.Format) bool {
	return c.Subject == "" && slices.Contains(formats, report.Excel)
}

// talks writes the documents of the talks.
func talks(out *folder, book report.TalkBook, formats []report.Format, options report.Options) error {
	for _, f := range talkFormats(formats) {
		if err := out.add(f.TalksName(), func(w io.Writer) error { return options.RenderTalks(book, f, w) }); err != nil {
			return err
		}
	}
	return nil
}

// feedback writes a 反馈单 for every subject: each holds nothing about another.
// Where one subject is asked for, its own is what is exported.
func (c *exportCmd) feedback(out *folder, m report.Model, formats []report.Format, options report.Options) error {
	for _, s := range c.answered(m.Round.Subjects, formats) {
		part, err := m.Only(s)
		if err != nil {
			return err
		}
		write := func(w io.Writer) error { return options.Render(part, report.Word, w) }
		if err := out.add(report.Word.FeedbackName(s), write); err != nil {
			return err
		}
	}
	return nil
}

// answered are the subjects whose 反馈单 stand beside the report.
func (c *exportCmd) answered(subjects []report.Subject, formats []report.Format) (all []flows.SubjectID) {
	for _, s := range subjects {
		if slices.Contains(formats, report.Word) && c.Subject == "" {
			all = append(all, s.ID)
		}
	}
	return all
}

// reviews writes the outlines of the self-reviews: each holds nothing about
// another subject.
func (c *exportCmd) reviews(out *folder, m report.Model, formats []report.Format, options report.Options) error {
	for _, s := range c.reviewed(m.Round.Subjects, formats) {
		write := func(w io.Writer) error { return options.RenderSelfReview(m, s, w) }
		if err := out.add(report.SelfReviewName(s), write); err != nil {
			return err
		}
	}
	return nil
}

// reviewed are the subjects whose outlines are asked for.
func (c *exportCmd) reviewed(subjects []report.Subject, formats []report.Format) (all []flows.SubjectID) {
	for _, s := range subjects {
		if slices.Contains(formats, report.Word) && s.Kind != flows.OtherKind && (c.Subject == "" || c.Subject == string(s.ID)) {
			all = append(all, s.ID)
		}
	}
	return all
}

// talkFormats are those in which talks are told.
func talkFormats(formats []report.Format) []report.Format {
	return slices.DeleteFunc(slices.Clone(formats), func(f report.Format) bool { return f != report.Word && f != report.Excel })
}

// name is what a document is called.
func (c *exportCmd) name(f report.Format) string {
	if c.Subject != "" {
		return f.FeedbackName(flows.SubjectID(c.Subject))
	}
	return f.FileName()
}

// free sees that no document is there yet: somebody may have worked on it.
func (c *exportCmd) free(r flows.Round, formats []report.Format) error {
	for _, name := range c.names(r, formats) {
		path := filepath.Join(c.Out, name)
		if _, err := os.Lstat(path); err == nil {
			return taken(path)
		}
	}
	return nil
}

// names are all names there may be.
func (c *exportCmd) names(r flows.Round, formats []report.Format) (all []string) {
	for _, f := range formats {
		all = append(all, c.name(f))
	}
	if c.Subject == "" {
		for _, f := range talkFormats(formats) {
			all = append(all, f.TalksName())
		}
	}
	var subjects []report.Subject
	for _, s := range r.Subjects() {
		subjects = append(subjects, report.Subject{ID: s.ID, Kind: s.Kind})
	}
	if c.listed(formats) {
		all = append(all, report.LedgerName)
	}
	for _, s := range c.answered(subjects, formats) {
		all = append(all, report.Word.FeedbackName(s))
	}
	for _, s := range c.reviewed(subjects, formats) {
		all = append(all, report.SelfReviewName(s))
	}
	return all
}
