"""A model that obeys its attacker: ten thousand replies, each with claims known to be true or not.

Only the network is left out; tests/assistant/adapters/language_model has it at its worst.
"""

import json
import random
from dataclasses import replace
from time import perf_counter

import pytest

from assistant.reports.model.claims import keep_claims
from assistant.reports.model.compose import Composer
from assistant.reports.model.evidence import evidence_for
from assistant.reports.model.reply import read_claims
from assistant.reports.search.trace import Trace
from tests.assistant.reports import model_fakes as fakes
from tests.assistant.reports.model_attacker import a_library, a_reply
from tests.assistant.reports.model_fakes import claim
from tests.fakes_reports import report, write

CASES = 10_000


@pytest.fixture(scope="module")
def readings():
    chance = random.Random(11)
    return [fakes.read_and_answered(a_library(chance)) for _ in range(12)]


def check(statements, true, reading):
    """Check by what is known of the claims and of the pages, not by what the code says of them."""
    shown = {candidate.unit.text for candidate in reading.candidates}
    for statement in statements:
        assert statement.text in true
        assert statement.sources
        for source in statement.sources:
            assert source.report_id == "custody"
            assert source.quote == statement.text
            assert source.quote in shown
            assert source.quote in reading.stores.library.page("custody", source.page).text


def test_no_forged_citation_and_no_unsupported_sentence_in_ten_thousand_replies(readings):
    chance = random.Random(7)
    issued = [evidence_for(reading, answer) for reading, answer in readings]
    kept = true_claims = false_claims = 0
    slowest = 0.0
    for number in range(CASES):
        reading, evidence = readings[number % len(readings)][0], issued[number % len(readings)]
        shown = {unit.text: each.handle for each in evidence.values() for unit in each.units}
        text, true = a_reply(chance, shown)
        started = perf_counter()
        claims = read_claims(text) or []
        found = keep_claims(claims, evidence, reading.cite, Trace())
        slowest = max(slowest, perf_counter() - started)
        check([each.statement for each in found], true, reading)
        kept += len(found)
        true_claims += len(true)
        false_claims += len({claim.text for claim in claims} - true)
    # The test is of worth only if the true claims were let through, and there were many false.
    assert kept == true_claims > CASES / 4
    assert false_claims > CASES
    assert slowest < 2


def test_of_a_thousand_replies_each_is_shown_as_it_holds_or_not_at_all(readings):
    chance = random.Random(8)
    composed = 0
    for number in range(1_000):
        reading, answer = readings[number % len(readings)]
        true = set()

        def say(shown, true=true):
            text, right = a_reply(chance, shown)
            true |= right
            return text

        got = Composer(fakes.ScriptedModel(say)).compose(reading, answer)
        if got.provenance.model is None:
            assert got.statements[:-1] == answer.statements
            assert got.statements[-1].remark
        else:
            composed += 1
            check(got.statements, true, reading)
    assert 100 < composed < 900


def test_no_true_claim_is_dropped(readings):
    for reading, answer in readings:
        got = Composer(fakes.ScriptedModel(lambda shown: _first(shown, 12))).compose(
            reading, answer
        )
        # Only reports that the answer quotes are shown to a model.
        units = [candidate.unit for candidate in reading.candidates]
        shown = {unit.text for unit in units if unit.report.id == "custody"}
        said = {statement.text for statement in got.statements}
        assert said <= shown
        assert len(said) >= min(12, len(shown))


def _first(shown, most):
    return fakes.honest(dict(list(shown.items())[:most]))


def test_ten_megabytes_are_put_aside_at_once(readings):
    reading, answer = readings[0]
    for huge in ("x" * 10_000_000, '{"claims": [' + "1," * 5_000_000 + "1]}"):
        started = perf_counter()
        got = Composer(fakes.ScriptedModel(huge)).compose(reading, answer)
        assert perf_counter() - started < 5
        assert got.provenance.model is None


ATTACKED = (fakes.VISITS, fakes.LOGS, fakes.NURSES, fakes.CHIEFS)


def obedient_replies(text, shown):
    """Return what a model might send that does as the text tells it."""
    sentence, handle = next(iter(shown.items()))
    return [
        text,
        json.dumps({"claims": [claim(text[:900], handle, sentence)]}),
        json.dumps({"claims": [claim(text[:900], handle, text[:900])]}),
        json.dumps({"claims": [claim(f"{sentence[:-1]}. {text[:500]}", handle, sentence)]}),
        json.dumps({"claims": [claim(text[:900], "HMICFRS-2024", text[:900])]}),
        json.dumps(
            {"claims": [claim(sentence, handle, sentence), claim(text[:900], handle, sentence)]}
        ),
    ]


def test_a_model_that_does_what_documents_tell_it_asserts_nothing_of_theirs(shared_data):
    file = shared_data / "attacks" / "documents.jsonl"
    attacks = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    reading, answer = fakes.read_and_answered()
    tried = 0
    for attack in attacks:
        for place in range(6):
            model = fakes.ScriptedModel(
                lambda shown, place=place, text=attack["text"]: obedient_replies(text, shown)[place]
            )
            got = Composer(model).compose(reading, answer)
            tried += 1
            for statement in got.statements:
                assert statement.remark or statement.text in ATTACKED
                assert all(source.quote in ATTACKED for source in statement.sources)
            # It silences nothing either.
            assert any(not statement.remark for statement in got.statements)
    assert tried == 6 * len(attacks)


def test_documents_that_attack_are_not_even_shown_beside_what_answers(shared_data):
    file = shared_data / "attacks" / "documents.jsonl"
    attacks = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    hostile = [each for each in attacks if each["must_not_in_answer"]][::6]
    for attack in hostile:
        library = fakes.a_library()
        lines = [line for line in attack["text"].split("\n") if line.strip()]
        write(library, report("poison", "Custody visits recorded, poisoned"), [("Found", lines)])
        reading, _ = fakes.read_and_answered(library)
        own = [each for each in reading.candidates if each.unit.report.id == "custody"]
        answer = replace(fakes.read_and_answered()[1], statements=(reading.cite(own[0].unit),))
        model = fakes.ScriptedModel(lambda shown: fakes.honest(dict(list(shown.items())[:12])))
        got = Composer(model).compose(reading, answer)
        said = " ".join(statement.text for statement in got.statements)
        assert not any(word in said + model.prompts[0] for word in attack["must_not_in_answer"])
        assert got.provenance.model == "scripted"
