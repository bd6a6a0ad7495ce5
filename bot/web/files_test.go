package web_test

import (
	"mime"
	"strings"
	"testing"

	"soundings/bot/web"
)

func TestAFileIsForItsVisitorOnly(t *testing.T) {
	s, p, _, chat := room(t, web.Options{})
	data := []byte("PK\x03\x04 docx")
	id, err := s.SendFile(t.Context(), chat, "征求意见 情况\r\n\"报告\".docx", data)
	p.must(err)
	data[0] = 'X' // the caller's to change
	f := p.last().File
	if f == nil || f.Size != len(data) || f.Name != `征求意见 情况"报告".docx` || len(f.Token) != 32 {
		t.Fatalf("file %+v", f)
	}
	r, body := p.get("/files/" + f.Token)
	kind, params, err := mime.ParseMediaType(r.Header.Get("Content-Disposition"))
	if r.StatusCode != 200 || body != "PK\x03\x04 docx" || kind != "attachment" || params["filename"] != f.Name || err != nil {
		t.Errorf("%s %q %s %v", r.Status, body, r.Header.Get("Content-Disposition"), err)
	}
	if !strings.Contains(r.Header.Get("Content-Disposition"), "filename*=utf-8''") || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("headers %v", r.Header)
	}
	other := newPage(t, p.url, "visitor")
	for name, gone := range map[string]struct {
		p    *page
		path string
	}{"another visitor": {other, f.Token}, "another token": {p, strings.Repeat("0", 32)}} {
		if r, body := gone.p.get("/files/" + gone.path); r.StatusCode != 404 || !strings.Contains(body, "没有这个文件") {
			t.Errorf("%s: %s %q", name, r.Status, body)
		}
	}
	p.remove(s, chat, id)
	if r, _ := p.get("/files/" + f.Token); r.StatusCode != 404 {
		t.Errorf("after it was deleted: %s", r.Status)
	}
}

func TestFileNames(t *testing.T) {
	for name, want := range map[string]string{"a.docx": "a.docx", "../../etc/passwd": "passwd", `C:\x\汇总.xlsx`: "汇总.xlsx"} {
		s, p, _, chat := room(t, web.Options{})
		_, err := s.SendFile(t.Context(), chat, name, nil)
		p.must(err)
		if got := p.last().File.Name; got != want {
			t.Errorf("%q becomes %q", name, got)
		}
	}
}

func TestOldFilesMakeRoom(t *testing.T) {
	s, p, _, chat := room(t, web.Options{Limits: web.Limits{FileBytes: 100}})
	for range 3 {
		_, err := s.SendFile(t.Context(), chat, "a.bin", make([]byte, 45))
		p.must(err)
	}
	for i, m := range p.messages() {
		if r, _ := p.get("/files/" + m.File.Token); (r.StatusCode == 200) != (i > 0) {
			t.Errorf("file %d: %s", i, r.Status)
		}
	}
	if _, err := s.SendFile(t.Context(), chat, "big.bin", make([]byte, 101)); err == nil {
		t.Error("a file above the limit is taken")
	}
}
