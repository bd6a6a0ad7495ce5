package main

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// tick is the unit of times in /proc: USER_HZ, which every Linux tells programs
// to be 100 a second.
const tick = 10 * time.Millisecond

// CPU is what its process has used so far (proc_pid_stat(5): utime and stime).
func (c *child) CPU() time.Duration {
	c.t.Helper()
	fields := strings.Fields(regexp.MustCompile(`^.*\)`).ReplaceAllString(c.proc("stat"), ""))
	return time.Duration(number(c.t, fields[11])+number(c.t, fields[12])) * tick
}

// Resident is the memory its process has, in bytes.
func (c *child) Resident() int {
	c.t.Helper()
	return number(c.t, regexp.MustCompile(`VmRSS:\s+(\d+) kB`).FindStringSubmatch(c.proc("status"))[1]) * 1024
}

func (c *child) proc(name string) string {
	c.t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", c.cmd.Process.Pid, name))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(raw)
}

func number(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// redisReads is how often the child's Redis has read from its clients: once a
// round trip. 0 on SQLite.
func redisReads(t testing.TB, c *child) int {
	t.Helper()
	options, err := redis.ParseURL(c.Env["SOUNDINGS_STORE"])
	if err != nil {
		return 0
	}
	client := redis.NewClient(options)
	defer client.Close()
	stats, err := client.Info(t.Context(), "stats").Result()
	if err != nil {
		t.Fatal(err)
	}
	return number(t, regexp.MustCompile(`total_reads_processed:(\d+)`).FindStringSubmatch(stats)[1])
}
