package text

import "testing"

func TestOneLine(t *testing.T) {
	for in, want := range map[string]string{" 三楼\r\n会议室\x00 ": "三楼 会议室", "会议室": "会议室", "\n": ""} {
		if got := OneLine(in); got != want {
			t.Errorf("OneLine(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestHalfWidth(t *testing.T) {
	for in, want := range map[string]string{"１１／３": "11/3", "２０２６－１１－０３": "2026-11-03", "Ａｚ　：": "Az :", "３日，会议室": "3日,会议室"} {
		if got := HalfWidth(in); got != want {
			t.Errorf("HalfWidth(%q) = %q, want %q", in, got, want)
		}
	}
}
