package flows

import (
	"bytes"
	"encoding/json"
)

// Record is the opinion as it is kept: these bytes are sealed, and these bytes
// are what its author is shown beforehand (promise 11). There is one form, so
// that the two cannot part.
func (o Opinion) Record() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // it is read by people
	if err := e.Encode(o); err != nil {
		panic(err) // strings marshal
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
