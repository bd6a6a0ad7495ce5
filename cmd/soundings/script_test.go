package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){
		"soundings": func() {
			os.Exit(run(context.Background(), os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr, scriptClock()))
		},
		"play": inScript(playAll), "claim": inScript(claim), "talk": inScript(logTalk), "kept": inScript(kept),
	})
}

// scriptClock stands at $NOW, if that is set. The program itself knows no such
// variable.
func scriptClock() func() time.Time {
	at, err := time.Parse(time.RFC3339, os.Getenv("NOW"))
	if err != nil {
		return time.Now
	}
	return func() time.Time { return at }
}

// TestScripts runs the command line as people and scripts use it. Besides
// testscript's own commands the scripts have these:
//
//	exits CODE COMMAND…    the command ends with this exit code
//	keep NAME              sets $NAME to the last line of stdout
//	play ID N [CSV]        N people join the round and give an opinion each
//	claim CSV MEMBER CHAT  a chat opens the member's link in the table
//	talk ID BY WITH DAY    a member logs a talk, in which perhaps more was said
//	edit FILE SHEET N COLUMN VALUE
//	                       writes into the N-th row of a sheet, below that title
//	kept                   prints how many links for organizers nobody has used
//	mode FILE PERM         the file has these permissions
//	lines FILE N           the file has N lines
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			for name, value := range map[string]string{
				"HOME": e.WorkDir, "XDG_CONFIG_HOME": "", "LANG": "", "NOW": "2026-11-05T09:00:00+08:00",
				"SOUNDINGS_TELEGRAM_BOT": "test_bot", "SOUNDINGS_STORE": "sqlite:" + e.WorkDir + "/data/soundings.db",
			} {
				e.Setenv(name, value)
			}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			if cond == "root" {
				return os.Geteuid() == 0, nil
			}
			return false, errors.New("no such condition")
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "keep": keep, "mode": mode, "lines": lines, "edit": edit,
		},
	})
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		got = failed.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func keep(ts *testscript.TestScript, _ bool, args []string) {
	all := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	ts.Setenv(args[0], all[len(all)-1])
}

func mode(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if got := strconv.FormatUint(uint64(info.Mode().Perm()), 8); got != args[1] {
		ts.Fatalf("mode %s, want %s", got, args[1])
	}
}

func lines(ts *testscript.TestScript, _ bool, args []string) {
	if got := strconv.Itoa(strings.Count(ts.ReadFile(args[0]), "\n")); got != args[1] {
		ts.Fatalf("%s lines, want %s", got, args[1])
	}
}
