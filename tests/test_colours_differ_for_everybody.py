"""Whoever sees few colours, or prints in grey, still tells marks of a chart apart."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from workshop import data, wording
from workshop.charts import page
from workshop.charts.draw_lines import SIX, choose_looks

# What becomes of linear RGB: Machado, Oliveira and Fernandes 2009, full severity.
VISIONS = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "grey print": [[0.2126, 0.7152, 0.0722]] * 3,
}
# From linear RGB to CIE XYZ, as shares of the white D65.
TO_XYZ = np.array(
    [
        [0.4339, 0.3762, 0.1899],
        [0.2126, 0.7152, 0.0722],
        [0.0178, 0.1094, 0.8728],
    ]
)
SURE = 15  # a distance in CIE Lab that nobody overlooks in a line or a field
every_vision = pytest.mark.parametrize("vision", VISIONS)


def see(colour, vision):
    """Return the place of a colour in CIE Lab, as somebody with this vision sees it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(np.array(VISIONS[vision]) @ linear, 0, 1)
    x, y, z = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def measure(one, other, vision):
    """Return how far two colours lie apart for somebody with this vision."""
    return np.linalg.norm(see(one, vision) - see(other, vision))


def test_distances_are_those_of_the_literature():
    assert measure("black", "white", "usual") == pytest.approx(100, abs=0.1)
    assert measure("red", "lime", "usual") == pytest.approx(170.6, abs=0.5)
    assert measure("#ff0000", "#8f7f00", "deuteranopia") < SURE
    assert measure("#ff0000", "#8f7f00", "tritanopia") > 3 * SURE


@pytest.mark.parametrize("vision", [one for one in VISIONS if one != "grey print"])
def test_lines_differ_in_colour_with_each_kind_of_colour_vision(vision):
    for one, other in combinations(page.COLOURS, 2):
        assert measure(one, other, vision) > SURE, (one, other)


@every_vision
def test_two_lines_differ_in_colour_or_in_dash_and_marker(vision):
    lines = range(len(page.COLOURS) * len(page.DASHES))
    for one, other in combinations(lines, 2):
        looks = [
            (page.COLOURS[n % len(page.COLOURS)], page.DASHES[n % len(page.DASHES)])
            for n in (one, other)
        ]
        (colour, dash), (second_colour, second_dash) = looks
        if measure(colour, second_colour, vision) < SURE and dash == second_dash:
            marks = [page.MARKERS[n % len(page.MARKERS)] for n in (one, other)]
            assert marks[0] != marks[1], (vision, one, other)


@every_vision
def test_the_bar_that_stands_out_does_so_for_everybody(vision):
    assert measure(page.MAIN, page.OTHERS, vision) > SURE


@every_vision
def test_dark_and_pale_ends_of_a_scale_are_far_apart(vision):
    assert measure(*page.PALE_TO_DARK, vision) > 4 * SURE
    steps = [page.shade(step / 6)[0] for step in range(7)]
    for one, other in zip(steps, steps[1:], strict=False):
        assert measure(one, other, vision) > SURE / 2


def test_an_economy_looks_the_same_in_every_chart_and_as_no_other_line():
    countries = data.load("countries")
    six = countries.loc[countries["group"] == "WB6", "country"]
    assert sorted(six) == list(SIX)
    names = [wording.name_country(code) for code in six]
    everywhere = choose_looks(names)
    for some in (["Latvia", *names[:2], "Malta"], names[3:], ["Malta", names[5]]):
        looks = choose_looks(some)
        assert len(set(looks.values())) == len(some)
        assert all(looks[name] == everywhere[name] for name in names if name in looks)
    assert choose_looks(["Latvia", "Malta"]) == {"Latvia": 0, "Malta": 1}
