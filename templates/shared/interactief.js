// Draws a chart that answers to pointer and keys. Part of the bundle with Vega, loaded on request.

const dutch = { decimal: ",", thousands: ".", grouping: [3], currency: ["€\u00a0", ""] };

globalThis.jaarverslagTeken = async (place, spec) => {
  await vegaEmbed(place, spec, {
    mode: "vega-lite",
    renderer: "svg",
    actions: false,
    ast: true,
    defaultStyle: false,
    formatLocale: dutch,
    tooltip: { disableDefaultStyle: true, id: "uitleg-bij-grafiek" },
  });
  // Vega describes its parts in English; what has no Dutch words of ours says nothing.
  for (const part of place.querySelectorAll("svg, svg *")) {
    const ours = part.getAttribute("aria-roledescription") === "gegeven";
    if (ours) part.setAttribute("role", "img");
    else for (const name of ["role", "aria-roledescription", "aria-label"]) part.removeAttribute(name);
  }
};
