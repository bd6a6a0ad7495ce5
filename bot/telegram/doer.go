package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"
)

// A doer makes HTTP requests for the library and for us. It turns whatever is
// no success into a failure, before the library puts a URL (which holds the
// token) or a page of HTML into an error (FACTS 5 and 11).
type doer struct {
	client *http.Client
	token  string
}

// Do makes a request. The response it gives is JSON with status 200.
func (d *doer) Do(r *http.Request) (*http.Response, error) {
	return d.do(r, func(kind string) bool { return kind == "application/json" })
}

// download makes a request. The response it gives is anything with status 200.
func (d *doer) download(r *http.Request) (*http.Response, error) {
	return d.do(r, func(string) bool { return true })
}

func (d *doer) do(r *http.Request, wanted func(kind string) bool) (*http.Response, error) {
	var reached atomic.Bool
	trace := &httptrace.ClientTrace{WroteHeaders: func() { reached.Store(true) }}
	response, err := d.client.Do(r.WithContext(httptrace.WithClientTrace(r.Context(), trace)))
	if err != nil {
		return nil, d.broken(err, reached.Load())
	}
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	if response.StatusCode == http.StatusOK && wanted(kind) {
		return response, nil
	}
	defer response.Body.Close()
	return nil, answered(response, kind)
}

// broken is the failure of a request without an answer.
func (d *doer) broken(err error, reached bool) *failure {
	f := &failure{reached: reached, cause: cause(err)}
	for _, ended := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, ended) {
			f.ended = ended
		}
	}
	if d.token != "" {
		f.cause = strings.ReplaceAll(f.cause, d.token, "***")
	}
	return f
}

// longest is as much of an error's body as is read.
const longest = 64 << 10

// answered is the failure a response tells of: JSON from the Bot API, or
// anything at all from what stands before it.
func answered(response *http.Response, kind string) *failure {
	f := &failure{reached: true, status: response.StatusCode}
	body, _ := io.ReadAll(io.LimitReader(response.Body, longest))
	if kind != "application/json" {
		return f
	}
	var told struct {
		Description string `json:"description"`
		Parameters  struct {
			RetryAfter int `json:"retry_after"`
		} `json:"parameters"`
	}
	if json.Unmarshal(body, &told) == nil {
		f.about = told.Description
		f.after = time.Duration(told.Parameters.RetryAfter) * time.Second
	}
	return f
}
