// Counts that somebody took the link to apply: one number, no cookie. Browsers that know `ping` do it themselves;
// where it is switched off a beacon does, and never both.
for (const link of document.querySelectorAll("a[data-counted][ping]")) {
  const url = link.getAttribute("ping");
  link.removeAttribute("ping");
  link.addEventListener("click", () => navigator.sendBeacon(url));
}
