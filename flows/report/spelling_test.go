package report

import (
	"testing"

	"soundings/flows"
)

// TestNames are read as people write them, and by id; where two have the same, the
// id is written with it.
func TestNames(t *testing.T) {
	in := Input{Round: aRound(), Participants: 5}
	in.Round.Members = append(in.Round.Members, flows.Member{ID: "li-2", Name: "李红", Post: "总工程师"}, flows.Member{ID: "other-wang", Name: "王·芳"})
	in.Round.Aspects = append(in.Round.Aspects, flows.Aspect{ID: "a4", Label: "其他"}, flows.Aspect{ID: "a5", Label: "从严治党·纠“四风”"})
	m := assembled(t, in)
	for written, want := range map[string]flows.SubjectID{"王建国": "wang", " 王 建国 ": "wang", "王建国同志": "wang", "王建国同志（党组书记、局长）": "wang",
		"王建国同志(党组书记、局长)": "wang", "WANG": "wang", "局领导班子": "team", "其他工作": "other", "王·芳": "other-wang",
		"李红（li）": "li", "李红（li-2）": "li-2", "李红同志（总工程师）": "li-2", "李红": "", "": "", "孙悟空": ""} {
		if got, ok := m.subjectNames().find(written); got != want || ok != (want != "") {
			t.Errorf("%q is %q, want %q", written, got, want)
		}
	}
	for written, want := range map[string]flows.AspectID{"理论学习": "a1", "理论学习方面": "a1", "联系群众": "a2", "从严治党、纠“四风”": "a5", "从严治党·纠“四风”": "a5",
		"其他（a4）": "a4", "其他（）": "", "a3": "a3"} {
		if got, ok := m.aspectNames().find(written); got != want || !ok {
			t.Errorf("%q is %q, want %q", written, got, want)
		}
	}
	if _, ok := m.aspectNames().find("其他"); ok {
		t.Error("一个名字，两个方面")
	}
}

// TestWhatIsWrittenIsReadBack, whatever things are called.
func TestWhatIsWrittenIsReadBack(t *testing.T) {
	all := []flows.AspectID{"a1", "a2", "a3", "a4", ""}
	names := map[flows.AspectID]string{"a1": "a2", "a2": "a1", "a3": "同名", "a4": "同名", "": "其他"}
	s := spell(all, func(id flows.AspectID) []string { return []string{names[id]} })
	for _, id := range all {
		if got, ok := s.find(s.written[id]); got != id || !ok {
			t.Errorf("%q, written as %q, is read as %q", id, s.written[id], got)
		}
	}
}
