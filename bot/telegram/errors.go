package telegram

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"soundings/bot"
)

// A failure is what went wrong with one request.
type failure struct {
	status  int           // of the answer; 0 without one
	about   string        // the answer's description: never shown, it may hold text
	after   time.Duration // retry_after
	reached bool          // the request may have reached Telegram
	ended   error         // the context's error, if that ended it
	cause   string        // why there is no answer
}

// Error says the status or the cause; the library wraps it, nobody prints it.
func (f *failure) Error() string { return strconv.Itoa(f.status) + " " + f.cause }

// failed is the failure in a library's error. One it does not hold came while
// the answer was read: it may hold a body, so only its kind is kept.
func failed(err error) *failure {
	if f, ok := errors.AsType[*failure](err); ok {
		return f
	}
	return &failure{reached: true, cause: "the answer broke off or was not understood"}
}

// An Error is a call that failed for a reason the bot package has no name for.
type Error struct {
	Method string
	Status int    // of the answer; 0 without one
	Reason string // in words of ours

	ended  error
	unsent bool // nothing came of it
}

// Error says which call failed and why.
func (e *Error) Error() string {
	s := "telegram: " + e.Method
	if e.Status != 0 {
		s += ": " + strconv.Itoa(e.Status)
	}
	if e.Reason != "" {
		s += ": " + e.Reason
	}
	return s
}

// Is says of a call of which surely nothing came that it is bot.ErrUnsent.
func (e *Error) Is(target error) bool { return target == bot.ErrUnsent && e.unsent }

// Unwrap is the context's error, where that ended the call.
func (e *Error) Unwrap() error { return e.ended }

// tell makes the error callers see of a failure.
func (f *failure) tell(method string) error {
	switch {
	case f.status == http.StatusForbidden, f.says("chat not found"):
		return bot.ErrGone
	case f.status == http.StatusTooManyRequests:
		return &bot.Busy{After: f.pause()}
	case f.says("message to edit not found"), f.says("message can't be edited"), f.says("message_id_invalid"):
		return bot.ErrNoCard
	}
	return &Error{Method: method, Status: f.status, Reason: f.reason(), ended: f.ended, unsent: f.nothing()}
}

// nothing says that surely nothing came of the request: it did not go out, or was
// answered with something else than that it was done or may yet be.
func (f *failure) nothing() bool {
	switch f.status {
	case 0:
		return !f.reached
	case http.StatusOK, http.StatusGatewayTimeout:
		return false
	}
	return true
}

// pause is how long a 429 asks to wait. One without retry_after comes from the
// front end.
func (f *failure) pause() time.Duration { return max(f.after, time.Second) }

func (f *failure) says(words string) bool {
	return f.status == http.StatusBadRequest && strings.Contains(strings.ToLower(f.about), words)
}

// reason is what may be said of a failure: of the description only words that
// are Telegram's own.
func (f *failure) reason() string {
	if f.status == 0 {
		return f.cause
	}
	for _, words := range []string{
		"message is too long", "message text is empty", "can't parse entities", "entity_bounds_invalid",
		"button_data_invalid", "button_type_invalid", "button_invalid", "reply_markup_too_long",
		"bot_command_invalid", "bad webhook", "unauthorized", "not found", "terminated by other getupdates",
		"webhook is active",
	} {
		if strings.Contains(strings.ToLower(f.about), words) {
			return words
		}
	}
	return strings.ToLower(http.StatusText(f.status))
}
