package web_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"soundings/bot/web"
)

func TestWhoMayAsk(t *testing.T) {
	h := &handled{}
	url := serve(t, web.New(web.Options{Handle: h.handle, Hosts: []string{"soundings.example", "other.example:8733"}}))
	port := url[strings.LastIndex(url, ":"):]
	for host, want := range map[string]int{
		"127.0.0.1" + port: 200, "localhost" + port: 200, "LOCALHOST": 200, "[::1]" + port: 200, "127.0.0.1": 200,
		"soundings.example": 200, "soundings.example" + port: 200, "other.example:8733": 200,
		"other.example": 421, "evil.example" + port: 421, "127.0.0.1.evil.example": 421, "localhost.evil.example": 421,
		"10.0.0.1" + port: 421, "evil.example@localhost": 421,
	} {
		r, _ := http.NewRequest(http.MethodGet, url+"/", nil)
		r.Host = host
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("Host %s: %s, want %d", host, answer.Status, want)
		}
		if answer.StatusCode != 200 && answer.Header.Get("Set-Cookie") != "" {
			t.Errorf("Host %s is refused, but gets a cookie", host)
		}
	}
}

// TestPosts sends what a page of ours never would, each with a valid cookie.
func TestPosts(t *testing.T) {
	const good = `{"chair":"visitor","action":"01a11111111100000000000000000001","text":"hello"}`
	with := func(from, to string) string { return strings.Replace(good, from, to, 1) }
	for name, c := range map[string]struct {
		path, body string
		header     map[string]string
		want       int
	}{
		"as the page does":     {"/say", good, nil, 204},
		"as a browser does":    {"/say", good, map[string]string{"Sec-Fetch-Site": "same-origin", "Origin": "SELF"}, 204},
		"with a charset":       {"/say", good, map[string]string{"Content-Type": "application/json; charset=utf-8"}, 204},
		"from another site":    {"/say", good, map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		"from another port":    {"/say", good, map[string]string{"Sec-Fetch-Site": "same-site"}, 403},
		"from another origin":  {"/say", good, map[string]string{"Origin": "http://localhost:1"}, 403},
		"from a sandbox":       {"/say", good, map[string]string{"Origin": "null"}, 403},
		"a tap from elsewhere": {"/tap", with(`"text":"hello"`, `"message":1,"data":"x"`), map[string]string{"Origin": "https://evil.example"}, 403},
		"as a form":            {"/say", good, map[string]string{"Content-Type": "text/plain"}, 415},
		"without a type":       {"/say", good, map[string]string{"Content-Type": ""}, 415},
		"without a cookie":     {"/say", good, map[string]string{"Cookie": ""}, 403},
		"with a made-up one":   {"/say", good, map[string]string{"Cookie": "soundings_visitor=me"}, 403},
		"too long":             {"/say", with("hello", strings.Repeat("长", 30_000)), nil, 413},
		"as long as may be":    {"/say", with("hello", strings.Repeat("长", 20_000)), nil, 204},
		"no JSON":              {"/say", "hello", nil, 400},
		"no action":            {"/say", with("01a11111111100000000000000000001", ""), nil, 400},
		"a wrong action":       {"/say", with("01a111111111", "ZZa111111111"), nil, 400},
		"an action below zero": {"/say", with("01a111111111", "ffa111111111"), nil, 400},
		"another chair":        {"/say", with("visitor", "organizer"), nil, 400},
		"nothing said":         {"/say", with("hello", ""), nil, 400},
		"two things said":      {"/say", with(`"text"`, `"do":"start","text"`), nil, 400},
		"an unknown wish":      {"/say", with(`"text":"hello"`, `"do":"stop"`), nil, 400},
		"a tap":                {"/tap", with(`"text":"hello"`, `"message":1,"data":"x"`), nil, 204},
		"a tap on nothing":     {"/tap", with(`"text":"hello"`, `"message":1`), nil, 400},
		"a tap on no card":     {"/tap", with(`"text":"hello"`, `"data":"x"`), nil, 400},
		"a tap too long":       {"/tap", with(`"text":"hello"`, `"message":1,"data":"`+strings.Repeat("x", 65)+`"`), nil, 400},
		"to nowhere":           {"/nowhere", good, nil, 404},
		"to the page":          {"/", good, nil, 405},
	} {
		t.Run(name, func(t *testing.T) {
			h := &handled{}
			url := serve(t, web.New(web.Options{Handle: h.handle}))
			r, _ := http.NewRequest(http.MethodPost, url+c.path, strings.NewReader(c.body))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Cookie", "soundings_visitor="+strings.Repeat("ab", 16))
			for k, v := range c.header {
				r.Header.Set(k, strings.Replace(v, "SELF", url, 1))
			}
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			body, _ := io.ReadAll(answer.Body)
			if answer.StatusCode != c.want || (len(h.updates) == 1) != (c.want == 204) {
				t.Errorf("%s with %d updates, want %d\n%s", answer.Status, len(h.updates), c.want, body)
			}
			if c.want > 400 && c.want < 404 && !strings.Contains(string(body), `"zh":"`) {
				t.Errorf("no words: %s", body)
			}
		})
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	url := serve(t, web.New(web.Options{Handle: (&handled{}).handle}))
	p := newPage(t, url, "visitor")
	for _, path := range []string{"/", "/style.css", "/app.js", "/icon.svg", "/files/x", "/nowhere", "/events"} {
		r, _ := p.get(path)
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; " +
				"form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
			"X-Content-Type-Options": "nosniff",
			"Referrer-Policy":        "no-referrer",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s: %s %q", path, name, got)
			}
		}
		store, public := r.Header.Get("Cache-Control"), strings.ContainsAny(path, ".")
		if public && store != "no-cache" || !public && store != "no-store" {
			t.Errorf("%s: Cache-Control %q", path, store)
		}
	}
}

func TestTheEventStreamIsForThePageOnly(t *testing.T) {
	url := serve(t, web.New(web.Options{Handle: (&handled{}).handle}))
	for name, c := range map[string]struct {
		method, query, cookie, site string
		want                        int
	}{
		"no cookie":     {"GET", "?chair=visitor", "", "same-origin", 403},
		"another site":  {"GET", "?chair=visitor", strings.Repeat("ab", 16), "cross-site", 403},
		"another chair": {"GET", "?chair=x", strings.Repeat("ab", 16), "same-origin", 400},
		"no end":        {"HEAD", "?chair=visitor", strings.Repeat("ab", 16), "same-origin", 403},
	} {
		r, _ := http.NewRequest(c.method, url+"/events"+c.query, nil)
		r.Header.Set("Sec-Fetch-Site", c.site)
		r.Header.Set("Cookie", "soundings_visitor="+c.cookie)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != c.want {
			t.Errorf("%s: %s, want %d", name, answer.Status, c.want)
		}
	}
}

func TestTheCookie(t *testing.T) {
	for _, secure := range []bool{false, true} {
		url := serve(t, web.New(web.Options{Handle: (&handled{}).handle, Secure: secure}))
		r, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		c := r.Cookies()[0]
		if len(c.Value) != 32 || !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || c.Secure != secure || c.Path != "/" || c.Domain != "" {
			t.Errorf("cookie %+v", c)
		}
	}
}
