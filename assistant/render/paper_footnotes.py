"""Real footnotes: python-docx knows none, so the part that holds them is made here.

ECMA-376, part 1, 17.11: footnotes stand in a part of their own; two of them, of the types
"separator" and "continuationSeparator", draw the line above the others and are named in settings.
"""

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from assistant.render.paper_text import Called, footnote_text
from assistant.render.paper_word_blocks import Writer

_EMPTY = f"""<w:footnotes {nsdecls("w")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240"
 w:lineRule="auto"/></w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0"
 w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes:
    """The footnotes part of a document."""

    def __init__(self, document: Document, writer: Writer) -> None:
        self._document = document
        self._writer = writer

    def add(self, called: Called) -> None:
        """Write every footnote that the text calls; one that the template has is replaced."""
        root = parse_xml(_EMPTY)
        for number, source in called.in_order():
            root.append(self._footnote(number, footnote_text(source)))
        blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        self._part(blob)
        self._name_separators()

    def _footnote(self, number: int, text: str) -> Any:
        element = OxmlElement("w:footnote")
        element.set(qn("w:id"), str(number))
        paragraph = self._writer.paragraph([], "footnote text")
        mark = self._writer.footnote_mark(number)
        mark.remove(mark.find(qn("w:footnoteReference")))
        mark.append(OxmlElement("w:footnoteRef"))
        paragraph.append(mark)
        paragraph.append(self._writer.run(f" {text}"))
        element.append(paragraph)
        return element

    def _part(self, blob: bytes) -> None:
        document = self._document.part
        for relation in list(document.rels.values()):
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
                relation.target_part._blob = blob
                return
        part = Part(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, blob, document.package
        )
        document.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _name_separators(self) -> None:
        settings = self._document.settings.element
        if settings.find(qn("w:footnotePr")) is not None:
            return
        named = parse_xml(
            f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/>'
            "</w:footnotePr>"
        )
        before = settings.find(qn("w:compat"))
        if before is not None:
            # The schema orders the settings: footnotes come right before compatibility.
            before.addprevious(named)
        else:
            settings.append(named)
