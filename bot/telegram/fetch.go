package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"soundings/bot"
)

// download is how much longer than a call a download may take: 20 MB, the most
// Telegram lets a bot have, within the time for one update.
const download = 4

// Fetch gets the bytes of a document by its file_id. See bot.FileNetwork. Its link
// is asked for at each try: an old one is worth nothing after an hour.
func (c *Client) Fetch(ctx context.Context, _ bot.Chat, handle string, most int64) (data []byte, err error) {
	big := false
	f := c.attemptWithin(ctx, download*c.max, anyway, func(ctx context.Context) error {
		link, err := c.link(ctx, handle)
		if err == nil {
			data, big, err = c.load(ctx, link, most)
		}
		return err
	})
	switch {
	case f == nil && big, f != nil && f.says("file is too big"):
		return nil, bot.ErrTooBig
	case f == nil:
		return data, nil
	case f.status == http.StatusNotFound, f.says("file_id"), f.says("invalid file"):
		return nil, bot.ErrNoFile
	}
	return nil, f.tell("getFile")
}

// link asks where a document can be had now. It holds the token.
func (c *Client) link(ctx context.Context, handle string) (string, error) {
	body, err := json.Marshal(tg.GetFileParams{FileID: handle})
	if err != nil {
		return "", &failure{cause: "the parameters cannot be written"}
	}
	var file models.File
	if _, err := c.post(ctx, "getFile", body, &file); err != nil {
		return "", err
	}
	if file.FilePath == "" {
		return "", &failure{status: http.StatusNotFound}
	}
	return c.lib.FileDownloadLink(&file), nil
}

// load reads what a link leads to, as far as one byte beyond most, whatever the
// server says of its length.
func (c *Client) load(ctx context.Context, link string, most int64) (data []byte, big bool, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil)
	if err != nil {
		return nil, false, &failure{status: http.StatusNotFound} // no path that could be asked for
	}
	response, err := c.http.download(r)
	if err != nil {
		return nil, false, err
	}
	defer response.Body.Close()
	data, err = io.ReadAll(io.LimitReader(response.Body, most+1))
	if ended := ctx.Err(); err != nil && errors.Is(err, ended) {
		return nil, false, &failure{reached: true, ended: ended, cause: cause(err)}
	}
	return data, int64(len(data)) > most, err
}
