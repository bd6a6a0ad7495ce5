package bot_test

import (
	"errors"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
	"soundings/storage"
)

// What tells when and in which order somebody was active stands with the round,
// under a seat that nobody can make any more once it has closed, and is gone then:
// the service key alone shows neither a session nor that there was one.
func TestWhatTellsOfActivityDiesWithTheRound(t *testing.T) {
	c := newTown(t)
	c.say("/start") // looked in first
	if data := c.raw(); data.Round != "" || data.Version == 0 {
		t.Fatalf("not in the lobby: %+v", data.Place)
	}
	c.toConfirm()
	c.tap("提交")
	c.tap("再提一条")
	if data := c.raw(); data.Round != c.round.ID || !strings.Contains(string(data.Common), `"seen"`) {
		t.Fatalf("not with the round: %+v", data.Place)
	}
	lobby := storage.Key{Collection: storage.Collection{Tag: string(c.bot.Seats.Lobby("tg:1")), Name: "session", Fleeting: true}, ID: "s"}
	for _, when := range []string{"while it is open", "afterwards"} {
		if _, err := c.store.Get(t.Context(), lobby); !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("%s something is in the lobby: %v", when, err)
		}
		if when == "while it is open" {
			c.close()
		}
	}
	if data := c.raw(); data.Version != 0 || len(data.Common) > 0 {
		t.Errorf("after the close: %+v", data)
	}
}

func TestAStrangersSessionHasNoRoundToStandWith(t *testing.T) {
	c := newTown(t)
	u := c.says("tg:1", "/start")
	c.do(u)
	shown := c.net.sent
	c.tap("匿名说明")
	c.do(u)
	c.shows("匿名说明")
	if c.net.sent != shown+1 || len(c.raw().Parts) != 0 {
		t.Errorf("%d messages for a tap and a repeat, want one; %d parts", c.net.sent-shown, len(c.raw().Parts))
	}
}

func TestOneOfTwoRoundsClosing(t *testing.T) {
	c := newTown(t)
	second := c.another("第二轮")
	c.say("/start r_" + string(c.round.ID))
	c.say("/start r_" + string(second.ID))
	c.say("/opinion")
	c.tap("第二轮")
	c.tap("王建国")
	old := c.taps("tg:1", "1 理论学习")
	c.close()
	c.do(old) // the buttons of the other round still work
	c.shows("性质")
	c.do(old)
	c.shows("性质")
}

func TestWhatComesAgainAfterTheClose(t *testing.T) {
	c := newTown(t)
	c.toConfirm()
	submit := c.taps("tg:1", "提交")
	c.do(submit)
	typed := c.says("tg:1", "谢谢")
	again := c.taps("tg:1", "再提一条")
	c.close()
	c.do(submit)
	if got := c.net.message("tg:1", submit.Message).Text; !strings.Contains(got, "可能已经结束") {
		t.Errorf("the card that was tapped says:\n%s", got)
	}
	c.do(again)
	c.shows("之前的按钮")
	c.do(typed, typed)
	c.shows("听您说真话")
	if all, err := c.opinions.All(t.Context(), c.round.ID, nil); len(all) != 1 || err != nil {
		t.Errorf("%d kept, %v; want the one", len(all), err)
	}
}

// TestNoButtonIsWithoutANonce: a session that lost its nonce with its round
// shows buttons that work, and none that anybody could have made up.
func TestNoButtonIsWithoutANonce(t *testing.T) {
	c := newTown(t)
	c.say("/start r_" + string(c.round.ID))
	c.tap("匿名说明") // a conversation of no round is on the table
	c.close()
	c.say("/help")
	for _, row := range c.net.last("tg:1").Buttons {
		for _, b := range row {
			if strings.HasPrefix(b.Data, ".") {
				t.Errorf("a button with %q", b.Data)
			}
		}
	}
	c.tap("返回")
	c.shows("听您说真话")
}

// A chat's seat needs the round's secret: it differs from round to round, and
// nobody can make it once the round has closed, from whatever else there is.
func TestASeatNeedsTheSecretOfItsRound(t *testing.T) {
	c := newTown(t)
	second := c.another("第二轮")
	chat := c.bot.SitterOf("tg:1")
	seats := map[flows.Seat]bool{chat.Lobby(): true}
	for _, id := range []flows.RoundID{c.round.ID, second.ID} {
		seat, err := chat.Seat(t.Context(), id)
		c.must(err)
		seats[seat] = true
		secret, err := c.rounds.Secret(t.Context(), id)
		c.must(err)
		if seat != bot.SeatOf(secret, "tg:1") {
			t.Error("it does not follow from the secret and the chat alone")
		}
	}
	if len(seats) != 3 {
		t.Errorf("seats are alike: %v", seats)
	}
	c.close()
	if _, err := chat.Seat(t.Context(), c.round.ID); flows.CodeOf(err) != flows.Refused {
		t.Errorf("after the close: %v", err)
	}
}
