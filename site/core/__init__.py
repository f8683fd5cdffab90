"""The shared kernel: what every other part of the site stands on."""
