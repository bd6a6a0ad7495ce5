package organize

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// sample is DESIGN section 9's round.yaml, with a recipient that is one.
const sample = `title: 2021年度党史学习教育专题民主生活会
unit: 中共某市某局党组
preset: 2021-party-history        # or theme: … and aspects: [{ id: a1, label: …, text: … }]
opens: 2026-11-01
closes: 2026-11-20                # both days included
k: 5
admission: tickets                # or open: ` + "`round show`" + ` prints its link
team: { name: 局领导班子 }
members:                          # in rank order; ids other than team and other
  - { id: wang, name: 王建国, post: 党组书记、局长, principal: true, charge: [bgs], branch: 第一党支部 }
  - { id: li,   name: 李红,   post: 副局长, charge: [rsc], branch: 第二党支部 }
departments:
  - { id: bgs, name: 办公室, head: 周正 }
  - { id: rsc, name: 人事处, head: 赵敏 }
talks: [principal-members, members, departments, branches]
recipient: ` + aRecipient + "\n"

const aRecipient = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"

const least = "title: 题\nunit: 某局\npreset: 2024-annual\nteam: {}\n"

func shanghai() *time.Location { return time.FixedZone("Asia/Shanghai", 8*3600) }

func read(t *testing.T, in string) (flows.Round, error) {
	t.Helper()
	return ReadRound(strings.NewReader(in), shipped(t), shanghai())
}

func mustRead(t *testing.T, in string) flows.Round {
	t.Helper()
	r, err := read(t, in)
	if err != nil {
		t.Fatalf("%v %v\n%s", err, argsOf(err), in)
	}
	return r
}

func TestTheDesignsSample(t *testing.T) {
	preset, err := FindPreset(shipped(t), "2021-party-history")
	if err != nil {
		t.Fatal(err)
	}
	want := flows.Round{
		Title: "2021年度党史学习教育专题民主生活会", Unit: "中共某市某局党组",
		Preset: "2021-party-history", Theme: preset.Theme, Aspects: preset.Aspects,
		Opens:  time.Date(2026, 11, 1, 0, 0, 0, 0, shanghai()),
		Closes: time.Date(2026, 11, 21, 0, 0, 0, 0, shanghai()),
		K:      5, Admission: flows.ByTicket, State: flows.Draft, Recipient: aRecipient,
		Team: flows.Team{Name: "局领导班子"},
		Members: []flows.Member{
			{ID: "wang", Name: "王建国", Post: "党组书记、局长", Principal: true, Charge: []flows.DepartmentID{"bgs"}, Branch: "第一党支部"},
			{ID: "li", Name: "李红", Post: "副局长", Charge: []flows.DepartmentID{"rsc"}, Branch: "第二党支部"},
		},
		Departments: []flows.Department{{ID: "bgs", Name: "办公室", Head: "周正"}, {ID: "rsc", Name: "人事处", Head: "赵敏"}},
		TalkRules:   []flows.TalkRule{flows.PrincipalMembers, flows.MembersEachOther, flows.DepartmentHeads, flows.BranchPartyMember},
	}
	for name, in := range map[string]string{
		"as it stands": sample, "from Windows": "\ufeff" + strings.ReplaceAll(sample, "\n", "\r\n"),
	} {
		if diff := cmp.Diff(want, mustRead(t, in)); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", name, diff)
		}
	}
}

func TestDefaults(t *testing.T) {
	r := mustRead(t, least)
	if r.K != flows.DefaultK || r.Admission != flows.ByTicket || r.Team.Name != "某局领导班子" || len(r.TalkRules) != 4 ||
		!r.Opens.IsZero() || !r.Closes.IsZero() || len(r.Aspects) != 4 || r.Theme == "" {
		t.Errorf("%+v", r)
	}
	for in, want := range map[string]string{
		"unit: 某局\nteam:\nmembers: [{id: w, name: 王}]":    "某局领导班子",
		"unit: 某局领导班子\nteam: {name: ''}":                  "某局领导班子",
		"unit: " + strings.Repeat("长", 60) + "\nteam: {}": "领导班子",
	} {
		if got := mustRead(t, "title: 题\npreset: 2024-annual\n"+in).Team.Name; got != want {
			t.Errorf("%q: team %q, want %q", in, got, want)
		}
	}
	if r := mustRead(t, least+"talks: []\n"); len(r.TalkRules) != 0 {
		t.Errorf("talks: [] gives %v", r.TalkRules)
	}
}

func TestWhatTheFileSaysGoesBeforeThePreset(t *testing.T) {
	r := mustRead(t, least+"theme: 自定主题\naspects:\n  - {label: 一, text: 一方面}\n  - {id: x, label: 二, text: 二方面, check: true}\n  - {label: 三, text: 三方面}\n")
	want := []flows.Aspect{{ID: "a1", Label: "一", Text: "一方面"}, {ID: "x", Label: "二", Text: "二方面", Check: true}, {ID: "a3", Label: "三", Text: "三方面"}}
	if diff := cmp.Diff(want, r.Aspects); diff != "" || r.Theme != "自定主题" || r.Preset != "2024-annual" {
		t.Errorf("theme %q, preset %q, %s", r.Theme, r.Preset, diff)
	}
}

func TestTextsAreCleaned(t *testing.T) {
	r := mustRead(t, "title: \"a\\tb\\u200b\\nc \"\nunit: ' 某局 '\npreset: 2024-annual\nmembers: [{id: 007, name: 王\u200b建国}]\n")
	if r.Title != "a b c" || r.Unit != "某局" || r.Members[0].Name != "王建国" || r.Members[0].ID != "007" {
		t.Errorf("%q %q %+v", r.Title, r.Unit, r.Members)
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ opens, closes, from, until string }{
		{"2026-11-01", "2026-11-01", "2026-11-01T00:00:00+08:00", "2026-11-02T00:00:00+08:00"},
		{"2026-11-01 08:30", "2026-11-30", "2026-11-01T08:30:00+08:00", "2026-12-01T00:00:00+08:00"},
		{"2026-11-01T00:00:00Z", "2026-12-31T18:00:00+08:00", "2026-11-01T08:00:00+08:00", "2026-12-31T18:00:00+08:00"},
		{"2026/11/5", "2026-12-5", "2026-11-05T00:00:00+08:00", "2026-12-06T00:00:00+08:00"},
		{"2026年11月1日", "2026年12月1日 18:00", "2026-11-01T00:00:00+08:00", "2026-12-01T18:00:00+08:00"},
		{"２０２６年１１月１日　８：３０", "2026年12月1日18时", "2026-11-01T08:30:00+08:00", "2026-12-01T18:00:00+08:00"},
		{"2026.11.1 9:05", "2026-12-01 18：00", "2026-11-01T09:05:00+08:00", "2026-12-01T18:00:00+08:00"},
		{"2026/11/01 09:05", "2026年12月1日 18点30分", "2026-11-01T09:05:00+08:00", "2026-12-01T18:30:00+08:00"},
		{"2026-11-01", "2026-12-01 24:00", "2026-11-01T00:00:00+08:00", "2026-12-02T00:00:00+08:00"},
		{"'2028-02-28'", "2028-02-29", "2028-02-28T00:00:00+08:00", "2028-03-01T00:00:00+08:00"},
	} {
		r := mustRead(t, least+"opens: "+c.opens+"\ncloses: "+c.closes+"\n")
		if from, until := r.Opens.Format(time.RFC3339), r.Closes.Format(time.RFC3339); from != c.from || until != c.until {
			t.Errorf("%s to %s: %s to %s, want %s to %s", c.opens, c.closes, from, until, c.from, c.until)
		}
	}
}

func TestFilesThatAreRefused(t *testing.T) {
	members := strings.Replace(least, "team: {}\n", "members:\n", 1)
	for _, c := range []struct {
		name, in, key string
		line          any
	}{
		{"empty", "", "round.file_empty", nil},
		{"only comments", "# a\n", "round.file_empty", nil},
		{"5 MB", strings.Repeat("# 很大\n", 5<<20/9), "round.file_big", nil},
		{"GBK", "title: \xcc\xe2\n", "round.not_utf8", 1},
		{"two documents", least + "---\n" + least, "round.yaml", 6},
		{"alias bomb", "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n", "round.yaml", 1},
		{"deep", "title: " + strings.Repeat("[", 9000), "round.yaml", 1},
		{"not a mapping", "- a", "round.yaml", 1},
		{"full-width colon", "title：题\nunit: 某局\n", "round.yaml", 1},
		{"unknown key", least + "titel: a\n", "round.unknown_field", 5},
		{"unknown inner key", members + "  - {id: a, name: 王, rank: 1}\n", "round.unknown_field", 5},
		{"doubled key", least + "unit: 某局\n", "round.yaml", 5},
		{"title is a list", strings.Replace(least, "题", "[题]", 1), "round.yaml", 1},
		{"k is a text", least + "k: five\n", "round.yaml", 5},
		{"k is a fraction", least + "k: 5.5\n", "round.yaml", 5},
		{"principal is yes", members + "  - {id: a, name: 王, principal: yes}\n", "round.yaml", 5},
		{"team is a text", strings.Replace(least, "{}", "局领导班子", 1), "round.yaml", 4},
		{"charge is a text", members + "  - {id: a, name: 王, charge: bgs}\n", "round.yaml", 5},
		{"no title", strings.Replace(least, "title: 题\n", "", 1), "round.empty", nil},
		{"blank title", strings.Replace(least, "题", "'  '", 1), "round.empty", 1},
		{"no unit", strings.Replace(least, "unit: 某局\n", "", 1), "round.empty", nil},
		{"long title", strings.Replace(least, "题", strings.Repeat("题", 101), 1), "round.long", 1},
		{"no subject", strings.Replace(least, "team: {}\n", "", 1), "round.no_subjects", nil},
		{"empty team", strings.Replace(least, "team: {}", "team:", 1), "round.no_subjects", nil},
		{"no aspects", strings.Replace(least, "preset: 2024-annual\n", "", 1), "round.no_aspects", nil},
		{"unknown preset", strings.Replace(least, "2024", "2017", 1), "round.no_preset", 3},
		{"k too small", least + "k: 2\n", "round.k", 5},
		{"k zero", least + "k: 0\n", "round.k", 5},
		{"admission", least + "admission: everybody\n", "round.choice", 5},
		{"talk rule", least + "talks:\n  - members\n  - all\n", "round.choice", 7},
		{"not a date", least + "opens: 11月1日\n", "round.date", 5},
		{"no such day in Chinese", least + "closes: 2026年2月30日\n", "round.date", 5},
		{"no such hour", least + "closes: 2026-11-20 24:30\n", "round.date", 5},
		{"an hour too late", least + "closes: 2026-11-20 25:00\n", "round.date", 5},
		{"no such minute", least + "closes: 2026-11-20 18:60\n", "round.date", 5},
		{"a time run together", least + "closes: 2026-11-2018:00\n", "round.date", 5},
		{"seconds of nothing", least + "closes: 2026-11-20 18\n", "round.date", 5},
		{"full-width comma", members + "  - { id: a, name: 王， post: 局长 }\n", "round.yaml", 5},
		{"no such day", least + "closes: 2026-02-30\n", "round.date", 5},
		{"year of a typing error", least + "closes: 0202-11-20\n", "round.date", 5},
		{"closes first", least + "opens: 2026-11-20\ncloses: 2026-11-19\n", "round.closes_before_opens", 6},
		{"member without name", members + "  - id: a\n    post: 局长\n", "round.empty", 5},
		{"doubled id", members + "  - {id: a, name: 王}\n  - {id: a, name: 李}\n", "round.id_taken", 6},
		{"member called team", members + "  - {id: team, name: 王}\n", "round.id_taken", 5},
		{"bad id", members + "  - {id: 王, name: 王}\n", "round.id_form", 5},
		{"two principals", members + "  - {id: a, name: 王, principal: true}\n  - {id: b, name: 李, principal: true}\n", "round.principals", 5},
		{"no such department", members + "  - id: a\n    name: 王\n    charge:\n      - bgs\n", "round.no_department", 8},
		{"doubled department", least + "departments:\n- {id: a, name: 甲}\n- {id: a, name: 乙}\n", "round.id_taken", 7},
		{"doubled aspect", least + "aspects: [{label: 一, text: 一}, {id: a1, label: 二, text: 二}]\n", "round.id_taken", 5},
		{"long label", least + "aspects:\n  - label: " + strings.Repeat("一", 25) + "\n    text: 一\n", "round.long", 6},
		{"previous by its first characters", least + "previous: 5b0f6ab4\n", "round.previous", 5},
		{"post-quantum recipient", least + "recipient: age1pq1abc\n", "round.recipient", 5},
		{"ssh recipient", least + "recipient: ssh-ed25519 AAAA\n", "round.recipient", 5},
		{"mistyped recipient", least + "recipient: " + strings.Replace(aRecipient, "q", "p", 1) + "\n", "round.recipient", 5},
		{"secret key", least + "recipient: AGE-SECRET-KEY-1QQQ\n", "round.recipient_secret", 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := read(t, c.in)
			if flows.KeyOf(err) != c.key || flows.CodeOf(err) != flows.Invalid || argsOf(err)["line"] != c.line {
				t.Errorf("%v %v; want %s at line %v", err, argsOf(err), c.key, c.line)
			}
		})
	}
}

// The example is what people begin with: it must be right, and show every field.
func TestTheExampleIsARoundAndShowsEveryField(t *testing.T) {
	raw, err := os.ReadFile("../../configs/round.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r := mustRead(t, string(raw))
	if len(r.Members) < 2 || len(r.Departments) < 2 || r.Opens.IsZero() || r.Closes.IsZero() || len(r.Aspects) == 0 {
		t.Errorf("%+v", r)
	}
	own := strings.NewReplacer("# theme:", "theme:", "# aspects:", "aspects:", "#   - {", "  - {").Replace(string(raw))
	if r := mustRead(t, own); len(r.Aspects) != 2 || !r.Aspects[1].Check {
		t.Errorf("%+v", r.Aspects)
	}
	for _, form := range []any{roundFile{}, aspectFile{}, teamFile{}, memberFile{}, departmentFile{}} {
		for i := range reflect.TypeOf(form).NumField() {
			if key := reflect.TypeOf(form).Field(i).Tag.Get("yaml"); !strings.Contains(string(raw), key+":") {
				t.Errorf("%s: is not in the example", key)
			}
		}
	}
}

// A file that is wrong in a usual way brings the key of a plain hint.
func TestAHintComesWithAFileThatIsNotYAML(t *testing.T) {
	_, err := read(t, "title：题\n")
	if hint, ok := argsOf(err)["hint"].(dialogue.Text); !ok || hint.Key != "round.hint.colon" {
		t.Errorf("%v", argsOf(err))
	}
}

func TestASecretKeyIsNeverRepeated(t *testing.T) {
	_, err := read(t, least+"recipient: AGE-SECRET-KEY-1QQQ\n")
	for _, v := range argsOf(err) {
		if s, ok := v.(string); ok && strings.Contains(s, "QQQ") {
			t.Errorf("args %v", argsOf(err))
		}
	}
	if strings.Contains(err.Error(), "QQQ") {
		t.Error(err)
	}
}

// endless fails the test when somebody reads on and on.
type endless struct {
	t     *testing.T
	given int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.given += len(p); e.given > 1<<20 {
		e.t.Fatal("a megabyte was read")
	}
	return copy(p, bytes.Repeat([]byte("#"), len(p))), nil
}

func TestABigFileIsNotReadToItsEnd(t *testing.T) {
	if _, err := ReadRound(&endless{t: t}, nil, shanghai()); flows.KeyOf(err) != "round.file_big" {
		t.Errorf("%v, want round.file_big", err)
	}
}

var sameSettings = cmp.Options{cmpopts.EquateEmpty(), cmpopts.IgnoreFields(flows.Round{}, "ID", "State")}
