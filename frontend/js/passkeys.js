const AGAIN = "Try again, or use another way";

/** What happened and what to do, by the name that a browser gives its refusal. */
const WORDS = {
  NotAllowedError: `The passkey was not used: the request was cancelled, took too long, or found no passkey for this site. ${AGAIN}`,
  AbortError: `The passkey was not used: the request was stopped. ${AGAIN}`,
  InvalidStateError: "This device has a passkey for your account already. Use that one, or add one on another device",
  NotSupportedError: "This device cannot keep a passkey of the kind that is asked for. Use another device, or an authenticator app",
  ConstraintError: "This device has no PIN, fingerprint or face set up. Set one up on it, or use another device",
  NetworkError: "The site did not answer. Check your connection and try again",
};

/** allauth's own script tells the document of a refusal, and the reader of nothing: say it as any other error is said. */
export function sayWhyPasskeysFail() {
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(wordsFor(event.detail.exception));
  });
}

function wordsFor(refusal) {
  if (!window.isSecureContext || !window.PublicKeyCredential) {
    return "Passkeys do not work in this browser at this address. Use a newer browser, or another way";
  }
  if (refusal.name === "SecurityError") {
    const where = ["127.0.0.1", "[::1]"].includes(location.hostname)
      ? `Open http://localhost${location.port && `:${location.port}`} instead`
      : "Open the site by its name, and not by a number";
    return `Passkeys do not work at the address ${location.host}. ${where}, or use another way`;
  }
  // what allauth throws itself, and fetch when nothing answers
  if (/fetch|load failed|networkerror/i.test(refusal.message)) return WORDS.NetworkError;
  return WORDS[refusal.name] ?? `The passkey could not be used. ${AGAIN}`;
}

function say(words) {
  const button = document.getElementById(buttonOf());
  document.querySelectorAll("[data-passkey-error], main .govuk-error-summary").forEach((each) => each.remove());

  const beside = made("p", "govuk-error-message", { id: `${button.id}-error`, "data-passkey-error": "" });
  beside.append(made("span", "govuk-visually-hidden", {}, "Error: "), words);
  button.before(beside);
  button.setAttribute("aria-describedby", beside.id);

  const summary = made("div", "govuk-error-summary", { tabindex: "-1", "data-passkey-error": "" });
  const alert = summary.appendChild(made("div", "", { role: "alert" }));
  alert.append(made("h2", "govuk-error-summary__title", {}, "There is a problem"));
  const body = alert.appendChild(made("div", "govuk-error-summary__body"));
  const list = body.appendChild(made("ul", "govuk-list govuk-error-summary__list"));
  const link = list.appendChild(made("li")).appendChild(made("a", "", { href: `#${button.id}` }, words));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    button.focus();
  });

  document.querySelector("main h1").before(summary);
  if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
  summary.focus();
}

/** The button that asks for a passkey, which the page names to allauth's script. */
function buttonOf() {
  const { ids } = JSON.parse(document.querySelector("script[data-allauth-onload]").textContent);
  return ids.add ?? ids.login ?? ids.authenticate;
}

function made(tag, classes = "", attributes = {}, words = "") {
  const element = document.createElement(tag);
  if (classes) element.className = classes;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = words;
  return element;
}
