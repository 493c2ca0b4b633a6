"use strict";
/* What is typed and ticked stays in the page when it is saved: each field's state is kept in its attributes, which are what
 * is written when a browser saves the page, or when its own button does. */
const keep = (() => {
  let unsaved = false;

  /* A reader of HTML leaves out the line end that follows the tag of such a field: one more keeps the typed one. */
  const keepArea = (area) => { area.textContent = `\n${area.value}`; };

  const keepField = (field) => {
    if (field.type === "file") return;
    if (field.type === "checkbox") field.toggleAttribute("checked", field.checked);
    else if (field.localName === "textarea") keepArea(field);
    else if (field.value === "") field.removeAttribute("value");
    else field.setAttribute("value", field.value);
  };

  const changed = (event) => {
    const field = event.target;
    if (!field.matches("input, textarea")) return;
    keepField(field);
    unsaved = unsaved || field.type !== "file";
  };

  const touch = () => { unsaved = true; };

  const pageName = (ending) => {
    const path = location.pathname.slice(location.pathname.lastIndexOf("/") + 1);
    return path.endsWith(ending) ? decodeURIComponent(path) : `page${ending}`;
  };

  /* The file is made here; nothing leaves the page. */
  const download = (name, type, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const save = () => {
    const name = pageName(".html");
    document.querySelectorAll("input, textarea").forEach(keepField);
    download(name, "text/html;charset=utf-8", `<!DOCTYPE html>\n${document.documentElement.outerHTML}`);
    unsaved = false;
    return name;
  };

  const start = () => {
    document.addEventListener("input", changed);
    document.addEventListener("change", changed);
    addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
    const bar = document.getElementById("keep");
    if (!bar) return;
    bar.hidden = false;
    bar.querySelector("[data-do=save]").addEventListener("click", save);
  };

  if (typeof document !== "undefined") start();
  return { keepField, touch, pageName, download, save };
})();
