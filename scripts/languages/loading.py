"""Load the templates of our pages with the words of the language of the moment."""

from pathlib import Path
from typing import Any

from jinja2 import BaseLoader

from scripts.door.files import ROOT
from scripts.languages.templates import FOLDERS, translate_template
from workshop.messages import look_up

OWN = {Path(ROOT, folder) for folder in FOLDERS}


class SpeakingLoader(BaseLoader):
    """Reads templates through another loader, ours with the words of a language."""

    def __init__(self, loader: BaseLoader):
        self.loader = loader

    def get_source(self, environment: Any, template: str) -> tuple:
        """Return source, place and freshness of a template."""
        source, place, is_current = self.loader.get_source(environment, template)
        if place and Path(place).parent in OWN:
            source = translate_template(source, look_up)
        return source, place, is_current
