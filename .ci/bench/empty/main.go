// Command empty is a command line of cobra's that does nothing: what no verb can start faster than.
package main

import "github.com/spf13/cobra"

func main() {
	c := &cobra.Command{Use: "empty", Run: func(*cobra.Command, []string) {}}
	c.Execute()
}
