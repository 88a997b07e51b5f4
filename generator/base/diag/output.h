/* O: writing files (output/, base/file) */
DIAG(O101, FATAL, "cannot write the file")
DIAG(O102, FATAL, "cannot make the folder")
DIAG(O103, ERROR, "a page cannot be drawn")
DIAG(O104, ERROR, "there is no such output format")
DIAG(O105, WARNING, "a link or bookmark leads to a place that is on no page")
