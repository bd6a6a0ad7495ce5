package storagetest

import (
	"bytes"
	"context"
	"errors"
	"math"
	"strings"

	"soundings/flows"
	"soundings/storage"
)

func values() []tale {
	return []tale{
		{"values are bytes", func(w *world) {
			for i, v := range awkwardValues() {
				w.keeps(kept(numbered(i)), v)
				w.keeps(fleeting(numbered(i)), v)
			}
		}},
		{"what is outside the contract is refused as our own mistake", misuses},
		{"a cancelled context ends every call, and nothing is done", cancelled},
	}
}

func awkwardValues() [][]byte {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	return [][]byte{
		all,
		make([]byte, storage.MinValue), // NULs
		bytes.Repeat([]byte{0xff}, storage.MinValue),
		value("12:34:"),
		value(":"),
		value("意见建议\r\n"),
		make([]byte, storage.MaxValue),
	}
}

// keeps says that a value comes back as it was put, also in the listing.
func (w *world) keeps(key storage.Key, v []byte) {
	w.Helper()
	op := storage.Op{Do: storage.Put, Key: key, Value: v}
	if key.Fleeting {
		op.Expires = w.Now().Add(hour)
	}
	w.apply(op)
	w.apply(op) // compares what is held with what is put
	if rec, err := w.store.Get(w.Context(), key); err != nil || !bytes.Equal(rec.Value, v) {
		w.Fatalf("Get: %d bytes %.20q, %v; want %d bytes %.20q", len(rec.Value), rec.Value, err, len(v), v)
	}
}

func misuses(w *world) {
	short, long := put(kept("a"), 0, ""), put(kept("a"), 0, "")
	short.Value, long.Value = short.Value[1:], make([]byte, storage.MaxValue+1)
	otherTag := put(kept("b"), 0, "")
	otherTag.Tag = "round-2"
	for name, ops := range map[string][]storage.Op{
		"a short value":                   {short},
		"a long value":                    {long},
		"an empty value":                  {{Do: storage.Put, Key: kept("a")}},
		"two tags":                        {put(kept("a"), 0, ""), otherTag},
		"a key twice":                     {put(kept("a"), 0, ""), check(kept("a"), 0)},
		"an expiry where none belongs":    {w.until(hour, put(kept("a"), 0, ""))},
		"no expiry where one belongs":     {put(fleeting("a"), 0, "")},
		"a put that makes no new version": {as(7, put(kept("a"), 7, ""))},
		"a version of 64 bits":            {as(math.MaxInt64+1, put(kept("a"), 0, ""))},
		"an odd id":                       {put(kept("a}"), 0, "")},
		"no id":                           {put(kept(""), 0, "")},
		"a long id":                       {put(kept(strings.Repeat("a", 65)), 0, "")},
		"an unknown op":                   {{Do: storage.Delete + 1, Key: kept("a")}},
		"more ops than an Apply takes":    make([]storage.Op, storage.MaxOps+1),
		"a good op beside a bad one":      {put(kept("b"), 0, ""), short},
		"a bad one in a check":            {check(kept("A"), 0)},
		"a collection without a name":     {{Key: storage.Key{ID: "a", Collection: storage.Collection{Tag: "t"}}}},
		"a collection with an odd name":   {{Key: storage.Key{ID: "a", Collection: storage.Collection{Tag: "t", Name: "a:b"}}}},
		"a collection with an empty tag":  {{Key: storage.Key{ID: "a", Collection: storage.Collection{Name: "a"}}}},
	} {
		if err := w.store.Apply(w.Context(), ops...); flows.CodeOf(err) != flows.Internal {
			w.Errorf("%s: %v, want an internal error", name, err)
		}
	}
	w.lacks(kept("a"), kept("b"))
	if _, err := w.store.Get(w.Context(), kept("a}")); flows.CodeOf(err) != flows.Internal {
		w.Errorf("Get of an odd id: %v", err)
	}
}

func cancelled(w *world) {
	w.apply(put(kept("a"), 0, "one"))
	ctx, cancel := context.WithCancel(w.Context())
	cancel()
	_, got := w.store.Get(ctx, kept("a"))
	applied := w.store.Apply(ctx, put(kept("a"), 1, "two"))
	var listed error
	for _, err := range w.store.List(ctx, kept("").Collection) {
		listed = err
	}
	for call, err := range map[string]error{"Get": got, "Apply": applied, "List": listed} {
		if !errors.Is(err, context.Canceled) || flows.CodeOf(err) != flows.Unavailable {
			w.Errorf("%s: %v, want unavailable because cancelled", call, err)
		}
	}
	w.holds(kept("a"), 1, "one")
}
