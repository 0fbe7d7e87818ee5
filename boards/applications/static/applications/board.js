// Dragging a card to another column; everything it does, each card's own list and button do without it.
const board = () => document.getElementById("tableau");
let held = null;

function ready() {
  for (const card of board()?.querySelectorAll(".card") ?? []) {
    if (card.querySelector("form.move")) card.draggable = true;
  }
}

function columnOf(target) {
  return target instanceof Element ? target.closest(".column") : null;
}

// Refusing needs words: the page where they are read and sent, not a drop.
function answer(card) {
  const form = document.getElementById("lot");
  form.reset();
  card.querySelector("input[name=c][form=lot]").checked = true;
  form.requestSubmit(form.querySelector("button[formaction]"));
}

function move(card, state) {
  const form = card.querySelector("form.move");
  const option = [...form.elements.to.options].find((one) => one.value === state);
  if (!option) return;
  form.elements.to.value = state;
  form.requestSubmit();
}

document.addEventListener("dragstart", (event) => {
  const card = event.target instanceof Element ? event.target.closest(".card[draggable=true]") : null;
  if (!card) return;
  held = card;
  card.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.dataset.key);
});
document.addEventListener("dragover", (event) => {
  const column = held && columnOf(event.target);
  if (!column) return;
  event.preventDefault();
  for (const other of board().querySelectorAll(".column.over")) if (other !== column) other.classList.remove("over");
  column.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const column = held && columnOf(event.target);
  if (!column) return;
  event.preventDefault();
  if (column.contains(held)) return;
  if (column.dataset.state === "refused") answer(held);
  else move(held, column.dataset.state);
});
document.addEventListener("dragend", () => {
  held?.classList.remove("dragged");
  for (const column of document.querySelectorAll(".column.over")) column.classList.remove("over");
  held = null;
});

// After a move the board is another one: whoever moved by keyboard goes on from the same card.
let moved = null;
document.addEventListener("htmx:beforeRequest", (event) => {
  moved = event.target instanceof Element ? event.target.closest(".card")?.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  ready();
  const card = moved && document.getElementById(moved);
  moved = null;
  if (!card) return;
  card.classList.add("moved");
  card.querySelector("h3 a")?.focus();
});
ready();
