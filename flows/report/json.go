package report

import (
	"encoding/json"
	"fmt"
	"io"
)

// writeJSON writes the Model itself. The same Model gives the same bytes:
// encoding/json sorts the keys of maps.
func writeJSON(m Model, w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false) // people's words stay readable
	e.SetIndent("", "  ")
	if err := e.Encode(m); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
}
