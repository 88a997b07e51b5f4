/* F: fonts and characters (font/) */
DIAG(F101, FATAL, "the role file of the fonts is not there")
DIAG(F102, FATAL, "the role file of the fonts cannot be used")
DIAG(F103, FATAL, "a font file is damaged or of an unknown kind")
DIAG(F104, FATAL, "the index of the rare font is damaged")
DIAG(F105, FATAL, "a font file is not there")
DIAG(F201, ERROR, "no font has this character")
DIAG(F202, NOTE, "a character is set from a fallback face")
DIAG(F203, ERROR, "a character is not in the one face that this text must be set in")
