package flows

// StoredID is the id under which an opinion is kept: it follows from its receipt,
// in hex. It stands in no document.
type StoredID string

// A StoredOpinion is an opinion as it was found in the store of a round that has
// closed.
type StoredOpinion struct {
	ID StoredID
	Opinion
}

// A KeptResult is what the documents of a round are made from, as it is kept: Data
// that only whoever writes them understands, and the version at which it stands.
type KeptResult struct {
	Data    []byte
	Version uint64 // 0: nothing is kept yet
}
