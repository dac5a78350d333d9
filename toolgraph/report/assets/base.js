"use strict";
// Shared by all pages: unpack the data, make elements, switch the theme. Texts only ever go in as text nodes.

async function unpack() {
  const packed = Uint8Array.from(atob(document.getElementById("data").textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "class") made.className = value;
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child != null && child !== false));
  return made;
}

const byId = (id) => document.getElementById(id);
const number = (n) => n.toLocaleString("en");
const plural = (n, word, many = `${word}s`) => `${number(n)} ${n === 1 ? word : many}`;

function themeButton(button) {
  const dark = () => getComputedStyle(document.documentElement).colorScheme === "dark"
    || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  const label = () => { button.textContent = dark() ? "Light" : "Dark"; };
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = dark() ? "light" : "dark";
    label();
    document.dispatchEvent(new Event("theme"));
  });
  label();
}

function start(draw) {
  unpack().then((data) => { draw(data); document.documentElement.dataset.ready = "yes"; }).catch((error) => {
    byId("main").prepend(el("p", { class: "broken", role: "alert" },
      `This page could not be drawn: ${error.message}. It needs a browser of 2024 or later.`));
    console.error(error);
  });
}
