"""The press: turns news items and tables of a district into a whole static site."""
