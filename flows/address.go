package flows

// An Address is a chat that wants to be written to: 联系方式. It is the one
// exception to the rule that nothing leads back to a chat (promise 1), so it is
// kept for those only who asked for that, knowing what it is, and beside nothing
// else. Package bot seals it, for one round, and only package bot can open it;
// who keeps it or passes it on cannot name anybody by it.
type Address struct {
	ID     AddressID
	Sealed []byte
}
