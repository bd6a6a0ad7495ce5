package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// call makes a call until it succeeds or may not be made again, see attempt.
// args are the library's parameters: they go as JSON, which costs a third of the
// multipart form the library makes of them, and result, unless nil, takes only
// what we read of the answer.
func (c *Client) call(ctx context.Context, method string, again repeatable, args, result any) *failure {
	body, err := json.Marshal(args)
	if err != nil {
		return &failure{cause: "the parameters cannot be written"}
	}
	return c.attempt(ctx, again, func(ctx context.Context) error {
		_, err := c.post(ctx, method, body, result)
		return err
	})
}

// passedOver is an answer's result that is not read, whatever it is.
type passedOver struct{}

func (passedOver) UnmarshalJSON([]byte) error { return nil }

// ask makes a call once, and gives the time by Telegram's clock, to the second.
func (c *Client) ask(ctx context.Context, method string, args, result any) (at time.Time, err error) {
	body, err := json.Marshal(args)
	if err != nil {
		return at, err
	}
	at, err = c.post(ctx, method, body, result)
	if err != nil {
		return at, failed(err).tell(method)
	}
	return at, nil
}

// post makes one request. Its errors are failures, or came while the answer was
// read.
func (c *Client) post(ctx context.Context, method string, body []byte, result any) (at time.Time, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.api+"/bot"+c.token+"/"+method, bytes.NewReader(body))
	if err != nil {
		return at, &failure{cause: "the Bot API's address is no URL"}
	}
	r.Header.Set("Content-Type", "application/json")
	response, err := c.http.Do(r)
	if err != nil {
		return at, err
	}
	defer response.Body.Close()
	at, _ = http.ParseTime(response.Header.Get("Date")) // zero without one
	answer := struct {
		OK     bool
		Result any
	}{Result: result}
	if result == nil {
		answer.Result = passedOver{}
	}
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || !answer.OK {
		return at, failed(err)
	}
	return at, nil
}
