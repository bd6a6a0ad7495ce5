package organize_test

import (
	"fmt"
	"html"
	"image"
	"image/color"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"soundings/flows"
	"soundings/flows/organize"
)

func aSheet(t *testing.T, r flows.Round, slips []organize.Slip) string {
	t.Helper()
	var page strings.Builder
	words := organize.SlipWords{Lang: "zh-Hans", Name: "纸条", Tasks: "剪开来抽", Head: "匿名", Scan: "扫码", Send: "发给 @test_bot",
		Once: "只能用一次", Until: "截止", Foot: []string{"自己抽的", "不满 5 人不公开"}}
	if err := organize.WriteSlips(&page, r, slips, words); err != nil {
		t.Fatal(err)
	}
	return page.String()
}

// someSlips are slips of a round; the bot's name is as long as it may be.
func someSlips(n int) (all []organize.Slip) {
	for i := range n {
		ticket := flows.NewTicket("5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", [15]byte{byte(i), 7, byte(i * 3)})
		all = append(all, organize.Slip{Ticket: ticket, Link: "https://t.me/" + strings.Repeat("b", 28) + "_bot?start=t_" + string(ticket)})
	}
	return all
}

// drawnCode is a QR code in a sheet: its sides and its path.
const drawnCode = `<svg viewBox="0 0 (\d+) (\d+)"[^>]*><path d="([^"]+)"/></svg>`

func TestSlipsAreScannedBack(t *testing.T) {
	slips := someSlips(7)
	page := aSheet(t, flows.Round{Title: "一轮", Unit: "某局", K: 5}, slips)
	codes := regexp.MustCompile(drawnCode).FindAllStringSubmatch(page, -1)
	typed := regexp.MustCompile(`<code>([^<]+)</code>`).FindAllStringSubmatch(page, -1)
	if len(codes) != len(slips) || len(typed) != len(slips) || strings.Count(page, "<svg") != len(slips) {
		t.Fatalf("%d codes, %d tickets to type, want %d of each", len(codes), len(typed), len(slips))
	}
	for i, s := range slips {
		if got := scan(t, codes[i][1], codes[i][3]); got != s.Link {
			t.Errorf("slip %d is scanned as %q, want %q", i, got, s.Link)
		}
		if got, err := flows.ParseTicket(typed[i][1]); got != s.Ticket || err != nil {
			t.Errorf("slip %d is typed as %s, %v", i, typed[i][1], err)
		}
		if groups := strings.Split(typed[i][1], "-"); len(groups) != 4 || slices.ContainsFunc(groups, func(g string) bool { return len(g) != 5 }) {
			t.Errorf("%s is not in groups of five", typed[i][1])
		}
	}
}

// scan draws the modules of a path, as a printer would, and reads the picture
// with a decoder that shares nothing with what drew it.
func scan(t *testing.T, side, path string) string {
	t.Helper()
	const dots = 6 // per module
	n := number(t, side)
	picture := image.NewGray(image.Rect(0, 0, n*dots, n*dots))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	runs := regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`).FindAllStringSubmatch(path, -1)
	read := 0
	for _, run := range runs {
		read += len(run[0])
		x, y, wide := number(t, run[1]), number(t, run[2]), number(t, run[3])
		if run[3] != run[4] || min(x, y) < 4 || max(x+wide, y+1) > n-4 {
			t.Fatalf("%s is no run of modules within the quiet zone of %d", run[0], n)
		}
		for i := range wide * dots * dots {
			picture.SetGray(x*dots+i%(wide*dots), y*dots+i/(wide*dots), color.Gray{})
		}
	}
	if read != len(path) {
		t.Fatalf("the path holds more than runs: %s", path)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	// Pure: its search for codes in photographs misses one in a hundred of the longest.
	pure := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, pure)
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(result.GetResultMetadata()[gozxing.ResultMetadataType_ERROR_CORRECTION_LEVEL]); got != "M" {
		t.Errorf("error correction %s, want M", got)
	}
	return result.GetText()
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestASheetIsOneFileWithoutScript(t *testing.T) {
	title := `<b>"一轮"</b> & '引号' <script>alert(1)</script>`
	page := aSheet(t, flows.Round{Title: title, Unit: "<img>", K: 5}, someSlips(3))
	if strings.Count(page, html.EscapeString("<img>")) != 3 {
		t.Error("the unit is not on every slip")
	}
	for _, m := range regexp.MustCompile(`<h2>([^<]*)</h2>`).FindAllStringSubmatch(page, -1) {
		if html.UnescapeString(m[1]) != title {
			t.Errorf("the title is %q", m[1])
		}
	}
	for _, foreign := range []string{"<script", "<b>", "<img", "<link", "<iframe", "src=", "href", "url(", "@import", "http:", "https:", " on"} {
		if strings.Contains(strings.ToLower(page), foreign) {
			t.Errorf("the page holds %s", foreign)
		}
	}
	for _, needed := range []string{"default-src 'none'", "size: A4", "break-inside: avoid", ".tasks { display: none }", `lang="zh-Hans"`} {
		if !strings.Contains(page, needed) {
			t.Errorf("the page lacks %s", needed)
		}
	}
}

func TestEverySlipSaysWhatIsNeeded(t *testing.T) {
	page := aSheet(t, flows.Round{Title: "一轮", Unit: "某局", K: 5}, someSlips(5))
	for _, words := range []string{"匿名", "一轮", "某局", "发给 @test_bot", "只能用一次", "截止", "自己抽的", "不满 5 人不公开"} {
		if n := strings.Count(page, ">"+words+"<"); n != 5 {
			t.Errorf("%s is there %d times, want on each of 5 slips", words, n)
		}
	}
	if strings.Count(page, "剪开来抽") != 1 {
		t.Error("the organizer is not told once what to do")
	}
}

// A member's slip says whose it is, and holds nothing to type.
func TestAPersonalSlipSaysWhose(t *testing.T) {
	link := "https://t.me/test_bot?start=m_" + strings.Repeat("A", 26)
	page := aSheet(t, flows.Round{Title: "一轮", Unit: "某局"}, []organize.Slip{{To: "李红<同志>", Link: link}})
	if !strings.Contains(page, `<p class="to">李红&lt;同志&gt;</p>`) || strings.Contains(page, "<code>") {
		t.Errorf("it is not whose it should be, or has a code to type:\n%s", page)
	}
	code := regexp.MustCompile(drawnCode).FindStringSubmatch(page)
	if got := scan(t, code[1], code[3]); got != link {
		t.Errorf("it is scanned as %q, want %q", got, link)
	}
	if strings.Contains(aSheet(t, flows.Round{}, someSlips(1)), `class="to"`) {
		t.Error("a slip to be drawn says whose it is")
	}
}
