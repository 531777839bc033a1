"""What the cells of a new lesson say until its author has written them."""

SETUP = """\
from workshop import check, data, hint, plan, say, sources, start, terms

start()"""
OPENING = {
    "title": """\
# {title}

Lesson {number}. For people who work for inclusion in the Western Balkans.""",
    "note": """\
**Facilitator. Before you begin.** TO WRITE: what to print, and what
to bring.""",
    "question": """\
**Question of the lesson.** TO WRITE: what the lesson answers. A word of the
glossary is a link at its first use: [social innovation](#term-social-innovation).""",
    "objectives": """\
**After this lesson you can**

- TO WRITE: what exercise {number}.1 shows;
- TO WRITE: what exercise {number}.2 shows;
- TO WRITE: what exercise {number}.3 shows;
- TO WRITE: what exercise {number}.4 shows;
- TO WRITE: what the box of the plan shows.""",
    "how": """\
**How to work.** Run each cell with **Ctrl + Enter**, from the top. You cannot break
anything. *Core* exercises are for everybody, *extra* ones for those who want more. Each
can be done on paper too. After an exercise, `check` tells you what it sees, and `hint`
helps, three times.

Run this cell first.""",
}
HEADING = """\
## TO WRITE: the heading of section {n}

TO WRITE: what everybody sees first: something that happened, with its source.

**TO WRITE: the question of the section.**"""
SECTION_NOTE = """\
**Facilitator. This section, {minutes} minutes.** TO WRITE: how to open it.
You may hear: TO WRITE: what people say. *Ask:* TO WRITE: what helps them on."""
EXPLAIN = """\
TO WRITE: the explanation. It says what the next cell does before it does it.
A fact has its source beside it: [cases](#src-cases)."""
COUNT = """\
cases = data.load("cases")
say("{n} cases stand in our table.", n=len(cases))"""
SAYS = """\
**What the code says.** TO WRITE: the cell in plain words. As it stands: load
a table, and say how many rows it has."""
TALK_CELL = """\
### Talk about it · {minutes} minutes

TO WRITE: what to talk about, and in which groups."""
MOVE_CELL = """\
### TO WRITE: what is done away from the screen · {minutes} minutes

TO WRITE: where people go, and what they do there.

**If you stay seated,** TO WRITE: how you take part."""
PLAN_HEADING = """\
## Our plan: TO WRITE: what this lesson adds

TO WRITE: the questions that the team answers now."""
PLAN_EXPLAIN = """\
TO WRITE: what a good answer is like. As it stands, the lesson fills the box *{title}*;
the boxes and their questions stand in `workshop/plan/boxes.py`."""
PLAN_SAYS = """\
**What the code says.** Write into the box *{title}* of your team's plan. What you
leave as dots stays open. The next cell shows the box."""
PLAN_PAPER = """\
**On paper: our plan.** TO WRITE: what the sheet says beside the table.

| Question | Our answer |
|---|---|
{rows}"""
CHECK = """\
## What stays?

Three questions, three letters. Choose alone, then run the check or compare with your
neighbour. Read the reply even if you were right."""
QUESTION = """\
### Question {key} · core · 1 minute

TO WRITE: the question.

- **a** TO WRITE: the choice that is right; put it in another place
- **b** TO WRITE: a choice with a reply of its own
- **c** TO WRITE: a choice with a reply of its own"""
QUESTIONS_PAPER = """\
**On paper: the three questions.** Write one letter for each, and one word for the
reason.

| Question | Letter | Because |
|---|---|---|
{rows}"""
EXTRA = """\
## Extra: TO WRITE: the heading

TO WRITE: what it is about, for those who want more.

**TO WRITE: the question of the section.**"""
KEYPOINTS = """\
## Key points

- TO WRITE: four or five lines that one remembers."""
TERMS = """\
### Words

This is what our words mean here. On a screen, the first use of a word is a link to this
list."""
SOURCES = """\
### Sources

Where the facts come from. The line at the end of each source says how it was read."""
