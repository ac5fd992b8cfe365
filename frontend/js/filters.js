/** On a narrow screen the filters start closed, unless some are in use, so that the results come first. */
export function closeFiltersWhereNarrow(filters) {
  if (filters && !("inUse" in filters.dataset) && window.matchMedia("(max-width: 48em)").matches) {
    filters.removeAttribute("open");
  }
}
