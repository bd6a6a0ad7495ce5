package dialogue_test

import "testing"

func TestAChoiceThatStaysGathersFromTheFirstTap(t *testing.T) {
	b := newBaker(t)
	b.cake.Steps[0].Choice.Stay = true
	b.Command("cake", "")
	b.Tap("apple")
	b.At("fruit")
	b.Tap("pear")
	if got := b.Frame().Answers["fruit"]; got != "f-apple\nf-pear" {
		t.Errorf("chosen: %q", got)
	}
	b.Tap("engine.button.enough")
	b.At("size")
}
