package main

import (
	"fmt"
	"math/rand/v2"

	"soundings/bot/telegramtest"
	"soundings/flows"
	"soundings/flows/report"
)

// A wish is an opinion somebody wants to give, and the buttons that lead there.
type wish struct {
	report.Opinion // as it will be exported, but for its id
	choices        [3]string
}

// wishes draws n opinions of the i-th person about roundYAML's round. All texts
// are different.
func wishes(random *rand.Rand, i, n int) []wish {
	subjects := []button[flows.SubjectID]{{"王建国 · 局长", "wang"}, {"李红 · 副局长", "li"}, {"其他工作", flows.OtherSubject}}
	aspects := []button[flows.AspectID]{{"1 感悟“两个确立”·坚定信仰", "a1"}, {"不确定/其他", ""}}
	kinds := []button[flows.Kind]{{"存在的问题", flows.Problem}, {"改进建议", flows.Proposal}}
	var all []wish
	for j := range n {
		w := wish{Opinion: report.Opinion{Channel: report.Chat}}
		w.choices[0], w.Subject = drawn(random, subjects)
		w.choices[1], w.Aspect = drawn(random, aspects)
		w.choices[2], w.Kind = drawn(random, kinds)
		w.Text = fmt.Sprintf("第%d个窗口第%d件事要跑三趟", i, j)
		if random.IntN(3) == 0 {
			w.Case = fmt.Sprintf("第%d个窗口第%d件事上个月又拖了三周", i, j)
		}
		if w.Kind == flows.Problem && random.IntN(3) == 0 {
			w.Remedy = fmt.Sprintf("第%d个窗口第%d件事一次办完", i, j)
		}
		all = append(all, w)
	}
	return all
}

// A button is a label, and what it stands for.
type button[T any] struct {
	label  string
	stands T
}

func drawn[T any](random *rand.Rand, buttons []button[T]) (string, T) {
	b := buttons[random.IntN(len(buttons))]
	return b.label, b.stands
}

// shown says whether a card shows the words of the wish, each where it belongs,
// and no others.
func (w wish) shown(card telegramtest.Message) bool {
	return fmt.Sprint(card.AllMarked("blockquote")) == fmt.Sprint(w.words())
}

// words are the words of the wish that are not empty.
func (w wish) words() (all []string) {
	for _, words := range []string{w.Text, w.Case, w.Remedy} {
		if words != "" {
			all = append(all, words)
		}
	}
	return all
}
