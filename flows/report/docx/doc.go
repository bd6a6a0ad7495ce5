// Package docx writes Word documents (WordprocessingML, ECMA-376 part 1) in the
// form that GB/T 9704-2012, 党政机关公文格式, asks for. It only writes.
//
//	d := docx.New(w, docx.Setup{Title: "征求意见情况报告"})
//	d.Add(docx.Title, "征求意见情况报告")
//	d.Add(docx.Body, "根据安排，……")
//	d.Section(docx.Landscape)
//	t := d.Table(docx.Column{Title: "序号", Width: 15}, docx.Column{Title: "内容", Width: 210})
//	t.Row(docx.Cell{Text: "1"}, docx.Cell{Text: "……"})
//	t.End()
//	err := d.Close()
//
// Everything goes out as it comes in: whatever the length of a document, no
// more than a paragraph of it is held. The first error of w is kept and
// returned by Close; what is called after it does nothing.
//
// The same calls give the same bytes: zip entries carry no times, ids count up,
// and nothing is looked up in the surroundings.
package docx
