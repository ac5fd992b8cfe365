// Enhancement only: every page works without it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";

import { closeFiltersWhereNarrow } from "./filters.js";
import { warnBeforeTimeout } from "./timeout.js";

for (const component of [
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  ExitThisPage,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
]) {
  createAll(component);
}
createAll(Button, { preventDoubleClick: true });

closeFiltersWhereNarrow(document.querySelector("[data-filters]"));
warnBeforeTimeout(document.querySelector("[data-timeout]"));
