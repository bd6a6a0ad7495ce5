// Package flows is the vocabulary of Soundings: rounds, aspects, subjects,
// opinions, tickets, receipts and seats, with their limits and rules.
//
// Types here say what an opinion is and deliberately have no field for who
// wrote it: no author, seat, time, order, language or client. A respondent's
// chat id is turned into a Seat or a Participant in package bot, before
// anything here runs, and neither can be turned back.
//
// The package imports nothing else of the project but its helper flows/text.
// Conversations live in the packages below it, what keeps them in storage.
package flows
