"""Which listings mean what was asked, in whatever language? An optional extra, off by default."""
