package main

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func defaults(t testing.TB) config {
	t.Helper()
	c, err := defaultConfig()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// configured is the defaults with a file over them.
func configured(t testing.TB, text string) config {
	t.Helper()
	c, err := defaults(t).with(configFile, []byte(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return c
}

// TestConfigMerge: what a file names is replaced or merged, and nothing else changes.
func TestConfigMerge(t *testing.T) {
	is := func(t *testing.T, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	tests := []struct {
		name, text string
		check      func(*testing.T, config)
		undo       func(c, d *config) // puts back the default of what was to change
	}{
		{"nothing", "# only a comment\n", func(*testing.T, config) {}, func(c, d *config) {}},
		{"an empty file", "", func(*testing.T, config) {}, func(c, d *config) {}},
		{"a number for a milestone", "milestone: 7", func(t *testing.T, c config) { is(t, c.Milestone, milestone("7")) },
			func(c, d *config) { c.Milestone = d.Milestone }},
		{"a title for a milestone", "milestone: Newsletter", func(t *testing.T, c config) { is(t, c.Milestone, milestone("Newsletter")) },
			func(c, d *config) { c.Milestone = d.Milestone }},
		{"no milestone", `milestone: ""`, func(t *testing.T, c config) { is(t, c.Milestone, milestone("")) },
			func(c, d *config) { c.Milestone = d.Milestone }},
		{"one field of the author", "author:\n  name: Ours\n", func(t *testing.T, c config) { is(t, c.Author.Name, "Ours") },
			func(c, d *config) { c.Author.Name = d.Author.Name }},
		{"a folded text", "label: >-\n  two\n  words\n", func(t *testing.T, c config) { is(t, c.Label, "two words") },
			func(c, d *config) { c.Label = d.Label }},
		{"line ends of Windows", "label: one\r\ncomments: 5\r\n", func(t *testing.T, c config) { is(t, c.Label, "one"); is(t, c.Comments, 5) },
			func(c, d *config) { c.Label, c.Comments = d.Label, d.Comments }},
		{"rules", "rules:\n  link-syntax: note\n  raw-html: off\n", func(t *testing.T, c config) {
			is(t, c.Rules, map[string]string{"link-syntax": "note", "raw-html": "off"})
		},
			func(c, d *config) { c.Rules = d.Rules }},
		{"a house by its name", "house: xmpp.org", func(*testing.T, config) {}, func(c, d *config) {}},
		{"one field of a house", "house: {title: {text: 'News {months}'}}", func(t *testing.T, c config) { is(t, c.House.Title.Text, "News {months}") },
			func(c, d *config) { c.House.Title.Text = d.House.Title.Text }},
		{"a list replaces", "house:\n  base: xmpp.org\n  links:\n    schemes: [https]\n",
			func(t *testing.T, c config) { is(t, c.House.Links.Schemes, []string{"https"}) },
			func(c, d *config) { c.House.Links.Schemes = d.House.Links.Schemes }},
		{"sections replace", "house:\n  outline:\n    sections:\n      - '## News'\n      - '## End | boilerplate'\n",
			func(t *testing.T, c config) {
				is(t, len(c.House.Outline.Sections), 2)
				is(t, c.House.IsBoilerplate("end"), true)
				is(t, c.House.IsBoilerplate("License"), false)
			},
			func(c, d *config) { c.House.Outline = d.House.Outline }},
		{"a map merges", "house: {front-matter: {renamed: {titulus: title}}}",
			func(t *testing.T, c config) {
				is(t, c.House.FrontMatter.Renamed["titulus"], "title")
				is(t, c.House.FrontMatter.Renamed["titel"], "title")
			},
			func(c, d *config) { delete(c.House.FrontMatter.Renamed, "titulus") }},
		{"null takes an entry of a map out", "house: {front-matter: {fixed: {categories: null}}}",
			func(t *testing.T, c config) { is(t, len(c.House.FrontMatter.Fixed), 0) },
			func(c, d *config) { c.House.FrontMatter.Fixed = d.House.FrontMatter.Fixed }},
		{"an entry of a map is a mapping", "house: {languages: {en: {name: English of ours}}}",
			func(t *testing.T, c config) {
				is(t, c.House.Languages["en"].Name, "English of ours")
				is(t, len(c.House.Languages["en"].Months), 12)
			},
			func(c, d *config) { c.House.Languages["en"] = d.House.Languages["en"] }},
		{"a fixed value of any kind", "house: {front-matter: {fixed: {draft: true}}}",
			func(t *testing.T, c config) { is(t, c.House.FrontMatter.Fixed["draft"], true) },
			func(c, d *config) { delete(c.House.FrontMatter.Fixed, "draft") }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c, d := configured(t, test.text), defaults(t)
			test.check(t, c)
			test.undo(&c, &d)
			c.from = nil
			if !reflect.DeepEqual(c, d) {
				t.Errorf("more has changed:\n%+v\n%+v", c, d)
			}
		})
	}
}

// refusals are files that cannot work, and what is said of them.
var refusals = []struct {
	name, text string
	want       string // of the message, which begins with the file's name
	unschemed  bool   // a schema cannot know
}{
	{"unknown key", "lable: x", `:1: unknown key "lable"; did you mean label?`, false},
	{"unknown key with other case", "comments: 3\nBranch: x", `:2: unknown key "Branch"; did you mean branch?`, false},
	{"unknown key with an underscore", "house:\n  front_matter: {}", `:2: unknown key "front_matter"; did you mean front-matter?`, false},
	{"unknown key like none", "colour: red", `:1: unknown key "colour"; the keys here are pad, repository, fork,`, false},
	{"unknown key in the author", "author: {nickname: x}", `:1: unknown key "nickname"; the keys in author are name, email`, false},
	{"unknown key in an entry", "house:\n  languages:\n    en: {name: x}\n    fr: {title: x}", `:4: unknown key "title"; did you mean titles?`, false},
	{"text for a number", "comments: many", ":1: comments is text, and must be a whole number", false},
	{"number in quotes", "comments: '20'", ":1: comments is text, and must be a whole number", false},
	{"fraction", "comments: 2.5", ":1: comments is a number, and must be a whole number", false},
	{"number for text", "label: 5", ":1: label is a whole number, and must be text; put it in quotes", false},
	{"truth for text", "label: true", ":1: label is true or false, and must be text", false},
	{"fork with a blank", "fork: our bot", ":1: fork must be an owner, owner/name, or @me", false},
	{"fork with two slashes", "fork: a/b/c", ":1: fork must be an owner", false},
	{"fork that is nobody's", "fork: /site", ":1: fork must be an owner", false},
	{"list for text", "label: [a, b]", ":1: label is a list, and must be text", false},
	{"list for a milestone", "milestone: [3]", ":1: milestone is a list", false},
	{"fraction for a milestone", "milestone: 3.5", ":1: milestone is a number", false},
	{"text for a mapping", "author: me", ":1: author is text, and must be a mapping", false},
	{"text for a list", "house: {intro: x}", ":1: house.intro is text, and must be a list", false},
	{"list for a map", "house: {languages: [en]}", ":1: house.languages is a list, and must be a mapping", false},
	{"number for truth", "house: {shortcodes: {figure: {plain: 1}}}", ":1: house.shortcodes.figure.plain is a whole number, and must be true or false", false},
	{"nothing", "pad:\nlabel: x", ":1: pad has no value", false},
	{"a list", "- pad", ":1: the file is a list, and must be a mapping", false},
	{"house is a number", "house: 3", ":1: house is a whole number, and must be the name", false},
	{"house is unknown", "house: elsewhere", `:1: no house style is called "elsewhere"; xmpp.org is one`, false},
	{"base of a house is unknown", "house:\n  name: x\n  base: elsewhere", `:3: no house style is called "elsewhere"`, true},
	{"pad is a file", "pad: /etc/hostname", ":1: pad must be a web address", false},
	{"pad is standard input", `pad: "-"`, ":1: pad must be a web address", false},
	{"pad has another scheme", "pad: ftp://example.org/x", ":1: pad must be a web address", false},
	{"pad is no note", "pad: https://pad.example.org/", ":1: pad cannot be used: ", true},
	{"pad of a translation is a file", "translations:\n  fr:\n    pad: /etc/hostname", ":3: translations.fr.pad must be a web address", false},
	{"reviewers of a translation", "translations:\n  fr:\n    reviewers: [a b]", ":3: translations.fr.reviewers[0] must be an account", false},
	{"no language of translations", "translations: {eo: {}}", ":1: translations.eo is not a language that issues are translated into; choose one of de,", true},
	{"the original is no translation", "translations: {en: {}}", ":1: translations.en is not a language", true},
	{"key of a translation", "translations: {fr: {pads: x}}", `:1: unknown key "pads"; did you mean pad?`, false},
	{"repository", "repository: site", ":1: repository must be owner/name", false},
	{"repository of three", "repository: a/b/c", ":1: repository must be owner/name", false},
	{"base is empty", "base: ''", ":1: base must not be empty", false},
	{"base is no branch", "base: a..b", ":1: base is not a name that git allows", true},
	{"branch without a month", "branch: news-{year}", ":1: branch must contain {month}", false},
	{"branch without a year", "branch: news-{month}", ":1: branch must contain {year}", false},
	{"branch with another gap", "branch: '{month}-{year}-{day}'", ":1: branch may have no braces but those of {month} and {year}", true},
	{"branch with a blank", "branch: '{month} {year}'", ":1: branch is not a name that git allows", true},
	{"title without the title", "title: Draft", ":1: title must contain {title}", false},
	{"template outside", "template: ../body.md", ":1: template must be a path inside the repository", true},
	{"template is empty", "template: ''", ":1: template must be a path", false},
	{"milestone is negative", "milestone: -1", ":1: milestone is not the number of a milestone", false},
	{"milestone is nought", "milestone: 0", ":1: milestone is not the number of a milestone", false},
	{"label is empty", "label: ' '", ":1: label must not be empty", false},
	{"no reviewer", "reviewers:\n  - alice\n  - '@bob'", ":3: reviewers[1] must be an account, or organisation/team", false},
	{"author's name", "author:\n  name: a <b>", ":2: author.name must be a name without", false},
	{"author's address", "author: {email: nobody}", ":1: author.email must be an address", false},
	{"no comments", "comments: 0", ":1: comments must be from 1 to 30", false},
	{"a wall of comments", "comments: 51", ":1: comments must be from 1 to 30", false},
	{"no rule", "rules:\n  link-sintax: off", ":2: rules.link-sintax is not the name of a rule; did you mean link-syntax?", true},
	{"no severity", "rules: {link-syntax: fatal}", ":1: rules.link-syntax must be note, warning, error or off", false},
	{"truth for a severity", "rules: {link-syntax: false}", ":1: rules.link-syntax is", false},
	{"path of issues", "house: {issues: content/news.md}", ":1: house.issues must contain {date}", false},
	{"path of issues outside", "house: {issues: '../{date}.md'}", ":1: house.issues must be a path inside", true},
	{"title of issues", "house:\n  title:\n    text: News", ":3: house.title.text must contain {months}", false},
	{"day of the title", "house: {title: {since: May}}", ":1: house.title.since must be a day", false},
	{"intro", "house:\n  intro:\n    - of {months}\n    - of a month", ":4: house.intro[1] must contain {months}", false},
	{"section", "house:\n  outline:\n    sections:\n      - '## News'\n      - '# End'", ":5: house.outline.sections[1] cannot be read: section \"# End\" does not begin", false},
	{"day of the outline", "house: {outline: {top-since: May}}", ":1: house.outline.top-since must be a day", false},
	{"months", "house: {languages: {en: {months: [a, b]}}}", ":1: house.languages.en.months must have twelve names", false},
	{"original", "house: {original: tlh}", ":1: house.original is none of the style's languages", true},
}

func TestConfigRefusals(t *testing.T) {
	for _, test := range refusals {
		t.Run(test.name, func(t *testing.T) {
			_, err := defaults(t).with(configFile, []byte(test.text))
			var wrong *configError
			if !errors.As(err, &wrong) {
				t.Fatalf("the error is %v", err)
			}
			if !strings.HasPrefix(err.Error(), configFile+test.want) {
				t.Errorf("the error is\n%v, not\n%s%s", err, configFile, test.want)
			}
			line := strings.Split(test.text, "\n")[wrong.at.line-1]
			if shown := wrong.excerpt(); !strings.Contains(shown, line) || !strings.HasSuffix(shown, "^\n") {
				t.Errorf("the line %q is not shown:\n%s", line, shown)
			}
		})
	}
}

// TestConfigSyntax: what a schema never sees.
func TestConfigSyntax(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no YAML", "pad: [", ":1: "},
		{"indented wrongly", "author:\n  name: x\n email: y", ":"},
		{"key twice", "label: a\nlabel: b", `:2: mapping key "label" already defined`},
		{"two documents", "label: a\n---\nlabel: b", ":3: a second document begins"},
		{"anchor", "label: &a b", ":1: anchors, aliases, tags and merge keys"},
		{"alias below any value", "house:\n  front-matter:\n    fixed:\n      a: &a [x]\n      b: [*a, *a]", ":4: anchors, aliases, tags and merge keys"},
		{"tag", "label: !!str 5", ":1: anchors, aliases, tags and merge keys"},
		{"merge key", "author:\n  <<: {name: x}", ":2: anchors, aliases, tags and merge keys"},
		{"infinity", "house: {front-matter: {fixed: {weight: -.inf}}}", ":1: this is no number"},
		{"too long", strings.Repeat("# long\n", 10_000), ":1: the file has 70000 bytes"},
		{"deep", "house: " + strings.Repeat("[", 5000), ":1: "},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := defaults(t).with(configFile, []byte(test.text))
			if err == nil || !strings.HasPrefix(err.Error(), configFile+test.want) {
				t.Errorf("the error is %v, not %s%s", err, configFile, test.want)
			}
		})
	}
}

// TestConfigSecrets: a secret is refused wherever it stands, and never repeated.
func TestConfigSecrets(t *testing.T) {
	for name, text := range map[string]string{
		"key":               "token: hunter2",
		"key of other case": "GitHub-Token: hunter2",
		"password":          "author:\n  password: hunter2",
		"unknown mapping":   "forge:\n  auth:\n    client_secret: hunter2",
		"free mapping":      "house: {front-matter: {fixed: {api-key: hunter2}}}",
		"token as text":     "label: ghp_hunter2",
		"token in a list":   "house: {intro: [github_pat_hunter2]}",
		"address":           "pad: https://me:hunter2@pad.example.org/x",
		"broken line":       "token: hunter2: x",
		"beside a mistake":  "author: {nick: x, name: ghs_hunter2}",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := defaults(t).with(configFile, []byte(text))
			var wrong *configError
			if !errors.As(err, &wrong) {
				t.Fatalf("the error is %v", err)
			}
			if shown := err.Error() + wrong.excerpt(); strings.Contains(shown, "hunter2") {
				t.Errorf("the secret is repeated:\n%s", shown)
			}
		})
	}
}

// TestConfigExcerpt: what stands in the file acts on no terminal, and the mark stands below the mistake.
func TestConfigExcerpt(t *testing.T) {
	for text, want := range map[string]string{
		"comments: 1\nlabel: 5":          "2 | label: 5\n  |        ^\n",
		"label: 5 # \x1b[31m\u202e":      "1 | label: 5 # \\u{1b}[31m\\u{202e}\n  |        ^\n",
		"author: {name: \"ü\u202e\", x}": "1 | author: {name: \"ü\\u{202e}\", x}\n  |                             ^\n",
		"x" + strings.Repeat("y", 200):   "1 | x" + strings.Repeat("y", 99) + "\n  | ^\n",
		"label:   [a, b] # not a text":   "1 | label:   [a, b] # not a text\n  |          ^\n",
	} {
		_, err := defaults(t).with(configFile, []byte(text))
		var wrong *configError
		if !errors.As(err, &wrong) {
			t.Errorf("%q: the error is %v", text, err)
		} else if got := wrong.excerpt(); got != want {
			t.Errorf("%q is shown as\n%snot\n%s", text, got, want)
		}
	}
}

// TestConfigGiven: a flag goes before the environment, the environment before a file, and a file before the defaults.
func TestConfigGiven(t *testing.T) {
	file := configured(t, "pad: https://pad.example.org/a\nrepository: a/file")
	for _, test := range []struct {
		name           string
		c              config
		flag, env      string
		repo, repoFrom string
	}{
		{"default", defaults(t), "", "", "xsf/xmpp.org", "default"},
		{"file", file, "", "", "a/file", ".padpress.yaml:2"},
		{"environment", file, "", "an/environment", "an/environment", "GITHUB_REPOSITORY"},
		{"flag", file, "a/flag", "an/environment", "a/flag", "--repo"},
	} {
		before := maps.Clone(test.c.from)
		c := test.c.given("", test.flag, test.env)
		if c.Repo != test.repo || c.from["repository"].String() != test.repoFrom {
			t.Errorf("%s: %s from %s", test.name, c.Repo, c.from["repository"])
		}
		if !maps.Equal(before, test.c.from) {
			t.Errorf("%s: the configuration that was given has changed", test.name)
		}
	}
	if c := file.given("text.md", "", ""); c.Pad != "text.md" || c.from["pad"].String() != "--pad" {
		t.Errorf("the pad is %s from %s", c.Pad, c.from["pad"])
	}
	if c := file.readIn(defaults(t)); c.Repo != "xsf/xmpp.org" || c.from["repository"].String() != "default" {
		t.Errorf("a file in a repository has renamed it: %s from %s", c.Repo, c.from["repository"])
	}
}

// samples are files that work.
var samples = []string{
	"", "milestone: 7", "milestone: The next one", `milestone: ""`,
	"pad: https://pad.example.org/n\nbase: main\nbranch: 'news/{year}/{month}'\ntitle: '[{title}]'\ntemplate: .github/t.md\nlabel: 'a: b'\nauthor: {name: 'true', email: a@example.org}\ncomments: 1\nreviewers: [alice, example/team]",
	"house: xmpp.org", "house: {}", "house: {base: xmpp.org}", "house: {title: {}}", "house: {front-matter: {fixed: {}}}",
	"house: {front-matter: {fixed: {categories: null, draft: true, weight: 2.5, tags: [a, 'b, c'], more: {x: [1, null]}}}}",
	"house: {front-matter: {renamed: {'a.b': title, 'a: b[0]': date}}}",
	"house: {languages: {fr: {name: French, months: [a, b, c, d, e, f, g, h, i, j, k, l]}}, intro: ['In {months}.']}",
	"house: {outline: {since: '', sections: ['## A: b', '### null | boilerplate, free']}, title: {since: ''}}",
	"house: {shortcodes: {figure: {plain: true}, ref: null, own: {required: [src], pair: true}}, links: {anchors: {'a b': 'https://example.org'}}}",
	"label: \"\\u202e\\u200d x\\\\y\"",
	"house: {intro: []}",
}

// TestConfigPrint: what is printed can be read again and is the same, and says where it comes from.
func TestConfigPrint(t *testing.T) {
	for _, text := range samples {
		c := configured(t, text)
		printed := c.String()
		again, err := defaults(t).with(configFile, []byte(printed))
		if err != nil {
			t.Errorf("%s: %v\n%s", text, err, printed)
			continue
		}
		c.from, again.from = nil, nil
		if !reflect.DeepEqual(c, again) {
			t.Errorf("%s is printed as\n%s", text, printed)
		}
	}
	printed := configured(t, "label: ours\n\nhouse:\n  title:\n    text: 'N {months}'").given("", "a/b", "").String()
	for _, line := range []string{
		"pad: https://pad.nixnet.services/oHnY_ZvLT8SoFyCqIC2ung                 # default",
		"repository: \"a/b\" # --repo", "label: ours # .padpress.yaml:1",
		"  base: xmpp.org # default", "    text: \"N {months}\" # .padpress.yaml:5",
	} {
		fold := func(s string) string { return strings.Join(strings.Fields(s), " ") }
		if !strings.Contains(fold(printed), strings.ReplaceAll(fold(line), `"a/b"`, "a/b")) {
			t.Errorf("%q is not in\n%s", line, printed)
		}
	}
	columns := map[int]bool{}
	for line := range strings.Lines(printed) {
		if i := strings.LastIndex(line, " # "); i >= 0 {
			columns[i] = true
		}
	}
	if len(columns) != 1 {
		t.Errorf("the comments are not aligned:\n%s", printed)
	}
}

// TestSchemaAgrees: an editor and the command say the same of a file.
func TestSchemaAgrees(t *testing.T) {
	schema := compiledSchema(t)
	first, err := initialConfig()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range append(slices.Clone(samples), first, example(), defaults(t).String()) {
		configured(t, text)
		if text == "" {
			text = "{}"
		}
		if err := accepts(t, schema, text); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
	}
	for _, test := range refusals {
		if err := accepts(t, schema, test.text); err == nil != test.unschemed {
			t.Errorf("%s: the schema says %v of\n%s", test.name, err, test.text)
		}
	}
}

// TestConfigInit: the file to begin with says what holds anyway, and names every key.
func TestConfigInit(t *testing.T) {
	text, err := initialConfig()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(text, "# yaml-language-server: $schema="+schemaURL+"\n") {
		t.Errorf("it begins with %.100s", text)
	}
	c, d := configured(t, text), defaults(t)
	for _, f := range yamlFields(reflect.ValueOf(c)) {
		if c.from[f.key].line == 0 {
			t.Errorf("%s is not in it", f.key)
		}
	}
	c.from = nil
	if !reflect.DeepEqual(c, d) {
		t.Errorf("it changes the defaults:\n%+v\n%+v", c, d)
	}
	if c := configured(t, example()); c.House.Title.With("May") != "Our Newsletter May" {
		t.Errorf("the example's title is %s", c.House.Title.Text)
	}
}

// example is the one in the file to begin with.
func example() string { return strings.ReplaceAll("\n"+houseExample, "\n# ", "\n") }

// FuzzConfig: no text makes the reader stumble, and what it accepts it accepts again as printed.
func FuzzConfig(f *testing.F) {
	for _, text := range samples {
		f.Add(text)
	}
	for _, r := range refusals {
		f.Add(r.text)
	}
	base := defaults(f)
	f.Fuzz(func(t *testing.T, text string) {
		c, err := base.with(configFile, []byte(text))
		if wrong := new(configError); errors.As(err, &wrong) {
			wrong.excerpt()
			return
		}
		if err != nil {
			t.Fatalf("an error of another kind: %v", err)
		}
		again, err := base.with(configFile, []byte(c.String()))
		if err != nil {
			t.Fatalf("%v\n%s", err, c)
		}
		c.from, again.from = nil, nil
		if !reflect.DeepEqual(c, again) {
			t.Errorf("printed as\n%s\nit is\n%s", c, again)
		}
	})
}
