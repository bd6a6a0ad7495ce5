package bot

import (
	"bytes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"

	"golang.org/x/crypto/chacha20poly1305"

	"soundings/flows"
)

// addressStep is what chats are padded to before they are sealed: the ids of
// accounts are longer the younger they are.
const addressStep = 64

// address is a chat as it can be kept in the round with this secret. It opens
// under its own id only, and with the secret and our key only.
func (s Seats) address(secret flows.Secret, c Chat) flows.Address {
	return s.addressed(secret, "address", c)
}

// memberAddress is address for what is kept of a member: as it stands beside their
// name, it has an id that is found nowhere else.
func (s Seats) memberAddress(secret flows.Secret, c Chat) flows.Address {
	return s.addressed(secret, "member address", c)
}

// hearingAddress is address for whoever asked to hear how the round came out. It hangs
// on another secret of the round, which outlives the closing.
func (s Seats) hearingAddress(secret flows.Secret, c Chat) flows.Address {
	return s.addressed(secret, "hearing address", c)
}

func (s Seats) addressed(secret flows.Secret, use string, c Chat) flows.Address {
	id := flows.AddressID(pseudonym(secret[:], use, c))
	aead := s.sealing(secret)
	nonce := make([]byte, aead.NonceSize())
	rand.Read(nonce)
	padded := make([]byte, (len(c)/addressStep+1)*addressStep)
	copy(padded, c)
	return flows.Address{ID: id, Sealed: aead.Seal(nonce, nonce, padded, []byte(id))}
}

// chat is whose address it is; false where it is none of that round's.
func (s Seats) chat(secret flows.Secret, a flows.Address) (Chat, bool) {
	aead := s.sealing(secret)
	if len(a.Sealed) < aead.NonceSize() {
		return "", false
	}
	nonce, sealed := a.Sealed[:aead.NonceSize()], a.Sealed[aead.NonceSize():]
	padded, err := aead.Open(nil, nonce, sealed, []byte(a.ID))
	return Chat(bytes.TrimRight(padded, "\x00")), err == nil
}

// sealing is under a key of its own: the service's and the round's together.
func (s Seats) sealing(secret flows.Secret) cipher.AEAD {
	mac := hmac.New(sha256.New, s.key)
	mac.Write(append([]byte("address\x00"), secret[:]...))
	aead, err := chacha20poly1305.NewX(mac.Sum(nil))
	if err != nil {
		panic(err) // only for keys of another length than 32
	}
	return aead
}
