package storage

import (
	"testing"

	"filippo.io/age"

	"soundings/flows"
)

// The cost of promise 5: an opinion is sealed twice and opened once by each key.

func BenchmarkSealOpinion(b *testing.B) {
	identity, at, o := benchOpinion(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := sealOpinion(identity.Recipient().String(), "0000000000000000000A", at, o, opinionStep); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpenOpinion(b *testing.B) {
	identity, at, o := benchOpinion(b)
	value, err := sealOpinion(identity.Recipient().String(), "0000000000000000000A", at, o, opinionStep)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("for the report", func(b *testing.B) {
		for b.Loop() {
			if got, err := openIdentity(identity, value); err != nil || got != o {
				b.Fatal(got, err)
			}
		}
	})
	b.Run("for its author", func(b *testing.B) {
		for b.Loop() {
			if got, err := openReceipt("0000000000000000000A", at, value); err != nil || got != o {
				b.Fatal(got, err)
			}
		}
	})
}

func benchOpinion(b *testing.B) (*age.X25519Identity, Key, flows.Opinion) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		b.Fatal(err)
	}
	return identity, Key{opinionsOf("r"), receiptID("0000000000000000000A")},
		flows.Opinion{Subject: "wang", Aspect: "a1", Kind: flows.Problem, Text: "窗口办事要跑三趟，材料说不清楚"}
}

func BenchmarkSealSession(b *testing.B) {
	key, draft := NewKeys("AGE-SECRET-KEY-1BENCH").For("session"), make([]byte, 700)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := open(key, "seat", seal(key, "seat", draft, sessionStep)); err != nil {
			b.Fatal(err)
		}
	}
}
