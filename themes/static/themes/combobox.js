// <input data-suggest-url="/suggestions?q=">: an ARIA 1.2 combobox over a plain text field, which stays a plain text field
// without this script. The address answers JSON [{value, label, hint}]. Choosing writes the label into the field, and
// the value into the input named by data-suggest-target when there is one.
const WAIT = 150; // milliseconds without a key before asking
let serial = 0;

for (const input of document.querySelectorAll("input[data-suggest-url]")) enhance(input);

function enhance(input) {
  const id = `combo-${++serial}`;
  const list = Object.assign(document.createElement("ul"), { id, className: "combo-list", role: "listbox", hidden: true });
  const says = Object.assign(document.createElement("span"), { className: "offscreen", role: "status" });
  const box = Object.assign(document.createElement("div"), { className: "combo" });
  const target = document.getElementById(input.dataset.suggestTarget);
  let options = [], active = -1, timer, request;

  input.before(box);
  box.append(input, list, says);
  list.setAttribute("aria-label", input.labels[0]?.textContent.trim() ?? "Suggestions");
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) input.setAttribute(name, value);

  input.addEventListener("input", () => {
    if (target) target.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return ask();
      mark((active + (event.key === "ArrowDown" ? 1 : options.length + (active < 0 ? 0 : -1))) % options.length);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
  // pointerdown, not click: the field must not lose focus first
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) choose([...list.children].indexOf(item));
  });

  async function ask() {
    request?.abort();
    const text = input.value.trim();
    if (text.length < (input.dataset.suggestMin ?? 2)) return close();
    request = new AbortController();
    try {
      const answer = await fetch(input.dataset.suggestUrl + encodeURIComponent(text), { signal: request.signal, headers: { Accept: "application/json" } });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch {
      close(); // no suggestions: the field is a text field again
    }
  }

  function show(found) {
    options = found;
    list.replaceChildren(...found.map(({ label, hint }, index) => {
      const item = Object.assign(document.createElement("li"), { id: `${id}-${index}`, role: "option", textContent: label });
      item.setAttribute("aria-selected", "false");
      if (hint) item.append(" ", Object.assign(document.createElement("small"), { textContent: hint }));
      return item;
    }));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    says.textContent = found.length > 1 ? `${found.length} suggestions` : found.length ? "1 suggestion" : "Aucune suggestion";
  }

  function mark(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const item = list.children[active];
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", item.id);
  }

  function choose(index) {
    input.value = options[index].label;
    if (target) target.value = options[index].value;
    close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function close() {
    clearTimeout(timer);
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    says.textContent = "";
  }
}
