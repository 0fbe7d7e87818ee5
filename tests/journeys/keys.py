"""A keyboard and nothing else: Tab until something has the focus, and what has it now."""

from datetime import date

from playwright.sync_api import Page

NAME_OF_FOCUS = """() => { const at = document.activeElement;
  return at ? [at.labels?.[0]?.textContent, at.textContent, at.ariaLabel].find(Boolean)?.trim() ?? '' : '' }"""
FARTHEST = 40


def focused(tab: Page) -> str:
    """By its label, or its words."""
    return str(tab.evaluate(NAME_OF_FOCUS))


def tab_to(tab: Page, name: str) -> None:
    """Press Tab until something of this name has the focus."""
    met = []
    for _ in range(FARTHEST):
        tab.keyboard.press("Tab")
        met.append(focused(tab))
        if met[-1].startswith(name):
            return
    raise AssertionError(f"«{name}» is not reached: {met}")


def press_enter_on(tab: Page, name: str) -> None:
    tab_to(tab, name)
    tab.keyboard.press("Enter")


def write(tab: Page, name: str, text: str) -> None:
    tab_to(tab, name)
    tab.keyboard.type(text)


def type_day(tab: Page, day: date) -> None:
    """Into a date field that has the focus: a browser asks for the parts in the order of its own language."""
    for order in ("%m%d%Y", "%d%m%Y"):
        tab.keyboard.type(f"{day:{order}}")
        if tab.evaluate("document.activeElement.value") == day.isoformat():
            return
        for _part in range(2):
            tab.keyboard.press("ArrowLeft")
    raise AssertionError(f"{day} could not be typed")


def skip_to_content(tab: Page) -> None:
    """The first stop of every page."""
    tab.keyboard.press("Tab")
    assert focused(tab) == "Aller au contenu", focused(tab)
    tab.keyboard.press("Enter")
