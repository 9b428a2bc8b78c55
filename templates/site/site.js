// Keeps the reader's place: the links to other languages lead to the topmost paragraph in view. Without this script
// they lead to the top of the page, and the links at each paragraph's number lead to that paragraph.
"use strict";

(() => {
  const links = document.querySelectorAll(".languages a[hreflang], .top .languages a[aria-current]");
  const places = document.querySelectorAll("main :is(.pn, .pm, .anchor)[id], main :is(h1, h2, h3, h4)[id]");
  const bases = new Map([...links].map((link) => [link, link.getAttribute("href")]));

  const topmost = () => {
    if (window.scrollY < 8) return "";
    for (const place of places) {
      const block = place.closest("p, li, h1, h2, h3, h4, td, dd") || place;
      const box = block.getBoundingClientRect();
      if (box.height && box.bottom > 24) return place.id;
    }
    return "";
  };

  const keep = () => {
    const anchor = topmost();
    for (const [link, base] of bases) link.setAttribute("href", anchor ? `${base}#${anchor}` : base);
  };

  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => { waiting = false; keep(); }, 100);
  }, { passive: true });
  for (const type of ["pointerdown", "focusin", "click"]) {
    document.querySelector(".languages")?.addEventListener(type, keep, { capture: true });
  }
  keep();
})();
