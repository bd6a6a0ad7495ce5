package report

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"soundings/flows"
)

// A workbook says of which round and which edition it is in a property of the file,
// which nobody sees and programs keep, and at the end of 说明.
const (
	markProperty = "soundings"
	markLabel    = "本表编号（请不要改）："
)

// sign is what it says.
func (m Model) sign() string { return string(m.Round.ID) + "/" + string(m.Edition) }

func signedBy(s string) (flows.RoundID, EditionID, bool) {
	round, edition, ok := strings.Cut(strings.TrimSpace(s), "/")
	return flows.RoundID(round), EditionID(edition), ok
}

func (x excel) mark() error {
	return x.f.SetCustomProps(excelize.CustomProperty{Name: markProperty, Value: x.m.sign()})
}

// lock protects a sheet, without a password, against slips of the hand: what is
// unlocked may be edited, and rows filtered, sorted and made higher.
func (x excel) lock(sheet string) error {
	if x.m.restricted() {
		return nil
	}
	return x.f.ProtectSheet(sheet, &excelize.SheetProtectionOptions{AutoFilter: true, Sort: true, FormatColumns: true, FormatRows: true,
		SelectLockedCells: true, SelectUnlockedCells: true})
}
