package flows

// LedgerState is how far what a point asks for has come, as the ledger (整改台账)
// says.
type LedgerState string

// The states.
const (
	ToDo     LedgerState = "todo"     // 未开始
	Underway LedgerState = "underway" // 整改中
	Done     LedgerState = "done"     // 已完成
	Lasting  LedgerState = "lasting"  // 长期坚持: done, and to be kept up
)

// LedgerStates are all states, in their order.
func LedgerStates() []LedgerState { return []LedgerState{ToDo, Underway, Done, Lasting} }

// Pending says that something is still to be done.
func (s LedgerState) Pending() bool { return s == ToDo || s == Underway }

// A KeptLedger is the ledger of a round as it is kept: Data that only whoever writes
// ledgers understands, and the version at which it stands.
type KeptLedger struct {
	Data    []byte
	Version uint64 // 0: none is kept
	On      string // the day on which it was taken in, 2006-01-02
	To      string // the organizer's own age1… recipient it is sealed to; empty: the service keeps the key
}
