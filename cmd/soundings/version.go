package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionCmd struct{}

// Run prints what was built, from what and with what.
func (c *versionCmd) Run(p *program) error {
	_, err := fmt.Fprintf(p.stdout, "soundings %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return unwritten(err)
}

// version is the module's version as the toolchain stamped it, which holds the
// commit where there is no tag.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
