// Package web is the second chat network behind bot's seam: the same
// conversations in a page of a browser, for colleagues who cannot reach
// Telegram and for a first try without a token. Server is the bot.Network that
// sends and the http.Handler that brings updates in. Serve it with New, give
// its Close to http.Server.RegisterOnShutdown, and pass it to the bot.
//
// A visitor is known by a random cookie and by nothing else. What their page
// shows is kept in memory, bounded, and is gone with the process; what the
// conversation needs is in the bot's sealed session, so that a page that comes
// back after a restart goes on where it was.
//
// Every update is done exactly once: a page gives each of its actions an id of
// its own and repeats the action until it is answered.
//
// No error and no log line of this package holds a chat, a cookie, an address
// or a text, at any level.
package web
