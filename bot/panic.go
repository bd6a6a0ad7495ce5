package bot

import (
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
)

// Where is the stack of the panic that is being recovered: functions and lines,
// for a log. Go's own trace prints arguments, ids among them, and a panic's
// value may hold a text.
func Where() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	var lines []string
	for {
		f, more := frames.Next()
		if f.Function != "" && !strings.HasPrefix(f.Function, "runtime.") {
			lines = append(lines, fmt.Sprintf("%s:%d", filepath.Base(f.File), f.Line))
		}
		if !more {
			return strings.Join(lines, " < ")
		}
	}
}
