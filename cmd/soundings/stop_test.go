package main

import (
	"net"
	"regexp"
	"strings"
	"testing"
	"time"

	"soundings/bot/telegramtest"
	"soundings/storage/storagetest"
)

// It answers what it took. What it does not take comes again.
func TestWhatIsUnderWayAtAStopIsAnswered(t *testing.T) {
	for _, way := range []string{"polling", "webhook"} {
		t.Run(way, func(t *testing.T) {
			fake := telegramtest.New(t)
			c := startChild(t, settingsFor(t, fake, way, "redis"))
			release := make(chan struct{})
			fake.Inject(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.Slow, Until: release})
			p := fake.Person(777001000)
			taken := p.Send("/start").Update
			eventually(t, "an answer under way", func() bool { return fake.Count("sendMessage") == 1 })
			stopped := make(chan int, 1)
			go func() { stopped <- c.Terminate() }()
			eventually(t, "nothing more is taken", func() bool { return !c.serves() })
			close(release)
			if code := <-stopped; code != 0 {
				t.Errorf("stopped with %d:\n%s", code, c.Log())
			}
			p.Settle()
			if n := fake.Count("sendMessage"); n != 1 {
				t.Errorf("answered %d times", n)
			}
			if n := fake.Deliveries(taken); way == "webhook" && n != 1 { // getUpdates gives again what is not confirmed yet
				t.Errorf("delivered %d times", n)
			}
		})
	}
}

// serves says whether somebody may still connect.
func (c *child) serves() bool {
	conn, err := net.Dial("tcp", strings.TrimPrefix(c.URL, "http://"))
	if err == nil {
		conn.Close()
	}
	return err == nil
}

// What is under way may take as long as drain, and settling a store that is away
// takes its time after that. Who stops the bot waits for both.
func TestASlowStopIsWaitedFor(t *testing.T) {
	t.Parallel()
	fake, redis := telegramtest.New(t), storagetest.NewServer(t)
	env := settingsFor(t, fake, "polling", "redis")
	env["SOUNDINGS_STORE"] = redis.URL
	c := startChild(t, env)
	redis.Kill()
	began := time.Now()
	if code := c.Terminate(); code != 0 {
		t.Errorf("stopped with %d:\n%s", code, c.Log())
	}
	slowest := drain + time.Since(began)
	unit := regexp.MustCompile(`\nTimeoutStopSec=(\d+)\n`).FindStringSubmatch(repository(t, "configs/deploy/soundings.service"))
	for name, patience := range map[string]string{"compose": compose(t).Services["bot"].StopGracePeriod, "systemd": unit[1] + "s"} {
		if waits, err := time.ParseDuration(patience); err != nil || waits < slowest {
			t.Errorf("%s waits %v, %v; a stop may take %v", name, waits, err, slowest)
		}
	}
}
