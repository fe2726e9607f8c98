"""What all pages share: base template, styles, ES modules, the own part."""
