/**
 * Ask before a page with words that are not saved is left by one of its links: beside a long text one is easily followed.
 * A page that was shown again with words that were sent and not saved says so by data-unsaved="already".
 */
export function askBeforeLeaving(form) {
  if (!form) return;
  const words = () => JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const before = form.dataset.unsaved === "already" ? null : words();
  let sent = false;
  // its own button, and the one that keeps what was typed after a time-out
  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && (event.target === form || event.target.closest("[data-timeout]"))) sent = true;
  });
  window.addEventListener("pageshow", () => (sent = false));
  window.addEventListener("beforeunload", (event) => {
    if (!sent && words() !== before) event.preventDefault();
  });
}
