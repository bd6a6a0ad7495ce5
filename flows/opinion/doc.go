// Package opinion is giving an opinion: the conversation as a table of steps,
// the text guard, what a receipt can do, and the page on anonymity. What a
// step does outside the conversation goes through Desk.
//
// Nothing here can name the writer: an Opinion has no field for one, and what
// depends on the person (their own place in the team, their names for the
// guard) comes in with a World and is never kept.
package opinion
