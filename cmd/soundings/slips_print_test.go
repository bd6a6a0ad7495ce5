package main

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/organize"
)

// TestSlipsPrintWhole prints sixteen slips with a real browser: how many sheets of
// A4 they take, that their codes are large enough to scan, and that nothing of
// them is wider than a phone.
func TestSlipsPrintWhole(t *testing.T) {
	usual := flows.Round{Title: "2021年度党史学习教育专题民主生活会", Unit: "中共某市某局党组", Members: []flows.Member{{Name: "欧阳建国"}}}
	longest := flows.Round{Title: strings.Repeat("题", 100), Unit: strings.Repeat("单", 60), Members: []flows.Member{{Name: strings.Repeat("名", 20)}}}
	cases := []struct {
		name, lang string
		round      flows.Round
		of         func(*testing.T, string, flows.Round) string
		sheets     int
	}{
		{"usual-zh", bot.Chinese, usual, sixteen, 2}, {"usual-en", bot.English, usual, sixteen, 2},
		{"longest-zh", bot.Chinese, longest, sixteen, 4}, {"longest-en", bot.English, longest, sixteen, 4},
		{"members-zh", bot.Chinese, usual, sixteenMembers, 2}, {"members-en", bot.English, usual, sixteenMembers, 2},
		{"members-longest", bot.Chinese, longest, sixteenMembers, 4},
	}
	pages := http.NewServeMux()
	pages.HandleFunc("/", func(http.ResponseWriter, *http.Request) {}) // an icon, of which there is none
	for _, c := range cases {
		sheet := c.of(t, c.lang, c.round)
		pages.HandleFunc("/"+c.name, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, sheet) })
	}
	server := httptest.NewServer(pages)
	defer server.Close()
	b := openPage(t, server.URL, "slips", 360, 740)
	for _, c := range cases {
		wide, code := b.measures(server.URL+"/"+c.name, c.name)
		if wide > 360 || code < 28 || code > 32 {
			t.Errorf("%s: %v px wide on a phone of 360, codes of %.1f mm", c.name, wide, code)
		}
		if n := b.sheets(); n == 0 || n > c.sheets { // how many depends a little on the fonts there are
			t.Errorf("%s: %d sheets, want at most %d", c.name, n, c.sheets)
		}
	}
	b.wasQuiet()
}

// sixteen are slips of a round, for a bot whose name is as long as it may be.
func sixteen(t *testing.T, lang string, r flows.Round) string {
	t.Helper()
	var tickets []flows.Ticket
	for i := range 16 {
		tickets = append(tickets, flows.NewTicket("r", [15]byte{byte(i)}))
	}
	return made(t)(speaking(lang).slips("minzhu_shenghuohui_zhengqiu__bot", link, dated(r), tickets))
}

// sixteenMembers are as many slips of a member.
func sixteenMembers(t *testing.T, lang string, r flows.Round) string {
	t.Helper()
	var links []organize.Invitation
	for range 16 {
		links = append(links, organize.Invitation{Member: r.Members[0], Token: strings.Repeat("A", 26)})
	}
	return made(t)(speaking(lang).memberSlips("minzhu_shenghuohui_zhengqiu__bot", dated(r), links))
}

func dated(r flows.Round) flows.Round {
	r.K, r.Closes = 5, time.Date(2026, 12, 21, 0, 0, 0, 0, time.UTC)
	return r
}

func speaking(lang string) *program {
	p := english()
	p.lang = lang
	return p
}

func made(t *testing.T) func(string, error) string {
	return func(sheet string, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return sheet
	}
}

// measures are how wide the page is on a phone, in pixels, and its codes when
// printed, without their quiet zones, in millimetres.
func (b *browser) measures(address, name string) (wide, code float64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(360, 740), emulation.SetEmulatedMedia(), chromedp.Navigate(address),
		chromedp.Evaluate(`document.documentElement.scrollWidth`, &wide))
	b.shot(name)
	b.do(chromedp.EmulateViewport(733, 1062), emulation.SetEmulatedMedia().WithMedia("print"), // A4 within its margins
		chromedp.Evaluate(`(svg => svg.getBoundingClientRect().width * (1 - 8 / svg.viewBox.baseVal.width))(document.querySelector("svg"))`, &code))
	return wide, code / 96 * 25.4
}

// sheets is how many pages the page is when printed.
func (b *browser) sheets() (n int) {
	b.t.Helper()
	b.do(chromedp.ActionFunc(func(ctx context.Context) error {
		pdf, _, err := page.PrintToPDF().WithPreferCSSPageSize(true).Do(ctx)
		n = len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1))
		return err
	}))
	return n
}
