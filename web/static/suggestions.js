// Suggestions under the search field: an editable combobox with a list (WAI-ARIA 1.2). Without this script the field is
// a plain one. What is typed is sent to this site alone, and kept nowhere.
"use strict";

const PAUSE = 120; // milliseconds without a letter before the server is asked
const SHORTEST = 2; // letters

function combobox(input) {
  const box = document.createElement("div");
  box.className = "suggestions";
  box.hidden = true;
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  input.after(box, status);
  input.type = "text"; // a search field may not be a combobox
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }

  let timer, asking, active = -1;
  const options = () => [...box.querySelectorAll("[role=option]")];

  function close() {
    clearTimeout(timer);
    asking?.abort();
    box.hidden = true;
    box.replaceChildren();
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-controls");
    activate(-1);
  }

  function activate(index) {
    active = index;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === index)));
    const option = options()[index];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const place = input.form.elements.place?.value ?? "";
    const address = `${input.dataset.suggestions}?${new URLSearchParams({ q: input.value, place })}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      show(answer.ok ? await answer.text() : "");
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(html) {
    box.innerHTML = html; // made by this site, escaped there
    const list = box.querySelector("[role=listbox]");
    if (!list) return close();
    list.id = `${input.id}-suggesties`;
    list.setAttribute("aria-label", input.dataset.suggestionsLabel);
    box.hidden = false;
    status.textContent = list.dataset.said;
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", list.id);
    activate(-1);
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    const many = options().length;
    if (event.key === "Escape" && many) {
      close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && many) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate(active < 0 ? (step > 0 ? 0 : many - 1) : (active + step + many) % many);
    } else if (event.key === "Enter" && active >= 0) {
      location.assign(options()[active].dataset.url);
    } else {
      return;
    }
    event.preventDefault();
  });

  input.addEventListener("blur", close);
  box.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  box.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.url);
  });
}

document.querySelectorAll("[data-suggestions]").forEach(combobox);
