"""How much of a register file is read (reliability, standing limits)."""

MAX_BYTES = 128 * 2**20
"""Of the file on disk."""
MAX_INFLATED = 300 * 2**20
"""Of all parts of a workbook together."""
MAX_RATIO = 100
"""Of one part's size to its compressed size; small parts may exceed it."""
SMALL_PART = 2**20
MAX_PARTS = 5_000
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MAX_CELLS_ACROSS = 16_384
"""In one row, as spreadsheets have it."""
MAX_CELL = 32_767
"""Characters, as spreadsheets have it."""
MAX_CHARACTERS = 100_000_000
"""Of all cells together: a shared string can be pointed at from every cell."""
MAX_MERGES = 100_000
HEADER_WITHIN = 50
"""Filled rows among which the header is looked for."""
RUNS_NAMED = 50
"""Rows, or runs of rows, that one issue names before it says how many more there are."""
