package github

import (
	"context"
	"slices"
	"strings"
)

// Person is somebody who committed to a pull request, or commented on it.
type Person struct {
	Login string // "" for an author of commits without an account
	Name  string // as they call themselves, "" if not known
}

// people are those who took part, without programs.
type people []Person

type graphCommits struct {
	Nodes []struct {
		Commit struct {
			Authors struct {
				Nodes []struct {
					Name string
					User *struct{ Login string }
				}
			}
		}
	}
}

func (p *people) add(a *actor) {
	if a != nil && !a.bot() {
		p.know(Person{a.Login, a.Name})
	}
}

// committed adds the authors of commits and those they name as their co-authors, as who accepts a suggestion does.
func (p *people) committed(all graphCommits) {
	for _, c := range all.Nodes {
		for _, a := range c.Commit.Authors.Nodes {
			switch {
			case a.User != nil && !strings.HasSuffix(a.User.Login, "[bot]"):
				p.know(Person{a.User.Login, a.Name})
			case a.User == nil && !strings.HasSuffix(a.Name, "[bot]"):
				p.know(Person{Name: a.Name})
			}
		}
	}
}

// know adds somebody, or a name for somebody who is known.
func (p *people) know(who Person) {
	i := slices.IndexFunc(*p, func(q Person) bool {
		return strings.EqualFold(q.Login, who.Login) && (who.Login != "" || q.Name == who.Name)
	})
	switch {
	case i < 0:
		*p = append(*p, who)
	case (*p)[i].Name == "":
		(*p)[i].Name = who.Name
	}
}

// takingPart are all people of the pull request but those whose accounts are ours, in the order of their names.
func (s *reviewState) takingPart(ctx context.Context) ([]Person, error) {
	comments, err := s.c.comments(ctx, s.pull.Number)
	if err != nil {
		return nil, err
	}
	for _, m := range comments {
		s.people.add(&actor{Typename: m.GetUser().GetType(), Login: m.GetUser().GetLogin()})
	}
	all := slices.DeleteFunc(slices.Clone(s.people), func(p Person) bool { return s.ours(p.Login) })
	slices.SortFunc(all, func(a, b Person) int {
		return strings.Compare(strings.ToLower(a.Login+a.Name), strings.ToLower(b.Login+b.Name))
	})
	return all, nil
}
