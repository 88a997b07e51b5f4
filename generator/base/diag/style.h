/* S: style files (style/) */
DIAG(S101, ERROR, "style not found")
DIAG(S102, ERROR, "styles extend one another in a circle or too often")
DIAG(S103, ERROR, "not a colour")
DIAG(S104, ERROR, "unknown version of the style language")
DIAG(S105, ERROR, "length out of range")
DIAG(S106, ERROR, "the type area does not fit the page")
DIAG(S107, ERROR, "style is incomplete")
