package flows

// A Receipt is the only way back to an opinion: 19 random characters and a
// check character, without dashes. Who holds it can read the opinion.
type Receipt string

// NewReceipt makes a receipt from 19 random bytes (95 bits are used).
func NewReceipt(random [19]byte) Receipt {
	return Receipt(withCheck(symbols(random[:]), receiptCode))
}

// String is the receipt as it is shown: 7K3QX-9M2TD-4HWVA-PZ8RC.
func (r Receipt) String() string {
	if len(r) != codeLen {
		return ""
	}
	return string(r[0:5] + "-" + r[5:10] + "-" + r[10:15] + "-" + r[15:20])
}

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
