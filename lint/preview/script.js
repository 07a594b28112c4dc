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

  // In the margin each finding stands beside its words, or below the finding before it.
  const arrange = () => {
    const top = article.getBoundingClientRect().top;
    const places = margin.matches ? findings.filter(isShown).map(f => [f, anchorOf.get(f).getBoundingClientRect().top - top, f.offsetHeight]) : [];
    let free = 0;
    article.style.minHeight = "";
    for (const f of findings) f.style.top = "";
    for (const [f, wanted, height] of places) {
      const at = Math.max(wanted - 2, free);
      f.style.top = at + "px";
      free = at + height + 16;
    }
    if (places.length) article.style.minHeight = free + "px";
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
  let current = null;
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
  for (const f of findings) f.addEventListener("focusin", () => { if (f !== current) choose(f); });
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
