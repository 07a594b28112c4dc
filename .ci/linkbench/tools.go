package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/xsf/padpress/lint/linkcheck"
)

// tool is a link checker.
type tool struct {
	name string
	call []string
	read func(output []byte) (called []string, err error) // the addresses that it calls dead
}

// measured is what a run took, and how right it was.
type measured struct {
	wall, cpu                     time.Duration
	memory                        int64 // MB at most
	found, dead, falsely, unclear int
}

// longest is how long a tool may run.
const longest = 15 * time.Minute

func (t tool) run(w *web) (measured, error) {
	var m measured
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	c := exec.CommandContext(ctx, t.call[0], t.call[1:]...)
	var out bytes.Buffer
	c.Stdout = &out
	began := time.Now()
	err := c.Run()
	m.wall = time.Since(began)
	if ctx.Err() != nil {
		return m, fmt.Errorf("stopped after %s", longest)
	}
	if c.ProcessState == nil {
		return m, err
	}
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	m.cpu, m.memory = c.ProcessState.UserTime()+c.ProcessState.SystemTime(), usage.Maxrss>>10
	called, err := t.read(out.Bytes())
	if err != nil {
		return m, err
	}
	said := map[string]bool{}
	for _, a := range called {
		said[a] = true
	}
	for _, a := range w.addresses {
		switch w.truth[a] {
		case dead:
			m.dead++
			if said[a] {
				m.found++
			}
		case live:
			if said[a] {
				m.falsely++
			}
		case unclear:
			if said[a] {
				m.unclear++
			}
		}
	}
	return m, nil
}

// ask is the child: it asks for the addresses in a file, and prints those that are broken.
func ask(list string) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	c := linkcheck.Checker{HTTP: linkcheck.Client(linkcheck.Options{Agent: "linkbench", Loopback: true, Connections: 4, Timeout: time.Hour})}
	for _, r := range c.Check(context.Background(), strings.Fields(string(text))) {
		if r.Verdict == linkcheck.Broken {
			fmt.Println(r.URL)
		}
	}
	return nil
}

func plainList(output []byte) ([]string, error) { return strings.Fields(string(output)), nil }

// peer is another checker, as it comes and with the limits of padpress where it has them.
func peer(name, dir, page string) ([]tool, error) {
	switch name {
	case "":
		return nil, nil
	case "linkinator":
		install := exec.Command("npm", "install", "--no-audit", "--silent", "--prefix", dir, "linkinator@6.1.4")
		install.Stderr = os.Stderr
		if err := install.Run(); err != nil {
			return nil, err
		}
		program := filepath.Join(dir, "node_modules", ".bin", "linkinator")
		return []tool{{"linkinator 6.1.4, limits set", []string{program, page, "--format", "json", "--concurrency", "128", "--timeout", "10000", "--retry"}, linkinatorJSON}}, nil
	case "linkchecker":
		program, err := exec.LookPath("linkchecker")
		if err != nil {
			return nil, err
		}
		return []tool{{"LinkChecker, limits set", []string{program, "--check-extern", "--threads", "128", "--timeout", "10", "--no-status", "-o", "csv", page}, linkcheckerCSV}}, nil
	}
	return nil, fmt.Errorf("nobody knows it")
}

func linkinatorJSON(output []byte) ([]string, error) {
	var report struct {
		Links []struct{ URL, State string }
	}
	if i := bytes.IndexByte(output, '{'); i > 0 {
		output = output[i:]
	}
	if err := json.Unmarshal(output, &report); err != nil {
		return nil, fmt.Errorf("read its report: %w", err)
	}
	var called []string
	for _, l := range report.Links {
		if l.State == "BROKEN" {
			called = append(called, l.URL)
		}
	}
	return called, nil
}

func linkcheckerCSV(output []byte) ([]string, error) {
	r := csv.NewReader(bytes.NewReader(output))
	r.Comma, r.Comment, r.FieldsPerRecord, r.LazyQuotes = ';', '#', -1, true
	rows, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read its report: %w", err)
	}
	var called []string
	for _, row := range rows {
		if len(row) > 8 && row[6] == "False" {
			called = append(called, row[0])
		}
	}
	return called, nil
}
