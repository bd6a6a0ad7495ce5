package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"soundings/storage"
)

// A member who gives opinions, logs talks and is kept to be written to is called in
// the store by pseudonyms of which each stands in one collection, and nothing there
// tells in the open which member that is (short of the service key).
func TestAMemberAndWhatTheySayAnonymouslyShareNothing(t *testing.T) {
	c := bureau(t)
	c.claims("tg:1", "li")
	c.logs()
	c.tap("✅ 保存")
	c.say("/start r_" + string(c.round.ID))
	for _, label := range []string{"提意见建议", "王建国 · 局长", "1 理论学习", "存在的问题"} {
		c.tap(label)
	}
	c.say("窗口办事要跑三趟")
	for _, label := range []string{"写完了", "跳过", "跳过", "提交"} {
		c.tap(label)
	}
	secret, err := c.rounds.Secret(t.Context(), c.round.ID)
	c.must(err)
	p, err := c.bot.VisitorOf("tg:1").Participant(t.Context(), c.round.ID)
	c.must(err)
	seat, err := c.bot.SitterOf("tg:1").Seat(t.Context(), c.round.ID)
	c.must(err)
	for what, in := range map[string][]string{
		string(seat): {"sessions"}, string(p): {"participants"},
		string(c.bot.Seats.Member(c.round.ID, "tg:1")):         nil,
		string(c.bot.Seats.MemberAddressOf(secret, "tg:1").ID): nil,
		"tg:1": nil, "李红": nil, `"li"`: nil, "下基层少": nil, "窗口办事": nil,
	} {
		if got := c.collectionsWith(what); !slices.Equal(got, in) {
			t.Errorf("%q is in %v, not in %v alone", what, got, in)
		}
	}
}

// collectionsWith are the collections of the town's round with a record that holds
// something in the open. Each of them has records.
func (c *town) collectionsWith(what string) (in []string) {
	c.t.Helper()
	for _, name := range []string{"members", "opinions", "participants", "sessions", "talks"} {
		var all []string
		for rec, err := range c.store.List(c.t.Context(), storage.Collection{Tag: string(c.round.ID), Name: name}) {
			c.must(err)
			all = append(all, fmt.Sprintf("%v %s", rec.Key, rec.Value))
		}
		if len(all) == 0 {
			c.t.Fatalf("there are no %s", name)
		}
		if strings.Contains(strings.Join(all, "\n"), what) {
			in = append(in, name)
		}
	}
	return in
}
