// A row under the pointer or in focus lights its commune's dot, and the other way round. Nothing is lost without this.
const map = document.getElementById("carte");
if (map) {
  const dots = new Map([...map.querySelectorAll("[data-insee]")].map((dot) => [dot.dataset.insee, dot]));
  const rows = [...document.querySelectorAll(".offers [data-insee]")];
  const light = (insee, on) => {
    dots.get(insee)?.classList.toggle("lit", on);
    for (const row of rows) if (row.dataset.insee === insee) row.classList.toggle("lit", on);
  };
  for (const one of [...rows, ...dots.values()]) {
    const insee = one.dataset.insee;
    for (const [name, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]])
      one.addEventListener(name, () => light(insee, on));
  }
}
