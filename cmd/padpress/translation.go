package main

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"time"

	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/rules"
)

// A translation is submitted as its original is, on a branch and in a pull request of its own. What differs is here, in
// translation_original.go and in translation_body.go.

// translates reports whether the run is about a translation.
func (o submitOptions) translates() bool { return o.lang != "" }

// moves reports whether something else than the branch says the day of release: a flag, or the original of a translation.
func (o submitOptions) moves() bool { return o.release != "" || o.translates() }

// checkTranslation refuses what cannot be said of a translation.
func (o *submitOptions) checkTranslation() error {
	if !o.translates() {
		return nil
	}
	o.lang = strings.ToLower(o.lang)
	if (&lint.Document{Path: lint.TranslationPath("issue.md", o.lang)}).Language() != o.lang {
		return usagef("--lang is %q; write the code of a language, such as fr or pt-br", o.lang)
	}
	if o.release != "" {
		return usagef("--release is not for translations: they bear the day of their original; leave it out")
	}
	return nil
}

// covered reads --month. Translations come weeks after their original: without the flag theirs is the month before this one.
func (o submitOptions) covered(now time.Time) (lint.Months, error) {
	if o.month == "" && o.translates() {
		return lint.MonthOf(now.AddDate(0, 0, -now.Day())), nil
	}
	return monthOf(o.month, now)
}

// checkLanguage refuses a language that the house in force does not know.
func (j *job) checkLanguage() error {
	if !j.translates() {
		return nil
	}
	if _, known := j.house.Languages[j.lang]; known && j.lang != j.house.Original {
		return nil
	}
	return usagef("--lang is %q; choose one of %s, or name another below house: languages: in the configuration", j.lang, strings.Join(translationsOf(j.house), ", "))
}

// speaking is a house that knows all of one of its languages.
func speaking(h *lint.House, lang string) *lint.House {
	l, ok := rules.Language(h, lang)
	if !ok {
		return h
	}
	full := *h
	full.Languages = maps.Clone(h.Languages)
	full.Languages[lang] = l
	return &full
}

// mayHold tells of paths whether they may be the month's issue, or the translation of it that the run is about.
func (j *job) mayHold() func(path string) bool {
	issue := j.house.MayHold(j.month.Covers)
	if !j.translates() {
		return issue
	}
	return func(path string) bool { return j.isMine(path) && issue(lint.OriginalPath(path)) }
}

// isMine reports whether a file is in the language that the run is about: others are reviewed by themselves.
func (j *job) isMine(path string) bool { return (&lint.Document{Path: path}).Language() == j.lang }

// languageName is the language of the translation, for people.
func (j *job) languageName() string { return first(j.house.Languages[j.lang].Name, j.lang) }

// subject is what the run is about, in the midst of a sentence.
func (j *job) subject() string {
	if j.translates() {
		return j.monthName() + " in " + j.languageName()
	}
	return j.monthName()
}

// textName is what the summary calls the text that the run brings.
func (j *job) textName() string {
	if j.translates() {
		return "The " + report.Markdown(j.languageName()) + " text"
	}
	return "The pad"
}

// branchFor is the branch of the issue of a month, or of its translation.
func (j *job) branchFor(m lint.Months) string {
	if j.translates() {
		return j.branch(m) + "-" + j.lang
	}
	return j.branch(m)
}

// partFor is the name of a part of the summary. In a pull request of other people, which may hold the original as well, a
// translation has parts of its own.
func (j *job) partFor(p *github.Pull, name string) string {
	if !j.translates() || p.State != github.Theirs {
		return name
	}
	return strings.Trim(name+"-"+j.lang, "-")
}

// errNoPad says that no pad is configured, which there always is for the newsletter itself.
var errNoPad = errors.New("nobody says where the text is")

// noPad is the error of a run that knows no text to translate.
func (j *job) noPad() error {
	return usagef("%w in %s: name it with --pad, or as pad: below translations: %s: in the configuration", errNoPad, j.languageName(), j.lang)
}

// monthOfTranslation is the month whose branch for a translation has the name, and the language.
func (j *job) monthOfTranslation(name string) (lint.Months, string, bool) {
	for _, lang := range translationsOf(j.house) {
		if month, ok := strings.CutSuffix(name, "-"+lang); ok {
			if m, ok := j.monthOfBranch(month); ok {
				return m, lang, true
			}
		}
	}
	return lint.Months{}, "", false
}

// titled is the title of a translation's pull request and commits.
func (j *job) titled(title string) string {
	if j.translates() {
		return fmt.Sprintf("%s (%s)", title, j.languageName())
	}
	return title
}
