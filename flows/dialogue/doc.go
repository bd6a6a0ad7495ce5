// Package dialogue is the conversation engine. A conversation is data: a Flow
// is a table of Steps. What a person has said so far is a Session. Advance is
// pure: it takes a session and one input and returns the session as it is
// now, what to show, and what must be done (Effects); no clock, no randomness
// and no I/O of its own. Whoever runs it does the effects and feeds each
// result back in with Conclude.
//
// What every conversation needs is here, once: back, cancel, skip, paging,
// editing from the preview, progress, stale buttons, help, a change of
// language, media refused, and resuming after a deploy that changed the flow.
//
// The engine knows no word of the domain and no natural language: what it
// shows are translation keys with arguments, made into words at the edge, and
// people's own text, verbatim.
package dialogue
