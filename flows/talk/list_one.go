package talk

import (
	"strconv"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

// The effects of a talk that is looked at. Their payload is the talk's id, and
// behind it a space and, for EffectConfirm the edition that was shown, for
// EffectSign and EffectUncarry the id of what was carried over, for EffectSign
// also whether the name is to stand there.
const (
	EffectConfirm  = "talk.confirm"
	EffectWithdraw = "talk.withdraw"
	EffectSign     = "talk.sign"
	EffectUncarry  = "talk.uncarry"
)

// oneStep shows a talk in full, and what the member can do about it.
func oneStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: one, Title: dialogue.Say("talk.one.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			r, ok := v.find(a[mine])
			if !ok {
				return []dialogue.Block{{Text: dialogue.Say("talk.one.gone")}}
			}
			return v.sayOne(r)
		},
		Choice: &dialogue.Choice{Per: maxActs, For: func(a dialogue.Answers) dialogue.Choice {
			r, ok := v.find(a[mine])
			switch {
			case !ok:
				return dialogue.Choice{}
			case r.Talk.By == v.Self:
				return dialogue.Choice{Options: append(v.ownActs(r), v.carriedActs(r)...), Per: maxActs}
			}
			return dialogue.Choice{Options: append(v.theirActs(r), v.carriedActs(r)...), Per: maxActs}
		}},
	}
}

// maxActs is enough for all of them: answers of a group, and what was carried over.
const maxActs = flows.MaxTalkWith + 3*maxCarried

func (v Overview) sayOne(r flows.TalkRecord) []dialogue.Block {
	blocks := recordBlocks(v.Round, r.Talk, v.Today.Location())
	if r.Talk.By != v.Self {
		by := dialogue.Block{Text: dialogue.Say("talk.one.by", "name", v.name(r.Talk.By))}
		blocks = append([]dialogue.Block{by}, blocks...)
	}
	for i, o := range v.Carried[r.ID] {
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: dialogue.Say("talk.one.carried", "n", i+1,
			"label", text.Cut(text.OneLine(o.Text), shortText), "subject", v.subject(o), "name", o.Speaker)})
	}
	if state := v.state(r); !state.Zero() {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.one.state", "state", state)})
	}
	return blocks
}

// shortText is enough to know by which words are meant.
const shortText = 40

// ownActs are for who logged the talk.
func (v Overview) ownActs(r flows.TalkRecord) []dialogue.Option {
	var all []dialogue.Option
	for _, a := range r.Standing() {
		all = append(all, dialogue.Option{ID: "heard-" + string(a.By),
			Label: dialogue.Say("talk.one.heard", "name", v.name(a.By)), Move: hear(a.By)})
	}
	if text.Len(r.Talk.Received) >= flows.MinText && len(r.Carried) < maxCarried {
		all = append(all, dialogue.Option{ID: "carry", Label: dialogue.Say("talk.one.carry"), Move: toCarry(v.Round.ID, r)})
	}
	return append(all, v.edit(r), dialogue.Option{ID: "withdraw", Label: dialogue.Say("talk.one.withdraw"), Move: &dialogue.Move{Goto: sure}})
}

// edit takes the log into the conversation it was made in, unless another one
// would be lost by it.
func (v Overview) edit(r flows.TalkRecord) dialogue.Option {
	o := dialogue.Option{ID: "edit", Label: dialogue.Say("talk.one.edit"),
		Move: &dialogue.Move{Enter: ref(FlowName, v.Round.ID), Begin: Draft(r), Goto: check}}
	if v.Writing {
		o.Move = &dialogue.Move{Enter: ref(FlowName, v.Round.ID), Notice: dialogue.Say("talk.due.writing")}
	}
	return o
}

// theirActs are for the other side: to confirm takes one tap.
func (v Overview) theirActs(r flows.TalkRecord) []dialogue.Option {
	if !v.waits(r) {
		return []dialogue.Option{{ID: "heard-" + string(v.Self), Label: dialogue.Say("talk.one.my_reply"), Move: hear(v.Self)}}
	}
	edition := strconv.Itoa(r.Edition)
	all := []dialogue.Option{{ID: "yes-" + edition, Label: verdictLabel(flows.TalkConfirmed),
		Move: &dialogue.Move{Effect: EffectConfirm, Payload: string(r.ID) + " " + edition, Goto: mine}}}
	for _, verdict := range []flows.TalkVerdict{flows.TalkCorrected, flows.TalkObjected} {
		all = append(all, dialogue.Option{ID: string(verdict) + "-" + edition, Label: verdictLabel(verdict), Move: toReply(v.Round.ID, r, verdict)})
	}
	return append(all, dialogue.Option{ID: "more-" + edition, Label: dialogue.Say("talk.one.confirm_more"), Move: toReply(v.Round.ID, r, flows.TalkConfirmed)})
}

// carriedActs are for what was carried over from the talk: who said it decides
// whether their name stands there, and both sides may take it back, where the
// name does not stand there. The buttons go by what it is and not by its number:
// the other side may take something back meanwhile, and the numbers move up.
func (v Overview) carriedActs(r flows.TalkRecord) []dialogue.Option {
	var all []dialogue.Option
	for i, o := range v.Carried[r.ID] {
		n, payload := i+1, string(r.ID)+" "+string(o.ID)
		if r.Spoke(v.Self) && o.Subject != v.Self {
			all = append(all, v.sign(n, payload, o))
		}
		if o.Speaker == v.name(v.Self) || o.Speaker == "" && (r.Talk.By == v.Self || r.Spoke(v.Self)) {
			all = append(all, dialogue.Option{ID: "uncarry-" + string(o.ID), Label: dialogue.Say("talk.one.uncarry", "n", n),
				Move: &dialogue.Move{Effect: EffectUncarry, Payload: payload}})
		}
	}
	return all
}

func (v Overview) sign(n int, payload string, o flows.TalkOpinion) dialogue.Option {
	label, wish := "talk.one.sign", "1"
	if o.Speaker != "" {
		label, wish = "talk.one.unsign", "0"
	}
	return dialogue.Option{ID: "sign-" + wish + "-" + string(o.ID), Label: dialogue.Say(label, "n", n),
		Move: &dialogue.Move{Effect: EffectSign, Payload: payload + " " + wish}}
}

// sureStep asks once more before the member's own words are taken back.
func sureStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: sure, Title: dialogue.Say("talk.sure.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			key := "talk.sure.reply"
			if r, _ := v.find(a[mine]); r.Talk.By == v.Self {
				key = "talk.sure.log"
			}
			return []dialogue.Block{{Text: dialogue.Say(key)}}
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			return dialogue.Choice{Options: []dialogue.Option{
				{ID: "withdraw", Label: dialogue.Say("talk.sure.yes"), Move: &dialogue.Move{Effect: EffectWithdraw, Payload: a[mine], Goto: mine}},
				{ID: "stay", Label: dialogue.Say("talk.sure.no"), Move: &dialogue.Move{Goto: one}},
			}}
		}},
	}
}
