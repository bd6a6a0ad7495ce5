// Package storage keeps what Soundings must remember: sessions, rounds,
// tickets, participants and opinions, members and talks, and what documents are made
// from, all sealed, in Redis or in one SQLite file.
//
// The seam to a backend is narrow, Store, and everything else is written once
// above it: Vault seals, Sessions, Rounds, Tickets, Opinions, Members, Talks and
// Results know what is kept. Nothing that passes a Store says who wrote what: ids are keyed
// pseudonyms or derived from a receipt, values are padded and sealed.
package storage
