package flows

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func anyReceipt(t *rapid.T) Receipt {
	var random [19]byte
	copy(random[:], rapid.SliceOfN(rapid.Byte(), 19, 19).Draw(t, "random"))
	return NewReceipt(random)
}

func TestReceiptsReadBackHoweverTheyAreTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyReceipt(t)
		for _, typed := range []string{
			string(r), r.String(), strings.ToLower(r.String()), " " + strings.ReplaceAll(r.String(), "-", " ") + "\n",
			strings.NewReplacer("1", "l", "0", "o").Replace(r.String()),
			strings.Map(func(c rune) rune { return c - '!' + '！' }, string(r)),
		} {
			if got, err := ParseReceipt(typed); err != nil || got != r {
				t.Fatalf("ParseReceipt(%q) = %q, %v; want %q", typed, got, err, r)
			}
		}
	})
}

func TestEverySingleErrorAndEverySwapIsCaught(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := string(anyReceipt(t))
		for i := range codeLen {
			for _, c := range codeSymbols {
				if wrong := r[:i] + string(c) + r[i+1:]; wrong != r {
					mustNotParse(t, wrong)
				}
			}
			if i > 0 && r[i] != r[i-1] {
				mustNotParse(t, r[:i-1]+r[i:i+1]+r[i-1:i]+r[i+1:])
			}
		}
	})
}

func mustNotParse(t *rapid.T, s string) {
	if _, err := ParseReceipt(s); err == nil {
		t.Fatalf("ParseReceipt(%q) passed", s)
	}
}

func TestCodesThatAreNotReceipts(t *testing.T) {
	ticket := string(NewTicket("5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", [15]byte{1, 2, 3}))
	for _, c := range []struct{ name, in, key string }{
		{"empty", "", "receipt.form"},
		{"short", "7K3QX-9M2TD", "receipt.form"},
		{"long", strings.Repeat("0", 21), "receipt.long"},
		{"a sentence", "我想看看我的意见", "receipt.form"},
		{"wrong check", strings.Repeat("0", 18) + "12", "receipt.typo_at"},
		{"a ticket", ticket, "receipt.is_ticket"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := ParseReceipt(c.in); KeyOf(err) != c.key {
				t.Errorf("ParseReceipt(%q) = %v, want %s", c.in, err, c.key)
			}
		})
	}
}

func TestTicketsKnowTheirRound(t *testing.T) {
	const mine, other = RoundID("5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11"), RoundID("e0a1c2d3-0000-4000-8000-0123456789ab")
	ticket, err := ParseTicket(strings.ToLower(string(NewTicket(mine, [15]byte{9, 8, 7}))))
	if err != nil || !ticket.Of(mine) || ticket.Of(other) {
		t.Errorf("ticket %q: err %v, of mine %v, of other %v", ticket, err, ticket.Of(mine), ticket.Of(other))
	}
	if _, err := ParseTicket(string(NewReceipt([19]byte{5}))); KeyOf(err) != "ticket.is_receipt" {
		t.Errorf("a receipt as ticket: %v, want ticket.is_receipt", err)
	}
}
