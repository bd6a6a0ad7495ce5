package telegramtest

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// fetched is what getFile and the link it gives come to.
func fetched(t *testing.T, s *Server, id string) (path string, status int, data string) {
	t.Helper()
	var file struct {
		Path string `json:"file_path"`
	}
	r := ask(t, s, "getFile", args{"file_id": id})
	if !r.OK {
		return "", r.Code, r.Description
	}
	if err := json.Unmarshal(r.Result, &file); err != nil {
		t.Fatal(err)
	}
	status, data = linked(t, s, file.Path)
	return file.Path, status, data
}

func linked(t *testing.T, s *Server, path string) (status int, data string) {
	t.Helper()
	r, err := once().Get(s.URL() + "/file/bot" + s.Token() + "/" + path)
	if err != nil {
		return 0, ""
	}
	defer r.Body.Close()
	all, err := io.ReadAll(r.Body)
	if err != nil {
		return 0, string(all)
	}
	return r.StatusCode, string(all)
}

// TestFiles: a document is had by its link, for an hour; a new one can be asked for.
func TestFiles(t *testing.T) {
	s := New(t)
	now := s.Clock()
	s.Clock = func() time.Time { return now }
	s.Person(7).SendDocument("表.yaml", []byte("title: 题"), "")
	path, status, data := fetched(t, s, "file-1")
	if status != 200 || data != "title: 题" || !strings.HasSuffix(path, ".yaml") {
		t.Errorf("%s: %d %q", path, status, data)
	}
	now = now.Add(time.Hour)
	if status, _ := linked(t, s, path); status != http.StatusNotFound {
		t.Errorf("after an hour the link gives %d", status)
	}
	if _, status, _ := fetched(t, s, "file-1"); status != 200 {
		t.Errorf("a new link gives %d", status)
	}
	s.LoseFiles()
	for _, id := range []string{"file-1", "never"} {
		if _, status, told := fetched(t, s, id); status != 400 || !strings.Contains(told, "wrong file_id") {
			t.Errorf("a file that is gone: %d %s", status, told)
		}
	}
	s.Person(8).SendDocument("a.bin", make([]byte, 20<<20+1), "")
	if _, status, told := fetched(t, s, "file-2"); status != 400 || !strings.Contains(told, "too big") {
		t.Errorf("a file of more than 20 MB: %d %s", status, told)
	}
	if s.Count("getFile") != 5 || s.Count(fileLink) != 3 {
		t.Errorf("%d and %d calls", s.Count("getFile"), s.Count(fileLink))
	}
}

// TestFaultsOfFiles: a download fails as everything else does, also half-way.
func TestFaultsOfFiles(t *testing.T) {
	s := New(t)
	s.Person(7).SendDocument("a.bin", []byte("0123456789"), "")
	for kind, want := range map[FaultKind]int{BadGateway: 502, Internal: 500, CutBefore: 0, CutAfter: 0} {
		s.Inject(Fault{Method: fileLink, Kind: kind})
		if _, status, data := fetched(t, s, "file-1"); status != want || len(data) == 10 {
			t.Errorf("fault %d: %d %q", kind, status, data)
		}
		if _, status, _ := fetched(t, s, "file-1"); status != 200 {
			t.Errorf("after fault %d: %d", kind, status)
		}
	}
}
