package flows

import (
	"encoding/json"
	"reflect"
	"testing"
)

func TestARecordIsTheOpinionAndNothingElse(t *testing.T) {
	for _, c := range []struct {
		name string
		in   Opinion
		want string
	}{
		{"full", Opinion{Subject: "wang", Aspect: "a1", Kind: Problem, Text: "要跑三趟", Case: "上周", Remedy: "一次讲清"},
			`{"subject":"wang","aspect":"a1","kind":"problem","text":"要跑三趟","case":"上周","remedy":"一次讲清"}`},
		{"nothing yet", Opinion{}, `{"subject":"","aspect":"","kind":"","text":"","case":"","remedy":""}`},
		{"readable", Opinion{Text: "<少> & “快”\n\"好\""},
			`{"subject":"","aspect":"","kind":"","text":"<少> & “快”\n\"好\"","case":"","remedy":""}`},
	} {
		if got := string(c.in.Record()); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		var back Opinion
		if err := json.Unmarshal(c.in.Record(), &back); err != nil || back != c.in {
			t.Errorf("%s: comes back as %+v (%v)", c.name, back, err)
		}
	}
}

// TestAnOpinionHasNoOtherField: whoever adds one meets this (DESIGN section 3).
func TestAnOpinionHasNoOtherField(t *testing.T) {
	if n := reflect.TypeFor[Opinion]().NumField(); n != 6 {
		t.Errorf("an opinion has %d fields; the promises allow subject, aspect, kind, text, case, remedy", n)
	}
}
