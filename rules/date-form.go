package rules

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules/english"
)

//go:embed date-form.md
var dateFormDoc string

var dateForm = &lint.Rule{
	Name: "date-form", Doc: dateFormDoc, Severity: lint.Warning,
	Check: func(p *lint.Pass) {
		if !isEnglish(p) {
			return
		}
		w := readWords(p)
		for _, i := range w.that(calendarWords) {
			i := int(i)
			word, text := w.words[i], w.text(i)
			switch {
			case len(text) < 3 || len(text) > 10:
			case isDigits(text[:1]):
				if word.Class == lint.Prose && !isPartOfMore(p.Src, word.Span) && !amongFold(w.before(i), "version versions release v") {
					checkNumeric(w, i)
				}
			case isWeekday(text):
				checkCapital(w, i)
				checkWeekday(w, i)
			case isSmall(text[0]) && isMonth(w, text) && isDated(w, i):
				checkCapital(w, i)
			case beginsMonth(text[0]) && word.Class == lint.Prose && (isNumber(w.next(i)) || isNumber(w.before(i))):
				checkMonth(w, i)
			}
		}
	},
}

const weekdays = "monday tuesday wednesday thursday friday saturday sunday"

func isWeekday(word []byte) bool {
	return word[len(word)-1] == 'y' && amongFold(word, weekdays)
}

func isMonth(w wording, word []byte) bool { return monthOf(w, word) > 0 }

var englishMonths = perHouse(func(h *lint.House) []string { return h.Languages["en"].Months })

// monthOf is the month that word names, 0 for none.
func monthOf(w wording, word []byte) time.Month {
	if !isLetter(word[0]) || len(word) < 3 {
		return 0
	}
	for i, name := range englishMonths(w.World.House) {
		if len(name) == len(word) && name[0]|0x20 == word[0]|0x20 && strings.EqualFold(name, string(word)) {
			return time.Month(i + 1)
		}
	}
	return 0
}

// isDated reports whether a month in small letters at word i is one: march and may are other words as well.
func isDated(w wording, i int) bool {
	if isNumber(w.next(i)) || isNumber(w.before(i)) {
		return true
	}
	return !among(w.text(i), "march may august") && among(w.before(i), "in of since until till last next this early late mid from by")
}

// beginsMonth reports whether the name of a month begins with c.
func beginsMonth(c byte) bool { return isCapital(c) && strings.IndexByte("JFMASOND", c) >= 0 }

// checkMonth reports the name of a month with a slip in it, beside a day or a year.
func checkMonth(w wording, i int) {
	text, at := w.text(i), w.words[i].Span
	if isMonth(w, text) || english.Known(lower(text)) {
		return
	}
	if _, common := english.Correction(lower(text)); common {
		return // spelling reports it
	}
	for _, name := range w.World.House.Languages["en"].Months {
		if isSlipOf(text, name) {
			w.Report(lint.Finding{Span: at, Message: fmt.Sprintf("%s beside a number is meant to be %s", quote(string(text)), quote(name)), Fix: lint.Replace("write "+name, at, name)})
			return
		}
	}
}

// isNumber reports whether word is a day or a year: 4, 4th, 2026.
func isNumber(word []byte) bool {
	if len(word) == 0 || !isDigit(word[0]) {
		return false
	}
	_, ok := number(word)
	return ok
}

func number(word []byte) (int, bool) {
	digits := strings.TrimRight(string(word), "sthndr")
	n, err := strconv.Atoi(digits)
	return n, err == nil && n > 0 && len(digits) <= 4 && len(word)-len(digits) <= 2
}

// checkCapital reports a name in small letters.
func checkCapital(w wording, i int) {
	text, at := w.text(i), w.words[i].Span
	if isSmall(text[0]) && !isPartOfMore(w.Src, at) && w.words[i].Class == lint.Prose {
		right := inCaseOf([]byte("A"), string(text))
		w.Report(lint.Finding{Span: at, Message: fmt.Sprintf("%s has no capital", quote(string(text))), Fix: lint.Replace("write "+right, at, right)})
	}
}

// checkWeekday holds a weekday against the date that follows it, if that has a year.
func checkWeekday(w wording, i int) {
	day, month, year := 0, time.Month(0), 0
	last := i
	for k := i + 1; k <= i+5 && k < len(w.words) && w.words[k].Gap != lint.Opens && w.words[k].Gap != lint.Stop && year == 0; k++ {
		text := w.text(k)
		if t, err := time.Parse(time.DateOnly, string(text)); err == nil {
			day, month, year = t.Day(), t.Month(), t.Year()
		} else if n, ok := number(text); ok && n > 1990 && n < 2200 {
			year = n
		} else if ok && n <= 31 && day == 0 {
			day = n
		} else if m := monthOf(w, text); m > 0 && month == 0 {
			month = m
		} else if !among(text, "the of") {
			return
		}
		last = k
	}
	if day == 0 || month == 0 || year == 0 {
		return
	}
	date := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if right := date.Weekday().String(); date.Day() == day && !strings.EqualFold(right, string(w.text(i))) {
		w.Reportf(w.span(i, last), "%s is a %s", date.Format("2 January 2006"), right)
	}
}

// checkNumeric reports 03.28.2026 and 28/3/2026: which is the month is for each reader another.
func checkNumeric(w wording, i int) {
	first, rest, _ := strings.Cut(string(w.text(i)), ".")
	second, third, ok := strings.Cut(rest, ".")
	if !ok {
		first, rest, _ = strings.Cut(string(w.text(i)), "/")
		second, third, ok = strings.Cut(rest, "/")
	}
	a, errA := strconv.Atoi(first)
	b, errB := strconv.Atoi(second)
	year, errC := strconv.Atoi(third)
	if !ok || errA != nil || errB != nil || errC != nil || len(third) != 4 || year < 1990 || year > 2200 || min(a, b) < 1 || min(a, b) > 12 || max(a, b) > 31 {
		return
	}
	at := w.words[i].Span
	f := lint.Finding{Span: at, Message: fmt.Sprintf("%s may be read as day and month or as month and day", quote(w.Text(at)))}
	if max(a, b) > 12 {
		right := time.Date(year, time.Month(min(a, b)), max(a, b), 0, 0, 0, 0, time.UTC).Format("January 2, 2006")
		f.Message = fmt.Sprintf("%s is a date in numbers", quote(w.Text(at)))
		f.Fix = lint.Replace("write "+right, at, right)
	} else if a == b {
		f.Message = fmt.Sprintf("%s is a date in numbers", quote(w.Text(at)))
	}
	w.Report(f)
}
