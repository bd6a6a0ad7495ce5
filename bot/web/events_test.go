package web_test

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/bot/web"
	"soundings/flows/dialogue"
)

// room is a server with one visitor, whose chat the bot knows.
func room(t *testing.T, o web.Options) (*web.Server, *page, *handled, bot.Chat) {
	t.Helper()
	h := &handled{}
	o.Handle = h.handle
	s := web.New(o)
	p := newPage(t, serve(t, s), "visitor")
	p.start()
	return s, p, h, h.updates[0].Chat
}

// remove has the bot delete messages, none of which may be left.
func (p *page) remove(s *web.Server, chat bot.Chat, ids ...bot.MessageID) {
	p.t.Helper()
	left, err := s.Delete(p.t.Context(), chat, ids)
	p.must(err)
	if len(left) > 0 {
		p.t.Errorf("%d messages were left", len(left))
	}
}

func TestAStreamBeginsWithASnapshotAndGoesOn(t *testing.T) {
	s, p, _, chat := room(t, web.Options{})
	id, err := s.Send(t.Context(), chat, bot.Message{Text: "题目\n\n正文 😀", Spans: []bot.Span{{Kind: dialogue.Title, Length: 2}, {Kind: dialogue.Quote, Offset: 4}, {Kind: dialogue.Body, Length: 9}},
		Buttons: [][]bot.Button{{{Label: "好", Data: "d"}, {Label: "复制", Copy: "c"}}}})
	p.must(err)
	f := p.follow("")
	defer f.close()
	first := f.want("snapshot")
	want := fmt.Sprintf(`{"messages":[{"id":%d,"text":"题目\n\n正文 😀","spans":[{"kind":"title","at":0,"len":2}],`+
		`"buttons":[[{"label":"好","data":"d"},{"label":"复制","copy":"c"}]]}],"start":false,"lang":"zh-Hans"}`, id)
	if first.data != want {
		t.Errorf("snapshot\n%s\nwant\n%s", first.data, want)
	}
	p.must(s.Edit(t.Context(), chat, id, bot.Message{Text: "改了"}))
	if e := f.want("edit"); e.data != fmt.Sprintf(`{"id":%d,"text":"改了"}`, id) {
		t.Errorf("edit %s", e.data)
	}
	p.remove(s, chat, id, 5)
	if e := f.want("remove"); e.data != fmt.Sprintf(`{"ids":[%d,5]}`, id) {
		t.Errorf("remove %s", e.data)
	}
	if all := p.messages(); len(all) != 0 {
		t.Errorf("after removal there are %+v", all)
	}
}

// TestAStreamResumes cuts the connection after each of some events in turn: the
// rest comes, each once and in order, and then what happens next.
func TestAStreamResumes(t *testing.T) {
	s, p, _, chat := room(t, web.Options{})
	happens := func(f *following) event {
		_, err := s.Send(t.Context(), chat, bot.Message{Text: rand.Text()})
		p.must(err)
		return f.want("message")
	}
	f := p.follow("")
	all := []event{f.want("snapshot")}
	for range 6 {
		all = append(all, happens(f))
	}
	f.close()
	for seen := range len(all) {
		f := p.follow(all[seen].id)
		for _, missed := range all[seen+1:] {
			if got := f.want("message"); got != missed {
				t.Fatalf("behind %d: %+v, want %+v", seen, got, missed)
			}
		}
		all = append(all, happens(f))
		f.close()
	}
}

func TestAStreamThatMissedTooMuchBeginsAfresh(t *testing.T) {
	s, p, _, chat := room(t, web.Options{Limits: web.Limits{ChatBytes: 2000, PerVisitor: 1000, VisitorBurst: 1000}})
	f := p.follow("")
	old := f.want("snapshot").id
	f.close()
	for i := range 50 {
		_, err := s.Send(t.Context(), chat, bot.Message{Text: fmt.Sprint("m", i)})
		p.must(err)
	}
	life, _, _ := strings.Cut(old, "-")
	for _, id := range []string{old, "", "x", life, life + "-", life + "-999", life + "--1", "0000-1", "50", life + "-1e3"} {
		f := p.follow(id)
		got := f.snapshot().Messages
		f.close()
		if n := len(got); n == 0 || n > 10 || got[n-1].Text != "m49" {
			t.Errorf("behind %q: %d messages", id, n)
		}
	}
}

// TestAStreamResumesByTheAddress is how a page resumes that opens a stream anew.
func TestAStreamResumesByTheAddress(t *testing.T) {
	s, p, _, chat := room(t, web.Options{})
	f := p.follow("")
	id := f.want("snapshot").id
	f.close()
	_, err := s.Send(t.Context(), chat, bot.Message{Text: "missed"})
	p.must(err)
	p.chair += "&last=" + id
	f = p.follow("")
	defer f.close()
	f.want("message")
}

// TestWhatIsDeletedDoesNotComeAgain resumes behind an event before the message.
func TestWhatIsDeletedDoesNotComeAgain(t *testing.T) {
	s, p, _, chat := room(t, web.Options{})
	f := p.follow("")
	before := f.want("snapshot").id
	f.close()
	id, err := s.Send(t.Context(), chat, bot.Message{Text: "意见"})
	p.must(err)
	p.remove(s, chat, id)
	f = p.follow(before)
	defer f.close()
	if all := f.snapshot().Messages; len(all) != 0 {
		t.Errorf("there are %+v", all)
	}
}

func TestASecondTabFollowsTheFirst(t *testing.T) {
	_, p, _, _ := room(t, web.Options{})
	one, two := p.follow(""), p.follow("")
	defer one.close()
	defer two.close()
	one.snapshot()
	two.snapshot()
	p.say("从第一个标签页说的")
	a, b := one.want("message"), two.want("message")
	if a != b || !strings.Contains(a.data, "从第一个标签页说的") {
		t.Errorf("one tab has %+v, the other %+v", a, b)
	}
}

func TestOneTabTooManyEndsTheOldest(t *testing.T) {
	_, p, _, _ := room(t, web.Options{Limits: web.Limits{Streams: 2}})
	var open []*following
	for range 3 {
		f := p.follow("")
		f.snapshot()
		open = append(open, f)
		defer f.close()
	}
	open[0].want("elsewhere")
	if e, ok := open[0].next(); ok {
		t.Errorf("the oldest goes on with %+v", e)
	}
	p.say("hello")
	open[1].want("message")
	open[2].want("message")
}

func TestCloseEndsTheStreams(t *testing.T) {
	s, p, _, _ := room(t, web.Options{})
	f := p.follow("")
	defer f.close()
	f.snapshot()
	s.Close()
	s.Close()
	if e, ok := f.next(); ok {
		t.Errorf("after Close came %+v", e)
	}
}

func TestChairsAndVisitorsAreApart(t *testing.T) {
	h := &handled{}
	s := web.New(web.Options{Handle: h.handle, Chairs: []web.Chair{{ID: "a"}, {ID: "b"}}})
	url := serve(t, s)
	pages := []*page{newPage(t, url, "a"), newPage(t, url, "b"), newPage(t, url, "a")}
	pages[1].client = pages[0].client // the same visitor on another chair
	var chats []bot.Chat
	for i, p := range pages {
		p.start()
		chats = append(chats, h.updates[i].Chat)
		_, err := s.Send(t.Context(), chats[i], bot.Message{Text: fmt.Sprint("to ", i)})
		p.must(err)
	}
	for i, p := range pages {
		if all := p.messages(); len(all) != 1 || all[0].Text != fmt.Sprint("to ", i) {
			t.Errorf("page %d has %+v", i, all)
		}
	}
	slices.Sort(chats)
	if len(slices.Compact(chats)) != 3 {
		t.Errorf("chats %v", chats)
	}
}
