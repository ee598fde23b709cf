"""What stands where on a page: every run of words and every picture as a box, in the order of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

#: What may stand beside the words of a page on a wide screen.
BESIDE = ".contents, .topics, .figure figcaption"
#: What is put elsewhere than in the document's order, on purpose.
PLACED = ".masthead, .card__picture"
#: What stands over the words on purpose, or is not seen.
APART = ".unseen, .skip, .self, .bar, script, textarea"
#: Pixels between two boxes that follow each other: more is a hole.
HOLE = 210

# A box is the nearest block around some words, or a picture. Told are: words that come after others and stand neither
# below nor to the right of them; boxes over each other; holes; boxes that are cut off; a page that scrolls sideways.
_FAULTS = """([beside, placed, apart, hole]) => {
  const block = (node) => {
    let element = node.parentElement;
    while (getComputedStyle(element).display === "inline") element = element.parentElement;
    return element;
  };
  const elements = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.nodeType === Node.TEXT_NODE ? node.data.trim() && block(node) : node.matches("img") && node;
    const isMeant = element && element.checkVisibility() && !element.closest(apart);
    if (isMeant) elements.add(element);
  }
  const boxes = [...elements].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const words = (element.alt ?? element.textContent).trim().slice(0, 40);
    const name = `${element.className || element.localName}: ${words}`;
    return { element, left, top, right, bottom, name, beside: innerWidth >= 992 && !!element.closest(beside) };
  }).filter((box) => box.right > box.left && box.bottom > box.top);

  const faults = [];
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) faults.push(`scrolls sideways: ${scrollWidth}`);
  boxes.forEach((box, number) => {
    if (box.right > innerWidth + 1 || box.left < -1) faults.push(`cut off: ${box.name}`);
    for (const other of boxes.slice(number + 1)) {
      if (box.element.contains(other.element) || other.element.contains(box.element)) continue;
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (wide > 1 && high > 1) faults.push(`over each other: ${box.name} | ${other.name}`);
    }
  });
  const isRtl = document.dir === "rtl";
  const ordered = boxes.filter((box) => !box.element.closest(placed));
  for (const column of [ordered.filter((box) => !box.beside), ordered.filter((box) => box.beside)]) {
    column.forEach((box, number) => {
      const before = column[number - 1];
      if (!before || before.element.contains(box.element)) return;
      const isAfter = isRtl ? box.right <= before.left + 2 : box.left >= before.right - 2;
      if (box.top < before.bottom - 2 && !isAfter) faults.push(`out of order: ${before.name} | ${box.name}`);
    });
  }
  const middle = boxes.filter((box) => !box.beside && !box.element.closest("footer.colophon"));
  for (const box of middle) {
    const above = middle.filter((other) => other.top < box.top).map((other) => other.bottom);
    if (above.length && box.top - Math.max(...above) > hole) faults.push(`a hole before: ${box.name}`);
  }
  return faults;
}"""


def faults(page: Page) -> list[str]:
    """What a designer would not let pass on the page that is shown."""
    found: list[Any] = page.evaluate(_FAULTS, [BESIDE, PLACED, APART, HOLE])
    return [str(fault) for fault in found]
