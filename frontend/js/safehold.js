// Enhancement only: every page works without it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";

import { closeFiltersWhereNarrow } from "./filters.js";
import { sayWhyPasskeysFail } from "./passkeys.js";
import { warnBeforeTimeout } from "./timeout.js";
import { askBeforeLeaving } from "./unsaved.js";

/** A radio may not carry aria-expanded (ARIA 1.2): what it reveals follows it and is met next. */
class RadiosThatReveal extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

for (const component of [
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  NotificationBanner,
  PasswordInput,
  RadiosThatReveal,
  ServiceNavigation,
  SkipLink,
  Tabs,
]) {
  createAll(component);
}
createAll(Button, { preventDoubleClick: true });

closeFiltersWhereNarrow(document.querySelector("[data-filters]"));
sayWhyPasskeysFail();
askBeforeLeaving(document.querySelector("[data-unsaved]"));
warnBeforeTimeout(document.querySelector("[data-timeout]"));
