"""Write the pages of what comes after a course: results, plans, certificates."""

from scripts.pages.export import get_exporter
from scripts.pages.faces import bring_type
from workshop.messages import get_language
from workshop.note import names_kosovo


def render_result(name: str, page: dict, files: str, shown: dict) -> str:
    """Return a page as HTML; ``files`` is the hash of all that it was made from.

    ``page`` has title, up (the way to the index) and made_from. The template escapes
    what people wrote.
    """
    environment = get_exporter("handout").environment
    html = environment.get_template(f"{name}.html.j2").render(
        page=page,
        lang=get_language(),
        provenance={"files": files},
        has_kosovo=names_kosovo(f"{page['title']} {shown}"),
        **shown,
    )
    return bring_type(html)
