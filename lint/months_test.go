package lint_test

import (
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
)

var english = lint.Language{Months: []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}}
var german = lint.Language{Months: []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}, Joins: []string{"und"}}
var portuguese = lint.Language{Months: []string{"Janeiro", "Fevereiro", "Março", "Abril", "Maio", "Junho", "Julho", "Agosto", "Setembro", "Outubro", "Novembro", "Dezembro"}, Joins: []string{"e"}, Of: "de"}

func TestFindMonths(t *testing.T) {
	for _, c := range []struct {
		name, text string
		language   lint.Language
		want, at   string // "" if there are none
	}{
		{"one", "The newsletter October 2025", english, "2025-10", "October 2025"},
		{"two", "June & July 2025", english, "2025-06..2025-07", "June & July 2025"},
		{"two with and", "June and July 2025", english, "2025-06..2025-07", "June and July 2025"},
		{"two with AND", "JUNE AND JULY 2025", english, "2025-06..2025-07", "JUNE AND JULY 2025"},
		{"no blanks", "June&July 2025", english, "2025-06..2025-07", "June&July 2025"},
		{"over the turn of the year", "December 2025 & January 2026", english, "2025-12..2026-01", "December 2025 & January 2026"},
		{"year only once", "December & January 2026", english, "2025-12..2026-01", "December & January 2026"},
		{"year twice", "June 2025 & July 2025", english, "2025-06..2025-07", "June 2025 & July 2025"},
		{"lower case", "october 2025", english, "2025-10", "october 2025"},
		{"first of several", "In March 2024 and in April 2025", english, "2024-03", "March 2024"},
		{"and with no month", "October 2025 and beyond", english, "2025-10", "October 2025"},
		{"and with a month without year", "October 2025 and November", english, "2025-10", "October 2025"},
		{"several blanks", "October   2025", english, "2025-10", "October   2025"},
		{"sign behind the year", "(October 2025).", english, "2025-10", "October 2025"},
		{"May as a verb", "May we meet in October 2025", english, "2025-10", "October 2025"},
		{"May as a month", "in May 2025", english, "2025-05", "May 2025"},
		{"March as a verb and a month", "March on! March 2025", english, "2025-03", "March 2025"},
		{"abbreviation", "Oct 2025", english, "", ""},
		{"no year", "October and November", english, "", ""},
		{"year that is none", "October 25", english, "", ""},
		{"number that is no year", "October 20255", english, "", ""},
		{"year before the month", "2025 October", english, "", ""},
		{"part of a word", "Octobers 2025", english, "", ""},
		{"day between", "October 5 2025", english, "", ""},
		{"nothing", "", english, "", ""},
		{"other language", "im März 2025", german, "2025-03", "März 2025"},
		{"not its language", "October 2025", german, "", ""},
		{"its own and", "Mai und Juni 2025", german, "2025-05..2025-06", "Mai und Juni 2025"},
		{"word before the year", "Boletim - Março de 2025", portuguese, "2025-03", "Março de 2025"},
		{"two with words", "dezembro de 2025 e janeiro de 2026", portuguese, "2025-12..2026-01", "dezembro de 2025 e janeiro de 2026"},
		{"no word before the year", "Março 2025", portuguese, "2025-03", "Março 2025"},
		{"word and no year", "Março de", portuguese, "", ""},
		{"no names given", "October 2025", lint.Language{}, "2025-10", "October 2025"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, at, ok := c.language.Find(c.text)
			if !ok {
				if c.want != "" || !m.IsZero() {
					t.Errorf("%q names nothing (%v), want %s", c.text, m, c.want)
				}
				return
			}
			if got := m.String(); got != c.want || c.text[at.Start:at.End] != c.at {
				t.Errorf("%q names %s at %q, want %s at %q", c.text, got, c.text[at.Start:at.End], c.want, c.at)
			}
		})
	}
}

func TestFormatMonths(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, c := range []struct{ name, first, last, want, german string }{
		{"one", "2025-10-01", "2025-10-01", "October 2025", "Oktober 2025"},
		{"two", "2025-06-01", "2025-07-01", "June & July 2025", "Juni und Juli 2025"},
		{"over the turn of the year", "2025-12-01", "2026-01-01", "December 2025 & January 2026", "Dezember 2025 und Januar 2026"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := lint.Months{First: day(c.first), Last: day(c.last)}
			for _, l := range []struct {
				lint.Language
				want string
			}{{english, c.want}, {german, c.german}, {lint.Language{}, c.want}} {
				got := l.Format(m)
				if got != l.want {
					t.Errorf("Format(%v) = %q, want %q", m, got, l.want)
				}
				if back, _, _ := l.Find(got); back != m {
					t.Errorf("Find(%q) = %v, want %v", got, back, m)
				}
			}
		})
	}
	if m := lint.MonthOf(time.Date(2026, 2, 28, 23, 59, 0, 0, time.UTC)); m.String() != "2026-02" || m.IsZero() {
		t.Errorf("month of the last of February is %v", m)
	}
	if !(lint.Months{}).IsZero() {
		t.Error("no months are not zero")
	}
}

func TestIntro(t *testing.T) {
	house := &lint.House{
		IntroForms: []string{"This issue covers the month of {months}.", "This issue covers the months of {months}."},
		Languages:  map[string]lint.Language{"en": english}, Original: "en",
	}
	for _, c := range []struct {
		name, src string
		months    string // "" if none
		at        string
		named     bool
	}{
		{"one", "Welcome! This issue covers the month of October 2025.\n", "2025-10", "October 2025", true},
		{"other words before", "Hello, covering the month of october 2025 for you\n", "2025-10", "october 2025", true},
		{"two", "It covers the months of June and July 2025.\n", "2025-06..2025-07", "June and July 2025", true},
		{"the first sentence counts", "It covers the months of June & July 2025. In the month of May 2024 too.\n", "2025-06..2025-07", "June & July 2025", true},
		{"front matter does not count", "---\ntitle: of the month of May 2024\n---\n\nThe month of June 2025.\n", "2025-06", "June 2025", true},
		{"code and addresses do not count", "`the month of May 2024` [a](<the month of May 2024>) the month of June 2025\n", "2025-06", "June 2025", true},
		{"names none", "This issue covers the month of Octobre 2025. And May 2024.\n", "", "Octobre 2025", true},
		{"template", "This issue covers the month of <MONTH> <YEAR>!\n", "", "<MONTH> <YEAR>", true},
		{"no such sentence", "Welcome to October 2025.\n", "", "", false},
		{"nothing", "", "", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := lint.Parse("", []byte(c.src))
			m, at, named := house.Intro(d)
			got := ""
			if !m.IsZero() {
				got = m.String()
			}
			if got != c.months || d.Text(at) != c.at || named != c.named {
				t.Errorf("%q, at %q, %v; want %q, at %q, %v", got, d.Text(at), named, c.months, c.at, c.named)
			}
		})
	}
	if _, _, named := (&lint.House{}).Intro(lint.Parse("", []byte("a"))); named {
		t.Error("a house without such a sentence found it")
	}
	d := lint.Parse("", []byte("---\ntitle: News December 2025 & January 2026\n---\n"))
	if m, ok := house.TitleMonths(d); !ok || m.String() != "2025-12..2026-01" {
		t.Errorf("title names %v (%v)", m, ok)
	}
}
