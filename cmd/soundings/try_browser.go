package main

import (
	"os"
	"os/exec"
	"runtime"
)

// openBrowser shows the address in a browser where somebody sits before a
// terminal and a screen. Nothing depends on it.
func (p *program) openBrowser(address string) {
	out, ok := p.stdout.(*os.File)
	if !ok {
		return
	}
	if info, err := out.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return
	}
	name, args := "xdg-open", []string{address}
	switch {
	case runtime.GOOS == "darwin":
		name = "open"
	case runtime.GOOS == "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	case p.variable("DISPLAY") == "" && p.variable("WAYLAND_DISPLAY") == "":
		return
	}
	_ = exec.Command(name, args...).Start()
}
