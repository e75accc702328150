// Filters what is on the page, and opens what a link leads to; without it everything is there.
"use strict";
(() => {
  const form = document.querySelector(".filter");
  const scenarios = [...document.querySelectorAll("#main [data-state]")];
  const sections = [...document.querySelectorAll("#main .rule, #main .chapter, #main .part, #main .outline")];
  const output = form.querySelector("output");
  const unfiltered = output.textContent;
  document.documentElement.classList.remove("unscripted");

  function filter() {
    const [chapter, state, role] = ["chapter", "state", "role"].map((name) => (form[name] ? form[name].value : ""));
    const isFiltered = Boolean(chapter || state || role);
    for (const each of scenarios) {
      const rule = each.closest("[data-chapter]");
      each.hidden = Boolean(
        (chapter && rule && rule.dataset.chapter !== chapter) || (state && each.dataset.state !== state) || (role && each.dataset.role !== role)
      );
    }
    for (const each of sections) {
      const belongs = !chapter || each.dataset.chapter === chapter || each.id === chapter;
      each.hidden = isFiltered && !each.querySelector("[data-state]:not([hidden])") && (state || role || !belongs);
    }
    for (const cell of document.querySelectorAll("a.cell")) {
      const rule = document.getElementById(cell.hash.slice(1));
      cell.classList.toggle("dim", Boolean(rule && rule.hidden));
    }
    const shown = scenarios.filter((each) => !each.hidden && !each.matches(".elsewhere, tr:has(td a), .outline .scenario"));
    output.textContent = isFiltered ? `${shown.length} of ${unfiltered}` : unfiltered;
  }

  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      filter();
    }
    for (let each = target; each; each = each.parentElement) {
      if (each.tagName === "DETAILS") each.open = true;
    }
    target.scrollIntoView();
  }

  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.elements.open.addEventListener("click", (event) => {
    const isClosing = event.target.textContent === "Close all";
    for (const each of document.querySelectorAll("#main details")) each.open = !isClosing;
    event.target.textContent = isClosing ? "Open all" : "Close all";
  });
  window.addEventListener("hashchange", arrive);
  if (location.hash) arrive();
})();
