// <story-steps> around the steps of a data story: on a wide page the map of the step being read stays beside the text.
// The style sheet does the rest (.is-moving, .is-now); on a phone and without JavaScript the steps are plain figures.
class StorySteps extends HTMLElement {
  connectedCallback() {
    this.steps = [...this.querySelectorAll(".story-step")];
    if (this.steps.length < 2) return;
    this.classList.add("is-moving");
    this.now(this.steps[0]);
    // a step is read when it crosses the middle of the window
    const middle = { rootMargin: "-50% 0px -50% 0px" };
    this.watch = new IntersectionObserver((seen) => {
      const entered = seen.find((entry) => entry.isIntersecting);
      if (entered) this.now(entered.target.closest(".story-step"));
    }, middle);
    for (const step of this.steps) this.watch.observe(step.querySelector(".story-text"));
  }

  disconnectedCallback() {
    this.watch?.disconnect();
  }

  now(step) {
    for (const other of this.steps) other.classList.toggle("is-now", other === step);
  }
}

customElements.define("story-steps", StorySteps);
