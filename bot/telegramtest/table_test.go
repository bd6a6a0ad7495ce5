package telegramtest

import "testing"

// TestMethodsTable compares the table, taken from the description of Bot API
// 10.1, with what the server carries out.
func TestMethodsTable(t *testing.T) {
	table := methods(methodsTable)
	done := actions()
	for name := range table {
		if done[name] == nil {
			t.Errorf("%s is in the table and not carried out", name)
		}
	}
	if len(done) != len(table) {
		t.Errorf("%d methods carried out, %d in the table", len(done), len(table))
	}
}
