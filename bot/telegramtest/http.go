package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
)

// An answer is what a method came to, as the Bot API words it.
type answer struct {
	status      int
	result      any
	description string
	retryAfter  int
}

// An action carries out a method. The lock is not held.
type action func(s *Server, ctx context.Context, c call) answer

func fine(result any) answer { return answer{status: http.StatusOK, result: result} }

func refused(status int, description string) answer {
	return answer{status: status, description: description}
}

// A refusal is a limit not kept: what the test is told and what the bot is.
type refusal struct{ why, description string }

func (r *refusal) Error() string { return r.why }

// ServeHTTP answers https://api.telegram.org/bot<token>/METHOD_NAME.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path, ok := strings.CutPrefix(r.URL.Path, "/file/bot"+botToken+"/"); ok {
		s.download(w, r, path)
		return
	}
	method, ok := strings.CutPrefix(r.URL.Path, "/bot"+botToken+"/")
	if !ok {
		write(w, refused(http.StatusUnauthorized, "Unauthorized"))
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the client went away while it asked, as one that is stopped does
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	c, err := readCall(method, r)
	if err != nil {
		s.mu.Lock()
		s.misuse(method, "%v", err)
		s.mu.Unlock()
		write(w, refused(http.StatusBadRequest, "Bad Request: can't parse the request"))
		return
	}
	s.answer(w, r, c)
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, c call) {
	s.counted(c)
	f := s.fault(c)
	if f != nil && f.before(s, w, r) {
		return
	}
	a := s.execute(r.Context(), c)
	if f != nil && f.Kind == CutAfter {
		s.forgiveRepeat(c)
		panic(http.ErrAbortHandler) // closes the connection without an answer
	}
	write(w, a)
}

// execute checks a call and carries it out.
func (s *Server) execute(ctx context.Context, c call) answer {
	s.mu.Lock()
	err := s.check(c)
	if err != nil {
		s.misuse(c.method, "%v", err)
	}
	s.mu.Unlock()
	if err == nil {
		return s.actions[c.method](s, ctx, c)
	}
	if _, known := s.methods[c.method]; !known {
		return refused(http.StatusNotFound, "Not Found")
	}
	return refused(http.StatusBadRequest, "Bad Request: "+err.Error())
}

// refuse reports a limit not kept. The lock is held.
func (s *Server) refuse(c call, r *refusal) answer {
	s.misuse(c.method, "%s", r.why)
	return refused(http.StatusBadRequest, "Bad Request: "+r.description)
}

func write(w http.ResponseWriter, a answer) {
	body := map[string]any{"ok": a.status == http.StatusOK}
	if a.status == http.StatusOK {
		body["result"] = a.result
	} else {
		body["error_code"], body["description"] = a.status, a.description
	}
	if a.retryAfter > 0 {
		body["parameters"] = map[string]int{"retry_after": a.retryAfter}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(a.status)
	_ = json.NewEncoder(w).Encode(body) // the bot may have gone
}

// actions are the methods this server carries out.
func actions() map[string]action {
	return map[string]action{
		"getMe": getMe, "getFile": getFile,
		"sendMessage": sendMessage, "sendDocument": sendDocument,
		"editMessageText": editMessageText, "editMessageReplyMarkup": editMessageReplyMarkup,
		"deleteMessage": deleteMessage, "deleteMessages": deleteMessages,
		"answerCallbackQuery": answerCallbackQuery, "leaveChat": leaveChat,
		"setMyCommands": setMyCommands, "deleteMyCommands": deleteMyCommands,
		"getUpdates": getUpdates, "setWebhook": setWebhook,
		"deleteWebhook": deleteWebhook, "getWebhookInfo": getWebhookInfo,
	}
}

func getMe(*Server, context.Context, call) answer { return fine(botUser()) }

func botUser() map[string]any {
	return map[string]any{
		"id": botID, "is_bot": true, "first_name": "Soundings", "username": botName,
		"can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": false,
	}
}
