package main

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/bot/telegramtest"
)

// TestNothingMovesOnlyBecauseSomebodyJoinedOrSubmitted is promise 10. Two
// people send the same kinds of updates. One joins and submits, the other only
// changes the language to and fro. All that is counted moves by the same, so
// that nothing tells them apart, nor any sum or difference: this is more than
// that the same series move.
func TestNothingMovesOnlyBecauseSomebodyJoinedOrSubmitted(t *testing.T) {
	spoke := movedBy(t, func(s *served, p *telegramtest.Person) {
		speaks(p, opened(t, s), "窗口办事要跑三趟，材料说不清楚")
	})
	strolled := movedBy(t, func(_ *served, p *telegramtest.Person) {
		p.Send("/start")
		for range 4 {
			p.Tap("🌐 English")
			p.Tap("🌐 中文")
		}
		p.Send("窗口办事要跑三趟")
	})
	if diff := cmp.Diff(strolled, spoke); diff != "" {
		t.Errorf("joining and submitting shows (-other taps +speaking):\n%s", diff)
	}
	if spoke[`soundings_updates_total{kind="tap",outcome="handled"}`] != 8 {
		t.Errorf("not everything was counted: %v", spoke)
	}
}

// TestACounterOfSubmissionsWouldBeNoticed: what the test above must fail for.
func TestACounterOfSubmissionsWouldBeNoticed(t *testing.T) {
	before, after := "soundings_submitted_total 0\n", "soundings_submitted_total 1\n"
	if len(moved(before, after)) == 0 || len(moved("", after)) == 0 {
		t.Error("it goes unseen")
	}
}

// movedBy is what has been counted of a visit, to a program of its own.
func movedBy(t *testing.T, visit func(*served, *telegramtest.Person)) map[string]float64 {
	t.Helper()
	fake := telegramtest.New(t)
	s := startWith(t, fake, map[string]string{"SOUNDINGS_METRICS_LISTEN": "127.0.0.1:0"})
	before := s.Metrics()
	p := fake.Person(7770010042, telegramtest.Lang("zh-hans"))
	visit(s, p)
	eventually(t, "ten updates", func() bool { // a screen is seen before it is counted
		updates := 0.0
		for name, by := range moved(before, s.Metrics()) {
			if strings.HasPrefix(name, "soundings_updates_total{") {
				updates += by
			}
		}
		return updates == 10
	})
	return moved(before, s.Metrics()) // the families of one look are not of one moment
}

// moved is by how much each series changed, but for those that move by
// themselves: times, what the process needs, the work in the background.
func moved(before, after string) map[string]float64 {
	was, is := series(before), series(after)
	for name := range is {
		is[name] -= was[name]
	}
	maps.DeleteFunc(is, func(name string, by float64) bool {
		family, _, _ := strings.Cut(name, "{")
		return by == 0 || strings.Contains(name, `work="background"`) || strings.HasPrefix(name, "go_") ||
			strings.HasPrefix(name, "process_") || strings.HasSuffix(family, "_bucket") || strings.HasSuffix(family, "_sum")
	})
	return is
}

// series are the values of all series.
func series(text string) map[string]float64 {
	all := map[string]float64{}
	for line := range strings.Lines(text) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), " ")
		if n, err := strconv.ParseFloat(value, 64); ok && err == nil && name != "#" {
			all[name] = n
		}
	}
	return all
}

// Labels hold words of ours only, and everything is there from the start.
func TestLabelsAreOfFixedSets(t *testing.T) {
	fake := telegramtest.New(t)
	s := startWith(t, fake, map[string]string{"SOUNDINGS_METRICS_LISTEN": "127.0.0.1:0"})
	before := s.Metrics()
	p := fake.Person(7770010042, telegramtest.Named("金丝雀"), telegramtest.Lang("zh-hans"))
	speaks(p, opened(t, s), "窗口办事要跑三趟，材料说不清")
	p.SendPhoto("金丝雀")
	p.Send("/whatever")
	p.Settle()
	if diff := cmp.Diff(slices.Sorted(maps.Keys(series(before))), slices.Sorted(maps.Keys(series(s.Metrics())))); diff != "" {
		t.Errorf("series came or went:\n%s", diff)
	}
	if status, _ := s.get(s.told("serving metrics") + "/healthz"); status != http.StatusNotFound {
		t.Errorf("the metrics' address serves more: %d", status)
	}
	if status, _ := s.Get("/metrics"); status != http.StatusNotFound {
		t.Errorf("the webhook's address tells them: %d", status)
	}
}
