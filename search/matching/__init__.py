"""New offers against saved searches, as a set: every search that finds a document, found from the document."""
