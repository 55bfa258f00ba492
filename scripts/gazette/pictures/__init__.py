"""Pictures as the site shows them: sizes, HTML, and the picture that stands for an item where it is shared."""
