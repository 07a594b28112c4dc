// Command padpress takes a newsletter from the pad in which it is written to a reviewed pull request.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(run(systemEnv())) }

// run is main without the exit.
func run(e *env) int {
	args, ctx := os.Args[1:], context.Background()
	if v, ok := calledVerb(args); !ok || !v.brief {
		var stop context.CancelFunc
		ctx, stop = signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
		defer stop()
		context.AfterFunc(ctx, stop) // who asks twice does not wait
	}
	return execute(ctx, args, e)
}
