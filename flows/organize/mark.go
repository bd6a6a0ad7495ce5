package organize

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"soundings/flows"
)

// MarkOf tells a round as it stands from the same round as it stood before: who has
// seen one acts on what they have seen.
func MarkOf(r flows.Round) string {
	raw, err := json.Marshal(r)
	if err != nil {
		panic(err) // rounds marshal
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:8])
}

// unchanged says that a round is not as somebody has seen it, or nil; without a
// mark they did not look.
func unchanged(r flows.Round, seen string) error {
	if seen != "" && MarkOf(r) != seen {
		return flows.Fail(flows.Conflict, "round.edited", flows.Args{"title": r.Title})
	}
	return nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
