package group

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// about are texts about the team, in one channel.
func about(words ...string) (texts []Text) {
	for _, w := range words {
		texts = append(texts, Text{Subject: "team", Channel: "chat", Words: w})
	}
	return texts
}

// together are the members of the groups, in order.
func together(groups []Group) (all [][]int) {
	for _, g := range groups {
		all = append(all, g.Members)
	}
	slices.SortFunc(all, slices.Compare)
	return all
}

func TestWhatSaysTheSameComesTogether(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []Text
		want  [][]int
	}{
		{"nothing", nil, nil},
		{"one", about("会议太多"), [][]int{{0}}},
		{"other words for it", about("会议太多，一周五六个会", "食堂菜品单一", "会太多，一周要开五六个"), [][]int{{0, 2}, {1}}},
		{"another thing in the same words", about("会议太多，一开就是半天", "会议纪律太松，迟到早退没人管"), [][]int{{0}, {1}}},
		{"signs, width and case", about("会议太多！", "会议，太多", "ＷＩＦＩ信号差", "wifi信号差。"), [][]int{{0, 1}, {2, 3}}},
		{"opposite wishes", about("周一例会建议取消", "周一例会建议保留"), [][]int{{0}, {1}}},
		{"both sides in one", about("周一例会取消还是保留要有个说法", "周一例会取消还是保留，请给个说法"), [][]int{{0, 1}}},
		{"a stock phrase and something concrete", about("理论学习不够深入", "理论学习不够深入，中心组学习只是轮流念文件"), [][]int{{0}, {1}}},
		{"stock phrases", about("理论学习不够深入。", "理论学习还不够深入", "工作思路不清"), [][]int{{0, 1}, {2}}},
		{"a single character", about("好", "好。", "差"), [][]int{{0, 1}, {2}}},
		{"only signs", about("？？？", "……", "？？？", ""), [][]int{{0, 2}, {1}, {3}}},
		{"emoji", about("👍👍", "👎", "👍👍"), [][]int{{0, 2}, {1}}},
		{"only what everybody says", about("建议", "希望", "建议"), [][]int{{0, 2}, {1}}},
	} {
		if got := together(Propose(c.texts, Options{})); !cmp.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestOnlyWhatIsAboutOneSubjectByOneChannelComesTogether(t *testing.T) {
	texts := about("会议太多", "会议太多", "会议太多", "会议太多")
	texts[1].Subject, texts[2].Channel = "wang", "talk"
	if got, want := together(Propose(texts, Options{})), [][]int{{0, 3}, {1}, {2}}; !cmp.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestTheWordingIsTheOriginalThatIsMostAlikeToAll(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []Text
		want  int
	}{
		{"the middle one", about("食堂菜品单一，价格还涨了", "食堂菜品单一，天天那几样，价格还涨了", "食堂菜品单一，天天那几样"), 1},
		{"what most say", about("食堂菜品太单一", "食堂菜品单一", "食堂菜品单一"), 1},
		{"of two the longer", about("食堂菜品单一", "食堂菜品单一，天天那几样"), 1},
		{"of the same the one with signs", about("会议太多影响工作", "会议太多，影响工作。"), 1},
	} {
		groups := Propose(c.texts, Options{})
		if len(groups) != 1 || c.texts[groups[0].Wording].Words != c.texts[c.want].Words {
			t.Errorf("%s: %+v, want the wording %d", c.name, groups, c.want)
		}
	}
}

func TestAStockPhraseIsMarkedUnlessThereIsAnExample(t *testing.T) {
	texts := about("理论学习不够深入。", "理论学习不够深入", "食堂菜品单一")
	texts[1].Case = "三季度四次集中学习都改成了念文件"
	for _, g := range Propose(texts, Options{}) {
		if want := slices.Equal(g.Members, []int{0}); g.Stock != want {
			t.Errorf("%v: Stock is %v", g.Members, g.Stock)
		}
	}
}

func TestAlikeIsTheAverageOfPairs(t *testing.T) {
	for _, c := range []struct {
		name     string
		texts    []Text
		from, to float64
	}{
		{"single", about("会议太多"), 1, 1},
		{"the same", about("会议太多", "会议太多！", "会议太多"), 1, 1},
		{"alike", about("食堂菜品单一，天天那几样", "食堂菜品单一，价格还涨了"), 0.2, 0.6},
		{"the same twice, and one alike", about("食堂菜品单一，天天那几样", "食堂菜品单一，天天那几样", "食堂菜品单一，价格还涨了"), 0.4, 0.8},
	} {
		groups := Propose(c.texts, Options{})
		if len(groups) != 1 || groups[0].Alike < c.from-1e-9 || groups[0].Alike > c.to+1e-9 {
			t.Errorf("%s: %+v, want one group alike by %v to %v", c.name, groups, c.from, c.to)
		}
	}
}

func TestAHigherBarMakesSmallerGroups(t *testing.T) {
	texts := about("食堂菜品单一，天天那几样", "食堂菜品单一，价格还涨了")
	if n := len(Propose(texts, Options{Alike: 0.9})); n != 2 {
		t.Errorf("%d groups, want 2", n)
	}
}

func TestALongTextIsComparedByItsBeginning(t *testing.T) {
	long := "会议太多，一周光大会小会就开五六个。" + strings.Repeat("另有一事相告。", 300)
	short := "会议太多，一周光大会小会就开五六个。" + strings.Repeat("另有一事相告。", 30)
	if got := together(Propose(about(long, short, "食堂菜品单一"), Options{})); !cmp.Equal(got, [][]int{{0, 1}, {2}}) {
		t.Errorf("%v", got)
	}
}
