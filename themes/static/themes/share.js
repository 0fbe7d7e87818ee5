// <button data-share data-url data-title data-copied="Lien copié" hidden>: the system's share sheet, or the clipboard.
// Hidden in the HTML, because without JavaScript it could do nothing.
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share && !navigator.clipboard) continue;
  button.hidden = false;
  const label = button.querySelector("[data-label]") ?? button;
  const before = label.textContent;
  button.addEventListener("click", async () => {
    const { url = location.href, title = document.title, copied } = button.dataset;
    try {
      if (navigator.share) return await navigator.share({ url, title });
      await navigator.clipboard.writeText(url);
      label.textContent = copied || "Lien copié";
      setTimeout(() => (label.textContent = before), 3000);
    } catch (error) {
      if (error.name !== "AbortError") prompt(before, url); // the person closed the sheet: nothing to say
    }
  });
}
