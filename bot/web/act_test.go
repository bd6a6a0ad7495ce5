package web_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"

	"soundings/bot"
	"soundings/bot/web"
	"soundings/flows/dialogue"
)

func TestWhatIsSaidBecomesAnUpdate(t *testing.T) {
	for said, want := range map[string]dialogue.Input{
		"窗口办事\n要跑三趟":      {Kind: dialogue.Typed, Text: "窗口办事\n要跑三趟"},
		"  ":              {Kind: dialogue.Typed, Text: "  "},
		"/":               {Kind: dialogue.Typed, Text: "/"},
		"/路径":             {Kind: dialogue.Typed, Text: "/路径"},
		"1/2":             {Kind: dialogue.Typed, Text: "1/2"},
		"/help":           {Kind: dialogue.Command, Text: "help"},
		"\n/help":         {Kind: dialogue.Command, Text: "help"},
		"/START r_x  ":    {Kind: dialogue.Command, Text: "start", Payload: "r_x"},
		"/receipt\n7K3QX": {Kind: dialogue.Command, Text: "receipt", Payload: "7K3QX"},
	} {
		_, p, h, chat := room(t, web.Options{})
		p.say(said)
		u := h.updates[1]
		own := p.last()
		if own.Text != said || !own.Mine || own.Failed {
			t.Errorf("the page shows %+v", own)
		}
		if u.Input != want || u.Chat != chat || !u.Private || u.Lang != "zh-Hans" || int64(u.Message) != own.ID || u.Tap != "" || u.Names != nil {
			t.Errorf("%q becomes %+v", said, u)
		}
		if u.ID <= h.updates[0].ID {
			t.Errorf("update %d comes after %d", u.ID, h.updates[0].ID)
		}
	}
}

func TestATapIsAcknowledgedByANotice(t *testing.T) {
	s, p, h, _ := room(t, web.Options{})
	f := p.follow("")
	defer f.close()
	f.snapshot()
	h.answer = func(ctx context.Context, u bot.Update) error {
		p.must(s.Acknowledge(ctx, u.Tap, "这是之前的按钮"))
		return s.Acknowledge(ctx, u.Tap, "twice")
	}
	p.does("/tap", map[string]any{"message": 12, "data": "x:y"})
	if e := f.want("notice"); e.data != `{"text":"这是之前的按钮"}` {
		t.Errorf("notice %s", e.data)
	}
	u := h.updates[1]
	if u.Input != (dialogue.Input{Kind: dialogue.Tapped, Text: "x:y"}) || u.Message != 12 || u.Tap == "" || strings.Contains(string(u.Chat), u.Tap) {
		t.Errorf("tap becomes %+v", u)
	}
	p.must(s.Acknowledge(t.Context(), u.Tap, "late"))
	p.must(s.Acknowledge(t.Context(), "never was", "late"))
	h.answer = nil
	p.say("next")
	if e := f.want("message"); !strings.Contains(e.data, "next") {
		t.Errorf("after one notice came %s", e.data)
	}
}

func TestARepeatedPostIsOneUpdate(t *testing.T) {
	_, p, h, _ := room(t, web.Options{})
	again := map[string]any{"action": p.action(), "text": "窗口办事要跑三趟"}
	for range 3 {
		p.does("/say", again)
	}
	if len(h.updates) != 2 || len(p.messages()) != 1 {
		t.Errorf("%d updates, messages %+v", len(h.updates), p.messages())
	}
}

// TestARepeatWaitsForTheFirst posts the same action while it is being handled.
func TestARepeatWaitsForTheFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		goOn, handled := make(chan bool), 0
		s := web.New(web.Options{Handle: func(context.Context, bot.Update) error { handled++; <-goOn; return nil }})
		answered := make(chan int, 2)
		for range 2 {
			r := httptest.NewRequest(http.MethodPost, "http://localhost/say",
				strings.NewReader(`{"chair":"visitor","action":"01a11111111100000000000000000001","text":"hello"}`))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Cookie", "soundings_visitor="+strings.Repeat("ab", 16))
			w := httptest.NewRecorder()
			go func() { s.ServeHTTP(w, r); answered <- w.Code }()
		}
		synctest.Wait()
		if handled != 1 || len(answered) != 0 {
			t.Errorf("%d handled at the same time, %d answered too early", handled, len(answered))
		}
		close(goOn)
		if a, b := <-answered, <-answered; a != 204 || b != 204 || handled != 1 {
			t.Errorf("answers %d and %d, handled %d times", a, b, handled)
		}
	})
}

func TestAFailureIsSentAgainAsTheSameUpdate(t *testing.T) {
	for path, body := range map[string]map[string]any{
		"/say": {"text": "窗口办事要跑三趟"}, "/tap": {"message": 5, "data": "x"},
	} {
		_, p, h, _ := room(t, web.Options{})
		body["action"] = p.action()
		h.answer = func(context.Context, bot.Update) error { return errors.New("the store is away") }
		r := p.post(path, body)
		if r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %s", path, r.Status)
		}
		if path == "/say" && !p.last().Failed {
			t.Errorf("the page shows %+v", p.last())
		}
		h.answer = nil
		p.does(path, body)
		if !reflect.DeepEqual(h.updates[1], h.updates[2]) {
			t.Errorf("%s: first %+v, then %+v", path, h.updates[1], h.updates[2])
		}
		if path == "/say" && (p.last().Failed || len(p.messages()) != 1) {
			t.Errorf("the page shows %+v", p.messages())
		}
	}
}

func TestAnActionIsTheSameUpdateAfterARestart(t *testing.T) {
	_, p, h, _ := room(t, web.Options{})
	again := map[string]any{"action": p.action(), "text": "hello"}
	p.does("/say", again)
	after := &handled{}
	p.url = serve(t, web.New(web.Options{Handle: after.handle}))
	jar := p.client.Jar
	if jar == nil {
		t.Fatal("no cookies")
	}
	p.does("/say", again)
	if a, b := h.updates[1], after.updates[0]; a.ID != b.ID || a.Chat != b.Chat {
		t.Errorf("update %d became %d", a.ID, b.ID)
	}
}

func TestAPageThatGoesDoesNotCutItsUpdateShort(t *testing.T) {
	_, p, h, _ := room(t, web.Options{})
	going, ended := make(chan bool), make(chan error)
	request, cancel := context.WithCancel(t.Context())
	h.answer = func(ctx context.Context, _ bot.Update) error {
		close(going)
		<-request.Done()
		ended <- ctx.Err()
		return nil
	}
	r, _ := http.NewRequestWithContext(request, http.MethodPost, p.url+"/say", strings.NewReader(
		`{"chair":"visitor","action":"`+p.action()+`","text":"hello"}`))
	r.Header.Set("Content-Type", "application/json")
	go p.client.Do(r)
	<-going
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("the update was cut short: %v", err)
	}
}

func TestAPanicIsAnAnswer(t *testing.T) {
	_, p, h, _ := room(t, web.Options{})
	h.answer = func(context.Context, bot.Update) error { panic("canary") }
	again := map[string]any{"action": p.action(), "text": "hello"}
	if r := p.post("/say", again); r.StatusCode != http.StatusInternalServerError || r.Header.Get("Retry-After") != "" {
		t.Errorf("a panic answers %s", r.Status)
	}
	p.does("/say", again)
	if len(h.updates) != 2 {
		t.Errorf("what panics is tried again: %d updates", len(h.updates))
	}
}
