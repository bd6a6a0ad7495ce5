// Package report makes the opinions solicited (征求意见情况): the documents a
// round results in.
//
// Assemble turns a closed round and its opinions into a Model. The Model is the
// single source: it is exactly what opinions-solicited.json holds, its numbers
// add up (Check), and every other document is a pure function of it (Render).
//
// A Model holds what was said and nothing about when or in which order it was
// said: ids are fresh random ones, unlike those in the store, and the order is
// that of subjects, aspects and then these ids (DESIGN section 3, promise 7).
// Model.Only is the part of it that one subject may be given to read.
//
// Markdown, Word and Excel are written from one outline of the Model, so that a
// point has the same place in each, and in the first two the same number; Excel
// counts through all subjects, as a number there says where an original belongs. What
// a document says beyond the Model (its date, its addressee) comes in by Options.
//
// The workbook can be edited and sent back: ReadWorkbook reads it, Model.Edit applies
// it or says all that is wrong, with the places, and Changes what it changed. What the
// organizer enters there of other channels (Figures, and opinions in a Channel of
// their own) is told to the subjects only as gathered.
//
// Talks (谈心谈话) are named and kept apart: what was logged of them goes into a
// TalkBook, made of the same Input by AssembleTalks, and its documents
// (RenderTalks). The Model has their numbers, and what was carried over from them
// into the opinions, in a Channel of its own. RenderSelfReview writes the outline
// of what one subject has to answer.
//
// Documents are always in Chinese, whatever language their writers chose.
package report
