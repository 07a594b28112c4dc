package main

import (
	"embed"
	"io/fs"
	"strings"
)

// The sample is a newsletter of our own making: a small site, a pad with a dozen seeded mistakes, and the template that
// the pad becomes for the next month. The demo and the stories of the tests use it.
//
//go:embed all:sample
var sample embed.FS

// sampleRepo, samplePad and sampleTime are where and when the sample plays.
const (
	sampleRepo  = "community/site"
	samplePad   = "newsletter"
	sampleTime  = "2026-12-01T09:00:00Z"
	sampleToken = "token-of-the-worker"
)

func sampleSite() fs.FS {
	site, err := fs.Sub(sample, "sample/site")
	if err != nil {
		panic(err) // the name is a constant
	}
	return site
}

func sampleText(name string) string {
	text, err := sample.ReadFile("sample/" + name)
	if err != nil {
		panic(err) // the name is a constant
	}
	return string(text)
}

// A late entry of the sample, and the heading that it is put before.
const (
	lateEntry  = "- [Yaffle](https://yaffle.example.org/) has released version [0.3](https://yaffle.example.org/releases/0.3/), just in time.\n\n"
	lateBefore = "### XMPP Servers\n"
)

// lateNews is the pad after somebody added an entry.
func lateNews(text string) string { return strings.Replace(text, lateBefore, lateEntry+lateBefore, 1) }

// sampleTexts are the texts of the pad, as files.
func sampleTexts() fs.FS {
	texts, err := fs.Sub(sample, "sample")
	if err != nil {
		panic(err) // the name is a constant
	}
	return texts
}
