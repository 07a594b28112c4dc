(() => {
  "use strict";
  const root = document.documentElement;
  const all = selector => [...document.querySelectorAll(selector)];
  const one = selector => document.querySelector(selector);
  root.classList.add("scripts");

  const article = one("main > article");
  const findings = all("aside.finding");
  const marks = all("mark[data-finding]");
  const marksOf = finding => marks.filter(m => m.dataset.finding === finding.dataset.finding);
  const margin = matchMedia("(min-width: 68rem)");
  const isShown = el => el.checkVisibility();

  // A finding belongs at its words, or else at the block before it, which in a list entry is the entry's own text.
  const anchorOf = new Map(findings.map(finding => {
    let before = finding.previousElementSibling;
    while (before && before.matches("aside.finding")) before = before.previousElementSibling;
    const inEntry = finding.parentElement.tagName === "LI" && !(before && before.matches("p, pre, figure"));
    return [finding, marksOf(finding)[0] || (inEntry ? finding.parentElement : before) || finding.parentElement];
  }));

  // In the margin each finding stands beside its words, or below the one before it. The current one stands as near to
  // its words as the room above it lets it: those before it move up.
  const gap = 16;
  let current = null;
  const measure = () => {
    const top = article.getBoundingClientRect().top;
    return findings.filter(isShown).map(el => {
      const wanted = anchorOf.get(el).getBoundingClientRect().top - top - 2;
      return {el, wanted, at: wanted, height: el.offsetHeight + gap};
    });
  };
  const stack = notes => {
    const pivot = notes.findIndex(n => n.el === current);
    let above = 0, free = 0;
    for (const n of notes.slice(0, Math.max(pivot, 0))) above += n.height;
    if (pivot > 0) notes[pivot].at = Math.max(notes[pivot].at, above);
    for (let i = pivot - 1; i >= 0; i--) notes[i].at = Math.min(notes[i].at, notes[i + 1].at - notes[i].height);
    for (const n of notes) {
      n.at = Math.max(n.at, free);
      free = n.at + n.height;
    }
    return free;
  };
  const arrange = () => {
    article.style.minHeight = "";
    article.classList.remove("crowded");
    for (const f of findings) f.style.top = "";
    if (!margin.matches) return;
    let notes = measure();
    let end = stack(notes);
    if (notes.some(n => n.at - n.wanted > 150)) { // only the current one is shown in full
      article.classList.add("crowded");
      notes = measure();
      end = stack(notes);
    }
    for (const n of notes) n.el.style.top = n.at + "px";
    article.style.minHeight = end + "px";
  };
  let asked = false;
  const rearrange = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; arrange(); });
  };
  arrange();
  addEventListener("resize", rearrange);
  addEventListener("load", rearrange);
  margin.addEventListener("change", rearrange);
  for (const f of findings) f.addEventListener("toggle", rearrange, true);

  // One finding is current: the one that the keyboard or a click is on.
  const place = one(".walk output");
  const tell = () => {
    if (!place) return;
    const shown = findings.filter(isShown);
    const at = shown.indexOf(current) + 1;
    place.textContent = at ? at + " of " + shown.length : shown.length + (shown.length === 1 ? " finding" : " findings");
  };
  const choose = finding => {
    for (const el of all(".current")) el.classList.remove("current");
    current = finding;
    if (finding) for (const el of [finding, ...marksOf(finding)]) el.classList.add("current");
    tell();
    arrange();
  };
  const go = finding => {
    choose(finding);
    finding.focus({preventScroll: true});
    (margin.matches ? anchorOf.get(finding) : finding).scrollIntoView({block: "center"});
  };
  const walk = step => {
    const shown = findings.filter(isShown);
    if (!shown.length) return;
    let at = shown.indexOf(current);
    if (at < 0) { // begin with what is on the screen
      const next = shown.findIndex(f => anchorOf.get(f).getBoundingClientRect().top > 40);
      at = step > 0 ? (next < 0 ? -1 : next - 1) : (next < 0 ? shown.length : next);
    }
    go(shown[(at + step + shown.length) % shown.length]);
  };
  tell();
  for (const f of findings) {
    f.addEventListener("focusin", () => { if (f !== current) choose(f); });
    f.addEventListener("click", () => { if (f !== current) choose(f); });
  }
  for (const m of marks) m.addEventListener("click", event => {
    const finding = findings.find(f => f.dataset.finding === m.dataset.finding);
    if (!event.target.closest("a") && isShown(finding)) go(finding);
  });
  if (place) {
    one(".walk .back").addEventListener("click", () => walk(-1));
    one(".walk .on").addEventListener("click", () => walk(1));
  }
  for (const box of all(".filters input")) box.addEventListener("change", () => {
    if (current && !isShown(current)) choose(null);
    tell();
    rearrange();
  });
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("textarea, select, [contenteditable]")) return;
    if (event.key === "j" || event.key === "k") walk(event.key === "j" ? 1 : -1);
  });

  const theme = one(".theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : prefersDark.matches;
  const tellTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
  theme.addEventListener("click", () => { root.dataset.theme = isDark() ? "light" : "dark"; tellTheme(); });
  prefersDark.addEventListener("change", tellTheme);
  tellTheme();

  // The contents are open where they stand beside the text.
  const contents = one(".contents details");
  const beside = matchMedia("(min-width: 84rem)");
  const fold = () => { contents.open = beside.matches; };
  fold();
  beside.addEventListener("change", fold);
})();
