package flows

// Each kind of id has a type of its own, so that one cannot be passed for
// another.
type (
	// RoundID names a round: a random (version 4) UUID, lower case.
	RoundID string
	// AspectID names an aspect within its round: a1, a2, ….
	AspectID string
	// SubjectID names a subject within its round: team, other or a member's id.
	SubjectID string
	// DepartmentID names a department within its round.
	DepartmentID string

	// Seat is the pseudonym under which a chat's session is kept, in hex:
	// HMAC(round secret, chat) once it takes part in a round, else HMAC(service
	// key, chat), each under a label of its own.
	Seat string
	// Participant is the pseudonym under which a chat has joined one round:
	// HMAC(round secret, chat), in hex. It is never written together with a Seat.
	Participant string
	// Organizer is the pseudonym under which a chat is known as an organizer:
	// HMAC(service key, chat) under a label of its own, in hex.
	Organizer string
	// ClerkID names an organizer, or a link that makes somebody one, among the
	// others. It is for removing them.
	ClerkID string
	// MemberSeat is the pseudonym under which a chat is known as a member of one
	// round's team: HMAC(service key, chat) under a label of its own and the
	// round's id, in hex. Members are named, so it outlives the closing. It cannot
	// be laid beside a Seat or a Participant without the service key.
	MemberSeat string
	// AddressID is the pseudonym under which a chat's Address is kept in a round:
	// HMAC(a secret of the round, chat) under a label of its own, in hex. It cannot be laid
	// beside a Seat or a Participant without that secret.
	AddressID string
)

// Secret is a round's secret: participants and the sessions of the round hang
// on it, and it is destroyed when the round closes.
type Secret [32]byte
