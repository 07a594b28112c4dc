package lint_test

import (
	"testing"
	"time"

	"github.com/xsf/padpress/lint"
)

func TestXEPs(t *testing.T) {
	list := lint.NewXEPs("a test", time.Time{}, []lint.XEP{
		{Number: 45, Title: "Rooms", Version: "1.2.0", Revisions: []string{"1.2.0", "1.1", "1.0.0"}},
		{Number: 4, Title: "Forms", Version: "2.0"},
		{Number: 45, Title: "Again"},
	})
	if x, ok := list.Find(45); !ok || x.Title != "Rooms" {
		t.Errorf("45 is %+v", x)
	}
	if _, ok := list.Find(5); ok || list.Len() != 2 || list.Last() != 45 || list.All()[0].Number != 4 {
		t.Errorf("the list is %+v", list)
	}
	for _, c := range []struct {
		number     int
		version    string
		had, known bool
	}{
		{45, "1.1.0", true, true}, {45, "1", true, true}, {45, "1.2.1", false, true}, {45, "1.20", false, true},
		{4, "2.0.0", true, false}, {4, "1.9", false, false},
	} {
		x, _ := list.Find(c.number)
		if had, known := x.Has(c.version); had != c.had || known != c.known {
			t.Errorf("%d has %s: %t, %t", c.number, c.version, had, known)
		}
	}
	if none := (lint.XEPs{}); none.Len() != 0 || none.Last() != 0 {
		t.Error("the zero list knows something")
	}
	w := &lint.World{XEPs: func() lint.XEPs { return list }}
	if w.Has() != lint.NeedXEPs || lint.NeedXEPs.String() != "xeps" {
		t.Errorf("a world with a list has %q", w.Has())
	}
}
