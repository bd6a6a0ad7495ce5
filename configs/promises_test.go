package configs_test

import (
	"regexp"
	"strings"
	"testing"
)

// beyondUs is what no words may promise: that nobody can read something. Whoever
// runs the server with its keys could (promise 11, privacy.limits). What can be
// promised is that nobody is shown it.
var beyondUs = map[string]*regexp.Regexp{
	"zh-Hans": regexp.MustCompile(`(谁也|谁都|别人|没有人能?|的人)(看|读|查)不(到|了)|谁也不能看|没有?人能看|只有您(能|可以|凭)`),
	"en":      regexp.MustCompile(`(?i)\b(nobody|no one)( else| but you)?( ever)? can (ever )?(read|see|open|find)|nobody ever can|server cannot\.|only you can (read|see|open|find)`),
}

func TestNoWordsPromiseThatNobodyCanRead(t *testing.T) {
	for lang, words := range beyondUs {
		for key, said := range catalogue(t, lang) {
			if promise := words.FindString(said); promise != "" {
				t.Errorf("%s, %s: “%s” is more than can be promised:\n%s", lang, key, promise, said)
			}
		}
	}
}

// What is kept nowhere and what is not kept beside an opinion are two things: a
// conversation knows the hours of its messages (sealed, for a sweep), an opinion
// knows none.
func TestWhatIsNotKeptIsNotKeptBesideAnOpinion(t *testing.T) {
	for lang, beside := range map[string]string{"zh-Hans": "意见旁边不存", "en": "eside what you write no"} {
		words := catalogue(t, lang)
		for _, key := range []string{"home.promises", "slips.kept"} {
			if !strings.Contains(words[key], beside) {
				t.Errorf("%s, %s promises more than that of an opinion no time is kept:\n%s", lang, key, words[key])
			}
		}
	}
}
