"""Who was there: lists, tables, prose and speakers, gathered into one list of people."""
