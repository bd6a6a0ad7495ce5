package storage_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"filippo.io/age"

	"soundings/flows"
	"soundings/storage"
)

// TestAResultIsSealedAsOpinionsAre: whoever can open those, and nobody else; but
// anybody with the service key keeps one.
func TestAResultIsSealedAsOpinionsAre(t *testing.T) {
	own, _ := age.GenerateX25519Identity()
	stranger, _ := age.GenerateX25519Identity()
	h := newHouse(t)
	id := h.over(func(r *flows.Round) { r.Recipient = own.Recipient().String() })
	h.keep(id, "只有组织者能看", 0)
	_, err := h.results.Present(t.Context(), id, nil)
	wantKey(t, err, "identity.needed")
	_, err = h.results.Present(t.Context(), id, stranger)
	wantKey(t, err, "identity.wrong")
	if k, err := h.results.Present(t.Context(), id, own); string(k.Data) != "只有组织者能看" || err != nil {
		t.Errorf("the organizer reads %q, %v", k.Data, err)
	}
}

// TestAShortResultAndALongOneLookAlike: of what a few wrote, a copy shows one size.
func TestAShortResultAndALongOneLookAlike(t *testing.T) {
	h := newHouse(t)
	sizes := map[int]bool{}
	for _, words := range []string{"短", strings.Repeat("窗口办事要跑三趟，材料说不清楚。", 2000)} {
		id := h.over(nil)
		h.keep(id, words, 0)
		for _, rec := range h.records(id, "results") {
			if rec.ID != "head" {
				sizes[len(rec.Value)] = true
			}
			if bytes.Contains(rec.Value, []byte("窗口")) {
				t.Error("a word is readable")
			}
		}
	}
	if len(sizes) != 1 {
		t.Errorf("sizes %v, want one", sizes)
	}
}

// TestAResultFromElsewhereIsNotOurs: the recipient is no secret to whoever knows the
// round's file, so that it opens says nothing of who sealed it.
func TestAResultFromElsewhereIsNotOurs(t *testing.T) {
	own, _ := age.GenerateX25519Identity()
	h := newHouse(t)
	mine := func(r *flows.Round) { r.Recipient = own.Recipient().String() }
	first, second := h.over(mine), h.over(mine)
	h.keep(first, "第一轮", 0)
	h.keep(second, "第二轮", 0)
	var ops []storage.Op
	for i, rec := range h.records(first, "results") {
		if rec.ID == "head" {
			continue
		}
		for _, other := range h.records(second, "results") {
			if other.ID != "head" {
				ops = append(ops, storage.Op{Do: storage.Put, Key: rec.Key, Expect: rec.Version, Version: uint64(i + 7), Value: other.Value})
			}
		}
	}
	h.must(h.store.Apply(t.Context(), ops...))
	if k, err := h.results.Present(t.Context(), first, own); err == nil {
		t.Errorf("taken for ours: %q", k.Data)
	}
}

// noise cannot be compressed.
func noise(n int) []byte {
	data := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(data)
	return data
}
