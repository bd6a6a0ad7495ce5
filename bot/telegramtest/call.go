package telegramtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// A call is one request: a method with its arguments, each as text, objects
// as JSON, whatever body they came in.
type call struct {
	method string
	args   map[string]string
	files  map[string]File
}

// A File is a document that was sent.
type File struct {
	Name string
	Data []byte
}

// readCall takes the arguments from the query and the body. "We support GET
// and POST HTTP methods [and] four ways of passing parameters" (Making
// requests).
func readCall(method string, r *http.Request) (call, error) {
	c := call{method: method, args: map[string]string{}, files: map[string]File{}}
	for name, values := range r.URL.Query() {
		c.args[name] = values[0]
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch kind {
	case "application/json":
		return c, c.readJSON(r.Body)
	case "multipart/form-data":
		return c, c.readMultipart(r)
	case "application/x-www-form-urlencoded":
		return c, c.readForm(r)
	}
	return c, nil
}

func (c call) readJSON(body io.Reader) error {
	var values map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&values); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("the body is not a JSON object: %w", err)
	}
	c.set(values)
	return nil
}

func (c call) set(values map[string]json.RawMessage) {
	for name, raw := range values {
		if string(raw) == "null" {
			continue
		}
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		c.args[name] = text
	}
}

func (c call) readForm(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return err
	}
	for name, values := range r.PostForm {
		c.args[name] = values[0]
	}
	return nil
}

func (c call) readMultipart(r *http.Request) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return err
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) { // also of a form without any field
			return nil
		}
		if err != nil {
			return err
		}
		if err := c.readPart(part); err != nil {
			return err
		}
	}
}

func (c call) readPart(part *multipart.Part) error {
	data, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	if part.FileName() != "" {
		c.files[part.FormName()] = File{Name: part.FileName(), Data: data}
		return nil
	}
	c.args[part.FormName()] = string(data)
	return nil
}

// names are the parameters that were given, files included.
func (c call) names() []string {
	var names []string
	for name := range c.args {
		names = append(names, name)
	}
	for name := range c.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (c call) number(name string) int64 {
	n, _ := strconv.ParseInt(c.args[name], 10, 64)
	return n
}

func (c call) isTrue(name string) bool { return strings.EqualFold(c.args[name], "true") }
