package main

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"time"
)

// tool is a program that looks at the files named behind its call.
type tool struct {
	name   string
	call   []string
	dir    string // to run in
	before func() // to make a run cold
}

type result struct {
	wall, cpu []float64 // milliseconds
	memory    []float64 // megabytes
	ratio     []float64 // of the CPU time to that of the first tool in the same round
	failed    bool      // it did not run
}

// rounds are at most so many; a slow tool has fewer.
const rounds = 200

// measure runs the tools in turn, so that what else the machine does hits all of them.
func measure(tools []tool, files []string, each time.Duration) []result {
	results := make([]result, len(tools))
	spent := make([]time.Duration, len(tools))
	for round := range rounds {
		var first float64
		for i, t := range tools {
			if results[i].failed || round > 1 && spent[i] > each {
				continue
			}
			wall, usage, err := t.run(files)
			if err != nil {
				fmt.Fprintf(os.Stderr, "%s: %v\n", t.name, err)
				results[i].failed = true
				continue
			}
			spent[i] += wall
			cpu := milliseconds(time.Duration(usage.Utime.Nano() + usage.Stime.Nano()))
			if i == 0 {
				first = cpu
			}
			if round == 0 {
				continue // the first fills the caches of the machine
			}
			r := &results[i]
			r.wall = append(r.wall, milliseconds(wall))
			r.cpu = append(r.cpu, cpu)
			r.memory = append(r.memory, float64(usage.Maxrss)/1024)
			if first > 0 {
				r.ratio = append(r.ratio, cpu/first)
			}
		}
	}
	return results
}

// run is one run; that a linter finds something is no failure.
func (t tool) run(files []string) (time.Duration, *syscall.Rusage, error) {
	if t.before != nil {
		t.before()
	}
	c := exec.Command(t.call[0], append(slices.Clone(t.call[1:]), files...)...)
	c.Dir = t.dir
	begin := time.Now()
	err := c.Run()
	wall := time.Since(begin)
	if c.ProcessState == nil || c.ProcessState.ExitCode() < 0 || c.ProcessState.ExitCode() > 1 {
		return wall, nil, fmt.Errorf("run: %w", err)
	}
	return wall, c.ProcessState.SysUsage().(*syscall.Rusage), nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func (r result) cells(first result) string {
	if r.failed || len(r.wall) == 0 {
		return " – | – | – | – |"
	}
	ratio := "–"
	if len(r.ratio) > 0 {
		ratio = fmt.Sprintf("%.2f", median(r.ratio))
	} else if len(first.cpu) > 0 {
		ratio = fmt.Sprintf("%.2f", median(r.cpu)/median(first.cpu))
	}
	return fmt.Sprintf(" %.1f | %.1f | %.0f | %s |", median(r.wall), median(r.cpu), median(r.memory), ratio)
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
