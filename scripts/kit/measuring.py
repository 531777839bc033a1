"""The learning check on paper: both forms, each on sheets of its own."""

from scripts.kit.topic import Topic
from scripts.lessons import words
from scripts.lessons.learning_check import FORMS, LearningCheck, read_check


def fill_check(topic: Topic) -> dict:
    """Return the forms as ``[(letter, [HTML of a question])]``, title and words."""
    check = find_check(topic)
    forms = [
        (
            form,
            [
                topic.to_html(f"**{item.number}.** {item.text}", f"ex-{form}")
                for item in check.list_form(form)
            ],
        )
        for form in FORMS
    ]
    return {
        "forms": forms,
        "title_of_check": check.title,
        "introduction": topic.to_html(check.introduction, "w-check"),
        "code": topic.to_html(check.code, "w-check-code"),
    }


def find_check(topic: Topic) -> LearningCheck:
    """Return the learning check of a course. Raises Problem."""
    return read_check(words.find_words(topic.path, words.QUESTIONS))
