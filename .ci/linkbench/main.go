// Linkbench measures linkcheck beside other link checkers, on servers of this machine whose truth is known:
//
//	go run ./.ci/linkbench -n 1000
//	go run ./.ci/linkbench -n 1000 -peers linkinator,linkchecker
//
// It prints a table in Markdown. linkinator is taken from npm, linkchecker has to be installed (Debian has a package). The
// servers listen on 127.0.1.1 and so on, which is Linux's way.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	n := flag.Int("n", 1000, "how many addresses")
	hosts := flag.Int("hosts", 50, "on how many hosts")
	peers := flag.String("peers", "", "linkinator, linkchecker")
	child := flag.String("ask", "", "ask for the addresses in a file, with linkcheck; linkbench calls itself so")
	flag.Parse()
	if *child != "" {
		if err := ask(*child); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := bench(*n, *hosts, *peers); err != nil {
		log.Fatal("linkbench: ", err)
	}
}

func bench(n, hosts int, peers string) error {
	dir, err := os.MkdirTemp("", "linkbench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	w, err := newWeb(n, hosts)
	if err != nil {
		return err
	}
	defer w.close()
	if err := os.Chmod(dir, 0o755); err != nil { // LinkChecker, called by root, is somebody else
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	list, page := filepath.Join(dir, "list"), filepath.Join(dir, "page.html")
	var html strings.Builder
	html.WriteString("<!DOCTYPE html><title>Links</title>\n")
	for _, a := range w.addresses {
		fmt.Fprintf(&html, "<p><a href=%q>a link</a></p>\n", a)
	}
	for path, text := range map[string]string{list: strings.Join(w.addresses, "\n"), page: html.String()} {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	tools := []tool{{name: "**padpress**", call: []string{self, "-ask", list}, read: plainList}}
	for name := range strings.SplitSeq(peers, ",") {
		found, err := peer(name, dir, page)
		if err != nil {
			fmt.Fprintf(os.Stderr, "linkbench: %s is left out: %v\n", name, err)
		}
		tools = append(tools, found...)
	}
	fmt.Printf("%d addresses, %d hosts. The limits of padpress allow %.1f s.\n\n", n, hosts, w.bound().Seconds())
	fmt.Println("| | wall s | CPU s | MB | dead ones found | live ones called dead | unclear ones called dead | most at a time of a host |")
	fmt.Println("|---|---:|---:|---:|---:|---:|---:|---:|")
	for _, t := range tools {
		w.reset()
		m, err := t.run(w)
		if err != nil {
			fmt.Fprintf(os.Stderr, "linkbench: %s: %v\n", t.name, err)
			continue
		}
		fmt.Printf("| %s | %.1f | %.1f | %d | %d/%d | %d | %d | %d |\n", t.name, m.wall.Seconds(), m.cpu.Seconds(), m.memory, m.found, m.dead, m.falsely, m.unclear, w.mostAtATime())
	}
	return nil
}

// bound is what slots, pace and the time-out of linkcheck's defaults allow at best.
func (w *web) bound() time.Duration {
	const slots, total, pace, timeout = 4, 128, 10 * time.Millisecond, 10 * time.Second
	perHost := time.Duration((w.requests + w.hosts - 1) / w.hosts)
	return max(perHost*latency/slots, perHost*pace, time.Duration(w.requests)*latency/total) + timeout
}
