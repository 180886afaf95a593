package graph

import "slices"

// Stage says how far a party has come with an agreement. The zero value is not known.
type Stage uint8

// The stages, in the order in which they are reached.
const (
	StageUnknown Stage = iota
	StagePlanned
	StageSigned
	StageRatified
	StageInForce
	StageSuspended
	StageLeft
)

// String names the stage for people.
func (s Stage) String() string {
	return [...]string{"unknown", "planned", "signed", "ratified", "in force", "suspended", "left"}[s]
}

// ratifiedNote marks, in the note of a claim of status signed, that it tells of the ratification.
const ratifiedNote = "ratified"

// Standing is how a party stands with an agreement on a day, and when each step
// was taken; a step without a date may have been taken.
type Standing struct {
	Stage Stage
	// Since is when the stage was reached; for StageLeft the last day in force.
	Since                           Date
	Signed, Ratified, InForce, Left Date
}

// StandingOn gives how the party of a PARTY_TO relationship stands on a day. Each
// claim tells one step: signed with the note "ratified" the ratification, signed
// the signature, active the entry into force and perhaps the end, ended the end
// and perhaps the entry into force. Of several claims of a step the weightiest
// with a date counts, as in Resolve.
func (r *Relationship) StandingOn(day Day) Standing {
	steps := r.steps()
	standing := Standing{Signed: steps[StageSigned].date, Ratified: steps[StageRatified].date, InForce: steps[StageInForce].date, Left: steps[StageLeft].date}
	for stage := StageLeft; stage > StageUnknown; stage-- {
		step := steps[stage]
		if stage == StageLeft && step.date.IsZero() && r.Resolve().Status != Ended {
			continue
		}
		if step.told && (step.date.IsZero() || step.reached(stage, day)) {
			standing.Stage, standing.Since = stage, step.date
			return standing
		}
	}
	return standing
}

type step struct {
	told bool
	date Date
}

// reached tells whether the step can have been taken by the day: what is left is
// in force on its last day.
func (s step) reached(stage Stage, day Day) bool {
	if stage == StageLeft {
		return s.date.Last() < day
	}
	return s.date.First() <= day
}

func (r *Relationship) steps() (steps [StageLeft + 1]step) {
	tell := func(stage Stage, date Date) {
		steps[stage].told = true
		if steps[stage].date.IsZero() {
			steps[stage].date = date
		}
	}
	ranked := slices.Clone(r.Claims)
	slices.SortStableFunc(ranked, weightier)
	for _, claim := range ranked {
		switch stage := stageOf(claim); stage {
		case StageUnknown:
		case StageLeft:
			if !claim.Start.IsZero() {
				tell(StageInForce, claim.Start)
			}
			tell(StageLeft, claim.End)
		default:
			tell(stage, claim.Start)
			if stage == StageInForce && !claim.End.IsZero() {
				tell(StageLeft, claim.End)
			}
		}
	}
	return steps
}

func stageOf(claim Claim) Stage {
	switch claim.Status {
	case Proposed, Planned, Draft:
		return StagePlanned
	case Signed:
		if claim.Note == ratifiedNote {
			return StageRatified
		}
		return StageSigned
	case Active:
		return StageInForce
	case Suspended:
		return StageSuspended
	case Ended:
		return StageLeft
	}
	return StageUnknown
}
