"""The words of reveal.js and of its speaker view, in the language of the page.

reveal.js knows no setting for them, so ours stand in the place of its own. They are
in one language: where one of them is not translated yet, all are English and say so.
"""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from scripts.door.errors import Problem
from scripts.pages.assets import (
    leave_out_unused,
    protect_script,
    read_packaged,
    shorten_script,
)
from workshop.messages import (
    OURS,
    choose,
    get_language,
    is_translated,
    look_up,
    tr,
)

REVEAL_FILE = "dist/reveal.js"
PLUGIN_FILE = "plugin/notes/plugin.js"
SPEAKER_FILE = "plugin/notes/speaker-view.html"
# What reveal.js says, «in the place where it stands», and our words for it.
REVEAL = {
    '="«Next slide»"': "Next slide",
    '="«Previous slide»"': "Previous slide",
    '="«Navigate without fragments»"': "Next or previous slide, all at once",
    '="«Jump to first/last slide»"': "First or last slide",
    '="«Pause»"': "Black screen",
    '="«Fullscreen»"': "Full screen",
    'placeholder="«Jump to slide»"': "Number of the slide",
    'G="«Jump to slide»"': "Go to a slide by its number",
    '="«Slide overview»"': "Overview of all slides",
    ",  «SPACE»  ,": "Space",
    "<th>«KEY»</th>": "Key",
    "<th>«ACTION»</th>": "What it does",
    ">«Resume presentation»<": "Show the slides again",
    '"«next slide»"': "Next slide",
    '"«previous slide»"': "Previous slide",
    '"«above slide»"': "Slide above",
    '"«below slide»"': "Slide below",
}
PLUGIN = {
    "'«Speaker notes view»'": "Speaker view",
    "'«Speaker view popup failed to open. Please make sure popups are allowed and "
    "reopen the speaker view.»'": (
        "The speaker view could not open. Allow windows that open by themselves, and "
        "press S once more."
    ),
}
VIEW = {
    ">«reveal.js - Speaker View»<": "Speaker view",
    ">«Loading speaker view...»<": "The speaker view is loading.",
    ">«Upcoming»<": "Next slide",
    ">«Time» <": "Time",
    ">«Click to Reset»<": "Click: set it back",
    ">«Pacing – Time to finish current slide»<": "Time left for this slide",
    ">«Notes»<": "Speaker notes",
    "'default': '«Default»'": "Usual",
    "'wide': '«Wide»'": "Slides side by side",
    "'tall': '«Tall»'": "Slides one below the other",
    "'notes-only': '«Notes only»'": "Notes alone",
    "'«Layout: {layout}»'": "Layout: {layout}",
    "'«Cross origin error.<br>The speaker window can only be opened from the same "
    "origin.»'": "The speaker view opens only from the slides themselves.",
    "'«Error connecting to main window.<br>Please try closing and reopening the "
    "speaker view.»'": (
        "The speaker view does not find the slides. Close it, and press S there once "
        "more."
    ),
}
ON_TIME = "On time – time left for this slide"
# The speaker view knows no setting either for what we need of it: a day of 24 hours; a
# time that stands still until the first slide is left; how late or early one is.
LEFT = "var timeLeftCurrentSlide = slideEndTiming - "
SHOWN = (
    "_displayTime( pacingHoursEl, pacingMinutesEl, pacingSecondsEl, "
    "timeLeftCurrentSlide );"
)
BEGIN = """
if (!pacingEl.dataset.begun) {
  start = new Date( Date.now() - slideEndTiming + currentSlideTiming );
  if (currentSlide > 0) pacingEl.dataset.begun = 'yes';
}
"""
SAY_PACE = """
var late = Math.floor( -timeLeftCurrentSlide / 60000 );
var early = Math.floor( (timeLeftCurrentSlide - currentSlideTiming) / 60000 );
pacingTitleEl.textContent = late > 0 ? sayPace( pace.late, late )
  : early > 0 ? sayPace( pace.early, early ) : pace.onTime;
"""
# Which form stands beside a number is the same in each hundred after the first.
SAY_FORM = """
var pace = %s;
function sayPace( said, number ) {
  var form = said.which[ number < 200 ? number : 100 + number %% 100 ];
  return said.forms[ form ].replace( '{n}', number );
}
"""
COUNTED = 200
FIRST = "var SPEAKER_LAYOUTS = {"
VALUE = '<div class="value">'
PLACE = re.compile("[«»]")
MENDED = {
    "'en-US', { hour12: true": "'en-GB', { hour12: false",
    "'Layout' + ( title ? ( ': ' + title ) : '' )": (
        "'Layout: {layout}'.replace( '{layout}', title || '' )"
    ),
    f"{LEFT}diff;": f"{BEGIN}{LEFT}( Date.now() - start.getTime() );",
    SHOWN: f"{SHOWN}{SAY_PACE}",
}
# What the notes plugin says to those who bundle it, and its reader of Markdown.
NOTES_LINES = (
    "import speakerViewHTML from './speaker-view.html'",
    "import { marked } from 'marked';",
    "speakerWindow.marked = marked;",
    "export default Plugin;",
)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = get_language()
    choose(language)
    try:
        yield
    finally:
        choose(before)


def find_language() -> str:
    """Return the language of these words: the page's, or "en" while one is open."""
    texts = [text for one in (REVEAL, PLUGIN, VIEW) for text in one.values()]
    with speaking(OURS):
        english = list_counted()
    known = all(map(is_translated, (*texts, ON_TIME)))
    is_counted = not any(map(str.__eq__, english, list_counted()))
    return get_language() if known and is_counted else OURS


def list_counted() -> list[str]:
    """List what is said of one and of two minutes."""
    return [say(number) for say in (say_late, say_early) for number in (1, 2)]


def say_late(number: int) -> str:
    """Say how late one is."""
    return tr(
        "{n} minute late – time left for this slide",
        "{n} minutes late – time left for this slide",
        n=number,
    )


def say_early(number: int) -> str:
    """Say how early one is."""
    return tr(
        "{n} minute early – time left for this slide",
        "{n} minutes early – time left for this slide",
        n=number,
    )


def read_slides() -> str:
    """Return reveal.js with our words, made safe to stand inside a page."""
    return _read_slides(find_language())


def read_notes(notes_language: str = "") -> str:
    """Return the notes plugin with our words, made safe to stand inside a page.

    ``notes_language`` is the language of the notes where it is not that of our words.
    """
    return _read_notes(find_language(), notes_language)


@cache
def _read_slides(language: str) -> str:
    with speaking(language):
        code = leave_out_unused(read_packaged(REVEAL_FILE))
        return protect_script(put_words(code, REVEAL))


@cache
def _read_notes(language: str, notes_language: str) -> str:
    """Put the plugin together from its two files.

    The package holds it ready-made with a reader of Markdown, which is larger than the
    plugin and which no note of ours needs.
    """
    with speaking(language):
        code = read_packaged(PLUGIN_FILE)
        code = put_words(replace(code, dict.fromkeys(NOTES_LINES, "")), PLUGIN)
        view = shorten_script(write_view(language, notes_language))
    words = json.dumps(view, ensure_ascii=False)
    return protect_script(
        f"const RevealNotes = (() => {{\nconst speakerViewHTML = {words};\n"
        f"{shorten_script(code)}\nreturn Plugin;\n}})();"
    )


def write_view(language: str, notes_language: str) -> str:
    """Write the page of the speaker view."""
    text = put_words(replace(read_packaged(SPEAKER_FILE), MENDED), VIEW)
    pace = SAY_FORM % json.dumps(write_pace(), ensure_ascii=False)
    own = f' lang="{html.escape(notes_language)}"' if notes_language else ""
    return replace(
        text,
        {
            '<html lang="en">': f'<html lang="{language}">',
            FIRST: pace + FIRST,
            VALUE: VALUE.replace(">", f"{own}>"),
        },
    )


def write_pace() -> dict:
    """Write what the speaker view says of the time, with the forms for each number."""
    return {
        "onTime": look_up(ON_TIME),
        "late": list_forms(say_late),
        "early": list_forms(say_early),
    }


def list_forms(say: Callable[[int], str]) -> dict:
    """List the forms of a sentence, and which of them stands beside each number."""
    said = [say(number).replace(str(number), "{n}", 1) for number in range(COUNTED)]
    forms = list(dict.fromkeys(said))
    return {"forms": forms, "which": "".join(str(forms.index(one)) for one in said)}


def put_words(code: str, words: Mapping[str, str]) -> str:
    """Return code with our words in the place of its own. Raises Problem."""
    ours = {}
    for place, text in words.items():
        before, its, after = PLACE.split(place)
        said = protect_text(look_up(text))
        ours[before + its + after] = before + said + after
    return replace(code, ours)


def protect_text(text: str) -> str:
    """Return a text that stands as it is in HTML and between any quotation marks."""
    return "".join(f"&#{ord(sign)};" if sign in "\"'`<>&$\\" else sign for sign in text)


def replace(code: str, words: Mapping[str, str]) -> str:
    """Return code with some pieces replaced. Raises Problem when one is not there."""
    for old, new in words.items():
        if old not in code:
            raise Problem(
                f"reveal.js has changed, and {old.strip()} is not in it: compare the "
                "lists in scripts/pages/speaker.py with its package."
            )
        code = code.replace(old, new)
    return code
