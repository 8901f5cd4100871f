// On a page that embeds our maps and charts: gives each frame the height its content says it has. Nothing else.
(() => {
  if (window.chitalishteFrames) return;
  window.chitalishteFrames = true;
  const highest = 4000; // px: a frame may not push the rest of a page away
  window.addEventListener("message", (event) => {
    const said = event.data;
    if (!said || said.chitalishte !== "height" || !Number.isFinite(said.height)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow !== event.source) continue;
      frame.style.height = `${Math.min(highest, Math.max(80, Math.ceil(said.height)))}px`;
    }
  });
})();
