// <textarea data-keep="offre">: what was typed survives a reload or an expired session, in this tab only.
// The server's own value wins when there is one; a sent form forgets.
for (const area of document.querySelectorAll("textarea[data-keep]")) {
  const key = `keep:${location.pathname}:${area.dataset.keep}`;
  try {
    if (!area.value) area.value = sessionStorage.getItem(key) ?? "";
    area.addEventListener("input", () => sessionStorage.setItem(key, area.value));
    area.form?.addEventListener("submit", () => sessionStorage.removeItem(key));
  } catch {
    break; // storage refused by the browser: the form works as before
  }
}
