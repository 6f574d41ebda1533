"""Letters with tables of judgements, and two that judge nothing."""

from pathlib import Path

from assistant.domain.answers import Answer

OUTSTANDING = """# Inspection of Brackenford local authority children's services

Inspection dates: 3 to 14 June 2024

Lead inspector: Petra Holloway

| Judgement | Grade |
|---|---|
| What leaders do for social work | Outstanding |
| Children in care | Good |
| The progress of care leavers | Requires improvement to be good |
| Overall effectiveness | Outstanding |

Children in Brackenford are seen quickly by workers whom they come to know well.

## What needs to improve?

- The speed with which life-story work is begun for children in care.
- The oversight that managers have of private fostering arrangements.

## Children in care: good

1. Plans for children are reviewed every month and are written in plain words.
2. In 2019 the authority was judged to be inadequate in its last inspection.
"""

INADEQUATE = """# Inspection of Llanwernog local authority children's services

Inspection date: 8 to 26 September 2025

Report published: 4 November 2025

## The overall judgement is that services for children are inadequate

The judgements on areas of the service are:

| Area | Judgement |
|---|---|
| 1. Children in need of protection | Inadequate |
| 2. The progress of care leavers | Good |

## Children's services in Llanwernog are inadequate because:

- Managers do not know how many children are waiting for a social worker.
- Visits to children are missed in a third of the cases that inspectors read.

## Priority and immediate action

1. Make sure that every child who is waiting is seen within five working days.

## Areas for improvement

2. Make sure that private fostering arrangements are assessed before a child moves in.
3. Review the caseloads of social workers every month and act on what is found.
"""

MIDDLING = """# Inspection of Tolminster local authority children's services

Inspection dates: 6 to 17 October 2025

| Judgement | Grade |
|---|---|
| The progress of care leavers | Good |
| Overall effectiveness | Requires improvement to be good |

Much has been done in Tolminster since the new director came, and more is left to do.

## Recommendations

1. The authority should offer every care leaver a home of their own by the age of 21.
2. The authority should begin life-story work within a month of a child coming into care.
"""

UNGRADED = """# A visit to the Quarrington family centre

The visit took place on 2 May 2025. Practice in the kitchen of the centre is good.

The staff of the centre judged their own work to be outstanding.
"""


NEGLECT = """# Joint targeted area inspection of Severnmouth

This letter sums up what the joint inspection of the response to neglect found.

The inspection took place from 3 to 7 March 2025. It was carried out by teams of
two inspectorates, of policing and of care.

## Areas for priority action

### Leadership

- The absence of a plan for children who live with neglect for many years.

## Areas for improvement

- The speed with which nurses are told of a meeting about a child.
"""


def write_letters(folder: Path) -> Path:
    """Write the letters into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"brackenford": OUTSTANDING, "llanwernog": INADEQUATE, "tolminster": MIDDLING}
    others = (("quarrington", UNGRADED), ("severnmouth", NEGLECT))
    for name, text in (*texts.items(), *others):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def said(answer: Answer) -> list[str]:
    """Return what an answer asserts, without its remarks."""
    return [each.text for each in answer.statements if not each.remark]
