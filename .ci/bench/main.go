// Command bench measures padpress lint beside other linters of Markdown, on this machine, and prints one table: the
// median of interleaved runs of whole processes. It builds and installs what it measures into a temporary folder;
// what cannot be had is left out, and said.
//
//	go run ./.ci/bench                           all peers, the past issues in ../shared or issues that it makes up
//	go run ./.ci/bench -peers rumdl -time 5s     one peer, five seconds for each row
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	peers := flag.String("peers", "rumdl,markdownlint-cli2,vale", "the peers to measure, with commas between")
	texts := flag.String("texts", "../shared/corpus/issues", "folder of issues; if it is not there, issues are made up")
	each := flag.Duration("time", 10*time.Second, "about how long to measure each row")
	flag.Parse()
	if err := bench(*peers, *texts, *each); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func bench(peers, texts string, each time.Duration) error {
	dir, err := os.MkdirTemp("", "padpress-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	all, err := issues(texts, filepath.Join(dir, "issues"))
	if err != nil {
		return err
	}
	many, err := tenfold(all, filepath.Join(dir, "x10"))
	if err != nil {
		return err
	}
	own, err := ourselves(dir)
	if err != nil {
		return err
	}
	tools := append(own, installed(dir, strings.Split(peers, ","))...)
	loads := []load{{"one issue", middle(all)}, {fmt.Sprintf("%d issues", len(all)), all}, {fmt.Sprintf("%d issues", len(many)), many}}
	fmt.Print("|  |")
	for _, l := range loads {
		fmt.Printf(" %s: wall ms | CPU ms | MB | CPU ÷ parse |", l.name)
	}
	fmt.Printf("\n|---|%s\n", strings.Repeat("---:|", 4*len(loads)))
	rows := make([]string, len(tools))
	for _, l := range loads {
		results := measure(tools, l.files, each)
		for i, r := range results {
			rows[i] += r.cells(results[0])
		}
	}
	for i, t := range tools {
		fmt.Printf("| %s |%s\n", t.name, rows[i])
	}
	return start(own, each)
}

// start prints how long padpress takes to say its version.
func start(own []tool, each time.Duration) error {
	dir := filepath.Dir(own[0].call[0])
	starts := []tool{{name: "an empty command of cobra's", call: []string{filepath.Join(dir, "empty")}}, {name: "padpress version", call: []string{filepath.Join(dir, "padpress"), "version"}}}
	fmt.Print("\n| start | wall ms | CPU ms | MB | CPU ÷ empty |\n|---|---:|---:|---:|---:|\n")
	results := measure(starts, nil, each)
	for i, r := range results {
		fmt.Printf("| %s |%s\n", starts[i].name, r.cells(results[0]))
	}
	return nil
}

// load is files to look at.
type load struct {
	name  string
	files []string
}

// middle is the file of the middle size.
func middle(files []string) []string {
	type sized struct {
		path string
		size int64
	}
	var all []sized
	for _, f := range files {
		if info, err := os.Stat(f); err == nil {
			all = append(all, sized{f, info.Size()})
		}
	}
	for i := range all { // there are few
		for k := i; k > 0 && all[k].size < all[k-1].size; k-- {
			all[k], all[k-1] = all[k-1], all[k]
		}
	}
	return []string{all[len(all)*3/4].path}
}
