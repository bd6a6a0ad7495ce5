// Package metrics counts and times what the bot, the store and the network do,
// for an operator's /metrics. Those know nothing of it: it stands around them
// as decorators, and they offer a word or two where only they can see.
//
// Nothing in it moves only because somebody joined or submitted (DESIGN promise
// 10), and nothing can be worked out from several numbers together that would:
// what an update does is told once an update. Submitting makes one more call of
// the store and one more of the network than any other tap; were they counted
// one by one, subtracting would count the opinions. So the calls of one kind
// that one update makes are one observation: the longest of them, with what the
// worst of them came to, and the time of the others counts nowhere. Times are
// rounded up to the bounds of their buckets.
package metrics
