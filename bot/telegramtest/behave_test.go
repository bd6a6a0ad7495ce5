package telegramtest

import (
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestBodies: the same call in all the ways the Bot API takes it.
func TestBodies(t *testing.T) {
	s := New(t)
	p := s.Person(7)
	base := s.URL() + "/bot" + s.Token() + "/sendMessage"
	var form bytes.Buffer
	m := multipart.NewWriter(&form)
	_ = m.WriteField("chat_id", "7")
	_ = m.WriteField("text", "c")
	_ = m.Close()
	posts := map[string]io.Reader{
		"application/json":                  strings.NewReader(`{"chat_id":7,"text":"a","entities":null}`),
		"application/x-www-form-urlencoded": strings.NewReader(url.Values{"chat_id": {"7"}, "text": {"b"}}.Encode()),
		m.FormDataContentType():             &form,
	}
	for kind, body := range posts {
		r, err := once().Post(base, kind, body)
		if err != nil || r.StatusCode != 200 {
			t.Errorf("%s: %v %v", kind, r, err)
		}
		r.Body.Close()
	}
	r, err := once().Get(base + "?chat_id=7&text=d")
	if err != nil || r.StatusCode != 200 {
		t.Errorf("query: %v %v", r, err)
	}
	r.Body.Close()
	if got := len(p.Messages()); got != 4 {
		t.Errorf("%d messages arrived, want 4", got)
	}
}

// TestPolling: confirmed when offset > id, given again until then.
func TestPolling(t *testing.T) {
	s := New(t)
	p := s.Person(7, Named("小明", "王"), Lang("zh-hans"), Username("xm"))
	first, second := p.Send("/start t_1").Update, p.Send("你好").Update
	poll := func(a args) []int64 {
		var list []struct {
			ID int64 `json:"update_id"`
		}
		if err := json.Unmarshal(ask(t, s, "getUpdates", a).Result, &list); err != nil {
			t.Fatal(err)
		}
		var ids []int64
		for _, u := range list {
			ids = append(ids, u.ID)
		}
		return ids
	}
	want := func(name string, got []int64, ids ...int64) {
		t.Helper()
		if len(got) != len(ids) || len(ids) > 0 && got[0] != ids[0] {
			t.Errorf("%s: %v, want %v", name, got, ids)
		}
	}
	want("all", poll(args{}), first, second)
	want("again", poll(args{}), first, second)
	want("limited", poll(args{"limit": 1}), first)
	want("not confirmed by its own id", poll(args{"offset": first}), first, second)
	want("one confirmed", poll(args{"offset": first + 1}), second)
	want("confirmed for good", poll(args{}), second)
	want("none", poll(args{"offset": second + 1}))
	s.Redeliver(first)
	want("redelivered", poll(args{"offset": second + 1}), first)
	want("once", poll(args{"offset": second + 1}))
	third := p.Send("x").Update
	p.Send("y")
	want("from the end", poll(args{"offset": -1}), third+1)
	poll(args{"allowed_updates": []string{"callback_query"}, "offset": third + 2})
	if id := p.Send("z").Update; id != 0 {
		t.Error("an update of a kind not allowed was made")
	}
}

// TestLongPoll: a poll waits for an update, and ends when another begins.
func TestLongPoll(t *testing.T) {
	s := New(t)
	p := s.Person(7)
	answers := make(chan reply)
	go func() { answers <- ask(t, s, "getUpdates", args{"timeout": 60}) }()
	for polling(s) == nil {
		runtime.Gosched() // until the request is there
	}
	p.Send("a")
	if got := <-answers; !strings.Contains(string(got.Result), `"text":"a"`) {
		t.Errorf("the poll got %s", got.Result)
	}
	go func() { answers <- ask(t, s, "getUpdates", args{"timeout": 60, "offset": firstUpdate + 1}) }()
	for polling(s) == nil {
		runtime.Gosched()
	}
	ask(t, s, "getUpdates", args{"offset": firstUpdate + 1})
	if got := <-answers; got.Code != 409 {
		t.Errorf("the older poll got %+v, want 409", got)
	}
}

func polling(s *Server) chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.poll
}

// TestTaps: a tap is answered exactly once.
func TestTaps(t *testing.T) {
	s, r := watched(t)
	p := s.Person(7)
	ask(t, s, "sendMessage", args{"chat_id": 7, "text": "card", "reply_markup": keyboard(button("x"))})
	update := p.Tap("x").Update
	q := callback(t, ask(t, s, "getUpdates", args{"timeout": 1}))
	if q.Data != "x" || q.Message.ID == 0 {
		t.Errorf("the tap came as %+v", q)
	}
	answer := args{"callback_query_id": q.ID, "text": "好"}
	ask(t, s, "answerCallbackQuery", answer)
	if r.said() != "" || p.Notices()[0] != "好" {
		t.Errorf("after one answer: %q, notices %v", r.said(), p.Notices())
	}
	ask(t, s, "answerCallbackQuery", answer)
	if !strings.Contains(r.said(), "more often") {
		t.Errorf("after two answers: %q", r.said())
	}
	p.TapOn(p.Last(), "B")
	ask(t, s, "getUpdates", args{"offset": update + 2})
	s.Close()
	if !strings.Contains(r.said(), "never answered") {
		t.Errorf("after a tap without an answer: %q", r.said())
	}
}

type query struct {
	ID, Data string
	Message  struct {
		ID   int64 `json:"message_id"`
		Date int64
	}
}

func callback(t *testing.T, r reply) query {
	t.Helper()
	var list []struct {
		Query query `json:"callback_query"`
	}
	if err := json.Unmarshal(r.Result, &list); err != nil || len(list) == 0 {
		t.Fatalf("%v in %s", err, r.Result)
	}
	return list[len(list)-1].Query
}

// TestOldCard: a tap on a card deleted meanwhile names it, and no more.
func TestOldCard(t *testing.T) {
	s := New(t)
	p := s.Person(7)
	id := ask(t, s, "sendMessage", args{"chat_id": 7, "text": "card", "reply_markup": keyboard(button("x"))}).id(t)
	card := p.Last()
	ask(t, s, "deleteMessages", args{"chat_id": 7, "message_ids": []int64{id, 9999}})
	if len(p.Messages()) != 0 {
		t.Errorf("the screen still shows %v", p.Messages())
	}
	p.TapOn(card, "x")
	if q := callback(t, ask(t, s, "getUpdates", nil)); q.Message.ID != id || q.Message.Date != 0 {
		t.Errorf("the tap came as %+v", q)
	}
}

// TestDeletingIsAllOrNothing: one message too old keeps the others as well.
func TestDeletingIsAllOrNothing(t *testing.T) {
	s := New(t)
	p := s.Person(7)
	now := s.Clock()
	s.Clock = func() time.Time { return now.Add(-49 * time.Hour) }
	old := p.Send("old").Message
	s.Clock = func() time.Time { return now }
	young := p.Send("young").Message
	both := args{"chat_id": 7, "message_ids": []int64{young, old}}
	if got := ask(t, s, "deleteMessages", both); got.OK || len(p.Messages()) != 2 {
		t.Errorf("%+v; the screen shows\n%s", got, p.Messages())
	}
	if got := ask(t, s, "deleteMessages", args{"chat_id": 7, "message_ids": []int64{young}}); !got.OK || len(p.Messages()) != 1 {
		t.Errorf("%+v; the screen shows\n%s", got, p.Messages())
	}
}

// TestFaults: each is answered as Telegram does, as often as asked.
func TestFaults(t *testing.T) {
	s := New(t)
	p := s.Person(7)
	hi := args{"chat_id": 7, "text": "hi"}
	s.Inject(Fault{Method: "sendMessage", Chat: 7, Kind: Flood, RetryAfter: 3})
	if got := ask(t, s, "sendMessage", hi); got.Code != 429 || got.Parameters.RetryAfter != 3 {
		t.Errorf("flood: %+v", got)
	}
	s.Inject(Fault{Chat: 8})
	if got := ask(t, s, "sendMessage", hi); !got.OK {
		t.Errorf("another chat's fault: %+v", got)
	}
	for _, kind := range []FaultKind{CutBefore, CutAfter} {
		before := len(p.Messages())
		s.Inject(Fault{Method: "sendMessage", Kind: kind})
		_, err := once().Post(s.URL()+"/bot"+s.Token()+"/sendMessage?chat_id=7&text=x", "", nil)
		if got := len(p.Messages()) - before; err == nil || (got == 0) != (kind == CutBefore) {
			t.Errorf("cut %d: error %v, %d messages", kind, err, got)
		}
	}
	s.Inject(Fault{Kind: BadGateway, Times: 2})
	for range 2 {
		r, err := once().Get(s.URL() + "/bot" + s.Token() + "/getMe")
		if err != nil || r.StatusCode != 502 || r.Header.Get("Content-Type") != "text/html" {
			t.Errorf("bad gateway: %v %v", r, err)
		}
		r.Body.Close()
	}
	if got := ask(t, s, "getMe", nil); !got.OK {
		t.Errorf("after the faults: %+v", got)
	}
}

// TestWaitInVain: a wait that never ends fails with the screen.
func TestWaitInVain(t *testing.T) {
	s, r := watched(t)
	s.Patience = time.Millisecond
	p := s.Person(7)
	p.Send("anybody?")
	func() {
		defer func() { _ = recover() }()
		p.See("hello")
	}()
	if !strings.Contains(r.said(), "anybody?") {
		t.Errorf("the test was told %q", r.said())
	}
}
