// Package talk is logging a heart-to-heart talk (谈心谈话): the conversation as a
// table of steps, what a day is called when people type it, which kind a talk is
// by the roster, whom a round requires to talk with each other, and what of that
// was done.
//
// A talk is named throughout, and so is kept apart from opinions in everything:
// nothing here is imported by package opinion, nor the other way round.
package talk
