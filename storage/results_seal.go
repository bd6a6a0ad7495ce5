package storage

import (
	"bytes"
	"compress/flate"
	"io"

	"filippo.io/age"

	"soundings/flows"
)

// sealResult compresses a result and seals it to the round's recipient. It is padded
// after it was compressed: of its length in a copy only the step is seen.
func sealResult(to string, data []byte) ([]byte, error) {
	packed, err := pack(data)
	if err != nil {
		return nil, err
	}
	return toRecipient(to, packed, resultStep)
}

func pack(data []byte) ([]byte, error) {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	err = w.Close()
	return packed.Bytes(), err
}

func unpack(packed []byte) ([]byte, error) {
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		return nil, errForm
	}
	return data, nil
}

func openResult(identity age.Identity, sealed []byte) ([]byte, error) {
	packed, err := withIdentity(identity, sealed)
	if err != nil {
		return nil, &flows.Error{Code: flows.Refused, Key: "identity.wrong", Err: err}
	}
	return unpack(packed)
}
