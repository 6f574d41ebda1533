"""The pages for people."""

from assistant.entrypoints.api.web import asking, papers, register, reports, signing_in

PAGES = (asking, register, reports, papers, signing_in)
