package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// issues are the files in a folder, or, where it is not there, as many issues as the newsletter has had, made up into
// another folder.
func issues(folder, made string) ([]string, error) {
	if folder, err := filepath.Abs(folder); err == nil {
		if files, _ := filepath.Glob(filepath.Join(folder, "*.md")); len(files) > 0 {
			return files, nil
		}
	}
	if err := os.MkdirAll(made, 0o755); err != nil {
		return nil, err
	}
	var files []string
	for i := range 164 {
		day := time.Date(2013, time.January, 5, 0, 0, 0, 0, time.UTC).AddDate(0, i, 0)
		path := filepath.Join(made, day.Format(time.DateOnly)+"-newsletter.md")
		if err := os.WriteFile(path, []byte(issue(day, i)), 0o644); err != nil {
			return nil, err
		}
		files = append(files, path)
	}
	return files, nil
}

// issue is one of 5 to 25 kilobytes, made of what issues are made of.
func issue(day time.Time, seed int) string {
	var b strings.Builder
	month := day.AddDate(0, -1, 0).Format("January 2006")
	fmt.Fprintf(&b, "---\ntitle: The XMPP Newsletter %s\ndate: %s\ncategories: ['Newsletter']\n---\n\nThis issue covers the month of %s.\n", month, day.Format(time.DateOnly), month)
	for _, section := range []string{"XMPP Events", "XMPP Articles", "XMPP Software News", "Extensions and specifications", "Spread the news"} {
		fmt.Fprintf(&b, "\n## %s\n\n", section)
		for i := range 6 + seed%5*6 {
			fmt.Fprintf(&b, "- [Program %d](https://example.org/projects/%d/releases/%d) was released, with *many* fixes for `method_%d` and with things that people had asked for [EN].\n", i, seed, i, i)
		}
		fmt.Fprintf(&b, "\nA paragraph tells of [a meetup](https://example.net/events/%d) in **some town**, where people met; it's long enough to be one.\n\n{{< figure src=\"/images/newsletter/%s/heron.png\" caption=\"A heron\" >}}\n", seed, day.Format(time.DateOnly))
	}
	return b.String()
}

// tenfold writes each file ten times, no two of them alike.
func tenfold(files []string, folder string) ([]string, error) {
	var many []string
	for i := range 10 {
		below := filepath.Join(folder, fmt.Sprint(i))
		if err := os.MkdirAll(below, 0o755); err != nil {
			return nil, err
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			path := filepath.Join(below, filepath.Base(f))
			if err := os.WriteFile(path, fmt.Appendf(text, "\nCopy %d.\n", i), 0o644); err != nil {
				return nil, err
			}
			many = append(many, path)
		}
	}
	return many, nil
}
