from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from prompts import PromptError

FOLDER = Path(prompts.__file__).parent
NAMES = sorted(file.stem for file in FOLDER.glob("*.md") if file.stem != "README")
PASSAGE = {"handle": "abc", "title": "A title", "heading": "", "sentences": ["One.", "Two."]}
GIVEN = {"question": "What?", "passages": [PASSAGE], "most_claims": 3, "fewest_words": 5}

WRITTEN = """---
purpose: To test.
variables:
  question: What was asked.
---
Asked: {{ question }}
"""


def test_every_prompt_states_its_purpose_and_what_each_variable_is():
    assert NAMES == ["answer"]
    for name in NAMES:
        prompt = prompts.parse(name, (FOLDER / f"{name}.md").read_text(encoding="utf-8"))
        assert prompt.purpose
        assert all(prompt.variables.values())


def test_the_readme_lists_every_prompt_with_its_variables():
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for name in NAMES:
        (row,) = [line for line in readme.splitlines() if line.startswith(f"| `{name}.md`")]
        assert all(f"`{variable}`" in row for variable in prompts.variables(name))


def test_a_prompt_holds_what_it_is_given():
    text = prompts.render("answer", **GIVEN)
    assert "Question: What?\n" in text
    assert "[passage abc] A title\nOne.\nTwo.\n[end abc]\n" in text
    assert "At most 3 claims" in text
    assert "{{" not in text
    assert "{%" not in text


@pytest.mark.parametrize("name", sorted(GIVEN))
def test_a_missing_variable_is_refused_by_name(name):
    given = {key: value for key, value in GIVEN.items() if key != name}
    with pytest.raises(PromptError, match=f"missing: {name}; surplus: none"):
        prompts.render("answer", **given)


def test_a_surplus_variable_is_refused_by_name():
    with pytest.raises(PromptError, match="missing: none; surplus: colour"):
        prompts.render("answer", **GIVEN, colour="red")


def test_a_value_of_another_shape_is_refused():
    with pytest.raises(PromptError, match="can't be filled in"):
        prompts.render("answer", **{**GIVEN, "passages": [{"handle": "abc"}]})


@pytest.mark.parametrize("name", ["nothing", "README.md", "../pyproject", "__init__", "a b", ""])
def test_what_is_no_prompt_is_refused(name):
    for call in (prompts.render, prompts.digest, prompts.variables):
        with pytest.raises(PromptError, match="no prompt"):
            call(name)


VALUES = st.sampled_from(
    [
        "{question}",
        "{{ question }}",
        "{{ 7 * 7 }}",
        "{% for x in y %}",
        "$question",
        "%s",
        "{#",
        "\\1",
    ]
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@settings(deadline=None, max_examples=150)
@given(VALUES, VALUES)
def test_a_value_is_put_in_once_and_as_it_stands(question, sentence):
    passage = {**PASSAGE, "sentences": [sentence]}
    text = prompts.render("answer", **{**GIVEN, "question": question, "passages": [passage]})
    assert f"Question: {question}\n" in text
    assert f"A title\n{sentence}\n[end abc]" in text


def test_the_digest_is_of_the_whole_file():
    content = (FOLDER / "answer.md").read_bytes()
    assert prompts.digest("answer") == sha256(content).hexdigest()
    assert prompts.parse("a", WRITTEN).digest != prompts.parse("a", WRITTEN + "More.").digest


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (WRITTEN.removeprefix("---\n"), "front matter"),
        (WRITTEN.replace("---\nAsked", "Asked"), "front matter"),
        (WRITTEN.replace("question }}", "answer }}"), "states"),
        (WRITTEN.replace("  question: What was asked.", "  {}"), "states"),
        (WRITTEN.replace("variables:\n  question: What was asked.", "none: here"), "no variables"),
        (WRITTEN.replace("{{ question }}", "{{ question"), "can't be read"),
        (WRITTEN.replace("purpose: To", "purpose: [To"), "can't be read"),
    ],
)
def test_a_badly_written_prompt_is_refused(text, fault):
    assert prompts.parse("a", WRITTEN).body == "Asked: {{ question }}\n"
    with pytest.raises(PromptError, match=fault):
        prompts.parse("a", text)


def test_a_prompt_reaches_nothing_but_its_variables():
    text = WRITTEN.replace("{{ question }}", "{{ question.__class__.__mro__ }}")
    with pytest.raises(Exception, match="unsafe"):
        prompts._jinja.from_string(prompts.parse("a", text).body).render(question="x")
