// Say it on the page when a passkey was refused; the library alone would only write to the console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const notice = document.querySelector("[data-passkey-problem]");
  if (!notice) return;
  notice.hidden = false;
  notice.scrollIntoView({ block: "nearest" });
});
document.addEventListener("click", (event) => {
  const notice = document.querySelector("[data-passkey-problem]");
  if (notice && event.target.closest("button")) notice.hidden = true;
});
