package flows

// A Receipt is the only way back to an opinion: 19 random characters and a
// check character, without dashes. Who holds it can read the opinion.
type Receipt string

// NewReceipt makes a receipt from 19 random bytes (95 bits are used).
func NewReceipt(random [19]byte) Receipt {
	return Receipt(withCheck(symbols(random[:]), receiptCode))
}

// String is the receipt as it is shown: 7K3QX-9M2TD-4HWVA-PZ8RC.
func (r Receipt) String() string { return grouped(string(r)) }

// ParseReceipt reads a receipt as people type it. Errors: see parseCode.
func ParseReceipt(s string) (Receipt, error) {
	code, err := parseCode(s, receiptCode)
	return Receipt(code), err
}

func symbols(random []byte) []byte {
	values := make([]byte, len(random))
	for i, b := range random {
		values[i] = b & 31
	}
	return values
}
