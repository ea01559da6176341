// Opened straight from a folder the fonts come a moment too late to count, since no page may jump
// when they do (font-display: optional). There they are shown all the same.
"use strict";

if (location.protocol === "file:") for (const face of document.fonts) face.display = "swap";
