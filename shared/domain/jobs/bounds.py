"""How big a description may be."""

LONGEST = 150_000  # characters, as written and as made safe
LARGEST = 300_000  # bytes, as made safe; an ad has three of them at most, in a document of 1 MiB
DEEPEST = 32  # elements within each other
