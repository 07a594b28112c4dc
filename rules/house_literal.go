// Code generated from house/*.yaml by go generate ./rules; DO NOT EDIT.

package rules

import "github.com/xsf/padpress/lint"

// houseLiteral is the house style called name, nil if there is none.
func houseLiteral(name string) *lint.House {
	switch name {
	case "xmpp.org":
		return &lint.House{
			Name:   "XMPP Newsletter",
			Issues: "content/blog/newsletter/{date}-newsletter.md",
			Title: lint.Form{
				Text:  "The XMPP Newsletter {months}",
				Since: "2020-11-01",
			},
			IntroForms: []string{"This issue covers the month of {months}.", "This issue covers the months of {months}."},
			FrontMatter: lint.FrontMatterStyle{
				Required: []string{"title", "date", "categories"},
				Optional: []string{"summary", "author", "aliases"},
				Fixed: map[string]any{
					"categories": []any{
						"Newsletter",
					},
				},
				Renamed: map[string]string{
					"authors":         "author",
					"categoria":       "categories",
					"categorie":       "categories",
					"category":        "categories",
					"data":            "date",
					"datum":           "date",
					"kategorien":      "categories",
					"resumo":          "summary",
					"sommario":        "summary",
					"titel":           "title",
					"titolo":          "title",
					"titre":           "title",
					"zusammenfassung": "summary",
				},
				PadOnly: []string{
					"tags",
					"robots",
					"lang",
					"dir",
					"breaks",
					"GA",
					"disqus",
					"slideOptions",
					"type",
					"description",
					"opengraph",
					"langs",
					"image",
				},
			},
			Links: lint.LinkStyle{
				Schemes: []string{"https", "http", "xmpp", "mailto"},
				Anchors: map[string]string{
					"help-us-to-build-the-newsletter": "xmpp:commteam@muc.xmpp.org?join",
				},
			},
			Pictures: lint.PictureStyle{
				Folder:     "static",
				Extensions: []string{"png", "jpg", "jpeg", "gif", "svg", "webp", "avif"},
				Issue:      "/images/newsletter/{date}/",
				IssueSince: "2022-08-01",
				Shared:     []string{"/images/newsletter/xmpp_newsletter_banner.jpg", "/images/newsletter/xmpp_newsletter_banner.svg"},
				MaxSize:    1000000,
			},
			Shortcodes: map[string]lint.Template{
				"figure": lint.Template{
					Required: []string{"src"},
					Usual:    []string{"caption"},
					Optional: []string{"alt", "width", "height", "class", "title", "link", "target", "rel", "attr", "attrlink", "loading"},
				},
				"highlight": lint.Template{
					Plain: true,
					Pair:  true,
				},
				"newsletter-subscribe": lint.Template{},
				"ref": lint.Template{
					Optional: []string{"path", "lang", "outputFormat"},
					Plain:    true,
				},
				"relref": lint.Template{
					Optional: []string{"path", "lang", "outputFormat"},
					Plain:    true,
				},
			},
			Placeholder: []string{
				"tba",
				"tbd",
				"xx",
				"xxx",
				"xxxx",
				"PLACEHOLDER",
				"https://…",
				"https://...",
				"ADD MISSING",
				"Draft Title",
				"TITLE + DATE",
				"[CONTRIBUTORS]",
				"Status: draft",
				"(remove this",
				"[remove this",
				"do not just drop links",
				"this email is sent",
			},
			Outline: lint.Outline{
				Since:    "2025-10-01",
				TopSince: "2023-01-01",
				Lines: []string{
					"## Subscribe to the newsletter | boilerplate",
					"### Newsletter translations | boilerplate",
					"## XSF Announcements | mandatory, free, was XSF Announcement",
					"### XSF Membership",
					"## XMPP Events | free, was Events, was XMPP Event",
					"## Videos and Talks | was Videos, was Talks, was XMPP Videos, was XMPP Talks, was Talks and Videos",
					"## XMPP Articles | mandatory, was Articles",
					"## XMPP Software News | mandatory, was Software news, was Software releases",
					"### XMPP Clients and Applications | mandatory, was Clients and applications, was Clients",
					"### XMPP Servers | mandatory, was Servers",
					"### XMPP Libraries & Tools | mandatory, was Libraries & Tools, was Libraries",
					"## Extensions and specifications | mandatory",
					"### Proposed | mandatory, was Proposed Extensions",
					"### New | mandatory",
					"### Deferred | mandatory",
					"### Updated | mandatory",
					"### Last Call | mandatory",
					"### Stable | mandatory, was Draft, was Stable (formerly known as Draft)",
					"### Deprecated | mandatory",
					"### Rejected | mandatory",
					"## XMPP Public channels | boilerplate",
					"## Thanks all! | boilerplate",
					"## Spread the news | mandatory, boilerplate, was Spread the news!",
					"### Newsletter Contributors & Translations | mandatory, boilerplate",
					"## Help us to build the newsletter | mandatory, boilerplate",
					"## XSF Fiscal Hosting Projects | boilerplate",
					"## Unsubscribe from the XMPP Newsletter | mandatory, boilerplate",
					"## License | mandatory, boilerplate",
				},
				Sections: []lint.Section{
					lint.Section{
						Name:        "Subscribe to the newsletter",
						Level:       2,
						Boilerplate: true,
					},
					lint.Section{
						Name:        "Newsletter translations",
						Level:       3,
						Boilerplate: true,
					},
					lint.Section{
						Name:      "XSF Announcements",
						Level:     2,
						Mandatory: true,
						Free:      true,
						Former:    []string{"XSF Announcement"},
					},
					lint.Section{
						Name:  "XSF Membership",
						Level: 3,
					},
					lint.Section{
						Name:   "XMPP Events",
						Level:  2,
						Free:   true,
						Former: []string{"Events", "XMPP Event"},
					},
					lint.Section{
						Name:   "Videos and Talks",
						Level:  2,
						Former: []string{"Videos", "Talks", "XMPP Videos", "XMPP Talks", "Talks and Videos"},
					},
					lint.Section{
						Name:      "XMPP Articles",
						Level:     2,
						Mandatory: true,
						Former:    []string{"Articles"},
					},
					lint.Section{
						Name:      "XMPP Software News",
						Level:     2,
						Mandatory: true,
						Former:    []string{"Software news", "Software releases"},
					},
					lint.Section{
						Name:      "XMPP Clients and Applications",
						Level:     3,
						Mandatory: true,
						Former:    []string{"Clients and applications", "Clients"},
					},
					lint.Section{
						Name:      "XMPP Servers",
						Level:     3,
						Mandatory: true,
						Former:    []string{"Servers"},
					},
					lint.Section{
						Name:      "XMPP Libraries & Tools",
						Level:     3,
						Mandatory: true,
						Former:    []string{"Libraries & Tools", "Libraries"},
					},
					lint.Section{
						Name:      "Extensions and specifications",
						Level:     2,
						Mandatory: true,
					},
					lint.Section{
						Name:      "Proposed",
						Level:     3,
						Mandatory: true,
						Former:    []string{"Proposed Extensions"},
					},
					lint.Section{
						Name:      "New",
						Level:     3,
						Mandatory: true,
					},
					lint.Section{
						Name:      "Deferred",
						Level:     3,
						Mandatory: true,
					},
					lint.Section{
						Name:      "Updated",
						Level:     3,
						Mandatory: true,
					},
					lint.Section{
						Name:      "Last Call",
						Level:     3,
						Mandatory: true,
					},
					lint.Section{
						Name:      "Stable",
						Level:     3,
						Mandatory: true,
						Former:    []string{"Draft", "Stable (formerly known as Draft)"},
					},
					lint.Section{
						Name:      "Deprecated",
						Level:     3,
						Mandatory: true,
					},
					lint.Section{
						Name:      "Rejected",
						Level:     3,
						Mandatory: true,
					},
					lint.Section{
						Name:        "XMPP Public channels",
						Level:       2,
						Boilerplate: true,
					},
					lint.Section{
						Name:        "Thanks all!",
						Level:       2,
						Boilerplate: true,
					},
					lint.Section{
						Name:        "Spread the news",
						Level:       2,
						Mandatory:   true,
						Boilerplate: true,
						Former:      []string{"Spread the news!"},
					},
					lint.Section{
						Name:        "Newsletter Contributors & Translations",
						Level:       3,
						Mandatory:   true,
						Boilerplate: true,
					},
					lint.Section{
						Name:        "Help us to build the newsletter",
						Level:       2,
						Mandatory:   true,
						Boilerplate: true,
					},
					lint.Section{
						Name:        "XSF Fiscal Hosting Projects",
						Level:       2,
						Boilerplate: true,
					},
					lint.Section{
						Name:        "Unsubscribe from the XMPP Newsletter",
						Level:       2,
						Mandatory:   true,
						Boilerplate: true,
					},
					lint.Section{
						Name:        "License",
						Level:       2,
						Mandatory:   true,
						Boilerplate: true,
					},
				},
			},
			Languages: map[string]lint.Language{
				"de": lint.Language{
					Name: "German",
				},
				"en": lint.Language{
					Name: "English",
					Months: []string{
						"January",
						"February",
						"March",
						"April",
						"May",
						"June",
						"July",
						"August",
						"September",
						"October",
						"November",
						"December",
					},
				},
				"es": lint.Language{
					Name: "Spanish",
				},
				"fr": lint.Language{
					Name: "French",
				},
				"it": lint.Language{
					Name: "Italian",
				},
				"pt-br": lint.Language{
					Name: "Brazilian Portuguese",
				},
				"ro": lint.Language{
					Name: "Romanian",
				},
			},
			Original: "en",
			Site: lint.SiteStyle{
				Hosts:   []string{"xmpp.org", "www.xmpp.org"},
				Content: "content",
				Posts:   "content/blog",
				Generated: []string{
					"/extensions/*",
					"/software/*",
					"/categories/*",
					"/tags/*",
					"/feeds/*",
					"/rfcs/*",
					"/registrar/*",
					"/schemas/*",
					"/protocol/*",
					"/protocols/*",
					"/chat/*",
					"/doap/*",
					"/blog/page/*",
				},
				RelativeSince: "2025-02-05",
			},
		}
	}
	return nil
}
