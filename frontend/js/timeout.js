const LAST_SEEN = "safehold-last-seen";

/**
 * Warns before the idle time-out, lets the person stay, and covers the page once they are signed out.
 *
 * The server alone decides: this only tells. All open tabs share the moment the server last heard from any of them.
 * What was typed stays on the page; sent after the time-out, the server keeps it and offers it back.
 */
export function warnBeforeTimeout(dialog) {
  if (!dialog || typeof dialog.showModal !== "function") return;
  const idle = Number(dialog.dataset.idleSeconds) * 1000;
  const warning = Number(dialog.dataset.warnSeconds) * 1000;
  const left = dialog.querySelector("[data-timeout-left]");
  const stay = dialog.querySelector("form[data-timeout-stay]");
  const warn = dialog.querySelector("[data-timeout-warning]");
  const over = dialog.querySelector("[data-timeout-over]");
  if (!idle || !warning || !stay) return;

  heard();
  let said = "";
  const timer = window.setInterval(look, 1000);

  stay.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(stay.action, { method: "POST", body: new FormData(stay), redirect: "manual" });
      if (!answer.ok) return end();
      heard();
      dialog.close();
    } catch {
      // no answer: the form itself asks again, and says so if it cannot
      stay.submit();
    }
  });
  // Escape means "stay", never "ignore"
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    if (!warn.hidden) stay.requestSubmit();
  });

  function heard() {
    try {
      window.localStorage.setItem(LAST_SEEN, String(Date.now()));
    } catch {
      dialog.dataset.lastSeen = String(Date.now());
    }
  }

  function lastSeen() {
    try {
      return Number(window.localStorage.getItem(LAST_SEEN)) || Date.now();
    } catch {
      return Number(dialog.dataset.lastSeen);
    }
  }

  function look() {
    const remains = lastSeen() + idle - Date.now();
    if (remains <= 0) return end();
    if (remains > warning) {
      if (dialog.open) dialog.close();
      return;
    }
    // whole minutes, then tens of seconds: a screen reader should not hear every second
    const seconds = Math.ceil(remains / 10000) * 10;
    const words = seconds > 60 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`;
    if (words !== said) left.textContent = said = words;
    if (!dialog.open) dialog.showModal();
  }

  function end() {
    window.clearInterval(timer);
    warn.hidden = true;
    over.hidden = false;
    dialog.classList.add("app-timeout--over");
    document.querySelector("main").hidden = true;
    const form = document.querySelector("main form[method=post]");
    const keep = dialog.querySelector("[data-timeout-keep]");
    if (form && keep) {
      keep.hidden = false;
      keep.addEventListener("click", () => form.submit());
    }
    if (!dialog.open) dialog.showModal();
  }
}
