package flows

// A Ticket is a single-use right to take part: four characters that tell its
// round, 15 random ones (75 bits) and a check character. Only its keyed hash is
// stored.
type Ticket string

// NewTicket makes a ticket of a round from 15 random bytes.
func NewTicket(round RoundID, random [15]byte) Ticket {
	values := append(symbols([]byte(roundCode(round))), symbols(random[:])...)
	return Ticket(withCheck(values, ticketCode))
}

// ParseTicket reads a ticket as it comes in a link or as people type it.
// Errors: see parseCode.
func ParseTicket(s string) (Ticket, error) {
	code, err := parseCode(s, ticketCode)
	return Ticket(code), err
}

// Grouped is the ticket as it is printed, to be typed: 7K3QX-9M2TD-4HWVA-PZ8RC.
func (t Ticket) Grouped() string { return grouped(string(t)) }

// Of says whether the ticket's first four characters are those of a round.
func (t Ticket) Of(round RoundID) bool {
	return len(t) == codeLen && string(t[:4]) == spell(symbols([]byte(roundCode(round))))
}

// roundCode is four bytes of a round's id: enough to find the round, as it is
// random, and no secret, as links to open rounds hold the whole id.
func roundCode(round RoundID) string {
	var values [4]byte
	for i := range len(round) {
		values[i%4] = values[i%4]*31 + round[i]
	}
	return string(values[:])
}
