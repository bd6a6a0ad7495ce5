package talk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// Members knows which chats are members of a round's team.
type Members interface {
	// Who is the member that a chat is in a round; empty: none.
	Who(ctx context.Context, round flows.RoundID, seat flows.MemberSeat) (flows.SubjectID, error)
	// Claimed are the members who use the bot, in rank order.
	Claimed(ctx context.Context, round flows.RoundID) ([]flows.SubjectID, error)
}

// Talks keeps the logs of talks. Refused of all that change one: talk.too_late,
// talk.withdrawn, and talk.not_yours where it is not for this member to do.
// NotFound: talk.unknown.
type Talks interface {
	// Put keeps a new talk of an open round. To put the same again is no error.
	// Conflict (talk.taken): the id has another one. Invalid: see Talk.Validate, and
	// talks on a day to come.
	Put(ctx context.Context, round flows.RoundID, id flows.TalkID, t flows.Talk) error
	// Edit replaces a talk's log by what its logger says now, and takes back what was
	// carried over from it and stands there no more. Invalid as Put's.
	Edit(ctx context.Context, round flows.RoundID, id flows.TalkID, t flows.Talk) error
	// Answer keeps what the other side says of it. Conflict (talk.changed): the log is
	// no longer what they were shown. Invalid: talk.bad_answer.
	Answer(ctx context.Context, round flows.RoundID, id flows.TalkID, a flows.TalkAnswer) error
	// Withdraw takes a member's own words back: the log with all that hangs on it, or
	// their answer. What is withdrawn already is no error.
	Withdraw(ctx context.Context, round flows.RoundID, id flows.TalkID, m flows.SubjectID) error
	// List are the talks of a round, by day; Find is one.
	List(ctx context.Context, round flows.RoundID) ([]flows.TalkRecord, error)
	Find(ctx context.Context, round flows.RoundID, id flows.TalkID) (flows.TalkRecord, error)

	// Carry keeps what a side carries over, and again is no error; Sign puts their name
	// to it or takes it away; Uncarry takes it back. Carried is all that was, for a side.
	Carry(ctx context.Context, round flows.RoundID, m flows.SubjectID, o flows.TalkOpinion) error
	Sign(ctx context.Context, round flows.RoundID, talk flows.TalkID, m flows.SubjectID, id flows.CarriedID, named bool) error
	Uncarry(ctx context.Context, round flows.RoundID, talk flows.TalkID, m flows.SubjectID, id flows.CarriedID) error
	Carried(ctx context.Context, round flows.RoundID, talk flows.TalkID, m flows.SubjectID) ([]flows.TalkOpinion, error)
}

// Rounds finds rounds as they stand.
type Rounds interface {
	Round(ctx context.Context, id flows.RoundID) (flows.Round, error)
}

// A Desk does for members what cannot be done inside their conversations. It asks
// anew each time which member the chat is: an organizer may have taken that back.
// Of what a payload names nothing is taken on trust either.
type Desk struct {
	Members Members
	Talks   Talks
	Rounds  Rounds
}

// Save keeps the talk that the effect's answers make. Where it is there already in
// another wording, that is replaced: it was to be changed, or had arrived though
// its answer was lost.
func (d Desk) Save(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	id, self, err := d.member(ctx, v, e)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	round, err := d.Rounds.Round(ctx, id)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	t := Record(round, self, e.Answers)
	err = d.Talks.Put(ctx, id, ID(e.Answers), t)
	lost := 0
	if flows.KeyOf(err) == "talk.taken" {
		lost, err = d.edit(ctx, id, ID(e.Answers), t)
	}
	if flows.KeyOf(err) == "talk.withdrawn" {
		return saveAnew(), nil
	}
	switch {
	case err != nil:
		return dialogue.Outcome{}, err
	case lost > 0:
		return dialogue.Outcome{Notice: dialogue.Say("talk.thanks.lost", "n", lost)}, nil
	}
	return d.asks(ctx, round, t)
}

// edit replaces the log, and says how much that was carried over from it was taken
// back with what it said before.
func (d Desk) edit(ctx context.Context, round flows.RoundID, id flows.TalkID, t flows.Talk) (lost int, err error) {
	was, err := d.Talks.Find(ctx, round, id)
	if err != nil {
		return 0, err
	}
	if err := d.Talks.Edit(ctx, round, id, t); err != nil {
		return 0, err
	}
	is, err := d.Talks.Find(ctx, round, id)
	return len(was.Carried) - len(is.Carried), err
}

// saveAnew keeps what was written where the talk was withdrawn meanwhile: to save
// it once more makes a new one of it.
func saveAnew() dialogue.Outcome {
	return dialogue.Outcome{Failed: true, Notice: dialogue.Say("talk.save_anew"),
		Set: dialogue.Answers{number: ""}, Move: &dialogue.Move{Goto: check}}
}

// asks says who of the other side will be asked about it.
func (d Desk) asks(ctx context.Context, r flows.Round, t flows.Talk) (dialogue.Outcome, error) {
	asked, err := d.Members.Claimed(ctx, r.ID)
	with := slices.DeleteFunc(slices.Clone(t.With), func(c flows.Counterpart) bool { return !slices.Contains(asked, c.Member) })
	if err != nil || len(with) == 0 {
		return dialogue.Outcome{}, err
	}
	return dialogue.Outcome{Notice: dialogue.Say("talk.thanks.asks", "with", names(r, with))}, nil
}

// Confirm says for the other side that a talk was as its log has it.
func (d Desk) Confirm(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	talk, rest, _ := strings.Cut(e.Payload, " ")
	id, self, err := d.member(ctx, v, e)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	edition, _ := strconv.Atoi(rest)
	err = d.Talks.Answer(ctx, id, flows.TalkID(talk), flows.TalkAnswer{By: self, Verdict: flows.TalkConfirmed, Edition: edition})
	return dialogue.Outcome{Notice: dialogue.Say("talk.confirmed")}, err
}

// Reply keeps what the other side answers. Where the log was changed since they
// were shown it, they are shown it anew, and nothing they wrote is lost.
func (d Desk) Reply(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	id, self, err := d.member(ctx, v, e)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	r, err := d.Talks.Find(ctx, id, Replied(e.Answers))
	if err != nil {
		return dialogue.Outcome{}, err
	}
	err = d.Talks.Answer(ctx, id, r.ID, Reply(self, r, e.Answers))
	if flows.KeyOf(err) == "talk.changed" {
		return dialogue.Outcome{Failed: true, Notice: dialogue.Say("talk.changed"),
			Set: dialogue.Answers{edition: strconv.Itoa(r.Edition)}, Move: &dialogue.Move{Goto: verdict}}, nil
	}
	return dialogue.Outcome{}, err
}

// Withdraw takes a member's own words back.
func (d Desk) Withdraw(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	id, self, err := d.member(ctx, v, e)
	if err == nil {
		err = d.Talks.Withdraw(ctx, id, flows.TalkID(e.Payload), self)
	}
	return dialogue.Outcome{Notice: dialogue.Say("talk.taken_back")}, err
}

// Carry carries over what the other side said: the same of the same subject once, as
// it is counted.
func (d Desk) Carry(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	id, self, err := d.member(ctx, v, e)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	o := Carried(e.Answers)
	before, err := d.Talks.Carried(ctx, id, o.Talk, self)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	again := func(b flows.TalkOpinion) bool { return b.ID != o.ID && b.Text == o.Text && b.Subject == o.Subject }
	if slices.ContainsFunc(before, again) {
		return dialogue.Outcome{}, flows.Fail(flows.Conflict, "talk.carry.twice", nil)
	}
	return dialogue.Outcome{}, d.Talks.Carry(ctx, id, self, o)
}

// Sign puts the member's name to what was carried over of their words, or takes it
// away.
func (d Desk) Sign(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	of := strings.Fields(e.Payload)
	id, self, err := d.member(ctx, v, e)
	if err != nil || len(of) != 3 {
		return dialogue.Outcome{}, err
	}
	notice := "talk.signed"
	if of[2] != "1" {
		notice = "talk.unsigned"
	}
	err = d.Talks.Sign(ctx, id, flows.TalkID(of[0]), self, flows.CarriedID(of[1]), of[2] == "1")
	return dialogue.Outcome{Notice: dialogue.Say(notice)}, err
}

// Uncarry takes back what was carried over.
func (d Desk) Uncarry(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	talk, carried, _ := strings.Cut(e.Payload, " ")
	id, self, err := d.member(ctx, v, e)
	if err == nil {
		err = d.Talks.Uncarry(ctx, id, flows.TalkID(talk), self, flows.CarriedID(carried))
	}
	return dialogue.Outcome{Notice: dialogue.Say("talk.uncarried")}, err
}

// member is the round that an effect is about, and which member of its team the
// chat is. Refused (link.not_member): none.
func (d Desk) member(ctx context.Context, v flows.Visitor, e dialogue.Effect) (flows.RoundID, flows.SubjectID, error) {
	id := flows.RoundID(e.Ref.Topic)
	self, err := d.Members.Who(ctx, id, v.Member(id))
	if err == nil && self == "" {
		err = flows.Fail(flows.Refused, "link.not_member", nil)
	}
	return id, self, err
}
