package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"soundings/bot/web"
)

func TestFilesOfThePage(t *testing.T) {
	url := serve(t, web.New(web.Options{Handle: (&handled{}).handle}))
	for _, path := range []string{"/", "/style.css", "/app.js", "/words.js", "/draw.js", "/log.js", "/feed.js", "/outbox.js", "/menu.js", "/attach.js", "/icon.svg"} {
		plain := fetch(t, url+path, "identity", "")
		zipped := fetch(t, url+path, "gzip", "")
		if plain.text == "" || plain.text != zipped.text {
			t.Errorf("%s: %d bytes plain, %d from gzip", path, len(plain.text), len(zipped.text))
		}
		if again := fetch(t, url+path, "gzip", zipped.tag); again.status != http.StatusNotModified {
			t.Errorf("%s: %d for what the browser has", path, again.status)
		}
		if other := fetch(t, url+path, "identity", zipped.tag); other.status != http.StatusOK {
			t.Errorf("%s: %d, but the browser has another form", path, other.status)
		}
	}
}

type fetched struct {
	status    int
	tag, text string
}

func fetch(t *testing.T, url, encoding, tag string) fetched {
	t.Helper()
	r, _ := http.NewRequest(http.MethodGet, url, nil)
	r.Header.Set("Accept-Encoding", encoding)
	r.Header.Set("If-None-Match", tag)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var body io.Reader = answer.Body
	if answer.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(body); err != nil {
			t.Fatal(err)
		}
	}
	text, _ := io.ReadAll(body)
	return fetched{answer.StatusCode, answer.Header.Get("ETag"), string(text)}
}

// TestThePageIsSmallAndItsOwn reads what a browser would be given.
func TestThePageIsSmallAndItsOwn(t *testing.T) {
	entries, err := os.ReadDir("static")
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	foreign := regexp.MustCompile(`(?i)(https?:)?//[a-z0-9.-]+\.[a-z]|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(| on[a-z]+="|<style| style="`)
	for _, e := range entries {
		data, err := os.ReadFile("static/" + e.Name())
		if err != nil {
			t.Fatal(err)
		}
		size += len(data)
		text := strings.ReplaceAll(string(data), "http://www.w3.org/2000/svg", "")
		if found := foreign.FindString(text); found != "" {
			t.Errorf("%s has %q", e.Name(), found)
		}
	}
	if size >= 60_000 {
		t.Errorf("the page has %d bytes, uncompressed", size)
	}
}

func TestChairsAndMenuStandInThePage(t *testing.T) {
	one := fetch(t, serve(t, web.New(web.Options{Handle: (&handled{}).handle})), "identity", "").text
	if !strings.Contains(one, `<div id="chairs" hidden>`) || strings.Contains(one, `id="menu"`) {
		t.Errorf("one chair, no menu:\n%s", one)
	}
	two := fetch(t, serve(t, web.New(web.Options{Handle: (&handled{}).handle, Lang: "en",
		Chairs: []web.Chair{{ID: "a", Label: web.Words{ZH: "同事", EN: `"Colleague" <b>`}}, {ID: "b", Hint: web.Words{ZH: "提示", EN: "Hint"}}},
		Menu:   []web.Command{{Name: "help", Label: web.Words{ZH: "帮助", EN: "Help"}}}})), "identity", "").text
	for _, part := range []string{`lang="en"`, `value="a"`, `data-zh="同事" data-en="&#34;Colleague&#34; &lt;b&gt;"`, `data-chair="b"`, `value="/help"`} {
		if !strings.Contains(two, part) {
			t.Errorf("no %s in\n%s", part, two)
		}
	}
}
