// Command soundings gathers opinions anonymously: it runs the bot, and is how
// organizers open rounds, hand out tickets and take out what was said.
//
// What a command gives goes to stdout, everything else to stderr. It exits with
// 0 when it is done, with 1 and one line that says what happened, why and what
// to do when it failed, and with 2 when it was called wrongly.
package main

import (
	"context"
	"os"
	"time"
	_ "time/tzdata" // a container may have no time zones
)

func main() {
	os.Exit(run(context.Background(), os.Args[1:], os.Environ(), os.Stdin, os.Stdout, os.Stderr, time.Now))
}
