/* report: R: what is printed in a report, looked at as a whole (report/) */
DIAG(R101, WARNING, "the same quantity is printed as different numbers")
DIAG(R102, WARNING, "the same quantity is printed with different precision")
DIAG(R103, NOTE, "an indicator is printed on two scales")
DIAG(R104, WARNING, "a table mixes figures of different windows and does not say so")
DIAG(R105, NOTE, "parts no longer add up to their total once rounded; the usual note was added")
DIAG(R106, WARNING, "parts cannot be rounded so that they add up; the usual note was added")
