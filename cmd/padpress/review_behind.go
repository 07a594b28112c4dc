package main

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/xsf/padpress/gitops"
	"github.com/xsf/padpress/gitops/github"
	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/report"
)

// behindPart is the part of the summary that names the translations which a change of their original leaves behind.
const behindPart = "translations"

// behind is what some translations lack of a change to their original.
type behind struct {
	files []string // their names
	lacks []string // for people
}

// leftBehind is the part of the summary about the translations that do not have what the pull request changes in their
// original: empty where all have it, so that it goes again, and no part where that cannot be told.
func (j *job) leftBehind(ctx context.Context, t *target) []github.Part {
	rules := slices.DeleteFunc(slices.Clone(j.rulesInForce()), func(r *lint.Rule) bool { return r.Needs&lint.NeedHistory == 0 })
	all, err := j.translationsBehind(ctx, t, rules)
	if err != nil {
		j.step("note", "whether translations are left behind is not known: %v", err)
		return nil
	}
	part := github.Part{Name: behindPart}
	if len(all) > 0 {
		part.Body = behindWords(all)
	}
	for _, b := range all {
		j.step("behind", "%s: %s", strings.Join(b.files, ", "), plural(len(b.lacks), "change", "changes"))
	}
	return []github.Part{part}
}

// mostTranslations bounds how many translations of one issue are looked at.
const mostTranslations = 20

// translationsBehind finds what each translation of a changed original lacks, those that lack the same together.
func (j *job) translationsBehind(ctx context.Context, t *target, rules []*lint.Rule) ([]behind, error) {
	var all []behind
	for _, f := range t.files {
		if f.Added || !isOriginal(f.Path) || len(rules) == 0 {
			continue
		}
		was := first(f.Was, f.Path)
		names := t.translationsOf(was, f.Path)
		if len(names) == 0 {
			continue
		}
		if t.before == nil {
			if err := j.readBefore(ctx, t); err != nil {
				return nil, err
			}
		}
		texts, err := j.readNamed(ctx, t, names, f.Path, was)
		if err != nil {
			return nil, err
		}
		now, then := lint.Parse(f.Path, texts[f.Path]), lint.Parse(was, texts["before"])
		w := &lint.World{House: j.house, Original: func() *lint.Document { return now }, Then: func() *lint.Document { return then }}
		for _, name := range names {
			if unfit(texts[name]) == "" && unfit(now.Src) == "" && unfit(then.Src) == "" {
				all = withBehind(all, name, lint.Run(lint.Parse(name, texts[name]), w, rules))
			}
		}
	}
	return all, nil
}

// translationsOf are the translations of an original that was called was and is called is, as the pull request has them.
// One that it adds was left behind by nobody: the review of the translation itself says what it lacks.
func (t *target) translationsOf(was, is string) []string {
	var found []string
	for _, e := range t.head.List(path.Dir(is)) {
		name := path.Join(path.Dir(is), path.Base(e.Name))
		added := slices.ContainsFunc(t.files, func(f github.File) bool { return f.Path == name && f.Added })
		if own := lint.OriginalPath(name); own != name && (own == was || own == is) && e.Mode.IsRegular() && !added {
			found = append(found, name)
		}
	}
	return found[:min(len(found), mostTranslations)]
}

// readNamed reads files of the pull request by their names, and as "before" what was before.
func (j *job) readNamed(ctx context.Context, t *target, names []string, is, was string) (map[string][]byte, error) {
	ids := map[string]gitops.ID{}
	for _, name := range append([]string{is}, names...) {
		if id, ok := t.head.Blob(name); ok {
			ids[name] = id
		}
	}
	if id, ok := t.before.Blob(was); ok {
		ids["before"] = id
	}
	var wanted []gitops.ID
	for _, id := range ids {
		wanted = append(wanted, id)
	}
	blobs, err := j.site.Read(ctx, wanted...)
	texts := map[string][]byte{}
	for name, id := range ids {
		texts[name] = blobs[id]
	}
	return texts, err
}

// withBehind adds a translation that lacks what was found in it.
func withBehind(all []behind, name string, found []lint.Finding) []behind {
	if len(found) == 0 {
		return all
	}
	var lacks []string
	for _, f := range found {
		lacks = append(lacks, f.Message)
	}
	i := slices.IndexFunc(all, func(b behind) bool { return slices.Equal(b.lacks, lacks) })
	if i < 0 {
		return append(all, behind{[]string{path.Base(name)}, lacks})
	}
	all[i].files = append(all[i].files, path.Base(name))
	return all
}

// behindWords is the part of the summary: who is left behind, and what they lack.
func behindWords(all []behind) string {
	var b strings.Builder
	b.WriteString("**Translations left behind:** nothing here has to wait for them, but they were made from the text as it was.\n")
	for _, x := range all {
		var names, lines []string
		for _, name := range x.files {
			names = append(names, report.CodeSpan(name, entryLength))
		}
		for _, l := range x.lacks {
			lines = append(lines, report.Markdown(l))
		}
		writeLines(&b, fmt.Sprintf("%s %s", strings.Join(names, ", "), pluralOf(len(names), "lacks", "lack")), lines)
	}
	return b.String()
}

// pluralOf is the word for one or for several.
func pluralOf(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
