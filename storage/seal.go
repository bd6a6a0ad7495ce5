package storage

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"

	"filippo.io/age"
	"golang.org/x/crypto/chacha20poly1305"
)

// Sizes that values are padded to, so that a length tells little.
const (
	opinionStep = 512  // promise 5
	sessionStep = 4096 // somebody who has joined and somebody who has written: alike
	roundStep   = 512
	addressStep = 256
	memberStep  = 512  // of each member on the roster: with a link, a seat, an address and two days
	talkStep    = 4096 // a short talk and a usual one: alike
	actsStep    = 2048
	badgeStep   = 128
	smallStep   = 64 // tickets, participants: all alike
	resultStep  = 64 << 10
)

var (
	errSealed = errors.New("storage: cannot be opened with this key")
	errForm   = errors.New("storage: opened, but of another form")
)

// seal pads a value and encrypts it with XChaCha20-Poly1305 under a random
// nonce. place is where it is stored; it opens nowhere else.
func seal(key []byte, place string, value []byte, step int) []byte {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		panic(err) // only for keys of another length than 32
	}
	size := padded(value, step)
	sealed := make([]byte, aead.NonceSize()+size, aead.NonceSize()+size+aead.Overhead())
	nonce, plain := sealed[:aead.NonceSize()], sealed[aead.NonceSize():]
	rand.Read(nonce)
	pad(plain, value)
	aead.Seal(plain[:0], nonce, plain, []byte(place)) // in place: the tag has room behind it
	return sealed[:cap(sealed)]
}

func open(key []byte, place string, sealed []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		panic(err)
	}
	if len(sealed) < aead.NonceSize() {
		return nil, errSealed
	}
	padded, err := aead.Open(nil, sealed[:aead.NonceSize()], sealed[aead.NonceSize():], []byte(place))
	if err != nil {
		return nil, errSealed
	}
	return unpad(padded)
}

// padded is the size of a value with its length before it and zeros behind it,
// and pad lays it out so.
func padded(value []byte, step int) int { return (4 + len(value) + step - 1) / step * step }

func pad(into, value []byte) {
	binary.BigEndian.PutUint32(into, uint32(len(value)))
	copy(into[4:], value)
}

func unpad(padded []byte) ([]byte, error) {
	if len(padded) < 4 {
		return nil, errSealed
	}
	n := binary.BigEndian.Uint32(padded)
	if uint64(n) > uint64(len(padded)-4) {
		return nil, errSealed
	}
	return padded[4 : 4+n], nil
}

// sealJSON and openJSON are seal and open for values of ours.
func sealJSON(key []byte, place string, value any, step int) []byte {
	plain, err := json.Marshal(value)
	if err != nil {
		panic(err) // our types marshal
	}
	return seal(key, place, plain, step)
}

func openJSON(key []byte, place string, sealed []byte, value any) error {
	plain, err := open(key, place, sealed)
	if err != nil {
		return err
	}
	if json.Unmarshal(plain, value) != nil { // its error may quote what was read
		return errForm
	}
	return nil
}

// toRecipient encrypts a padded value to an age recipient: age itself does not
// hide lengths.
func toRecipient(recipient string, value []byte, step int) ([]byte, error) {
	r, err := age.ParseX25519Recipient(recipient)
	if err != nil {
		return nil, err
	}
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, r)
	if err != nil {
		return nil, err
	}
	plain := make([]byte, padded(value, step))
	pad(plain, value)
	if _, err := w.Write(plain); err != nil {
		return nil, err
	}
	err = w.Close()
	return sealed.Bytes(), err
}

func withIdentity(identity age.Identity, sealed []byte) ([]byte, error) {
	r, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if err != nil {
		return nil, errSealed
	}
	padded, err := io.ReadAll(r)
	if err != nil {
		return nil, errSealed
	}
	return unpad(padded)
}

// hexed is an id from a hash: its first 16 bytes.
func hexed(sum []byte) string { return hex.EncodeToString(sum[:16]) }

// place names where a record is, for seal.
func (k Key) place() string { return k.Tag + "/" + k.Name + "/" + k.ID }
