// Package telegramtest is a Bot API server for tests, on loopback. It keeps to
// what Telegram documents and fails the test when a bot does not: a text too
// long, an unknown field, a tap never answered. It also plays the people: a
// Person types, taps and looks at a screen.
//
//	server := telegramtest.New(t)
//	wang := server.Person(1001, telegramtest.Named("王小明"), telegramtest.Lang("zh-hans"))
//	... start the bot with server.URL() and server.Token() ...
//	wang.Send("/start")
//	wang.See("欢迎")
//	wang.Tap("✍️ 提意见建议")
//
// Nothing in it sleeps: waiting is for a change, bounded by Server.Patience.
// Inject makes the server misbehave as the real one does: 429, 502, cut
// connections; Tempt leaves that to chance, and how often updates are delivered.
// parse_mode is refused: the bot sends entities.
package telegramtest
