package report

// Changes counts what an edited workbook changed in a Model (Edit). Zero: nothing.
type Changes struct {
	Merged    int // points that are gone into others
	Split     int // points that came out of others
	Regrouped int // originals that went to another point, those of the two above too
	Across    int // points that now hold opinions of several channels
	Reworded  int // points with other words
	Moved     int // points filed under another subject or aspect
	Assigned  int // points with another leader or department
	Added     int // opinions of other channels, entered
	Corrected int // such opinions, entered otherwise
	Removed   int // such opinions, taken out
	Figures   int // figures of other channels, entered otherwise
}

// None says that nothing changed.
func (c Changes) None() bool { return c == Changes{} }
