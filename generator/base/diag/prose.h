/* P: text written by people (prose/) */
DIAG(P101, ERROR, "the expression cannot be read")
DIAG(P102, ERROR, "a brace without its partner")
DIAG(P301, ERROR, "the typed figure contradicts the data")
DIAG(P302, WARNING, "the typed figure is not in the data")
