// In the frame of an embedded map: tells the page around it how high the content is (frame-height.js listens there).
const tell = () => {
  const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
  window.parent.postMessage({ chitalishte: "height", height }, "*");
};

if (window.parent !== window) {
  new ResizeObserver(tell).observe(document.body);
  tell();
}
