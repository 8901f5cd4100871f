"""A browser in which a person reads and edits, and a camera that writes docs/pictures/*.png."""

# ruff: noqa: T201

import io
from pathlib import Path

from PIL import Image

PICTURES = Path(__file__).resolve().parent.parent / "pictures"
WIDTH, HEIGHT = 1180, 780
LARGEST = 150_000  # bytes of a picture
COLOURS = 96


class Walk:
    """A browser in which an editor reads and writes, and a camera."""

    def __init__(self, page, portal, wanted):
        self.page, self.portal, self.wanted = page, portal, wanted

    def go(self, path):
        self.page.goto(self.portal.address + path)
        self.page.wait_for_load_state("networkidle")

    def settle(self):
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(400)  # panels glide in

    def see(self, name, height=HEIGHT):
        """Take a picture of the window, as high as asked for."""
        if self.wanted and name not in self.wanted:
            return
        self.settle()
        width = self.page.viewport_size["width"]
        save(name, self.page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height}))

    def see_whole(self, name, *selectors, margin=20):
        """Take a picture of parts of the page from edge to edge, however high they are."""
        self.top()
        self.settle()
        boxes = [self.page.locator(selector).first.bounding_box() for selector in selectors]
        left, top = (min(box[edge] for box in boxes) for edge in "xy")
        right = max(box["x"] + box["width"] for box in boxes)
        bottom = max(box["y"] + box["height"] for box in boxes)
        clip = {
            "x": max(left - margin, 0), "y": max(top - margin, 0),
            "width": right - left + 2 * margin, "height": bottom - top + 1.25 * margin,
        }  # fmt: skip
        if not self.wanted or name in self.wanted:
            save(name, self.page.screenshot(clip=clip, full_page=True))

    def window(self, width=WIDTH, height=HEIGHT):
        self.page.set_viewport_size({"width": width, "height": height})

    def tab(self, number):
        self.page.locator("[role=tab]").nth(number).click()
        self.top()

    def top(self):
        self.page.evaluate("window.scrollTo(0, 0)")

    def to(self, selector, above=110):
        """Scroll so that something stands near the top of the window; `above` in pixels."""
        self.page.locator(selector).first.evaluate(
            """e => {
                e.scrollIntoView({block: 'start', behavior: 'instant'});
                for (let around = e; around; around = around.parentElement) around.scrollLeft = 0;
            }"""
        )
        self.page.evaluate("above => scrollTo({left: 0, top: scrollY - above})", above)

    def press(self, words):
        """Press a button of the bar at the foot, from its menu where it hides there."""
        button = self.page.locator("footer button:visible", has_text=words)
        if not button.count():
            self.open_actions()
        button.first.click()
        self.page.wait_for_load_state("networkidle")
        if said := self.page.locator(".messages").all_inner_texts():
            print("   ", *said)

    def choose(self, button, choice):
        """Choose a record in the window that a button of the form opens."""
        self.page.get_by_role("button", name=button).first.click()
        window = self.page.locator(".modal")
        window.get_by_role("link").first.wait_for()
        if (search := window.locator("[name=q]")).count():
            search.fill(choice)
        window.get_by_role("link", name=choice).first.click()
        window.wait_for(state="detached")

    def wait_until_saved(self):
        """Wait until the draft has been saved by itself, which the bar at the top tells."""
        self.page.get_by_text("Запазено", exact=True).first.wait_for()
        self.page.wait_for_timeout(1500)  # what was said of the draft before glides away

    def open_actions(self):
        self.page.locator("footer button[aria-expanded]").first.click()

    def leave_field(self):
        """Take the cursor out of the form, close calendars: a picture shows neither."""
        self.page.wait_for_timeout(400)  # they open a moment after the field is entered
        self.page.evaluate("document.activeElement.blur()")
        self.page.evaluate(
            "document.querySelectorAll('.xdsoft_datetimepicker')"
            ".forEach(calendar => { calendar.style.display = 'none' })"
        )


def save(name, shot):
    """Write a picture with few colours: the screens have few, and the files stay small."""
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    colours = COLOURS
    while True:
        # no dithering: it makes letters rough and files large
        reduced = picture.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        reduced.save(path, optimize=True)
        if path.stat().st_size <= LARGEST or colours <= 8:
            break
        colours //= 2
    print(f"{path.name}: {picture.width}×{picture.height}, {path.stat().st_size // 1024} kB")
