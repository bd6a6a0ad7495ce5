// Package strictyaml reads small YAML files that people write by hand into
// structs, and says where a file is wrong by line and column.
//
// It is stricter than YAML on purpose: one document, no anchors, aliases, tags
// or merge keys (so nothing can multiply), bounded size and depth, no key that
// the struct does not name, no key twice. Scalars are kept as they are written
// (an id 007 stays 007), and numbers are never rounded. A null leaves the
// field as it was, so defaults survive a key without a value.
package strictyaml

import (
	"io"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 64 << 10

// Reason sorts what can be wrong with a file.
type Reason int

// The reasons of an Error.
const (
	Malformed Reason = iota // not YAML, or not of the shape that is wanted
	Unknown                 // a key that means nothing here: Field names it
	TooBig                  // over MaxSize
	NotUTF8                 // another encoding, such as GBK or UTF-16
	Empty                   // nothing but comments
)

// Error says what is wrong and where. Line and Column count from 1, in
// characters; they are 0 where no place can be named.
type Error struct {
	Reason       Reason
	Line, Column int
	Field        string // the key, if Reason is Unknown
	Hint         string // a translation key that says it plainly; empty: there is only Problem
	Problem      string // in English, one line, never the file's contents at length
}

// Error is the problem without its place, for logs.
func (e *Error) Error() string { return e.Problem }

// Read reads a file of at most MaxSize and never more than a byte beyond it.
func Read(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err == nil && len(data) > MaxSize {
		return nil, tooBig()
	}
	return data, err
}

// Decode reads data into out, a pointer to a struct whose fields carry yaml
// tags. Fields are strings, bools, ints, structs, slices or pointers to those.
// Errors are of type *Error. The places tell where each value stood.
func Decode(data []byte, out any) (Places, error) {
	src, err := clean(data)
	if err != nil {
		return nil, err
	}
	body, err := parse(src)
	if err != nil {
		return nil, hinted(src, err)
	}
	d := decoder{places: Places{}}
	if err := d.into(out, body); err != nil {
		return nil, hinted(src, err)
	}
	return d.places, nil
}

// parse gives the root of the one document in src.
func parse(src string) (ast.Node, *Error) {
	tokens := lexer.Tokenize(src)
	if err := plain(tokens); err != nil {
		return nil, err
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		return nil, fromParser(err)
	}
	var body ast.Node
	for _, doc := range file.Docs {
		if doc.Body == nil || doc.Body.Type() == ast.CommentType {
			continue
		}
		if body != nil {
			return nil, at(doc.Body, HintDocument, "a second document starts here; one file holds one")
		}
		body = doc.Body
	}
	if body == nil {
		return nil, &Error{Reason: Empty, Problem: "the file is empty"}
	}
	return body, nil
}
