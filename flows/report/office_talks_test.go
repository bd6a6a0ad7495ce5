package report

import (
	"strings"
	"testing"

	"soundings/flows"
)

// TestOfficeShowsTheTalks has LibreOffice lay them out: a page for each form
// that fits on one, and the words of those that do not whole.
func TestOfficeShowsTheTalks(t *testing.T) {
	needOffice(t)
	in, long := talkInput(), talkInput()
	twenty := aTalk("li", flows.RequestedTalk, "2021-12-15", nil, "与各处沟通不够", "", "多到一线听意见")
	for _, r := range "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉" {
		twenty.Talk.With = append(twenty.Talk.With, flows.Counterpart{Name: "王小" + string(r)})
	}
	in.Talks.Records = append(in.Talks.Records, twenty)
	long.Talks.Records = []flows.TalkRecord{aTalk("li", flows.MemberTalk, "2021-12-09", with("zhang"), longest(), longest(), longest(), longest())}
	pages := pagesOf(t, talksRendered(t, in, Word), Word)
	for i, page := range pages {
		if form := strings.Contains(page, talkFormTitle) && strings.Contains(page, "日期"); form != (i < len(in.Talks.Records)) {
			t.Errorf("page %d of %d talks: form %v\n%s", i+1, len(in.Talks.Records), form, page)
		}
	}
	if n := len(pages) - len(in.Talks.Records); n != 2 {
		t.Errorf("%d pages behind the forms, want 2", n)
	}
	pages = pagesOf(t, talksRendered(t, long, Word), Word)
	if n, want := strings.Count(strings.Join(pages, ""), "查"), 4*strings.Count(longest(), "查"); n != want {
		t.Errorf("of the longest texts %d parts of %d are shown", n, want)
	}
	if len(pages) < 11 || !strings.Contains(pages[5], "李红（党组成员、副局长）") || !strings.Contains(pages[5], "张志强") {
		t.Errorf("page 6 of %d does not say who talked: %s", len(pages), pages[5])
	}
}

// TestOfficeShowsAnOutline on few pages, the last of which is more than a
// signature.
func TestOfficeShowsAnOutline(t *testing.T) {
	needOffice(t)
	pages := pagesOf(t, reviewOf(t, assembled(t, talkInput()), "wang"), Word)
	if last := pages[len(pages)-1]; len(pages) > 5 || !strings.Contains(last, "三是") || !strings.Contains(last, "王建国年月日") {
		t.Errorf("page %d is %s", len(pages), last)
	}
}
