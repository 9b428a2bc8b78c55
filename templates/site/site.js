// Keeps the reader's place: the links to other languages lead to the topmost paragraph in view. Without this script
// they lead to the top of the page, and the links at each paragraph's number lead to that paragraph.
"use strict";

(() => {
  const links = document.querySelectorAll(".press-languages a[hreflang], .press-top .press-languages a[aria-current]");
  const places = document.querySelectorAll("main :is(.press-pn, .press-pm, .press-anchor)[id], main :is(h1, h2, h3, h4)[id]");
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
    document.querySelector(".press-languages")?.addEventListener(type, keep, { capture: true });
  }
  keep();
})();

// Shows a paragraph's original under it: the link to the paragraph in the language that it was written in (data-original)
// becomes a button, which takes the paragraph out of that page. From a disk, or where the page can't be had, it stays the
// link that it is without this script.
(() => {
  if (!location.protocol.startsWith("http")) return;
  const KEPT = new Set(["a", "b", "br", "cite", "code", "em", "i", "q", "span", "strong", "sub", "sup"]);
  const { show, hide } = document.body.dataset;
  const pages = new Map();
  const shown = new Map();

  const fetched = async (address) => {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  const page = (address) => {
    if (!pages.has(address)) pages.set(address, fetched(address));
    return pages.get(address);
  };

  // Text and plain elements alone, without ids. A note is called by the number that it has in every language.
  const copy = (from, into, base) => {
    for (const child of from.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) into.append(child.data);
      if (child.nodeType !== Node.ELEMENT_NODE || child.matches(".press-pl, .press-pn, .press-pm, .press-note, .press-changes, script, style")) continue;
      const call = child.matches(".press-call");
      const made = document.createElement(call ? "sup" : KEPT.has(child.localName) ? child.localName : "span");
      if (child.lang) made.lang = child.lang;
      if (child.dir) made.dir = child.dir;
      if (child.matches(".smallcaps")) made.className = "smallcaps";
      if (child.matches("a[href]")) {
        const target = new URL(child.getAttribute("href"), base);
        if (/^(https?|mailto):$/.test(target.protocol)) made.href = target.href;
      }
      copy(child, made, base);
      into.append(made);
    }
  };

  const close = (link) => {
    link.focus(); // while it is seen: an open one is
    shown.get(link).remove();
    shown.delete(link);
    link.setAttribute("aria-expanded", "false");
    link.removeAttribute("aria-controls");
    link.setAttribute("aria-label", show);
  };

  const open = async (link) => {
    const [address, anchor] = link.href.split("#");
    const found = await page(address);
    const original = found.getElementById(decodeURIComponent(anchor)).closest("p");
    if (shown.has(link)) return;
    const box = document.createElement("div");
    box.className = "press-original press-shown";
    box.id = `press-original-of-${anchor}`;
    box.lang = found.documentElement.lang;
    box.dir = found.documentElement.dir || "ltr";
    const text = document.createElement("p");
    copy(original, text, address);
    const button = document.createElement("button");
    button.type = "button";
    button.lang = document.documentElement.lang;
    button.dir = document.documentElement.dir || "ltr";
    button.textContent = hide;
    button.addEventListener("click", () => close(link));
    box.append(text, button);
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") close(link); });
    link.closest("p").after(box);
    shown.set(link, box);
    link.setAttribute("aria-expanded", "true");
    link.setAttribute("aria-controls", box.id);
    link.setAttribute("aria-label", hide);
  };

  for (const link of document.querySelectorAll("a[data-original]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.setAttribute("aria-label", show);
    link.title = show;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      if (shown.has(link)) close(link);
      else open(link).catch(() => location.assign(link.href));
    });
    link.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && shown.has(link)) close(link);
      if (event.key !== " ") return;
      event.preventDefault();
      link.click();
    });
  }
})();
