package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
	"github.com/goccy/go-yaml"

	"soundings/bot"
	"soundings/configs"
	"soundings/flows"
	"soundings/flows/organize"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ all, messages, lang, want string }{
		{"", "", "", bot.English}, {"", "", "C.UTF-8", bot.English}, {"", "", "POSIX", bot.English},
		{"", "", "zh_CN.UTF-8", bot.Chinese}, {"", "", "zh_TW", bot.Chinese}, {"", "", "ZH", bot.Chinese},
		{"", "", "fr_FR.UTF-8", bot.English}, {"", "", "en_GB.UTF-8", bot.English},
		{"C", "zh_CN", "zh_CN", bot.English}, {"zh_CN", "en_US", "en_US", bot.Chinese}, {"", "zh_CN", "en_US", bot.Chinese},
	} {
		set := map[string]string{"LC_ALL": c.all, "LC_MESSAGES": c.messages, "LANG": c.lang}
		if got := language(func(name string) string { return set[name] }); got != c.want {
			t.Errorf("%v: %s, want %s", set, got, c.want)
		}
	}
}

// Every command and flag has its help, and there is no help without its command.
func TestEveryCommandAndFlagHasItsHelp(t *testing.T) {
	k, err := kong.New(&grammar{}, kong.Name("soundings"))
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{"cli.help": true}
	err = kong.Visit(k.Model, func(node kong.Visitable, next kong.Next) error {
		switch n := node.(type) {
		case *kong.Node:
			used[helpKey(n)] = true
		case *kong.Value:
			used["cli.flag."+n.Name] = true
		case *kong.Flag:
			used["cli.flag."+n.Name] = true
		}
		return next(nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{bot.Chinese, bot.English} {
		there := catalogue(t, lang)
		for key := range used {
			if there[key] == "" {
				t.Errorf("%s: no words for %s", lang, key)
			}
		}
		for key := range there {
			help := strings.HasPrefix(key, "cli.help.") && !strings.HasPrefix(key, "cli.help.word.")
			if (help || strings.HasPrefix(key, "cli.flag.")) && !used[key] {
				t.Errorf("%s: %s is not used", lang, key)
			}
		}
	}
}

func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	raw, err := fs.ReadFile(configs.Locales(), lang+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	if err := yaml.Unmarshal(raw, &words); err != nil {
		t.Fatal(err)
	}
	return words
}

func english() *program {
	return &program{stdout: io.Discard, stderr: io.Discard, now: time.Now, zone: time.UTC, lang: bot.English}
}

// Whatever goes wrong is said in one line, without what could harm a terminal.
func TestFaultsAreOneLine(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{errors.New("odd\nthing"), "Something went wrong in the program: odd thing. Please try again; if it happens again, report this line."},
		{flows.Fail(flows.NotFound, "round.unknown", flows.Args{"id": "a\x1b[31m\nb"}), "There is no round a[31m b. See soundings round list."},
		{fmt.Errorf("deep: %w", &flows.Error{Key: "cli.unreadable", Args: flows.Args{"path": "x"}, Err: fs.ErrPermission}),
			"Cannot read x: permission denied. Check the path and its permissions."},
		{flows.Fail(flows.Refused, "round.is_open", flows.Args{"title": "T"}),
			"“T” is open and can be neither edited nor opened again. Use soundings round extend or soundings round close."},
		// Only what the system said, none of our codes, also where errors were joined.
		{&flows.Error{Key: "store.away", Err: errors.Join(fmt.Errorf("opening: %w", &flows.Error{Code: flows.Unavailable,
			Key: "store.away", Err: &net.OpError{Op: "dial", Err: errors.New("no route")}}), errors.New("unavailable: store.away: other"))},
			"The store cannot be reached: no route. Nothing is lost; see whether it runs, and try again."},
		{flows.Fail(flows.Invalid, "round.extend_earlier", flows.Args{"date": time.Date(2026, 11, 20, 23, 0, 0, 0, time.UTC)}),
			"The new closing date must lie ahead, and after the present one, 2026-11-20."},
	} {
		if got := english().fault(c.err); got != c.want {
			t.Errorf("%v: %q", c.err, got)
		}
	}
}

// --until goes by the rule of closes in round.yaml.
func TestUntilIsReadAsClosesIs(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	p := english()
	p.zone = zone
	for _, s := range []string{"2026-11-30", " 2026-11-30 ", "2026-12-31", "2028-02-29", "2026-11-30 18:00",
		"2026/11/30", "2026年11月30日 18：00", "2026-11-30T18:00:00Z", "2026-11-30T18:00:00+08:00", "2026-11-31", "1999-01-01", "11/30/2026", "2026-11", "now"} {
		file := "title: t\nunit: u\naspects: [{ label: l, text: t }]\nteam: { name: n }\ncloses: \"" + s + "\"\n"
		r, wrong := organize.ReadRound(strings.NewReader(file), nil, zone)
		at, err := (&roundExtendCmd{Until: s}).until(p)
		if (err == nil) != (wrong == nil) || !at.Equal(r.Closes) {
			t.Errorf("%q: --until is %v (%v), closes is %v (%v)", s, at, err, r.Closes, wrong)
		}
	}
	if _, err := (&roundExtendCmd{Until: " "}).until(p); err == nil {
		t.Error("nothing is no moment")
	}
}

func TestIDsMayBeShortened(t *testing.T) {
	rounds := func() []flows.Round {
		return []flows.Round{{ID: "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11"}, {ID: "5b0f7000-0000-4000-8000-000000000000"}, {ID: "e0a1c2d3-0000-4000-8000-0123456789ab"}}
	}
	for _, c := range []struct{ id, finds, says string }{
		{"5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", ""},
		{" E0A1 ", "e0a1c2d3-0000-4000-8000-0123456789ab", ""},
		{"5b0f7", "5b0f7000-0000-4000-8000-000000000000", ""},
		{"5b0f", "", "Several rounds begin with 5b0f: 5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11, 5b0f7000-0000-4000-8000-000000000000. Give more characters."},
		{"5b0", "", "Give at least the first 4 characters of the id. See soundings round list."},
		{"", "", "Give at least the first 4 characters of the id. See soundings round list."},
		{"ffff", "", "There is no round ffff. See soundings round list."},
	} {
		r, err := pick(rounds(), c.id)
		said := ""
		if err != nil {
			said = english().fault(err)
		}
		if string(r.ID) != c.finds || said != c.says {
			t.Errorf("%q: %q, %q", c.id, r.ID, said)
		}
	}
}
